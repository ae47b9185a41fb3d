#include <doorstep/standard/what_if.h>

#include <algorithm>
#include <cmath>

namespace doorstep::standard {

namespace {

std::array<uint32_t, 4> verdict_counts(const StageResult& result) {
  std::array<uint32_t, 4> counts{};
  for (const auto verdict : result.verdicts) ++counts[static_cast<size_t>(verdict)];
  return counts;
}

}  // namespace

void WhatIf::Sums::count(double amount_of, double base_of, double log_of, double centre, int sign) {
  const double x = amount_of / base_of;
  schools += static_cast<uint32_t>(sign);
  amount.add(sign * amount_of);
  base.add(sign * base_of);
  first.add(sign * base_of * (x - centre));
  second.add(sign * base_of * (x - centre) * (x - centre));
  log.add(sign * amount_of * log_of);
}

WhatIf::WhatIf(const Measure& measure, const Table& table)
    : measure_(measure), now_(table), today_(evaluate(measure, table)) {
  ledgers_.resize(table.stages.size());
  for (size_t stage = 0; stage < table.stages.size(); ++stage) {
    verdicts_.push_back(verdict_counts(today_.stages[stage]));
    ledgers_[stage].resize(measure.gauges.size());
    for (size_t i = 0; i < measure.gauges.size(); ++i)
      ledgers_[stage][i].centre = today_.stages[stage].indicators[i].mean / measure.gauges[i].per;
    for (uint32_t row = 0; row < table.stages[stage].rows(); ++row) count({stage, row}, +1);
  }
  ledgers_today_ = ledgers_;
}

void WhatIf::start_over() {
  for (const auto& touched : touched_) {
    auto& rows = now_.stages[touched.place.stage];
    rows.group[touched.place.row] = touched.group;
    for (size_t slot = 0; slot < touched.figures.size(); ++slot)
      rows.figures[slot][touched.place.row] = touched.figures[slot];
  }
  touched_.clear();
  ledgers_ = ledgers_today_;
  for (size_t stage = 0; stage < verdicts_.size(); ++stage) verdicts_[stage] = verdict_counts(today_.stages[stage]);
}

bool WhatIf::exists(Place place) const {
  return place.stage < now_.stages.size() && place.row < now_.stages[place.stage].rows();
}

// Adds one section to the ledgers of its stage, or takes it out.
void WhatIf::count(Place place, int sign) {
  const auto& rows = now_.stages[place.stage];
  const int32_t group = rows.group[place.row];
  for (size_t i = 0; i < measure_.gauges.size(); ++i) {
    const auto& gauge = measure_.gauges[i];
    const double amount = rows.figures[gauge.numerator][place.row], base = rows.figures[gauge.denominator][place.row];
    const double value = value_of(gauge, amount, base);
    if (std::isnan(value)) continue;
    auto& ledger = ledgers_[place.stage][i];
    const double log = amount > 0 ? std::log(amount / base) : 0;
    ledger.all.count(amount, base, log, ledger.centre, sign);
    if (group >= 0) {
      auto& sums = ledger.groups[group];
      sums.count(amount, base, log, ledger.centre, sign);
      if (sums.schools == 0) ledger.groups.erase(group);
    }
    const double threshold = gauge.thresholds[place.stage];
    if (gauge.direction != Direction::neither && !std::isnan(threshold) && reaches(gauge, value, threshold))
      ledger.reached += static_cast<uint32_t>(sign);
  }
}

// The section's figures with the quantities added (sign +1) or taken away; the reason when that cannot be.
std::optional<Refused> WhatIf::changed(Place place, const std::vector<Quantity>& what, int sign,
                                       std::vector<double>& row) const {
  const auto& figures = now_.stages[place.stage].figures;
  for (size_t slot = 0; slot < figures.size(); ++slot) row.push_back(figures[slot][place.row]);
  for (const auto& [figure, number] : what) {
    if (!std::isfinite(number)) return Refused{Refusal::not_a_count, figure};
    const auto slot = measure_.slot(figure);
    if (!slot) {
      if (std::find(measure_.known.begin(), measure_.known.end(), figure) == measure_.known.end())
        return Refused{Refusal::unknown_figure, figure};
      continue;
    }
    if (measure_.slots[*slot].whole && number != std::floor(number)) return Refused{Refusal::not_a_count, figure};
    if (std::isnan(row[*slot])) return Refused{Refusal::not_reported, figure};
    row[*slot] += sign * number;
  }
  for (size_t slot = 0; slot < row.size(); ++slot) {
    const double before = figures[slot][place.row];
    if (row[slot] < 0 && row[slot] < before) return Refused{Refusal::more_than_there_are, measure_.slots[slot].figure};
    const auto whole = measure_.slots[slot].part_of;
    if (whole < 0) continue;
    // A return that is at odds with itself from the start is not the change's fault, unless it makes it worse.
    const double over = row[slot] - row[static_cast<size_t>(whole)];
    if (over > 0 && over > before - figures[static_cast<size_t>(whole)][place.row])
      return Refused{Refusal::part_above_whole, measure_.slots[slot].figure};
  }
  return std::nullopt;
}

void WhatIf::put(Place place, const std::vector<double>& row, int32_t group) {
  auto& rows = now_.stages[place.stage];
  const bool first_touch = std::none_of(touched_.begin(), touched_.end(), [&](const auto& touched) {
    return touched.place.stage == place.stage && touched.place.row == place.row;
  });
  if (first_touch) {
    touched_.push_back({place, rows.group[place.row], {}});
    for (const auto& column : rows.figures) touched_.back().figures.push_back(column[place.row]);
  }
  const auto verdict = [&] { return static_cast<size_t>(verdict_at(measure_, now_, place.stage, place.row)); };
  --verdicts_[place.stage][verdict()];
  count(place, -1);
  rows.group[place.row] = group;
  for (size_t slot = 0; slot < row.size(); ++slot) rows.figures[slot][place.row] = row[slot];
  count(place, +1);
  ++verdicts_[place.stage][verdict()];
}

std::optional<Refused> WhatIf::move(Place from, Place to, const std::vector<Quantity>& what) {
  if (!exists(from) || !exists(to)) return Refused{Refusal::unknown_place, ""};
  if (from.stage == to.stage && from.row == to.row) return Refused{Refusal::same_place, ""};
  for (const auto& [figure, number] : what) {
    if (!(number >= 0)) return Refused{Refusal::not_a_count, figure};
    const auto slot = measure_.slot(figure);
    if (slot && from.stage != to.stage && measure_.slots[*slot].kind == FigureKind::people)
      return Refused{Refusal::other_stage, figure};
  }
  std::vector<double> less, more;
  if (auto refused = changed(from, what, -1, less)) return refused;
  if (auto refused = changed(to, what, +1, more)) return refused;
  put(from, less, now_.stages[from.stage].group[from.row]);
  put(to, more, now_.stages[to.stage].group[to.row]);
  return std::nullopt;
}

std::optional<Refused> WhatIf::add(Place where, const std::vector<Quantity>& what) {
  if (!exists(where)) return Refused{Refusal::unknown_place, ""};
  std::vector<double> row;
  if (auto refused = changed(where, what, +1, row)) return refused;
  put(where, row, now_.stages[where.stage].group[where.row]);
  return std::nullopt;
}

std::optional<Refused> WhatIf::join(Place who, int32_t group) {
  if (!exists(who)) return Refused{Refusal::unknown_place, ""};
  put(who, {}, group);
  return std::nullopt;
}

WhatIf::Numbers WhatIf::numbers_of(const Ledger& ledger, double per) const {
  Numbers numbers;
  if (ledger.all.schools == 0) return numbers;
  const double amount = ledger.all.amount.value(), base = ledger.all.base.value(), mean = amount / base;
  numbers.mean = amount * per / base;
  if (mean <= 0) return numbers;
  const double first = ledger.all.first.value() / base;
  if (ledger.all.schools >= 2)
    numbers.cv = std::sqrt(std::max(0.0, ledger.all.second.value() / base - first * first)) / mean;
  numbers.theil_t = std::max(0.0, ledger.all.log.value() / amount - std::log(mean));
  variation::Sum within;
  for (const auto& [group, sums] : ledger.groups) {
    const double part = sums.amount.value();
    if (part > 0) within.add((sums.log.value() - part * std::log(part / sums.base.value())) / amount);
  }
  numbers.within = std::max(0.0, within.value());
  return numbers;
}

StageChange WhatIf::change_of(size_t stage) const {
  const bool touched =
      std::any_of(touched_.begin(), touched_.end(), [&](const auto& section) { return section.place.stage == stage; });
  StageChange change;
  StageResult now;  // only what judge_spread() reads
  now.stage = now_.stages[stage].stage;
  now.indicators.resize(measure_.gauges.size());
  for (size_t i = 0; i < measure_.gauges.size(); ++i) {
    const auto& today = today_.stages[stage].indicators[i];
    const auto before = numbers_of(ledgers_today_[stage][i], measure_.gauges[i].per);
    const auto after = touched ? numbers_of(ledgers_[stage][i], measure_.gauges[i].per) : before;
    auto& result = now.indicators[i];
    result.cv = touched ? after.cv : today.cv;
    result.limit = today.limit;
    if (result.cv && result.limit) result.passed = within(*result.cv, *result.limit);
    change.indicators.push_back({{today.mean, touched ? after.mean : today.mean},
                                 {today.cv, result.cv},
                                 {today.passed, result.passed},
                                 {today.reached, ledgers_[stage][i].reached},
                                 {before.theil_t, after.theil_t},
                                 {before.within, after.within},
                                 {before.theil_t - before.within, after.theil_t - after.within}});
  }
  judge_spread(measure_, now);
  const auto of = [&](Verdict verdict) { return verdicts_[stage][static_cast<size_t>(verdict)]; };
  change.passing = {today_.stages[stage].passing, of(Verdict::passes)};
  change.failing = {today_.stages[stage].failing, of(Verdict::fails)};
  change.unknown = {today_.stages[stage].unknown, of(Verdict::unknown)};
  change.composite = {today_.stages[stage].composite, now.composite};
  change.even = {today_.stages[stage].even, now.even};
  return change;
}

SectionChange WhatIf::change_of(const Touched& touched) const {
  const auto& rows = now_.stages[touched.place.stage];
  const uint32_t row = touched.place.row;
  SectionChange change;
  change.row = row;
  change.group = {touched.group, rows.group[row]};
  change.verdict = {today_.stages[touched.place.stage].verdicts[row],
                    verdict_at(measure_, now_, touched.place.stage, row)};
  for (const auto& gauge : measure_.gauges)
    change.values.push_back(
        {value_of(gauge, touched.figures[gauge.numerator], touched.figures[gauge.denominator]),
         value_of(gauge, rows.figures[gauge.numerator][row], rows.figures[gauge.denominator][row])});
  return change;
}

WhatIfResult WhatIf::result() const {
  WhatIfResult result;
  for (size_t stage = 0; stage < now_.stages.size(); ++stage) result.stages.push_back(change_of(stage));
  for (const auto& touched : touched_) result.stages[touched.place.stage].sections.push_back(change_of(touched));
  return result;
}

}  // namespace doorstep::standard
