// The yearly plan of a group's centre for the development of teachers: what is needed, what is done, who is brought up.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <doorstep/base/date.h>
#include <doorstep/base/describe.h>
#include <doorstep/base/json.h>
#include <doorstep/base/result.h>

namespace doorstep::training {

enum class ProgrammeState { planned, going, done };
BOOST_DESCRIBE_ENUM(ProgrammeState, planned, going, done)

struct PlanNeed {
  OrgId school_id;
  std::string school, subject;
  int64_t people = 0;
  std::string words;
};
BOOST_DESCRIBE_STRUCT(PlanNeed, (), (school_id, school, subject, people, words))
struct TrainingProgramme {
  std::string title, kind, level;
  double hours = 0;
  int64_t budget_yuan = 0, spent_yuan = 0;
  Date begin_on, end_on;
  ProgrammeState state{};
  std::string offer_id;  // of the group, by which it is carried out
  std::string offer;
  int64_t people = 0;  // enrolled in that offer
};
BOOST_DESCRIBE_STRUCT(TrainingProgramme, (),
                      (title, kind, level, hours, budget_yuan, spent_yuan, begin_on, end_on, state, offer_id, offer,
                       people))
struct BackboneCandidate {
  PersonId id;
  std::string name;
  OrgId school_id;
  std::string school, subject, title, backbone;
  double hours = 0;  // this year
};
BOOST_DESCRIBE_STRUCT(BackboneCandidate, (), (id, name, school_id, school, subject, title, backbone, hours))
struct BackboneCohort {
  std::string name, subject;
  std::string goal;                       // code of backbone-rank
  std::vector<BackboneCandidate> people;  // empty for who may not read names
  int64_t count = 0;
};
BOOST_DESCRIBE_STRUCT(BackboneCohort, (), (name, subject, goal, people, count))
// How a campus takes part. Nothing in the last three: not yet.
struct CampusPart {
  OrgId school_id;
  std::string school;
  int64_t teachers = 0, needed = 0, candidates = 0, enrolled = 0;
};
BOOST_DESCRIBE_STRUCT(CampusPart, (), (school_id, school, teachers, needed, candidates, enrolled))
struct TrainingPlan {
  std::string id, centre_id, centre;
  int64_t year = 0;
  std::string goals;
  int64_t budget_yuan = 0, planned_yuan = 0, spent_yuan = 0;
  std::vector<PlanNeed> needs;
  std::vector<TrainingProgramme> programmes;
  std::vector<BackboneCohort> cohorts;
  std::vector<CampusPart> campuses;
  bool edits = false;  // who asks
};
BOOST_DESCRIBE_STRUCT(TrainingPlan, (),
                      (id, centre_id, centre, year, goals, budget_yuan, planned_yuan, spent_yuan, needs, programmes,
                       cohorts, campuses, edits))
struct PlanCentre {
  std::string id, name;
  bool edits = false;
};
BOOST_DESCRIBE_STRUCT(PlanCentre, (), (id, name, edits))
struct GroupPlans {
  OrgId group_id;
  std::string group;
  std::vector<PlanCentre> centres;  // for the development of teachers, open today
  std::vector<TrainingPlan> plans;  // the newest year first
};
BOOST_DESCRIBE_STRUCT(GroupPlans, (), (group_id, group, centres, plans))

struct NewPlanNeed {
  OrgId school_id;
  std::string subject;
  int64_t people = 0;
  std::optional<std::string> words;
};
BOOST_DESCRIBE_STRUCT(NewPlanNeed, (), (school_id, subject, people, words))
struct NewProgramme {
  std::string title, kind, level;
  double hours = 0;
  int64_t budget_yuan = 0, spent_yuan = 0;
  Date begin_on, end_on;
  ProgrammeState state{};
  std::optional<std::string> offer_id;
};
BOOST_DESCRIBE_STRUCT(NewProgramme, (),
                      (title, kind, level, hours, budget_yuan, spent_yuan, begin_on, end_on, state, offer_id))
struct NewCohort {
  std::string name;
  std::optional<std::string> subject;
  std::string goal;
  std::vector<PersonId> people;
};
BOOST_DESCRIBE_STRUCT(NewCohort, (), (name, subject, goal, people))
// The plan of a centre for a year, whole: it takes the place of what stood there.
struct NewTrainingPlan {
  std::string centre_id;
  int64_t year = 0;
  std::string goals;
  int64_t budget_yuan = 0;
  std::vector<NewPlanNeed> needs;
  std::vector<NewProgramme> programmes;
  std::vector<NewCohort> cohorts;
};
BOOST_DESCRIBE_STRUCT(NewTrainingPlan, (), (centre_id, year, goals, budget_yuan, needs, programmes, cohorts))

}  // namespace doorstep::training
