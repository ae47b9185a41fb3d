// Norms, pools, allotments, requests and leaves.
#include "store.h"

#include <algorithm>

namespace doorstep::staffing::store {

std::vector<NormRow> norms(db::Session& session, const OrgId& district) {
  return session.all<NormRow>(db::select_from<NormRow>("staffing_norm", "WHERE district_id=$1 ORDER BY version DESC"),
                              district);
}
void add(db::Session& session, const NormRow& row) {
  session.run(
      "INSERT INTO staffing_norm(district_id, version, from_year, reason, numbers, by_name, at) "
      "VALUES($1, $2, $3, $4, $5, $6, $7)",
      row.district_id, row.version, row.from_year, row.reason, row.numbers, row.by_name, row.at);
}

std::vector<PoolRow> pools(db::Session& session, const OrgId& district) {
  return session.all<PoolRow>(db::select_from<PoolRow>("staffing_pool", "WHERE district_id=$1 ORDER BY seq"), district);
}
void add(db::Session& session, const PoolRow& row) {
  session.run(
      "INSERT INTO staffing_pool(id, seq, district_id, year, posts, reserve, reason, by_name, at) "
      "VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9)",
      row.id, row.seq, row.district_id, row.year, row.posts, row.reserve, row.reason, row.by_name, row.at);
}

std::vector<AllotmentRow> allotments(db::Session& session, const OrgId& district) {
  return session.all<AllotmentRow>(
      db::select_from<AllotmentRow>("staffing_allotment", "WHERE district_id=$1 ORDER BY seq"), district);
}
void add(db::Session& session, const AllotmentRow& row) {
  session.run(
      "INSERT INTO staffing_allotment(id, seq, district_id, school_id, year, subject, posts, turnover, reason, "
      "by_name, at) VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
      row.id, row.seq, row.district_id, row.school_id, row.year, row.subject, row.posts, row.turnover, row.reason,
      row.by_name, row.at);
}
int64_t next_seq(db::Session& session, const OrgId& district) {
  const auto of = [&](const char* sql) { return session.one<int64_t>(sql, district).value_or(0); };
  return 1 + std::max(of("SELECT COALESCE(MAX(seq), 0) FROM staffing_pool WHERE district_id=$1"),
                      of("SELECT COALESCE(MAX(seq), 0) FROM staffing_allotment WHERE district_id=$1"));
}

std::vector<AskRow> asks(db::Session& session, const OrgId& district) {
  return session.all<AskRow>(db::select_from<AskRow>("staffing_ask", "WHERE district_id=$1 ORDER BY at DESC, id"),
                             district);
}
std::optional<AskRow> ask(db::Session& session, const std::string& id) {
  return session.one<AskRow>(db::select_from<AskRow>("staffing_ask", "WHERE id=$1"), id);
}
void add(db::Session& session, const AskRow& row) {
  session.run(
      "INSERT INTO staffing_ask(id, district_id, school_id, year, more, reason, by_name, at, state, given, turnover, "
      "answer, decided_by, decided_at) VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
      row.id, row.district_id, row.school_id, row.year, row.more, row.reason, row.by_name, row.at, row.state, row.given,
      row.turnover, row.answer, row.decided_by, row.decided_at);
}
void set(db::Session& session, const AskRow& row) {
  session.run(
      "UPDATE staffing_ask SET state=$2, given=$3, turnover=$4, answer=$5, decided_by=$6, decided_at=$7 WHERE id=$1",
      row.id, row.state, row.given, row.turnover, row.answer, row.decided_by, row.decided_at);
}

std::vector<LeaveRow> leaves_of(db::Session& session, const OrgId& school) {
  return session.all<LeaveRow>(db::select_from<LeaveRow>("staffing_leave", "WHERE school_id=$1 ORDER BY begin_on, id"),
                               school);
}
std::vector<LeaveRow> leaves_of(db::Session& session, const PersonId& person) {
  return session.all<LeaveRow>(db::select_from<LeaveRow>("staffing_leave", "WHERE person_id=$1 ORDER BY begin_on, id"),
                               person);
}
std::vector<LeaveRow> leaves_on(db::Session& session, Date on) {
  return session.all<LeaveRow>(
      db::select_from<LeaveRow>("staffing_leave", "WHERE begin_on<=$1 AND $1<end_on ORDER BY id"), on);
}
std::optional<LeaveRow> leave(db::Session& session, const std::string& id) {
  return session.one<LeaveRow>(db::select_from<LeaveRow>("staffing_leave", "WHERE id=$1"), id);
}
void add(db::Session& session, const LeaveRow& row) {
  session.run(
      "INSERT INTO staffing_leave(id, school_id, person_id, kind, begin_on, end_on, cover_id, cover, note) "
      "VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9)",
      row.id, row.school_id, row.person_id, row.kind, row.begin_on, row.end_on, row.cover_id, row.cover, row.note);
}
void end_leave(db::Session& session, const std::string& id, Date on) {
  session.run("UPDATE staffing_leave SET end_on=$2 WHERE id=$1", id, on);
}

}  // namespace doorstep::staffing::store
