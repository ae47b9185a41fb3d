// Rounds of recruitment.
#include "store.h"

namespace doorstep::staffing::store {

std::vector<RoundRow> rounds(db::Session& session, const OrgId& org) {
  return session.all<RoundRow>(
      db::select_from<RoundRow>("staffing_round", "WHERE org_id=$1 ORDER BY year DESC, made_at DESC, id"), org);
}
std::optional<RoundRow> round(db::Session& session, const std::string& id) {
  return session.one<RoundRow>(db::select_from<RoundRow>("staffing_round", "WHERE id=$1"), id);
}
void add(db::Session& session, const RoundRow& row) {
  session.run("INSERT INTO staffing_round(id, org_id, title, year, state, made_at) VALUES($1, $2, $3, $4, $5, $6)",
              row.id, row.org_id, row.title, row.year, row.state, row.made_at);
}

std::vector<StepRow> steps(db::Session& session, const std::string& round) {
  return session.all<StepRow>(db::select_from<StepRow>("staffing_step", "WHERE round_id=$1 ORDER BY on_day, state"),
                              round);
}
void take_step(db::Session& session, const StepRow& row) {
  session.run(
      "INSERT INTO staffing_step(round_id, state, on_day) VALUES($1, $2, $3) "
      "ON CONFLICT(round_id, state) DO UPDATE SET on_day=excluded.on_day",
      row.round_id, row.state, row.on_day);
  session.run("UPDATE staffing_round SET state=$2 WHERE id=$1", row.round_id, row.state);
}

std::vector<OpeningRow> openings(db::Session& session, const std::string& round) {
  return session.all<OpeningRow>(
      db::select_from<OpeningRow>("staffing_opening", "WHERE round_id=$1 ORDER BY school_id, stage, subject"), round);
}
std::optional<OpeningRow> opening(db::Session& session, const std::string& id) {
  return session.one<OpeningRow>(db::select_from<OpeningRow>("staffing_opening", "WHERE id=$1"), id);
}
void add(db::Session& session, const OpeningRow& row) {
  session.run(
      "INSERT INTO staffing_opening(id, round_id, school_id, stage, subject, asked, reason, approved, applied, taken) "
      "VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
      row.id, row.round_id, row.school_id, row.stage, row.subject, row.asked, row.reason, row.approved, row.applied,
      row.taken);
}
void set(db::Session& session, const OpeningRow& row) {
  session.run("UPDATE staffing_opening SET approved=$2, applied=$3, taken=$4 WHERE id=$1", row.id, row.approved,
              row.applied, row.taken);
}
void drop_opening(db::Session& session, const std::string& id) {
  session.run("DELETE FROM staffing_opening WHERE id=$1", id);
}

std::vector<HiredRow> hired(db::Session& session, const std::string& opening) {
  return session.all<HiredRow>(
      db::select_from<HiredRow>("staffing_hired", "WHERE opening_id=$1 ORDER BY at, person_id"), opening);
}
bool is_hired(db::Session& session, const PersonId& person) {
  return session.one<std::string>("SELECT opening_id FROM staffing_hired WHERE person_id=$1", person).has_value();
}
void add(db::Session& session, const HiredRow& row) {
  session.run("INSERT INTO staffing_hired(person_id, opening_id, at) VALUES($1, $2, $3)", row.person_id, row.opening_id,
              row.at);
}

}  // namespace doorstep::staffing::store
