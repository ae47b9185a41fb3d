// Recruitment: yearly rounds by which schools get new teachers: what is asked, approved, advertised, how many applied,
// who was hired. Applicants are numbers only; who was hired is named when the register knows the person.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <doorstep/base/actor.h>
#include <doorstep/base/date.h>
#include <doorstep/base/describe.h>
#include <doorstep/base/result.h>

namespace doorstep::staffing {

enum class RoundState { asking, approved, advertised, examined, closed };
BOOST_DESCRIBE_ENUM(RoundState, asking, approved, advertised, examined, closed)

struct Hired {
  PersonId person_id;
  std::string name;
  std::string at;  // when it was noted
};
BOOST_DESCRIBE_STRUCT(Hired, (), (person_id, name, at))

// Posts of one school, stage and subject in a round.
struct Opening {
  std::string id;
  OrgId school_id;
  std::string school, stage, subject;
  int64_t asked = 0;
  std::string reason;
  std::optional<int64_t> approved;
  std::optional<int64_t> applied, taken;  // numbers of people
  std::vector<Hired> hired;               // of those taken, who has come
};
BOOST_DESCRIBE_STRUCT(Opening, (),
                      (id, school_id, school, stage, subject, asked, reason, approved, applied, taken, hired))

struct RoundStep {
  RoundState state{};
  Date on;
};
BOOST_DESCRIBE_STRUCT(RoundStep, (), (state, on))

struct Round {
  std::string id;
  OrgId org_id;
  std::string org, title;
  int year = 0;
  RoundState state = RoundState::asking;
  bool runs = false;             // who asks decides about it
  std::vector<RoundStep> steps;  // that were taken
  std::vector<Opening> openings;
  int64_t asked = 0, approved = 0, applied = 0, taken = 0, come = 0;
  std::optional<double> fill;  // taken / approved
};
BOOST_DESCRIBE_STRUCT(Round, (),
                      (id, org_id, org, title, year, state, runs, steps, openings, asked, approved, applied, taken,
                       come, fill))
struct Rounds {
  OrgId org_id;
  std::string org;
  bool runs = false;          // may begin rounds
  std::vector<Round> rounds;  // the newest first
};
BOOST_DESCRIBE_STRUCT(Rounds, (), (org_id, org, runs, rounds))

struct NewRound {
  std::string title;
  int year = 0;
};
BOOST_DESCRIBE_STRUCT(NewRound, (), (title, year))
struct NewOpening {
  OrgId school_id;
  std::string stage, subject;
  int64_t asked = 0;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(NewOpening, (), (school_id, stage, subject, asked, reason))
struct OpeningNumbers {
  std::optional<int64_t> approved, applied, taken;
};
BOOST_DESCRIBE_STRUCT(OpeningNumbers, (), (approved, applied, taken))
struct RoundMove {
  RoundState state{};
  Date on;
};
BOOST_DESCRIBE_STRUCT(RoundMove, (), (state, on))
struct NewHired {
  PersonId person_id;
};
BOOST_DESCRIBE_STRUCT(NewHired, (), (person_id))
// Who came to the school since the round began and stands in no round yet.
struct Newcomer {
  PersonId person_id;
  std::string name, subject;
  Date since;
};
BOOST_DESCRIBE_STRUCT(Newcomer, (), (person_id, name, subject, since))
struct Newcomers {
  std::vector<Newcomer> items;
};
BOOST_DESCRIBE_STRUCT(Newcomers, (), (items))

class Recruitment {
 public:
  virtual ~Recruitment() = default;

  // Rounds of a district or group, or those in which a school asked, with its own openings only. `runs`: who asks has
  // people_decide over the district or group.
  virtual Result<Rounds> rounds(const Actor& actor, const OrgId& org, bool runs) = 0;
  virtual Result<Rounds> begin(const Actor& actor, const OrgId& org, const NewRound& wanted) = 0;
  // By a school of the round, while it is asking. conflict: not-asking, opening-twice.
  virtual Result<Rounds> ask(const Actor& actor, const OrgId& org, const std::string& round, const NewOpening& wanted,
                             bool runs) = 0;
  virtual Result<Rounds> drop(const Actor& actor, const OrgId& org, const std::string& opening, bool runs) = 0;
  // By who runs it. Approved numbers while asking or approved; applied once advertised; taken once examined.
  // conflict: not-now; over-vacancies is not refused: a post may become free later.
  virtual Result<Rounds> count(const Actor& actor, const OrgId& org, const std::string& opening,
                               const OpeningNumbers& wanted) = 0;
  virtual Result<Rounds> move(const Actor& actor, const OrgId& org, const std::string& round,
                              const RoundMove& wanted) = 0;
  virtual Result<Newcomers> newcomers(const OrgId& school, const std::string& opening) = 0;
  // By the school or who runs the round. conflict: hired-twice, all-came.
  virtual Result<Rounds> tie(const Actor& actor, const OrgId& org, const std::string& opening, const NewHired& wanted,
                             bool runs) = 0;
};

}  // namespace doorstep::staffing
