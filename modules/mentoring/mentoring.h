// Mentoring: who leads whom, with a plan, visits and a result; and subject leaders who serve all teachers of a group.
//
// A pair is arranged by a school or a group and begins when everybody in it has agreed. What the mentee notes of a
// visit is for the pair alone. Thread safe; every change is one transaction with its entry in the audit trail.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <doorstep/base/actor.h>
#include <doorstep/base/date.h>
#include <doorstep/base/describe.h>
#include <doorstep/base/file.h>
#include <doorstep/base/result.h>

namespace doorstep::mentoring {

enum class PairKind { new_teacher, subject, across };
BOOST_DESCRIBE_ENUM(PairKind, new_teacher, subject, across)
// running: agreed by all, and not over.
enum class PairState { proposed, running, ended, declined };
BOOST_DESCRIBE_ENUM(PairState, proposed, running, ended, declined)
enum class Outcome { met, partly, missed };
BOOST_DESCRIBE_ENUM(Outcome, met, partly, missed)

struct MentoringRules {
  int most_mentees = 0, most_mentors = 0, least_years = 0, new_years = 0;
  std::string least_title;
};
BOOST_DESCRIBE_STRUCT(MentoringRules, (), (most_mentees, most_mentors, least_years, new_years, least_title))

struct Partner {
  PersonId person_id;
  std::string name;
  OrgId school_id;
  std::string school, subject, title;
  bool agreed = false, own = false;  // own: who asks
};
BOOST_DESCRIBE_STRUCT(Partner, (), (person_id, name, school_id, school, subject, title, agreed, own))

struct PlanStep {
  std::string id;
  Date due_on;
  std::string what;
  Date done_on = Date::never();  // never: not yet
};
BOOST_DESCRIBE_STRUCT(PlanStep, (), (id, due_on, what, done_on))

struct Visit {
  std::string id;
  PersonId mentor_id;
  std::string mentor;
  Date on;
  bool held = false;
  std::string lesson, seen, advice;
  std::string note;  // the mentee's; empty for who is not of the pair
  bool own = false;  // by who asks
  std::vector<FileInfo> files;
};
BOOST_DESCRIBE_STRUCT(Visit, (), (id, mentor_id, mentor, on, held, lesson, seen, advice, note, own, files))

struct PairReview {
  bool final_ = false;  // else at half time
  std::optional<Outcome> outcome;
  std::string mentor_words, mentee_words, arranger_words;
};
BOOST_DESCRIBE_STRUCT(PairReview, (), (final_, outcome, mentor_words, mentee_words, arranger_words))

struct Pair {
  std::string id;
  OrgId org_id;
  std::string org;
  PairKind kind{};
  PairState state{};
  Partner mentee;
  std::vector<Partner> mentors;
  Date begin_on, end_on;
  std::string goals;
  std::string exception;  // why a mentor beyond the rules was taken
  std::string end_reason;
  std::vector<PlanStep> steps;
  std::vector<Visit> visits;  // the newest first
  std::vector<PairReview> reviews;
  int64_t held = 0;
  Date next_on = Date::never();  // the next planned visit
  bool arranges = false;         // who asks may end, extend and conclude
};
BOOST_DESCRIBE_STRUCT(Pair, (),
                      (id, org_id, org, kind, state, mentee, mentors, begin_on, end_on, goals, exception, end_reason,
                       steps, visits, reviews, held, next_on, arranges))

struct NewTeacher {
  PersonId person_id;
  std::string name;
  OrgId school_id;
  std::string school, subject, stage;
  Date since;
  std::string pair_id;  // running or proposed; empty: no mentor
  std::string mentor;
};
BOOST_DESCRIBE_STRUCT(NewTeacher, (), (person_id, name, school_id, school, subject, stage, since, pair_id, mentor))

// --- one subject leader serves all teachers of a subject in a group

struct ServiceMonth {
  std::string month;  // YYYY-MM
  int64_t planned = 0, held = 0;
};
BOOST_DESCRIBE_STRUCT(ServiceMonth, (), (month, planned, held))
// A member school, or one campus of a school that has several.
struct ServedPlace {
  OrgId school_id;
  std::string school;
  CampusId campus_id;  // empty: the school has one campus
  std::string campus;
  int64_t teachers = 0, met = 0;  // of the subject today; of these, met since the service began
  std::vector<ServiceMonth> months;
};
BOOST_DESCRIBE_STRUCT(ServedPlace, (), (school_id, school, campus_id, campus, teachers, met, months))
struct ServedTeacher {
  PersonId person_id;
  std::string name;
  OrgId school_id;
  std::string school, stage, title;
  int64_t met = 0;
  Date last_on = Date::never();  // never: not met
  CampusId campus_id;            // as of ServedPlace
  std::string campus;
};
BOOST_DESCRIBE_STRUCT(ServedTeacher, (),
                      (person_id, name, school_id, school, stage, title, met, last_on, campus_id, campus))
struct ServiceVisit {
  std::string id;
  OrgId school_id;
  std::string school;
  Date on;
  bool held = false, cancelled = false;
  std::string what, outcome;
  int64_t met = 0;
  CampusId campus_id;  // as of ServedPlace
  std::string campus;
};
BOOST_DESCRIBE_STRUCT(ServiceVisit, (),
                      (id, school_id, school, on, held, cancelled, what, outcome, met, campus_id, campus))

struct ServiceSummary {
  std::string id;
  OrgId group_id;
  std::string group, subject;
  PersonId person_id;
  std::string leader;
  std::string duties;
  Date begin_on, end_on;
  int64_t schools = 0, reached = 0;  // member schools; of these, visited
  int64_t teachers = 0, met = 0;
  Date next_on = Date::never();
  bool own = false;                            // of who asks
  int64_t campuses = 0, campuses_reached = 0;  // a school without several counts as one
  bool by_school = false;                      // there are campuses, and the register says of nobody at which
};
BOOST_DESCRIBE_STRUCT(ServiceSummary, (),
                      (id, group_id, group, subject, person_id, leader, duties, begin_on, end_on, schools, reached,
                       teachers, met, next_on, own, campuses, campuses_reached, by_school))
struct LeaderService {
  ServiceSummary of;
  bool keeps = false;               // who asks may plan and note visits
  std::vector<ServedPlace> places;  // by school, its main campus first
  std::vector<ServedTeacher> teachers;
  std::vector<ServiceVisit> visits;  // those to come first, then the newest
};
BOOST_DESCRIBE_STRUCT(LeaderService, (), (of, keeps, places, teachers, visits))

// --- what is shown

struct OrgMentoring {
  OrgId org_id;
  std::string org;
  bool group = false;  // services are of groups
  MentoringRules rules;
  std::vector<NewTeacher> new_teachers;  // those without a mentor first
  std::vector<Pair> pairs;               // proposed, running, then over; without visits and steps
  std::vector<ServiceSummary> services;
};
BOOST_DESCRIBE_STRUCT(OrgMentoring, (), (org_id, org, group, rules, new_teachers, pairs, services))

// known: the account is tied to a member of staff.
struct OwnMentoring {
  bool known = false;
  OrgId school_id;
  std::vector<Pair> pairs;  // what waits for agreement first
  std::vector<ServiceSummary> services;
  int64_t waits = 0;             // pairs that wait for one's own agreement
  Date next_on = Date::never();  // the next visit, whichever
  std::string next_what;         // with whom, or where
};
BOOST_DESCRIBE_STRUCT(OwnMentoring, (), (known, school_id, pairs, services, waits, next_on, next_what))

struct Suggestion {
  PersonId person_id;
  std::string name;
  OrgId school_id;
  std::string school, title, backbone, stage;
  int64_t mentees = 0;
  std::optional<double> kilometres;
  int worth = 0;
  std::vector<Words> because;
};
BOOST_DESCRIBE_STRUCT(Suggestion, (),
                      (person_id, name, school_id, school, title, backbone, stage, mentees, kilometres, worth, because))
struct Suggestions {
  std::vector<Suggestion> items;  // the most suitable first, at most 20
};
BOOST_DESCRIBE_STRUCT(Suggestions, (), (items))

// For portfolios: what somebody did, without a word of the other's.
struct MentoringFact {
  bool as_mentor = false;
  PairKind kind{};
  std::string org;   // that arranged it
  std::string with;  // the mentee of a mentor, the mentors of a mentee
  Date begin_on, end_on;
  bool over = false;
  std::optional<Outcome> outcome;
  int64_t visits = 0;  // held: given as mentor, received as mentee
};
BOOST_DESCRIBE_STRUCT(MentoringFact, (), (as_mentor, kind, org, with, begin_on, end_on, over, outcome, visits))
struct ServiceFact {
  std::string group, subject;
  Date begin_on, end_on;
  int64_t schools = 0, visits = 0, met = 0;  // schools reached, visits held, teachers met
};
BOOST_DESCRIBE_STRUCT(ServiceFact, (), (group, subject, begin_on, end_on, schools, visits, met))
struct MentoringFacts {
  std::vector<MentoringFact> pairs;
  std::vector<ServiceFact> services;
};
BOOST_DESCRIBE_STRUCT(MentoringFacts, (), (pairs, services))

// --- what is asked

struct NewStep {
  Date due_on;
  std::string what;
};
BOOST_DESCRIBE_STRUCT(NewStep, (), (due_on, what))
struct NewPair {
  PairKind kind{};
  PersonId mentee_id;
  std::vector<PersonId> mentors;
  Date begin_on, end_on;
  std::string goals;
  std::optional<std::string> exception;
  std::optional<std::vector<NewStep>> steps;
};
BOOST_DESCRIBE_STRUCT(NewPair, (), (kind, mentee_id, mentors, begin_on, end_on, goals, exception, steps))
struct Agreement {
  bool agrees = false;
  std::optional<std::string> reason;  // why not
};
BOOST_DESCRIBE_STRUCT(Agreement, (), (agrees, reason))
struct NewVisit {
  Date on;
  bool held = false;
  std::optional<std::string> lesson, seen, advice;
  std::optional<std::vector<std::string>> files;
};
BOOST_DESCRIBE_STRUCT(NewVisit, (), (on, held, lesson, seen, advice, files))
struct MenteeNote {
  std::string note;
};
BOOST_DESCRIBE_STRUCT(MenteeNote, (), (note))
struct StepDone {
  bool done = true;
};
BOOST_DESCRIBE_STRUCT(StepDone, (), (done))
// outcome: by the arranger; words: by whoever speaks.
struct NewReview {
  bool final_ = false;
  std::string words;
  std::optional<Outcome> outcome;
};
BOOST_DESCRIBE_STRUCT(NewReview, (), (final_, words, outcome))
struct PairEnd {
  Date on;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(PairEnd, (), (on, reason))
struct NewService {
  PersonId person_id;
  std::string subject;
  Date begin_on, end_on;
  std::optional<std::string> duties;
};
BOOST_DESCRIBE_STRUCT(NewService, (), (person_id, subject, begin_on, end_on, duties))
struct NewServiceVisit {
  OrgId school_id;
  Date on;
  bool held = false;
  std::string what;
  std::optional<std::string> outcome;
  std::optional<std::vector<PersonId>> met;
  std::optional<CampusId> campus_id{};  // the main one
};
BOOST_DESCRIBE_STRUCT(NewServiceVisit, (), (school_id, on, held, what, outcome, met, campus_id))

class Mentoring {
 public:
  virtual ~Mentoring() = default;

