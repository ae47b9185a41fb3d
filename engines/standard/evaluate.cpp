#include <doorstep/standard/evaluate.h>

#include <algorithm>
#include <cmath>

namespace doorstep::standard {

namespace {

constexpr double rounding = 1e-12;  // relative; what arithmetic may lose between a figure and a threshold

// Four compensated sums side by side: addition waits for the one before it, four chains do not wait for each other.
class Lanes {
 public:
  void add(size_t at, double term) {
    const size_t lane = at & 3;
    const double next = sum_[lane] + term;
    const double part = next - sum_[lane];
    lost_[lane] += (sum_[lane] - (next - part)) + (term - part);
    sum_[lane] = next;
  }
  double value() const {
    return ((sum_[0] + sum_[1]) + (sum_[2] + sum_[3])) + ((lost_[0] + lost_[1]) + (lost_[2] + lost_[3]));
  }

 private:
  double sum_[4] = {0, 0, 0, 0};
  double lost_[4] = {0, 0, 0, 0};
};

std::optional<double> given(double number) {
  if (std::isnan(number)) return std::nullopt;
  return number;
}

Reason reason_of(variation::Reason reason) {
  switch (reason) {
    case variation::Reason::amount_missing:
      return Reason::amount_missing;
    case variation::Reason::students_missing:
      return Reason::students_missing;
    case variation::Reason::no_students:
      return Reason::no_students;
    case variation::Reason::negative:
    case variation::Reason::not_finite:
      break;
  }
  return Reason::negative;
}

// True for every pair that variation::unusable() accepts, in three comparisons (each false for NaN).
bool counts(double amount, double base) {
  return base > 0 && amount >= 0 && base + amount < std::numeric_limits<double>::infinity();
}

// Marks by row, while the indicators pass by.
struct Marks {
  std::vector<uint8_t> asked, reached, missing, below_floor;

