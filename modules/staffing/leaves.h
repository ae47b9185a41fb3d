// Leaves: who of a school's staff is away, from when until when, and who stands in. Why is shown to the school alone;
// everybody else sees that somebody is on leave.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <doorstep/base/actor.h>
#include <doorstep/base/date.h>
#include <doorstep/base/describe.h>
#include <doorstep/base/result.h>

namespace doorstep::staffing {

enum class LeaveKind { maternity, illness, study, secondment, other };
BOOST_DESCRIBE_ENUM(LeaveKind, maternity, illness, study, secondment, other)

struct Leave {
  std::string id;
  PersonId person_id;
  std::string name, subject;
  std::optional<LeaveKind> kind;  // empty for who is not of the school
  Date begin_on, end_on;
  PersonId cover_id;  // of the school's staff; empty: see cover, or nobody
  std::string cover;  // who stands in, by name
  std::string note;   // empty for who is not of the school
};
BOOST_DESCRIBE_STRUCT(Leave, (), (id, person_id, name, subject, kind, begin_on, end_on, cover_id, cover, note))

struct MonthAway {
  std::string month;  // YYYY-MM
  int64_t away = 0;   // people on leave on its first day
};
BOOST_DESCRIBE_STRUCT(MonthAway, (), (month, away))

struct SchoolPerson {
  PersonId id;
  std::string name, subject;
};
BOOST_DESCRIBE_STRUCT(SchoolPerson, (), (id, name, subject))

struct SchoolLeaves {
  OrgId school_id;
  std::string school;
  bool keeps = false;               // who asks is of the school and may record
  std::vector<Leave> leaves;        // today's, then those to come, then those that are over
  std::vector<MonthAway> ahead;     // twelve months from this one
  std::vector<SchoolPerson> staff;  // whom a leave can be recorded for
};
BOOST_DESCRIBE_STRUCT(SchoolLeaves, (), (school_id, school, keeps, leaves, ahead, staff))

struct NewLeave {
  PersonId person_id;
  LeaveKind kind{};
  Date begin_on, end_on;
  std::optional<PersonId> cover_id;
  std::optional<std::string> cover, note;
};
BOOST_DESCRIBE_STRUCT(NewLeave, (), (person_id, kind, begin_on, end_on, cover_id, cover, note))
struct LeaveEnd {
  Date on;  // the first day back
};
BOOST_DESCRIBE_STRUCT(LeaveEnd, (), (on))

class Leaves {
 public:
  virtual ~Leaves() = default;

  virtual Result<SchoolLeaves> leaves(const Actor& actor, const OrgId& school) = 0;
  // By who holds a post at the school itself: forbidden (school-only). invalid: a field; conflict: leave-twice.
  virtual Result<SchoolLeaves> record(const Actor& actor, const OrgId& school, const NewLeave& wanted) = 0;
  virtual Result<SchoolLeaves> end(const Actor& actor, const OrgId& school, const std::string& leave,
                                   const LeaveEnd& wanted) = 0;
};

}  // namespace doorstep::staffing