  // --- the school or group. `org` empties where nothing is arranged; not_found.
  virtual Result<OrgMentoring> of(const Actor& actor, const OrgId& org) = 0;
  virtual Result<Pair> pair(const Actor& actor, const OrgId& org, const std::string& pair) = 0;
  virtual Result<Suggestions> suggestions(const OrgId& org, const PersonId& mentee) = 0;
  // invalid: a field; conflict: pair-twice (the mentee has a pair of the kind at the time), beyond-rules (a mentor has
  // too many mentees, or neither title nor years, and no exception is given).
  virtual Result<OrgMentoring> arrange(const Actor& actor, const OrgId& org, const NewPair& wanted) = 0;
  virtual Result<Pair> extend(const Actor& actor, const OrgId& org, const std::string& pair, const PairEnd& wanted) = 0;
  virtual Result<Pair> end(const Actor& actor, const OrgId& org, const std::string& pair, const PairEnd& wanted) = 0;
  virtual Result<Pair> conclude(const Actor& actor, const OrgId& org, const std::string& pair,
                                const NewReview& wanted) = 0;
  virtual Result<OrgMentoring> appoint(const Actor& actor, const OrgId& group, const NewService& wanted) = 0;
  virtual Result<OrgMentoring> end_service(const Actor& actor, const OrgId& group, const std::string& service,
                                           const PairEnd& wanted) = 0;

