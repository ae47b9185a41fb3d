// The rules of a ladder as data: its levels, what a candidate must have for each, the rubric of the panel, and how a
// ranking becomes a list of names. Built-in ladders are the files of ladders/; a district may keep editions of its own.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <doorstep/base/describe.h>
#include <doorstep/base/json.h>
#include <doorstep/base/words.h>

namespace doorstep::ladder {

// Who stands on a level: a person, a school, or one subject of a school.
enum class Candidate { person, school, subject };

// What the program can check.
enum class Need {
  service_years,   // since the first role known
  rank_years,      // since `of`, or a higher level of the ladder, was reached
  holds,           // `of` or higher; "titles:first" of another ladder
  degree,          // `of` or higher
  training_hours,  // within the last `over_years`
  rural_years,     // at schools whose setting is rural
  exchange_years,  // at another school than that of the contract
  conduct,         // nothing bars the person today
  portfolio        // entries of the kind `of`
};

struct LadderNeed {
  Need kind{};
  std::string of;
  double at_least = 0;
  int64_t over_years = 0;
};

// One of several ways, all of its needs together: a doctor after two years, a bachelor after five.
struct LadderWay {
  std::vector<LadderNeed> needs;
};

struct LadderAnchor {
  Words words;
  double points = 0;  // 0 to 100
};
struct LadderDimension {
  std::string code;
  Words name;
  int64_t weight = 0;                 // of a rubric they add up to 100
  std::vector<LadderAnchor> anchors;  // the lowest first, four or five
};
struct LadderRubric {
  std::string code;
  std::vector<LadderDimension> dimensions;
};

struct LadderLevel {
  std::string code;
  Words name;
  Candidate candidate{};
  std::string in_register;  // value of the register's field that says the same; empty: none
  std::string post_class;   // of posts that holders take up at their school; empty: none
  bool targeted = false;    // may be given for rural schools only
  int64_t term_years = 0;   // 0: without end
  int64_t automatic = 0;    // held without a call in the first so many years of service
  std::string rubric;
  std::vector<LadderNeed> needs;
  std::vector<LadderWay> ways;  // one of them is enough; none: `needs` are
};

// A class of posts: its share of a school's posts for teachers.
struct LadderPosts {
  std::string code;
  Words name;
  double share = 0;  // percent
};

// How several totals become one where two differed by more than the limit and a third was asked for.
enum class Third { mean, closest_two };

struct Ladder {
  std::string id;
  Words name, edition, source, note;
  std::string register_field;       // title or backbone; empty: none
  std::vector<LadderLevel> levels;  // the lowest first; kinds of candidates have no order
  bool ordered = true;
  std::vector<LadderRubric> rubrics;
  int64_t raters = 2;  // of each application, at least
  double gap = 15;     // points between two totals from which a third rater is asked for
  Third third{};
  double pass = 60;               // least total that may be proposed
  std::vector<std::string> ties;  // dimension:CODE, rural_years, service_years, rank_years; the lot comes last
  int64_t notice_days = 7;
  std::vector<LadderPosts> posts;
  Words posts_source;

  const LadderLevel* level(std::string_view code) const;
  const LadderRubric* rubric(std::string_view code) const;
  int place(std::string_view code) const;  // of a level; -1: none such
};

BOOST_DESCRIBE_ENUM(Candidate, person, school, subject)
BOOST_DESCRIBE_ENUM(Need, service_years, rank_years, holds, degree, training_hours, rural_years, exchange_years,
                    conduct, portfolio)
BOOST_DESCRIBE_ENUM(Third, mean, closest_two)
BOOST_DESCRIBE_STRUCT(LadderNeed, (), (kind, of, at_least, over_years))
BOOST_DESCRIBE_STRUCT(LadderWay, (), (needs))
BOOST_DESCRIBE_STRUCT(LadderAnchor, (), (words, points))
BOOST_DESCRIBE_STRUCT(LadderDimension, (), (code, name, weight, anchors))
BOOST_DESCRIBE_STRUCT(LadderRubric, (), (code, dimensions))
BOOST_DESCRIBE_STRUCT(LadderLevel, (),
                      (code, name, candidate, in_register, post_class, targeted, term_years, automatic, rubric, needs,
                       ways))
BOOST_DESCRIBE_STRUCT(LadderPosts, (), (code, name, share))
BOOST_DESCRIBE_STRUCT(Ladder, (),
                      (id, name, edition, source, note, register_field, levels, ordered, rubrics, raters, gap, third,
                       pass, ties, notice_days, posts, posts_source))

}  // namespace doorstep::ladder
