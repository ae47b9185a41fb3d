// Secondments: teachers and leaders who work at another school for a term, their contracts staying where they are. One
// secondment is one act: a person or a whole team, sent to one school together, all or nobody.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <doorstep/base/actor.h>
#include <doorstep/base/date.h>
#include <doorstep/base/describe.h>
#include <doorstep/base/result.h>

namespace doorstep::exchange {

// Where a secondment stands. What leads from one to the next: standing.cpp.
enum class Standing { draft, consents, council, district, approved, running, ended, refused, withdrawn };
BOOST_DESCRIBE_ENUM(Standing, draft, consents, council, district, approved, running, ended, refused, withdrawn)

enum class Act { change, send, agree, object, start, visit, review, bring_back, withdraw, reopen };
BOOST_DESCRIBE_ENUM(Act, change, send, agree, object, start, visit, review, bring_back, withdraw, reopen)

// In whose name somebody acts. proposer: who speaks for the school, group or district that proposed it; home and host:
// the principals of the schools that send and receive.
enum class Hand { proposer, person, home, host, council, district };
BOOST_DESCRIBE_ENUM(Hand, proposer, person, home, host, council, district)

// How far what was agreed came about; said in the review, never counted into a score.
enum class Reached { fully, mostly, partly };
BOOST_DESCRIBE_ENUM(Reached, fully, mostly, partly)

struct Seconded {
  PersonId person_id;
  std::string name;
  OrgId home_id;
  std::string home;
  std::string role;                  // there: teacher, deputy, principal
  std::string subject, stage;        // there
  std::string title, backbone;       // as the register has them
  double share = 1;                  // of full working time that is spent there
  std::optional<int64_t> allowance;  // yuan a month
  std::string why;                   // from the plan, in words; empty: proposed by hand
  std::optional<Date> returned_on;   // the first day back
  std::optional<Reached> reached;
  std::string review, reviewed_by, reviewed_at;
};
BOOST_DESCRIBE_STRUCT(Seconded, (),
                      (person_id, name, home_id, home, role, subject, stage, title, backbone, share, allowance, why,
                       returned_on, reached, review, reviewed_by, reviewed_at))

// Who has to say yes, and what was said. `of` is a person or a school; empty for council and district.
struct Consent {
  Hand hand{};
  std::string of;
  std::string name;
  std::optional<bool> yes;  // empty: not yet
  std::string note, by, at;
};
BOOST_DESCRIBE_STRUCT(Consent, (), (hand, of, name, yes, note, by, at))

struct SecondmentVisit {
  std::string id;
  Date on_day;
  std::string text, by;
};
BOOST_DESCRIBE_STRUCT(SecondmentVisit, (), (id, on_day, text, by))

// One rule, held against one person or school.
struct RuleCheck {
  std::string rule;  // as in RuleValue
  PersonId person_id;
  std::string about;  // name of the person or school
  bool kept = true;
  Words what;  // with the numbers
};
BOOST_DESCRIBE_STRUCT(RuleCheck, (), (rule, person_id, about, kept, what))

struct SecondmentSummary {
  std::string id;
  std::string title;
  OrgId org_id;  // that proposed it
  std::string org;
  OrgId host_id;
  std::string host;
  std::string homes;  // names of the schools that send
  int64_t people = 0;
  std::string names;  // of the first three
  Date begin_on, end_on;
  Standing standing{};
  std::string plan_id;  // empty: proposed by hand
  std::string made_at;
};
BOOST_DESCRIBE_STRUCT(SecondmentSummary, (),
                      (id, title, org_id, org, host_id, host, homes, people, names, begin_on, end_on, standing, plan_id,
                       made_at))

// What the caller may do now. `of`: for which person or school a consent would be, empty otherwise.
struct Possible {
  Act act{};
  Hand hand{};
  std::string of;
};
BOOST_DESCRIBE_STRUCT(Possible, (), (act, hand, of))

struct Secondment {
  SecondmentSummary of;
  OrgId group_id;  // whose council is asked; empty: the schools have no group in common
  std::string group;
  OrgId district_id;
  std::string district;
  std::string conditions, made_by, reason;  // reason: of the last objection or withdrawal
  std::string rules;                        // name of the edition it was checked by
  std::vector<Seconded> people;
  std::vector<Consent> consents;
  std::vector<SecondmentVisit> visits;
  std::vector<RuleCheck> checks;
  std::vector<Possible> possible;
};
BOOST_DESCRIBE_STRUCT(Secondment, (),
                      (of, group_id, group, district_id, district, conditions, made_by, reason, rules, people, consents,
                       visits, checks, possible))

struct NewSeconded {
  PersonId person_id;
  std::optional<std::string> role;     // absent: as at home
  std::optional<std::string> subject;  // absent: as at home
  std::optional<double> share;         // absent: whole
  std::optional<int64_t> allowance;
};
BOOST_DESCRIBE_STRUCT(NewSeconded, (), (person_id, role, subject, share, allowance))

struct NewSecondment {
  OrgId host_id;
  std::optional<std::string> title;  // absent: made of the people and the school
  Date begin_on, end_on;             // end_on: the first day back
  std::optional<std::string> conditions;
  std::vector<NewSeconded> people;
};
BOOST_DESCRIBE_STRUCT(NewSecondment, (), (host_id, title, begin_on, end_on, conditions, people))

struct NewAct {
  Act act{};
  std::optional<std::string> of;    // agree, object: whose consent, when the caller could give several
  std::optional<std::string> note;  // why; the words of a visit or review
  std::optional<Date> on_day;       // of the visit, start or return; absent: today
  std::vector<PersonId> people;     // review, bring_back: whom; none: everybody who is still there
  std::optional<Reached> reached;   // review
};
BOOST_DESCRIBE_STRUCT(NewAct, (), (act, of, note, on_day, people, reached))

// A member of staff as a page that proposes needs it.
struct Candidate {
  PersonId id;
  std::string name;
  OrgId school_id;
  std::string school, role, subject, stage, title, backbone;
  double years_here = 0;
  bool eligible = true;
  Words why_not;  // when it is not
};
BOOST_DESCRIBE_STRUCT(Candidate, (),
                      (id, name, school_id, school, role, subject, stage, title, backbone, years_here, eligible,
                       why_not))

// What waits for somebody: an act on a secondment, or a claim to decide.
struct Waiting {
  std::string id;  // of the secondment; empty for claims
  std::string title;
  Act act{};
  Hand hand{};
  OrgId org_id;  // the school, group or district in whose name
  std::string org;
  std::string since;  // when it began to wait
  std::optional<Date> due_on;
  bool overdue = false;
};
BOOST_DESCRIBE_STRUCT(Waiting, (), (id, title, act, hand, org_id, org, since, due_on, overdue))

// For the portfolio of a person.
struct ServedAway {
  std::string secondment_id;
  OrgId school_id;
  std::string school, role, subject;
  double share = 1;
  Date begin_on, end_on;
  bool over = false;
  std::optional<Reached> reached;
};
BOOST_DESCRIBE_STRUCT(ServedAway, (),
                      (secondment_id, school_id, school, role, subject, share, begin_on, end_on, over, reached))

// Working time that a school had of another one's teacher: `share` of it in [begin_on, end_on).
struct SharedTime {
  OrgId home_id, host_id;
  double share = 1;
  Date begin_on, end_on;
};
BOOST_DESCRIBE_STRUCT(SharedTime, (), (home_id, host_id, share, begin_on, end_on))

}  // namespace doorstep::exchange