  // --- one's own. not_found for what one has no part in.
  virtual Result<OwnMentoring> own(const Actor& actor) = 0;
  virtual Result<Pair> own_pair(const Actor& actor, const std::string& pair) = 0;
  virtual Result<Pair> agree(const Actor& actor, const std::string& pair, const Agreement& wanted) = 0;
  virtual Result<Pair> plan(const Actor& actor, const std::string& pair, const NewStep& wanted) = 0;
  virtual Result<Pair> do_step(const Actor& actor, const std::string& pair, const std::string& step,
                               const StepDone& wanted) = 0;
  virtual Result<Pair> visit(const Actor& actor, const std::string& pair, const NewVisit& wanted) = 0;
  virtual Result<Pair> hold_visit(const Actor& actor, const std::string& pair, const std::string& visit,
                                  const NewVisit& wanted) = 0;
  virtual Result<Pair> note(const Actor& actor, const std::string& pair, const std::string& visit,
                            const MenteeNote& wanted) = 0;
  virtual Result<Pair> review(const Actor& actor, const std::string& pair, const NewReview& wanted) = 0;
  // Whether who asks is of the pair, or arranges it when `org` is given; for files of its visits.
  virtual bool may_see_visit(const Actor& actor, const std::optional<OrgId>& org, const std::string& visit) = 0;

  // --- services: by the leader, or by the group when it is given.
  virtual Result<LeaderService> service(const Actor& actor, const std::optional<OrgId>& group,
                                        const std::string& service) = 0;
  virtual Result<LeaderService> serve(const Actor& actor, const std::optional<OrgId>& group, const std::string& service,
                                      const NewServiceVisit& wanted) = 0;
  virtual Result<LeaderService> change_visit(const Actor& actor, const std::optional<OrgId>& group,
                                             const std::string& service, const std::string& visit,
                                             const NewServiceVisit& wanted) = 0;
  virtual Result<LeaderService> cancel_visit(const Actor& actor, const std::optional<OrgId>& group,
                                             const std::string& service, const std::string& visit) = 0;

  // --- for other rooms
  virtual MentoringFacts facts(const PersonId& person) = 0;
  virtual bool guides(const PersonId& mentor, const PersonId& mentee) = 0;  // in a pair that runs today
};

}  // namespace doorstep::mentoring
