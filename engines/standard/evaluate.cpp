#include <doorstep/standard/evaluate.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace doorstep::standard {

namespace {

constexpr size_t width = 4;

// Columns of one indicator, filled up with zeros to whole blocks of `width`.
struct Scratch {
  std::vector<double> amounts, bases, squares;

  explicit Scratch(size_t rows) {
    const size_t blocks = (rows + width - 1) / width * width;
    for (auto* column : {&amounts, &bases, &squares}) column->assign(blocks, 0.0);
  }
};

// A compensated sum in four chains side by side: an addition waits for the one before it, four chains do not wait for
// each other. The order is fixed, and so are the bytes.
double sum_of(const std::vector<double>& terms) {
  double sum[width] = {}, lost[width] = {};
  for (size_t block = 0; block < terms.size(); block += width)
    for (size_t lane = 0; lane < width; ++lane) {
      const double term = terms[block + lane];
      const double next = sum[lane] + term;
      const double part = next - sum[lane];
      lost[lane] += (sum[lane] - (next - part)) + (term - part);
      sum[lane] = next;
    }
  return ((sum[0] + sum[1]) + (sum[2] + sum[3])) + ((lost[0] + lost[1]) + (lost[2] + lost[3]));
}

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

// True for every pair that variation::unusable() accepts. No branches: each comparison is false for NaN.
bool counts(double amount, double base) {
  return (base > 0) & (amount >= 0) & (base + amount < std::numeric_limits<double>::infinity());
}

// What the indicators say of each row, three counts in one number so that a column of them adds up quickly.
struct Marks {
  static constexpr uint64_t reached = 1, missing = 1 << 16, below_floor = uint64_t{1} << 32;
  static constexpr uint64_t most = 0xffff;

  int asked = 0;  // indicators with a threshold, the same for every row
  std::vector<uint64_t> rows;
};

// Sums, values and coefficient of one indicator. Plain loops without branches, one thing each: they run several rows at
// a time.
void spread_of(const Gauge& gauge, const double* amounts, const double* bases, size_t rows, Scratch& scratch,
               IndicatorResult& result) {
  result.values.resize(rows);
  double* values = result.values.data();
  const double per = gauge.per;
  uint64_t schools = 0;
  for (size_t row = 0; row < rows; ++row) {
    const double amount = amounts[row], base = bases[row], value = amount * per / base;
    const bool counted = counts(amount, base);
    scratch.amounts[row] = counted ? amount : 0;
    scratch.bases[row] = counted ? base : 0;
    values[row] = counted ? value : unreported;
    schools += counted;
  }
  result.schools = static_cast<uint32_t>(schools);
  result.amount = sum_of(scratch.amounts);
  result.base = sum_of(scratch.bases);
  const double mean = schools ? result.amount * per / result.base : 0;
  for (size_t row = 0; row < rows; ++row) {
    const double away = values[row] - mean, square = bases[row] * away * away;
    scratch.squares[row] = values[row] == values[row] ? square : 0;
  }
  result.mean = mean;
  result.s = schools ? std::sqrt(std::max(0.0, sum_of(scratch.squares) / result.base)) : 0;
  result.cv.reset();
  if (schools >= 2 && mean > 0) result.cv = result.s / mean;
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
  ++marks.asked;
  uint64_t reached = 0;
  const double* values = result.values.data();
  uint64_t* rows = marks.rows.data();
  for (size_t row = 0; row < result.values.size(); ++row) {
    const double value = sign * values[row];
    const uint64_t over = value >= line ? Marks::reached : 0;
    reached += over;
    rows[row] += over + (value == value ? 0 : Marks::missing) + (value < low ? Marks::below_floor : 0);
  }
  result.reached = static_cast<uint32_t>(reached);
}

void judge_schools(const std::optional<SchoolRule>& rule, const Marks& marks, StageResult& result) {
  const size_t rows = marks.rows.size();
  result.verdicts.assign(rows, Verdict::not_judged);
  uint32_t counts[4] = {};
  for (size_t row = 0; rule && row < rows; ++row) {
    const auto mark = marks.rows[row];
    const auto count = [&](uint64_t unit) { return static_cast<int>(mark / unit & Marks::most); };
    const auto verdict =
        verdict_of(*rule, marks.asked, count(Marks::reached), count(Marks::missing), count(Marks::below_floor));
    result.verdicts[row] = verdict;
    ++counts[static_cast<size_t>(verdict)];
  }
  result.passing = counts[static_cast<size_t>(Verdict::passes)];
  result.failing = counts[static_cast<size_t>(Verdict::fails)];
  result.unknown = counts[static_cast<size_t>(Verdict::unknown)];
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
    Scratch scratch(rows.rows());
    Marks marks;
    marks.rows.assign(rows.rows(), 0);
    for (size_t i = 0; i < measure.gauges.size(); ++i) {
      const auto& gauge = measure.gauges[i];
      auto& indicator = result.indicators[i];
      const double* amounts = rows.figures[gauge.numerator].data();
      const double* bases = rows.figures[gauge.denominator].data();
      spread_of(gauge, amounts, bases, rows.rows(), scratch, indicator);
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
