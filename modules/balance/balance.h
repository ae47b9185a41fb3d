// Balance: how evenly the schools of a district are provided for, measured against a standard.
//
// The module keeps no figures of its own. It reads the yearly returns from the register, gives them to the pure
// engines, and answers with the edition of the standard that every result was computed by. A figure that a school did
// not report is named as missing and never read as zero. Two editions are never compared.
//
// `full` are the schools of which the reader sees every count. A section of few students elsewhere is taken out before
// anything is reckoned, and named among those left out: a mean to the last digit would give its number away.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <doorstep/base/json.h>
#include <doorstep/base/result.h>
#include <doorstep/registry/registry.h>

namespace doorstep::balance {

struct LeftOut {
  OrgId school_id;
  std::string school;
  std::string reason;  // missing-figure, no-students, few-students, teaching-point-under-50, kind-not-covered
  std::string figure;  // the missing one
};
BOOST_DESCRIBE_STRUCT(LeftOut, (), (school_id, school, reason, figure))

// One indicator over the schools of one stage. cv is empty with fewer than two schools: no spread exists, and zero
// would read as perfect balance.
struct IndicatorResult {
  std::string code;
  Words name;
  Words unit;
  bool reported = false;       // false: no school of the area returned the figures
  std::optional<double> mean;  // weighted by students
  std::optional<double> s;
  std::optional<double> cv;
  std::optional<double> limit;  // the most the standard allows; empty when it sets none
  std::optional<bool> passed;
  std::optional<double> threshold;  // per school
  bool lower_is_better = false;
  int64_t schools = 0;  // counted
  int64_t below = 0;    // counted schools that miss the threshold
  int64_t left_out_count = 0;
  std::vector<LeftOut> left_out;                             // the first 200 of them
  std::optional<double> cv_before;                           // of the year before, by the same edition
  std::optional<double> theil, theil_within, theil_between;  // over the groups; ungrouped schools stand alone
};
BOOST_DESCRIBE_STRUCT(IndicatorResult, (),
                      (code, name, unit, reported, mean, s, cv, limit, passed, threshold, lower_is_better, schools,
                       below, left_out_count, left_out, cv_before, theil, theil_within, theil_between))

// One indicator at one school.
struct SchoolIndicator {
  std::string code;
  std::optional<double> value;       // empty: not reported
  std::optional<bool> passed;        // empty: not reported or no threshold
  std::optional<double> ratio;       // value over threshold (inverse where lower is better)
  std::optional<double> lacking;     // amount of the numerator that would reach the threshold
  std::optional<double> adds_to_cv;  // the district's coefficient less the one without this school
};
BOOST_DESCRIBE_STRUCT(SchoolIndicator, (), (code, value, passed, ratio, lacking, adds_to_cv))

enum class Verdict { reached, failed, unknown, left_out };
BOOST_DESCRIBE_ENUM(Verdict, reached, failed, unknown, left_out)

struct SchoolResult {
  OrgId school_id;
  std::string school;
  std::string stage;
  std::string town;
  std::string setting, remoteness;
  OrgId group_id;
  std::string group;
  std::optional<double> students;
  std::vector<SchoolIndicator> indicators;
  int64_t reached = 0;  // indicators that pass
  int64_t reported = 0;
  Verdict verdict = Verdict::unknown;
  Words why;  // one sentence
};
BOOST_DESCRIBE_STRUCT(SchoolResult, (),
                      (school_id, school, stage, town, setting, remoteness, group_id, group, students, indicators,
                       reached, reported, verdict, why))

struct GroupResult {
  OrgId group_id;
  std::string group;  // name of the group, town or setting; "" for schools in none
  int64_t schools = 0;
  double students = 0;
  struct Item {
    std::string code;
    std::optional<double> mean;
    std::optional<double> cv;     // inside the group
    std::optional<double> theil;  // inside the group
  };
  std::vector<Item> indicators;
  int64_t failed = 0;  // schools whose verdict is failed
};
BOOST_DESCRIBE_STRUCT(GroupResult::Item, (), (code, mean, cv, theil))
BOOST_DESCRIBE_STRUCT(GroupResult, (), (group_id, group, schools, students, indicators, failed))

struct Report {
  OrgId area_id;
  std::string area;
  std::string standard;  // id
  Words standard_name;
  Words edition;
  std::string stage;
  SchoolYear year;
  int64_t schools = 0;  // sections with returns
  double students = 0;
  std::vector<IndicatorResult> indicators;
  std::optional<double> composite;  // mean of the coefficients, where the standard has one
  std::optional<double> composite_limit;
  std::optional<bool> passed;  // every indicator within its limit; empty while one is not reported
  int64_t schools_reached = 0, schools_failed = 0, schools_unknown = 0, schools_left_out = 0;
  bool generated = false;  // from generated data
  std::vector<registry::Source> sources;
};
BOOST_DESCRIBE_STRUCT(Report, (),
                      (area_id, area, standard, standard_name, edition, stage, year, schools, students, indicators,
                       composite, composite_limit, passed, schools_reached, schools_failed, schools_unknown,
                       schools_left_out, generated, sources))

struct StandardInfo {
  std::string id;
  Words name;
  Words edition;
  Words source;
  std::vector<std::string> stages;
  struct Indicator {
    std::string code;
    Words name;
    Words unit;
    std::string numerator, denominator;
    double per = 1;
    bool lower_is_better = false;
    std::map<std::string, double> threshold;  // by stage
    std::map<std::string, double> limit;
  };
  std::vector<Indicator> indicators;
};
BOOST_DESCRIBE_STRUCT(StandardInfo::Indicator, (),
                      (code, name, unit, numerator, denominator, per, lower_is_better, threshold, limit))
BOOST_DESCRIBE_STRUCT(StandardInfo, (), (id, name, edition, source, stages, indicators))

// Which balance: of an area, by a standard, for a stage and a year. Empty members take the best fit: the standard that
// most of the area's figures answer, its first stage with returns, the newest year.
struct Question {
  OrgId area;
  std::string standard;
  std::string stage;
  std::optional<int> year;
};
BOOST_DESCRIBE_STRUCT(Question, (), (area, standard, stage, year))

// A change to try. amount is people for teachers and pupils, otherwise in the figure's unit.
struct WhatIfChange {
  enum class Kind { move_teachers, add_figure, shift_students, join_group } kind = Kind::move_teachers;
  std::optional<OrgId> from;  // school; not for add_figure and join_group
  std::optional<OrgId> to;    // school; for join_group the school that joins
  std::string stage;          // section; the question's stage when empty
  std::vector<std::string>
      as;              // figures that each moved teacher counts in: teachers, degree_teachers, backbone_teachers ...
  std::string figure;  // of add_figure
  std::optional<OrgId> group;  // of join_group; none takes it out of its group
  double amount = 0;
};
BOOST_DESCRIBE_ENUM(WhatIfChange::Kind, move_teachers, add_figure, shift_students, join_group)
BOOST_DESCRIBE_STRUCT(WhatIfChange, (), (kind, from, to, stage, as, figure, group, amount))

struct WhatIf {
  Question question;
  std::vector<WhatIfChange> changes;
};
BOOST_DESCRIBE_STRUCT(WhatIf, (), (question, changes))

struct WhatIfIndicator {
  std::string code;
  std::optional<double> mean_before, mean_after, cv_before, cv_after, limit;
  std::optional<bool> passed_before, passed_after;
  std::optional<double> between_before, between_after;  // Theil between groups
};
BOOST_DESCRIBE_STRUCT(WhatIfIndicator, (),
                      (code, mean_before, mean_after, cv_before, cv_after, limit, passed_before, passed_after,
                       between_before, between_after))

struct WhatIfAnswer {
  std::vector<WhatIfIndicator> indicators;
  int64_t failed_before = 0, failed_after = 0;
  std::vector<SchoolResult> before, after;  // the schools that the changes touch
  std::vector<FieldError> refused;          // changes that cannot be: "changes/2" and why
  double micros = 0;                        // time the server computed
};
BOOST_DESCRIBE_STRUCT(WhatIfAnswer, (), (indicators, failed_before, failed_after, before, after, refused, micros))

class Balance {
 public:
  virtual ~Balance() = default;

  virtual std::vector<StandardInfo> standards() = 0;
  // not_found: no such area, standard or year; what() names what there is.
  virtual Result<Report> report(const Question& question, const registry::Scope& full) = 0;
  virtual Result<std::vector<SchoolResult>> schools(const Question& question, const registry::Scope& full) = 0;
  // by: "group" (the education groups of the day), "town", "setting", "remoteness" or "district".
  virtual Result<std::vector<GroupResult>> groups(const Question& question, const std::string& by,
                                                  const registry::Scope& full) = 0;
  virtual Result<std::vector<Report>> years(const Question& question,
                                            const registry::Scope& full) = 0;  // oldest first
  virtual Result<std::vector<Report>> areas(const Question& question,
                                            const registry::Scope& full) = 0;  // of each district below
  virtual Result<std::vector<SchoolResult>> school(const OrgId& school, const Question& question,
                                                   const registry::Scope& full) = 0;  // by stage
  virtual Result<WhatIfAnswer> what_if(const WhatIf& ask, const registry::Scope& full) = 0;
};

}  // namespace doorstep::balance
