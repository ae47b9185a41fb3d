// Every statement on plans.
#pragma once

#include <doorstep/db/db.h>
#include <doorstep/training/training.h>

namespace doorstep::training::store {

struct PlanRow {
  std::string id;
  OrgId group_id;
  std::string centre_id;
  int64_t year = 0;
  std::string goals;
  int64_t budget_yuan = 0;
};
BOOST_DESCRIBE_STRUCT(PlanRow, (), (id, group_id, centre_id, year, goals, budget_yuan))
struct NeedRow {
  OrgId school_id;
  std::string subject;
  int64_t people = 0;
  std::string words;
};
BOOST_DESCRIBE_STRUCT(NeedRow, (), (school_id, subject, people, words))
struct ProgrammeRow {
  std::string title, kind, level;
  double hours = 0;
  int64_t budget_yuan = 0, spent_yuan = 0;
  Date begin_on, end_on;
  ProgrammeState state{};
  std::string offer_id;
};
BOOST_DESCRIBE_STRUCT(ProgrammeRow, (),
                      (title, kind, level, hours, budget_yuan, spent_yuan, begin_on, end_on, state, offer_id))
struct CohortRow {
  std::string name, subject, goal;
  std::vector<PersonId> people;
};
BOOST_DESCRIBE_STRUCT(CohortRow, (), (name, subject, goal, people))

// A plan with all its parts, as the trail compares it.
struct PlanWhole {
  PlanRow plan;
  std::vector<NeedRow> needs;
  std::vector<ProgrammeRow> programmes;
  std::vector<CohortRow> cohorts;
};
BOOST_DESCRIBE_STRUCT(PlanWhole, (), (plan, needs, programmes, cohorts))

std::vector<PlanRow> plans(db::Session& session, const OrgId& group);  // the newest year first
std::optional<PlanRow> plan(db::Session& session, const std::string& centre, int64_t year);
PlanWhole whole(db::Session& session, const PlanRow& row);
void put(db::Session& session, const PlanWhole& plan);  // in the place of what stood there

}  // namespace doorstep::training::store
