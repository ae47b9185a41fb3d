#include "store_plans.h"

namespace doorstep::training::store {
namespace {

struct CohortHead {
  int64_t place = 0;
  std::string name, subject, goal;
};
BOOST_DESCRIBE_STRUCT(CohortHead, (), (place, name, subject, goal))

}  // namespace

std::vector<PlanRow> plans(db::Session& session, const OrgId& group) {
  return session.all<PlanRow>(
      db::select_from<PlanRow>("training_plan", "WHERE group_id=$1 ORDER BY year DESC, centre_id"), group);
}

std::optional<PlanRow> plan(db::Session& session, const std::string& centre, int64_t year) {
  return session.one<PlanRow>(db::select_from<PlanRow>("training_plan", "WHERE centre_id=$1 AND year=$2"), centre,
                              year);
}

PlanWhole whole(db::Session& session, const PlanRow& row) {
  PlanWhole made{row, {}, {}, {}};
  const char* in_order = "WHERE plan_id=$1 ORDER BY place";
  made.needs = session.all<NeedRow>(db::select_from<NeedRow>("training_need", in_order), row.id);
  made.programmes = session.all<ProgrammeRow>(db::select_from<ProgrammeRow>("training_programme", in_order), row.id);
  for (auto& head : session.all<CohortHead>(db::select_from<CohortHead>("training_cohort", in_order), row.id))
    made.cohorts.push_back(
        {head.name, head.subject, head.goal,
         session.all<PersonId>("SELECT person_id FROM training_candidate WHERE plan_id=$1 AND place=$2 "
                               "ORDER BY person_id",
                               row.id, head.place)});
  return made;
}

void put(db::Session& session, const PlanWhole& whole) {
  const auto& plan = whole.plan;
  session.run(
      "INSERT INTO training_plan(id, group_id, centre_id, year, goals, budget_yuan) VALUES($1, $2, $3, $4, $5, $6) "
      "ON CONFLICT(id) DO UPDATE SET goals=excluded.goals, budget_yuan=excluded.budget_yuan",
      plan.id, plan.group_id, plan.centre_id, plan.year, plan.goals, plan.budget_yuan);
  for (const auto* table : {"training_candidate", "training_cohort", "training_programme", "training_need"})
    session.run("DELETE FROM " + std::string{table} + " WHERE plan_id=$1", plan.id);
  int64_t place = 0;
  for (const auto& row : whole.needs)
    session.run(
        "INSERT INTO training_need(plan_id, place, school_id, subject, people, words) VALUES($1, $2, $3, $4, $5, $6)",
        plan.id, place++, row.school_id, row.subject, row.people, row.words);
  place = 0;
  for (const auto& row : whole.programmes)
    session.run(
        "INSERT INTO training_programme(plan_id, place, title, kind, level, hours, budget_yuan, spent_yuan, begin_on, "
        "end_on, state, offer_id) VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        plan.id, place++, row.title, row.kind, row.level, row.hours, row.budget_yuan, row.spent_yuan, row.begin_on,
        row.end_on, row.state, row.offer_id);
  place = 0;
  for (const auto& row : whole.cohorts) {
    session.run("INSERT INTO training_cohort(plan_id, place, name, subject, goal) VALUES($1, $2, $3, $4, $5)", plan.id,
                place, row.name, row.subject, row.goal);
    for (const auto& person : row.people)
      session.run("INSERT INTO training_candidate(plan_id, place, person_id) VALUES($1, $2, $3)", plan.id, place,
                  person);
    ++place;
  }
}

}  // namespace doorstep::training::store
