// Evaluate: the judgement of one district (or group, town, region: any set of schools) by one standard.
//
// Sections of different stages are never pooled. Everything a report shows at once is in Evaluation, made in one pass
// over the tables (500 schools, two stages, seven indicators: microseconds); what is asked for one indicator or one
// school at a time (gap, contribution of each school, groups) has a function of its own.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include <doorstep/standard/measure.h>
#include <doorstep/variation/variation.h>

namespace doorstep::standard {

// What the rule per school says of one section.
//   passes      the rule holds
//   fails       it cannot hold, whatever the missing figures are
//   unknown     a figure is missing and what is known does not yet fail
//   not_judged  the standard has no rule, or no threshold for this stage
enum class Verdict : uint8_t { not_judged, passes, fails, unknown };

struct LeftOut {
  uint32_t row = 0;  // of the StageTable
  Reason reason = Reason::amount_missing;
};

struct IndicatorResult {
  double mean = 0;  // of all counted students together
  double s = 0;
  std::optional<double> cv;  // empty with fewer than two schools counted or a mean of zero
  std::optional<double> limit;
  std::optional<bool> passed;  // empty without limit or without coefficient
  std::optional<double> threshold;
  uint32_t schools = 0;  // counted; none means "not reported"
  uint32_t reached = 0;  // of the counted, those that reach the threshold
  double amount = 0;     // sums over the counted
  double base = 0;
  std::vector<LeftOut> left_out;  // rows not counted; those set aside for the whole stage are in the table
  std::vector<double> values;     // by row; NaN when left out
};

struct StageResult {
  Stage stage = Stage::primary;
  std::vector<IndicatorResult> indicators;  // as Standard::indicators
  std::vector<Verdict> verdicts;            // by row
  uint32_t passing = 0, failing = 0, unknown = 0;
  std::optional<double> composite;  // plain mean of the coefficients; empty unless every one exists
  std::optional<double> composite_limit;
  std::optional<bool> composite_passed;
  // Every demand on the spread holds: every limit, or the composite's where the standard has one. False as soon as one
  // fails; empty when nothing fails and something is not known, or nothing is asked.
  std::optional<bool> even;
};

struct Evaluation {
  std::vector<StageResult> stages;  // as Standard::stages
};

Evaluation evaluate(const Measure& measure, const Table& table);

// The same into memory that is used again.
void evaluate(const Measure& measure, const Table& table, Evaluation& into);

// value = amount x per / base, NaN when the pair does not count; a value within one part in 10^12 of the threshold
// reaches it.
double value_of(const Gauge& gauge, double amount, double base);
bool reaches(const Gauge& gauge, double value, double threshold);
bool within(double cv, double limit);

// The rule per school, from counts over the indicators that have a threshold: how many there are, are reached, are
// missing, and are known to lie below the floor.
Verdict verdict_of(const SchoolRule& rule, int asked, int reached, int missing, int below_floor);

// The same for one row of a table.
Verdict verdict_at(const Measure& measure, const Table& table, size_t stage, uint32_t row);

// Composite and `even` of a stage, from its indicators.
void judge_spread(const Measure& measure, StageResult& result);

// How far one section is from one threshold.
struct Gap {
  double value = 0;
  double threshold = 0;
  double ratio = 0;           // 1 and more: reached. value / threshold, or the inverse where lower is better
  double amount_lacking = 0;  // that much more of the numerator reaches it (less, where lower is better); whole if the
                              // figure is; 0 when reached
  double base_surplus = 0;    // or that much less of the denominator (students too many); more, where lower is better
  bool reached = false;
  bool above_floor = false;  // at least the share that the rule per school asks of the indicators not reached
};

// Empty without threshold or when the section is left out of the indicator.
std::optional<Gap> gap(const Measure& measure, const Table& table, size_t stage, size_t indicator, uint32_t row);

// What each row adds to the coefficient: cv - cv without it; negative when it evens out. NaN when left out.
std::vector<double> contributions(const Measure& measure, const Table& table, size_t stage, size_t indicator);

// Within and between the groups of the table; means in the indicator's unit.
std::optional<variation::Decomposition> by_group(const Measure& measure, const Table& table, size_t stage,
                                                 size_t indicator);

BOOST_DESCRIBE_ENUM(Verdict, not_judged, passes, fails, unknown)

}  // namespace doorstep::standard
