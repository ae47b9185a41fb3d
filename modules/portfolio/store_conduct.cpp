#include "store_conduct.h"

namespace doorstep::portfolio::store {

std::optional<CaseRow> case_row(db::Session& session, const std::string& id) {
  return session.one<CaseRow>(db::select_from<CaseRow>("portfolio_case", "WHERE id=$1"), id);
}

std::vector<CaseRow> cases_of(db::Session& session, const PersonId& person) {
  return session.all<CaseRow>(
      db::select_from<CaseRow>("portfolio_case", "WHERE person_id=$1 ORDER BY made_at DESC, id"), person);
}

std::vector<CaseRow> cases_at(db::Session& session, const OrgId& org) {
  return session.all<CaseRow>(
      db::select_from<CaseRow>("portfolio_case",
                               "WHERE school_id=$1 OR district_id=$1 OR with_above=1 ORDER BY made_at DESC, id"),
      org);
}

void keep(db::Session& session, const CaseRow& row) {
  session.run(
      "INSERT INTO portfolio_case(id, person_id, school_id, district_id, leads, rules, behaviour, state, measure, "
      "effect_from, effect_until, due_on, stage, told, with_district, with_above, lifted_on, made_at) "
      "VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18) "
      "ON CONFLICT(id) DO UPDATE SET state=excluded.state, measure=excluded.measure, "
      "effect_from=excluded.effect_from, effect_until=excluded.effect_until, due_on=excluded.due_on, "
      "stage=excluded.stage, told=excluded.told, with_district=excluded.with_district, "
      "with_above=excluded.with_above, lifted_on=excluded.lifted_on",
      row.id, row.person_id, row.school_id, row.district_id, row.leads, row.rules, row.behaviour, row.state,
      row.measure, row.effect_from, row.effect_until, row.due_on, row.stage, row.told, row.with_district,
      row.with_above, row.lifted_on, row.made_at);
}

std::vector<StepRow> steps(db::Session& session, const std::string& of_case) {
  return session.all<StepRow>(db::select_from<StepRow>("portfolio_case_step", "WHERE case_id=$1 ORDER BY number"),
                              of_case);
}

void add(db::Session& session, const StepRow& row) {
  session.run(
      "INSERT INTO portfolio_case_step(case_id, number, step, words, account, by_name, at, measure, answer) "
      "VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9)",
      row.case_id, row.number, row.step, row.words, row.account, row.by_name, row.at, row.measure, row.answer);
}

std::vector<CommendationRow> commendations_of(db::Session& session, const PersonId& person) {
  return session.all<CommendationRow>(
      db::select_from<CommendationRow>("portfolio_commendation",
                                       "WHERE person_id=$1 AND withdrawn_at='' ORDER BY on_day DESC, id"),
      person);
}

std::vector<CommendationRow> commendations_at(db::Session& session, const OrgId& school) {
  return session.all<CommendationRow>(
      db::select_from<CommendationRow>("portfolio_commendation",
                                       "WHERE school_id=$1 AND withdrawn_at='' ORDER BY on_day DESC, id"),
      school);
}

void add(db::Session& session, const CommendationRow& row) {
  session.run(
      "INSERT INTO portfolio_commendation(id, person_id, school_id, name, title, words, on_day, by_name, "
      "withdrawn_at) VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9)",
      row.id, row.person_id, row.school_id, row.name, row.title, row.words, row.on_day, row.by_name, row.withdrawn_at);
}

void withdraw(db::Session& session, const std::string& id, const std::string& at) {
  session.run("UPDATE portfolio_commendation SET withdrawn_at=$2 WHERE id=$1", id, at);
}

}  // namespace doorstep::portfolio::store
