#include "store.h"

namespace doorstep::jobs::store {
namespace {

struct Row {
  std::string id;
  std::string kind;
  AccountId owner;
  State state{};
  int64_t done = 0;
  int64_t total = 0;
  std::string unit;
  std::string message_zh;
  std::string message_en;
  std::string code;
  std::string queued;
  std::optional<std::string> started, ended;
  std::string result;
};
BOOST_DESCRIBE_STRUCT(Row, (),
                      (id, kind, owner, state, done, total, unit, message_zh, message_en, code, queued, started, ended,
                       result))

Job job_of(Row&& row) {
  Job job;
  job.id = std::move(row.id);
  job.kind = std::move(row.kind);
  job.owner = std::move(row.owner);
  job.state = row.state;
  job.done = row.done;
  job.total = row.total;
  job.unit = std::move(row.unit);
  job.message = {std::move(row.message_zh), std::move(row.message_en)};
  job.code = std::move(row.code);
  job.queued = std::move(row.queued);
  job.started = std::move(row.started);
  job.ended = std::move(row.ended);
  job.result = {std::move(row.result)};
  return job;
}

}  // namespace

void keep(db::Session& session, const Job& job, const std::string& machine) {
  session.run(
      "INSERT INTO jobs_job(id, kind, owner, machine, state, done, total, unit, message_zh, message_en, code, queued, "
      "started, ended, result) VALUES($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15) "
      "ON CONFLICT(id) DO UPDATE SET state=excluded.state, done=excluded.done, total=excluded.total, "
      "unit=excluded.unit, "
      "message_zh=excluded.message_zh, message_en=excluded.message_en, code=excluded.code, started=excluded.started, "
      "ended=excluded.ended, result=excluded.result WHERE jobs_job.state IN ('queued','running')",
      job.id, job.kind, job.owner, machine, job.state, job.done, job.total, job.unit, job.message.zh, job.message.en,
      job.code, job.queued, job.started, job.ended, job.result.text);
}

std::optional<Job> find(db::Session& session, const std::string& id) {
  auto row = session.one<Row>("SELECT " + db::columns_of<Row>() + " FROM jobs_job WHERE id=$1", id);
  if (!row) return std::nullopt;
  return job_of(std::move(*row));
}

std::vector<Job> list(db::Session& session, const std::optional<AccountId>& owner, int limit) {
  std::vector<Job> jobs;
  const auto take = [&](Row&& row) { jobs.push_back(job_of(std::move(row))); };
  const auto columns = "SELECT " + db::columns_of<Row>() + " FROM jobs_job";
  if (owner)
    session.each<Row>(columns + " WHERE owner=$1 ORDER BY queued DESC, id LIMIT $2", take, *owner, limit);
  else
    session.each<Row>(columns + " ORDER BY queued DESC, id LIMIT $1", take, limit);
  return jobs;
}

void want_cancelled(db::Session& session, const std::string& id) {
  session.run("UPDATE jobs_job SET cancel_wanted=1 WHERE id=$1", id);
}

std::vector<std::string> wanted_cancelled(db::Session& session, const std::string& machine) {
  return session.all<std::string>(
      "SELECT id FROM jobs_job WHERE machine=$1 AND cancel_wanted=1 AND state IN ('queued','running')", machine);
}

void interrupt_unfinished(db::Session& session, const std::string& machine, const Words& message,
                          const std::string& now) {
  session.run(
      "UPDATE jobs_job SET state='failed', code='interrupted', message_zh=$2, message_en=$3, ended=$4 "
      "WHERE machine=$1 AND state IN ('queued','running')",
      machine, message.zh, message.en, now);
}

void forget_ended_before(db::Session& session, const std::string& time) {
  session.run("DELETE FROM jobs_job WHERE ended<$1", time);
}

}  // namespace doorstep::jobs::store