  explicit Marks(size_t rows) : asked(rows), reached(rows), missing(rows), below_floor(rows) {}
};

void spread_of(const Gauge& gauge, const double* amounts, const double* bases, size_t rows, IndicatorResult& result) {
  Lanes amount, base;
  result.values.resize(rows);
  result.schools = 0;
  for (size_t row = 0; row < rows; ++row) {
    const bool counted = counts(amounts[row], bases[row]);
    amount.add(row, counted ? amounts[row] : 0);
    base.add(row, counted ? bases[row] : 0);
    result.values[row] = counted ? amounts[row] * gauge.per / bases[row] : unreported;
    result.schools += counted;
  }
  result.amount = amount.value();
  result.base = base.value();
  result.mean = result.schools ? result.amount * gauge.per / result.base : 0;
  Lanes squares;
  for (size_t row = 0; row < rows; ++row) {
    const double away = result.values[row] - result.mean;
    const double term = bases[row] * away * away;
    squares.add(row, std::isnan(result.values[row]) ? 0 : term);
  }
  result.s = result.schools ? std::sqrt(std::max(0.0, squares.value() / result.base)) : 0;
  result.cv.reset();
  if (result.schools >= 2 && result.mean > 0) result.cv = result.s / result.mean;
}

void name_left_out(const double* amounts, const double* bases, size_t rows, IndicatorResult& result) {
  result.left_out.clear();
  if (result.schools == rows) return;
  for (size_t row = 0; row < rows; ++row)
    if (const auto reason = variation::unusable(amounts[row], bases[row]))
      result.left_out.push_back({static_cast<uint32_t>(row), reason_of(*reason)});
}

void mark(const Gauge& gauge, double threshold, double floor, IndicatorResult& result, Marks& marks) {
  result.reached = 0;
  if (std::isnan(threshold) || gauge.direction == Direction::neither) return;
  const bool higher = gauge.direction == Direction::higher;
  // One comparison for both directions: turn the sign where lower is better.
  const double sign = higher ? 1 : -1;
  const double line = sign * threshold - std::abs(threshold) * rounding;
  const double low = sign * (higher ? threshold * floor : threshold / floor) - std::abs(threshold) * rounding;
  uint32_t reached = 0;
  for (size_t row = 0; row < result.values.size(); ++row) {
    const double value = sign * result.values[row];
    const bool known = value == value, over = value >= line;
    reached += over;
    marks.asked[row] += 1;
    marks.reached[row] += over;
    marks.missing[row] += !known;
    marks.below_floor[row] += known & !(value >= low);
  }
  result.reached = reached;
}

void judge_schools(const std::optional<SchoolRule>& rule, const Marks& marks, StageResult& result) {
  const size_t rows = marks.asked.size();
  result.verdicts.resize(rows);
  result.passing = result.failing = result.unknown = 0;
  for (size_t row = 0; row < rows; ++row) {
    const auto verdict =
        !rule ? Verdict::not_judged
              : verdict_of(*rule, marks.asked[row], marks.reached[row], marks.missing[row], marks.below_floor[row]);
    result.verdicts[row] = verdict;
    result.passing += verdict == Verdict::passes;
    result.failing += verdict == Verdict::fails;
    result.unknown += verdict == Verdict::unknown;
  }
}

}  // namespace

Verdict verdict_of(const SchoolRule& rule, int asked, int reached, int missing, int below_floor) {
  if (asked == 0) return Verdict::not_judged;
  const int known_short = asked - reached - missing;
  if (below_floor > 0 || known_short > std::max(0, asked - rule.need)) return Verdict::fails;
  return missing > 0 ? Verdict::unknown : Verdict::passes;
}

void judge_spread(const Measure& measure, StageResult& result) {
  double sum = 0;
  bool all_known = !result.indicators.empty(), any_limit = false, any_failed = false, limit_unknown = false;
  for (const auto& indicator : result.indicators) {
    if (indicator.cv)
      sum += *indicator.cv;
    else
      all_known = false;
    if (!indicator.limit) continue;
    any_limit = true;
    if (!indicator.passed)
      limit_unknown = true;
    else if (!*indicator.passed)
      any_failed = true;
  }
  result.composite.reset();
  result.composite_limit.reset();
  result.composite_passed.reset();
  result.even.reset();
  for (const auto& composite : measure.standard.composite)
    if (composite.stage == result.stage) result.composite_limit = composite.limit;
  if (result.composite_limit) {
    any_limit = true;
    if (all_known) {
      result.composite = sum / static_cast<double>(result.indicators.size());
      result.composite_passed = *result.composite <= *result.composite_limit * (1 + rounding);
      any_failed = any_failed || !*result.composite_passed;
    } else {
      limit_unknown = true;
    }
  }
  if (any_failed)
    result.even = false;
  else if (any_limit && !limit_unknown)
    result.even = true;
}

bool within(double cv, double limit) { return cv <= limit * (1 + rounding); }

void evaluate(const Measure& measure, const Table& table, Evaluation& into) {
  into.stages.resize(table.stages.size());
  const double floor = measure.standard.school_rule ? measure.standard.school_rule->floor : 1;
  for (size_t stage = 0; stage < table.stages.size(); ++stage) {
    const auto& rows = table.stages[stage];
    auto& result = into.stages[stage];
    result.stage = rows.stage;
    result.indicators.resize(measure.gauges.size());
    Marks marks(rows.rows());
    for (size_t i = 0; i < measure.gauges.size(); ++i) {
      const auto& gauge = measure.gauges[i];
      auto& indicator = result.indicators[i];
      const double* amounts = rows.figures[gauge.numerator].data();
      const double* bases = rows.figures[gauge.denominator].data();
      spread_of(gauge, amounts, bases, rows.rows(), indicator);
      name_left_out(amounts, bases, rows.rows(), indicator);
      indicator.threshold = given(gauge.thresholds[stage]);
      indicator.limit = given(gauge.cv_limits[stage]);
      indicator.passed.reset();
      if (indicator.cv && indicator.limit) indicator.passed = within(*indicator.cv, *indicator.limit);
      mark(gauge, gauge.thresholds[stage], floor, indicator, marks);
    }
    judge_schools(measure.standard.school_rule, marks, result);
    judge_spread(measure, result);
  }
}

Evaluation evaluate(const Measure& measure, const Table& table) {
  Evaluation made;
  evaluate(measure, table, made);
  return made;
}

Verdict verdict_at(const Measure& measure, const Table& table, size_t stage, uint32_t row) {
  if (!measure.standard.school_rule) return Verdict::not_judged;
  const auto& rule = *measure.standard.school_rule;
  int asked = 0, reached = 0, missing = 0, below_floor = 0;
  for (const auto& gauge : measure.gauges) {
    const double threshold = gauge.thresholds[stage];
    if (std::isnan(threshold) || gauge.direction == Direction::neither) continue;
    const auto& figures = table.stages[stage].figures;
    const double value = value_of(gauge, figures[gauge.numerator][row], figures[gauge.denominator][row]);
    const double low = gauge.direction == Direction::lower ? threshold / rule.floor : threshold * rule.floor;
    ++asked;
    missing += std::isnan(value);
    reached += reaches(gauge, value, threshold);
    below_floor += !std::isnan(value) && !reaches(gauge, value, low);
  }
  return verdict_of(rule, asked, reached, missing, below_floor);
}

double value_of(const Gauge& gauge, double amount, double base) {
  return counts(amount, base) ? amount * gauge.per / base : unreported;
}

bool reaches(const Gauge& gauge, double value, double threshold) {
  const double slack = std::abs(threshold) * rounding;
  return gauge.direction == Direction::lower ? value <= threshold + slack : value >= threshold - slack;
}

std::optional<Gap> gap(const Measure& measure, const Table& table, size_t stage, size_t indicator, uint32_t row) {
  const auto& gauge = measure.gauges[indicator];
  const auto& rows = table.stages[stage];
  const double amount = rows.figures[gauge.numerator][row], base = rows.figures[gauge.denominator][row];
  const double threshold = gauge.thresholds[stage], value = value_of(gauge, amount, base);
  if (std::isnan(threshold) || std::isnan(value) || gauge.direction == Direction::neither) return std::nullopt;
  const bool higher = gauge.direction == Direction::higher;
  const double floor = measure.standard.school_rule ? measure.standard.school_rule->floor : 1;
  Gap gap;
  gap.value = value;
  gap.threshold = threshold;
  gap.ratio = higher ? value / threshold : threshold / value;
  gap.reached = reaches(gauge, value, threshold);
  gap.above_floor = reaches(gauge, value, higher ? threshold * floor : threshold / floor);
  if (gap.reached) return gap;
  const double wanted = threshold * base / gauge.per;    // amount at which the threshold is met
  const double enough = amount * gauge.per / threshold;  // base at which it is
  gap.amount_lacking = std::abs(wanted - amount);
  gap.base_surplus = std::abs(base - enough);
  // Up to the next whole thing, unless it is whole but for rounding.
  if (measure.slots[gauge.numerator].whole) gap.amount_lacking = std::ceil(gap.amount_lacking * (1 - rounding));
  if (measure.slots[gauge.denominator].whole) gap.base_surplus = std::ceil(gap.base_surplus * (1 - rounding));
  return gap;
}

std::vector<double> contributions(const Measure& measure, const Table& table, size_t stage, size_t indicator) {
  const auto& gauge = measure.gauges[indicator];
  const auto& amounts = table.stages[stage].figures[gauge.numerator];
  const auto& bases = table.stages[stage].figures[gauge.denominator];
  const auto spread = variation::student_weighted(amounts, bases);
  auto adds = variation::without_each(amounts, bases, spread);
  for (auto& cv : adds) cv = spread.cv.value_or(unreported) - cv;
  return adds;
}

std::optional<variation::Decomposition> by_group(const Measure& measure, const Table& table, size_t stage,
                                                 size_t indicator) {
  const auto& gauge = measure.gauges[indicator];
  const auto& rows = table.stages[stage];
  auto split = variation::decompose(rows.figures[gauge.numerator], rows.figures[gauge.denominator], rows.group);
  if (split)
    for (auto& group : split->groups) group.mean *= gauge.per;
  return split;
}

}  // namespace doorstep::standard
