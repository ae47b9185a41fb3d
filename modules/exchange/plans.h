// Plans of exchange: asked for, computed by the planner, checked by the independent checker, looked at, changed by
// hand, compared, and turned into secondments.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <doorstep/base/actor.h>
#include <doorstep/base/date.h>
#include <doorstep/base/describe.h>
#include <doorstep/exchange/secondments.h>

namespace doorstep::exchange {

enum class PlanState { planning, ready, failed, accepted };
BOOST_DESCRIBE_ENUM(PlanState, planning, ready, failed, accepted)

// What is asked of the planner beside the rules; the first counts most.
enum class Aim { evenness, shortfall, travel, burden, churn, wishes };
BOOST_DESCRIBE_ENUM(Aim, evenness, shortfall, travel, burden, churn, wishes)

// What an officer holds fast. stay: the teacher does not move. forbid without a school: the same, said of the planner's
// own proposal.
enum class Hold { lock, forbid, stay };
BOOST_DESCRIBE_ENUM(Hold, lock, forbid, stay)
struct PlanDecision {
  PersonId person_id;
  Hold hold{};
  std::optional<OrgId> to;  // lock, forbid
};
BOOST_DESCRIBE_STRUCT(PlanDecision, (), (person_id, hold, to))

// Who move to one school or stay, couples for example.
struct PlanTogether {
  std::vector<PersonId> people;
};
BOOST_DESCRIBE_STRUCT(PlanTogether, (), (people))

struct PlanQuestion {
  std::string title;
  int64_t year = 0;                 // school year whose returns it rests on
  std::vector<std::string> stages;  // primary, junior
  std::string standard;             // whose indicators are evened out
  std::string rules_id;
  std::vector<Aim> aims;
  bool official = false;  // the same plan on every machine; takes its own time
  int64_t seconds = 30;
  int64_t seed = 1;
  std::string approved_id;       // the plan that holds already; empty: none
  std::optional<Date> begin_on;  // when the terms would begin: who may move is reckoned for that day
  std::vector<PlanDecision> decisions;
  std::vector<PlanTogether> together;
};
BOOST_DESCRIBE_STRUCT(PlanQuestion, (),
                      (title, year, stages, standard, rules_id, aims, official, seconds, seed, approved_id, begin_on,
                       decisions, together))

struct NewExchangePlan {
  std::string title;
  std::optional<int64_t> year;      // absent: the newest with returns
  std::vector<std::string> stages;  // none: all that the standard speaks of
  std::optional<std::string> standard, rules_id, approved_id;
  std::vector<Aim> aims;  // none: in the order of Aim
  std::optional<bool> official;
  std::optional<int64_t> seconds, seed;
  std::optional<Date> begin_on;        // absent: the next first of September
  std::vector<PlanTogether> together;  // beside mentors and mentees
};
BOOST_DESCRIBE_STRUCT(NewExchangePlan, (),
                      (title, year, stages, standard, rules_id, approved_id, aims, official, seconds, seed, begin_on,
                       together))

struct PlanProgressShown {
  double share = 0;
  std::optional<double> reached;  // of the improvement that is possible at most
  int64_t moves = 0;
};
BOOST_DESCRIBE_STRUCT(PlanProgressShown, (), (share, reached, moves))

// One indicator of one stage over all schools.
struct PlanOutcome {
  std::string code, stage;
  Words name;
  std::optional<double> before, after;  // coefficient of variation
  std::optional<double> limit;          // of the standard
  int64_t below_before = 0, below_after = 0;
  std::optional<double> threshold;  // per 100 pupils
};
BOOST_DESCRIBE_STRUCT(PlanOutcome, (), (code, stage, name, before, after, limit, below_before, below_after, threshold))

struct PlanMove {
  PersonId person_id;
  std::string name, subject, stage;
  std::vector<std::string> counts;  // codes of indicators in which the teacher is counted
  bool backbone = false;
  OrgId from_id, to_id;
  std::string from, to;
  double km = 0, minutes = 0;
  bool locked = false;
};
BOOST_DESCRIBE_STRUCT(PlanMove, (),
                      (person_id, name, subject, stage, counts, backbone, from_id, to_id, from, to, km, minutes,
                       locked))

// One school in one indicator, per 100 pupils.
struct PlanValue {
  std::string code;
  double before = 0, after = 0;
};
BOOST_DESCRIBE_STRUCT(PlanValue, (), (code, before, after))
struct PlannedSchool {
  OrgId id;
  std::string name, stage;
  std::optional<double> longitude, latitude;
  int64_t pupils = 0;
  int64_t out = 0, in = 0;
  std::vector<PlanValue> values;
};
BOOST_DESCRIBE_STRUCT(PlannedSchool, (), (id, name, stage, longitude, latitude, pupils, out, in, values))

struct PlanSummary {
  std::string id;
  OrgId org_id;
  std::string org, title;
  int64_t year = 0;
  PlanState state{};
  Words fault;  // why it failed
  int64_t moves = 0;
  std::optional<double> reached;  // of the improvement that is possible at most
  std::string made_by, made_at, planned_at, accepted_at;
};
BOOST_DESCRIBE_STRUCT(PlanSummary, (),
                      (id, org_id, org, title, year, state, fault, moves, reached, made_by, made_at, planned_at,
                       accepted_at))

// Who an officer holds fast or ties to others, by name.
struct PlanPerson {
  PersonId person_id;
  std::string name;
};
BOOST_DESCRIBE_STRUCT(PlanPerson, (), (person_id, name))

struct ExchangePlan {
  PlanSummary of;
  PlanQuestion question;
  std::string rules;                          // name of the edition
  std::string standard;                       // name
  std::optional<PlanProgressShown> progress;  // while it is planned
  int64_t teachers = 0, eligible = 0, without_subject = 0, without_place = 0;
  std::vector<PlanOutcome> outcomes;
  std::vector<PlannedSchool> schools;
  std::vector<PlanMove> moves;
  std::vector<PlanPerson> named;               // by the question's decisions and pairs
  std::vector<SecondmentSummary> secondments;  // made from it
};
BOOST_DESCRIBE_STRUCT(ExchangePlan, (),
                      (of, question, rules, standard, progress, teachers, eligible, without_subject, without_place,
                       outcomes, schools, moves, named, secondments))

// Why one move is in the plan, in sentences; and where else the teacher could go.
struct PlanReason {
  PersonId person_id;
  std::vector<Words> sentences;
};
BOOST_DESCRIBE_STRUCT(PlanReason, (), (person_id, sentences))
struct OtherPlace {
  OrgId id;
  std::string name;
  double km = 0, minutes = 0;
};
BOOST_DESCRIBE_STRUCT(OtherPlace, (), (id, name, km, minutes))
struct PlanMoveDetail {
  PlanReason reason;
  std::vector<OtherPlace> places;
};
BOOST_DESCRIBE_STRUCT(PlanMoveDetail, (), (reason, places))

// Tried out, not kept: `to` absent: the teacher stays.
struct PlanChange {
  PersonId person_id;
  std::optional<OrgId> to;
};
BOOST_DESCRIBE_STRUCT(PlanChange, (), (person_id, to))
struct PlanChanges {
  std::vector<PlanChange> changes;
};
BOOST_DESCRIBE_STRUCT(PlanChanges, (), (changes))
struct PlanTrial {
  int64_t moves = 0;
  std::vector<PlanOutcome> outcomes;  // before: nobody moves; after: with the changes
  std::vector<Words> broken;          // rules that would not be kept
};
BOOST_DESCRIBE_STRUCT(PlanTrial, (), (moves, outcomes, broken))

struct PlanDecisions {
  std::vector<PlanDecision> decisions;
  std::optional<int64_t> seconds;
};
BOOST_DESCRIBE_STRUCT(PlanDecisions, (), (decisions, seconds))

struct PlanAcceptance {
  Date begin_on, end_on;
  std::optional<std::string> conditions;
};
BOOST_DESCRIBE_STRUCT(PlanAcceptance, (), (begin_on, end_on, conditions))

// What secondments did, planned against real: one indicator of one school by its returns before and after.
struct PlanEffect {
  OrgId school_id;
  std::string school, stage, code;
  Words name;
  std::optional<double> before, planned, real;  // per 100 pupils; planned: before, and the moves alone
  int64_t in = 0, out = 0;
};
BOOST_DESCRIBE_STRUCT(PlanEffect, (), (school_id, school, stage, code, name, before, planned, real, in, out))
struct PlanEffects {
  int64_t year_before = 0;
  std::optional<int64_t> year_after;  // empty: no returns after the term began yet
  std::vector<PlanEffect> items;
};
BOOST_DESCRIBE_STRUCT(PlanEffects, (), (year_before, year_after, items))

}  // namespace doorstep::exchange
