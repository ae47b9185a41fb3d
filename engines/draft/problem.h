// Problem: everything that the sharing of places in courses and clubs rests on, as values: offerings with their seats,
// quotas and times, students with their choices in order, the rule of the round. It holds no person's name; ids are the
// caller's and come back in the plan.
//
// Plain values that both the engine and the independent checker read; nothing here computes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <doorstep/base/date.h>
#include <doorstep/base/describe.h>

namespace doorstep::draft {

// One meeting of an offering: every week, or on one day.
struct Session {
  std::optional<int64_t> weekday;   // 1 Monday to 7 Sunday; every week
  std::optional<Date> day;          // or this day only: exactly one of the two
  std::optional<Date> from, until;  // a weekly one: first day, and first day without; absent: the whole round
  int64_t begin = 0, end = 0;       // minutes after midnight; half-open
  std::string campus;               // where it meets
};

// Seats of an offering for students of some campuses. The sets of one offering have no campus in common.
struct Quota {
  std::vector<std::string> campuses;
  std::optional<int64_t> least;  // kept for them as long as one of them wants one; absent: 0
  std::optional<int64_t> most;   // absent: no limit
};

struct Offering {
  std::string id;
  int64_t capacity = 0;
  std::vector<Quota> quotas;
  std::vector<int64_t> grades;                 // none: every grade
  std::optional<int64_t> age_least, age_most;  // in whole years, both included
  std::vector<Session> sessions;
};

// The class, one of Rule::priorities, in which a student stands for one offering.
struct Priority {
  std::string offering, word;
};

struct Student {
  std::string id;
  std::string campus;
  std::optional<int64_t> grade, age;  // absent: not eligible where the offering asks for it
  std::optional<int64_t> most;        // offerings at most; absent: Rule::most
  std::vector<std::string> choices;   // ids of offerings, the dearest first
  std::vector<Priority> priorities;   // absent for an offering: behind all classes
};

// rank_maximal: as many first choices as can be, then as many second ones, and so on; then by the lottery order.
// lottery: one after another in the lottery order, everyone the best that is left.
enum class Mode { rank_maximal, lottery };

struct Rule {
  Mode mode = Mode::rank_maximal;
  std::optional<int64_t> most;          // offerings of a student; absent: 1
  std::vector<std::string> priorities;  // classes ahead of the lottery, the first one first
};

struct Problem {
  std::string format = "doorstep-draft-problem-1";
  std::string name;
  std::vector<std::string> campuses;
  std::vector<std::vector<int64_t>> travel;  // minutes from row to column, in the order of campuses; none: 0 everywhere
  std::vector<Offering> offerings;
  std::vector<Student> students;
  Rule rule;
};

BOOST_DESCRIBE_STRUCT(Session, (), (weekday, day, from, until, begin, end, campus))
BOOST_DESCRIBE_STRUCT(Quota, (), (campuses, least, most))
BOOST_DESCRIBE_STRUCT(Offering, (), (id, capacity, quotas, grades, age_least, age_most, sessions))
BOOST_DESCRIBE_STRUCT(Priority, (), (offering, word))
BOOST_DESCRIBE_STRUCT(Student, (), (id, campus, grade, age, most, choices, priorities))
BOOST_DESCRIBE_ENUM(Mode, rank_maximal, lottery)
BOOST_DESCRIBE_STRUCT(Rule, (), (mode, most, priorities))
BOOST_DESCRIBE_STRUCT(Problem, (), (format, name, campuses, travel, offerings, students, rule))

}  // namespace doorstep::draft
