// Problem: everything that a plan of teacher exchange rests on, as values: schools, teachers, ways, rules, goals, and
// what an officer has already decided. It holds no person's name; ids are the caller's and come back in the plan.
//
// Plain values that both the planner and the independent checker read; nothing here computes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <doorstep/base/describe.h>

namespace doorstep::transfer {

// One stage of one school.
struct Section {
  std::string stage;
  int64_t pupils = 0;
  int64_t teachers = 0;  // on its staff, whether or not they are listed
};

struct School {
  std::string id, name;
  std::optional<double> longitude, latitude;  // WGS 84; needed where ways are made from them
  std::vector<Section> sections;
};

enum class Wish { none, yes, no };

struct Teacher {
  std::string id;
  std::string school, stage, subject;
  std::vector<std::string> counts;         // codes of the indicators in which the teacher is counted
  std::optional<bool> backbone;            // absent: no
  std::optional<int64_t> hours;            // weekly class hours; absent: 0
  std::optional<double> share;             // of full working time; absent: 1
  double years_here = 0;                   // at this school without a break
  std::optional<double> years_left;        // to retirement; absent: not near
  std::optional<double> years_away;        // already served at other schools, in all; absent: 0
  std::optional<double> years_since_away;  // since the last return; absent: never away
  std::optional<std::string> exempt;       // why nobody may move this teacher, in a word of the caller's
  std::optional<Wish> wish;                // absent: none
  std::vector<std::string> places;         // schools that the teacher would go to
  std::vector<std::string> never;          // schools that the teacher cannot go to
  std::optional<std::string> together;     // who carry the same name, at one school, move to one school or stay
};

// A move that is within reach. Where a problem lists none at all, they are made from the coordinates.
struct Way {
  std::string teacher, to;
  double km = 0;
  std::optional<double> minutes;  // absent: Rules::minutes_per_km
};

// What is counted per 100 pupils of one stage, and evened out.
struct Indicator {
  std::string code, stage;
  std::optional<double> least;    // per 100 pupils; what is missing is shortfall
  std::optional<double> most_cv;  // what the standard allows; reported, not a rule
  std::optional<double> weight;   // absent: 1
};

// Weekly class hours that a subject needs at a school.
struct Coverage {
  std::string school, stage, subject;
  int64_t hours = 0;
};

// Absent: the rule does not exist. Shares are 0 to 1.
struct Rules {
  std::string source, edition;       // the text that these rules come from
  std::optional<double> years_here;  // at least so long at the school, to be eligible
  std::optional<double> years_left;  // at least so long to retirement
  std::optional<double> years_rest;  // at least so long since the last return
  std::optional<bool> full_time_only;
  std::optional<double> moved_least;  // of the eligible, moved this year
  std::optional<double> moved_most;
  std::optional<double> backbone_least;         // of the moved
  std::optional<double> leaving_most;           // of the staff of a school
  std::optional<int64_t> headcount_change;      // most that a school may gain or lose, net
  std::optional<int64_t> subject_change;        // the same by stage and subject
  std::optional<double> km_most, minutes_most;  // of one way
  std::optional<double> years_away_most;        // already served, above which nobody is moved again
  std::optional<bool> willing_only;             // only who wishes to, and only to the places named
  std::optional<bool> refusals_hold;            // who says no stays
  std::optional<int64_t> term;                  // years of a move; absent: 1
  std::optional<int64_t> nearest;               // ways made for a teacher; absent: 12
  std::optional<double> minutes_per_km;         // absent: 2
};

// evenness: the coefficients of variation; shortfall: counts missing under the thresholds, per 100 pupils; travel: km
// of all moves; burden: growth of squared years away; churn: teachers who do otherwise than in the approved plan;
// wishes: moved who did not wish it.
enum class Goal { evenness, shortfall, travel, burden, churn, wishes };

struct Weight {
  Goal goal = Goal::evenness;
  std::optional<double> weight;  // absent: by its place in the list
};

struct Move {
  std::string teacher, to;
};

// What the officer holds fast. Without `to`: that the teacher stays (Lock), or does not move at all (Ban).
struct Lock {
  std::string teacher;
  std::optional<std::string> to;
};
struct Ban {
  std::string teacher;
  std::optional<std::string> to;
};

struct Problem {
  std::string format = "doorstep-exchange-problem-1";
  std::string name;
  std::vector<School> schools;
  std::vector<Teacher> teachers;
  std::vector<Way> ways;
  std::vector<Indicator> indicators;
  std::vector<Coverage> coverage;
  Rules rules;
  std::vector<Weight> goals;   // in the officer's order; none: evenness, shortfall, travel, burden, churn, wishes
  std::vector<Move> approved;  // the plan that holds already
  std::vector<Lock> locked;
  std::vector<Ban> forbidden;
};

BOOST_DESCRIBE_STRUCT(Section, (), (stage, pupils, teachers))
BOOST_DESCRIBE_STRUCT(School, (), (id, name, longitude, latitude, sections))
BOOST_DESCRIBE_ENUM(Wish, none, yes, no)
BOOST_DESCRIBE_STRUCT(Teacher, (),
                      (id, school, stage, subject, counts, backbone, hours, share, years_here, years_left, years_away,
                       years_since_away, exempt, wish, places, never, together))
BOOST_DESCRIBE_STRUCT(Way, (), (teacher, to, km, minutes))
BOOST_DESCRIBE_STRUCT(Indicator, (), (code, stage, least, most_cv, weight))
BOOST_DESCRIBE_STRUCT(Coverage, (), (school, stage, subject, hours))
BOOST_DESCRIBE_STRUCT(Rules, (),
                      (source, edition, years_here, years_left, years_rest, full_time_only, moved_least, moved_most,
                       backbone_least, leaving_most, headcount_change, subject_change, km_most, minutes_most,
                       years_away_most, willing_only, refusals_hold, term, nearest, minutes_per_km))
BOOST_DESCRIBE_ENUM(Goal, evenness, shortfall, travel, burden, churn, wishes)
BOOST_DESCRIBE_STRUCT(Weight, (), (goal, weight))
BOOST_DESCRIBE_STRUCT(Move, (), (teacher, to))
BOOST_DESCRIBE_STRUCT(Lock, (), (teacher, to))
BOOST_DESCRIBE_STRUCT(Ban, (), (teacher, to))
BOOST_DESCRIBE_STRUCT(Problem, (),
                      (format, name, schools, teachers, ways, indicators, coverage, rules, goals, approved, locked,
                       forbidden))

}  // namespace doorstep::transfer
