#include "store.h"

namespace doorstep::offerings::store {

std::vector<RoundRow> rounds_of(db::Session& session, const OrgId& org) {
  return session.all<RoundRow>(
      db::select_from<RoundRow>("offerings_round", "WHERE org_id=$1 ORDER BY made_at DESC, id"), org);
}
std::optional<RoundRow> round(db::Session& session, const std::string& id) {
  return session.one<RoundRow>(db::select_from<RoundRow>("offerings_round", "WHERE id=$1"), id);
}

void add(db::Session& session, const RoundRow& row) {
  session.run(
      "INSERT INTO offerings_round(id, org_id, title, mode, rule, notes, opens_at, closes_at, choices, most, state, "
      "roll, rolled_at, entries, seed, seeded_by, seeded_at, version, made_at, late_until) VALUES($1, $2, $3, $4, $5, "
      "$6, "
      "$7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)",
      row.id, row.org_id, row.title, row.mode, row.rule, row.notes, row.opens_at, row.closes_at, row.choices, row.most,
      row.state, row.roll, row.rolled_at, row.entries, row.seed, row.seeded_by, row.seeded_at, row.version, row.made_at,
      row.late_until);
}
void set(db::Session& session, const RoundRow& row) {
  session.run(
      "UPDATE offerings_round SET title=$2, mode=$3, rule=$4, notes=$5, opens_at=$6, closes_at=$7, choices=$8, "
      "most=$9, "
      "state=$10, roll=$11, rolled_at=$12, entries=$13, version=$14, late_until=$15 WHERE id=$1",
      row.id, row.title, row.mode, row.rule, row.notes, row.opens_at, row.closes_at, row.choices, row.most, row.state,
      row.roll, row.rolled_at, row.entries, row.version, row.late_until);
}
bool set_seed(db::Session& session, const RoundRow& row) {
  return session.run("UPDATE offerings_round SET seed=$2, seeded_by=$3, seeded_at=$4 WHERE id=$1 AND seed=''", row.id,
                     row.seed, row.seeded_by, row.seeded_at) == 1;
}
void leave_round(db::Session& session, const std::string& round) {
  session.run("UPDATE offerings_offering SET round_id='' WHERE round_id=$1", round);
}
void join_round(db::Session& session, const std::string& offering, const std::string& round) {
  session.run("UPDATE offerings_offering SET round_id=$2 WHERE id=$1", offering, round);
}

std::optional<EntryRow> entry(db::Session& session, const std::string& round, const PersonId& person) {
  return session.one<EntryRow>(db::select_from<EntryRow>("offerings_entry", "WHERE round_id=$1 AND person_id=$2"),
                               round, person);
}
std::optional<EntryRow> entry_of_ticket(db::Session& session, const std::string& round, const std::string& ticket) {
  return session.one<EntryRow>(db::select_from<EntryRow>("offerings_entry", "WHERE round_id=$1 AND ticket=$2"), round,
                               ticket);
}
std::vector<EntryRow> entries(db::Session& session, const std::string& round) {
  return session.all<EntryRow>(db::select_from<EntryRow>("offerings_entry", "WHERE round_id=$1 ORDER BY ticket"),
                               round);
}
void put(db::Session& session, const EntryRow& row) {
  session.run(
      "INSERT INTO offerings_entry(round_id, person_id, ticket, by_name, at) VALUES($1, $2, $3, $4, $5) "
      "ON CONFLICT(round_id, person_id) DO UPDATE SET by_name=excluded.by_name, at=excluded.at",
      row.round_id, row.person_id, row.ticket, row.by_name, row.at);
}
void drop_entry(db::Session& session, const std::string& round, const PersonId& person) {
  session.run("DELETE FROM offerings_entry WHERE round_id=$1 AND person_id=$2", round, person);
}
std::vector<WishRow> wishes(db::Session& session, const std::string& round) {
  return session.all<WishRow>(db::select_from<WishRow>("offerings_wish", "WHERE round_id=$1 ORDER BY person_id, place"),
                              round);
}
std::vector<WishRow> wishes_of(db::Session& session, const std::string& round, const PersonId& person) {
  return session.all<WishRow>(
      db::select_from<WishRow>("offerings_wish", "WHERE round_id=$1 AND person_id=$2 ORDER BY place"), round, person);
}
void put_wishes(db::Session& session, const std::string& round, const PersonId& person,
                const std::vector<std::string>& offerings) {
  session.run("DELETE FROM offerings_wish WHERE round_id=$1 AND person_id=$2", round, person);
  int64_t place = 0;
  for (const auto& one : offerings)
    session.run("INSERT INTO offerings_wish(round_id, person_id, place, offering_id) VALUES($1, $2, $3, $4)", round,
                person, ++place, one);
}

std::optional<DrawRow> draw(db::Session& session, const std::string& round) {
  return session.one<DrawRow>(db::select_from<DrawRow>("offerings_draw", "WHERE round_id=$1"), round);
}
void put(db::Session& session, const DrawRow& row) {
  session.run(
      "INSERT INTO offerings_draw(round_id, problem, plan, problem_now, plan_now) VALUES($1, $2, $3, $4, $5) "
      "ON CONFLICT(round_id) DO UPDATE SET problem=excluded.problem, plan=excluded.plan, "
      "problem_now=excluded.problem_now, plan_now=excluded.plan_now",
      row.round_id, row.problem, row.plan, row.problem_now, row.plan_now);
}

}  // namespace doorstep::offerings::store
