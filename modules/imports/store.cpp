#include "store.h"

namespace doorstep::imports::store {

void keep(db::Session& session, const RunRow& run) {
  session.run(
      "INSERT INTO imports_run(id, file, path, bytes, format, mapping, state, report, problem_zh, problem_en, "
      "started_by, started_at, ended_at, job) "
      "VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) ON CONFLICT(id) DO UPDATE SET path = "
      "excluded.path, format = excluded.format, "
      "mapping = excluded.mapping, state = excluded.state, report = excluded.report, problem_zh = excluded.problem_zh, "
      "problem_en = excluded.problem_en, "
      "ended_at = excluded.ended_at, job = excluded.job",
      run.id, run.file, run.path, run.bytes, run.format, run.mapping, run.state, run.report, run.problem_zh,
      run.problem_en, run.started_by, run.started_at, run.ended_at, run.job);
}

std::optional<RunRow> find(db::Session& session, const std::string& id) {
  return session.one<RunRow>("SELECT " + db::columns_of<RunRow>() + " FROM imports_run WHERE id = $1", id);
}

std::vector<std::string> waiting_files(db::Session& session) {
  return session.all<std::string>(
      "SELECT path FROM imports_run WHERE path <> '' AND state NOT IN ('committed', 'discarded')");
}

std::vector<RunRow> newest(db::Session& session, int limit) {
  return session.all<RunRow>(
      "SELECT id, file, path, bytes, format, mapping, state, NULL, problem_zh, problem_en, started_by, started_at, "
      "ended_at, job "
      "FROM imports_run ORDER BY started_at DESC, id LIMIT $1",
      limit);
}

void keep_mapping(db::Session& session, const std::string& id, const std::string& toml, const std::string& by,
                  const std::string& at) {
  session.run(
      "INSERT INTO imports_mapping(id, toml, kept_by, kept_at) VALUES($1, $2, $3, $4) "
      "ON CONFLICT(id) DO UPDATE SET toml = excluded.toml, kept_by = excluded.kept_by, kept_at = excluded.kept_at",
      id, toml, by, at);
}

std::optional<std::string> mapping(db::Session& session, const std::string& id) {
  return session.one<std::string>("SELECT toml FROM imports_mapping WHERE id = $1", id);
}

std::vector<std::string> mappings(db::Session& session) {
  return session.all<std::string>("SELECT toml FROM imports_mapping ORDER BY id");
}

}  // namespace doorstep::imports::store
