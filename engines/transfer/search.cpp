#include "search.h"

#include <algorithm>
#include <array>

#include <doorstep/transfer/ascent.h>

namespace doorstep::transfer {
namespace {

// -ln x for 0 < x <= 1 by its series: the C library's own answer may differ in the last bit between processors.
double minus_log(double x) {
  double sum = 0;
  for (; x < 0.5; x *= 2) sum += 0.69314718055994530942;
  const double z = (1 - x) / (1 + x);
  double power = z;
  for (int i = 1; i < 40; i += 2, power *= z * z) sum += 2 * power / i;
  return sum;
}

// Patience: how many times the temperature a change for the worse may cost, drawn as by an exponential law.
constexpr size_t draws = 4096;
const std::array<double, draws>& patience() {
  static const auto table = [] {
    std::array<double, draws> made{};
    for (size_t i = 0; i < draws; ++i) made[i] = minus_log((static_cast<double>(i) + 0.5) / draws);
    return made;
  }();
  return table;
}

}  // namespace

Search::Search(const Model& model, std::vector<int32_t> columns, Cost penalty, uint64_t seed)
    : model_(model), columns_(std::move(columns)), state_(seed), now_(model.units.size(), -1),
      activity_(model.rows.size()), place_(model.units.size(), -1), change_of_(model.rows.size(), -1) {
  for (const auto scale : scales(model)) penalty_.push_back(std::max<Cost>(1, penalty / static_cast<Cost>(scale)));
  start(now_);
}

uint64_t Search::next() {
  uint64_t z = state_ += 0x9e3779b97f4a7c15ULL;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
  return z ^ (z >> 31);
}

void Search::start(const Choice& choice) {
  now_ = choice;
  for (size_t u = 0; u < now_.size(); ++u)
    if (now_[u] < 0 && model_.units[u].must) now_[u] = model_.units[u].first;
  activity_ = activities(model_, now_);
  moved_.clear();
  std::fill(place_.begin(), place_.end(), -1);
  cost_ = broken_ = 0;
  for (size_t u = 0; u < now_.size(); ++u) {
    if (now_[u] < 0) continue;
    place_[u] = static_cast<int32_t>(moved_.size());
    moved_.push_back(static_cast<int32_t>(u));
    cost_ += model_.columns[static_cast<size_t>(now_[u])].cost;
  }
  for (size_t r = 0; r < activity_.size(); ++r) {
    cost_ += cost_at(r, activity_[r]);
    broken_ += breaks(r, activity_[r]);
  }
  if (broken_ == 0 && (!found_ || cost_ < best_cost_)) {
    found_ = true;
    best_cost_ = cost_;
    best_ = now_;
  }
}

bool Search::breaks(size_t row, int64_t activity) const {
  const auto& of = model_.rows[row];
  return of.kind != RowKind::cell && (activity < of.least || activity > of.most);
}

Cost Search::cost_at(size_t row, int64_t activity) const {
  const auto& of = model_.rows[row];
  if (of.kind == RowKind::cell) return of.cost(activity);
  if (activity < of.least) return penalty_[row] * (of.least - activity);
  if (activity > of.most) return penalty_[row] * (activity - of.most);
  return 0;
}

// A column taken, or given back where it is taken already.
Search::Step Search::proposed() {
  const auto column = columns_[below(columns_.size())];
  const auto unit = model_.columns[static_cast<size_t>(column)].unit;
  return {unit, now_[static_cast<size_t>(unit)] == column ? -1 : column};
}

Search::Step Search::recalled() {
  if (moved_.empty()) return {};
  return {moved_[below(moved_.size())], -1};
}

void Search::collect(const Entries& entries, int32_t sign) {
  for (const auto& entry : entries) {
    auto& at = change_of_[static_cast<size_t>(entry.row)];
    if (at < 0) {
      at = static_cast<int32_t>(changes_.size());
      changes_.push_back({entry.row, 0});
    }
    changes_[static_cast<size_t>(at)].count += sign * entry.count;
  }
}

void Search::collect(Step step) {
  const auto& unit = model_.units[static_cast<size_t>(step.unit)];
  const auto old = now_[static_cast<size_t>(step.unit)];
  const auto arrival = [&](int32_t column) -> const Entries& {
    return model_.arrivals[static_cast<size_t>(model_.columns[static_cast<size_t>(column)].arrival)];
  };
  if (old >= 0) collect(arrival(old), -1);
  if (step.column >= 0) collect(arrival(step.column), 1);
  if (old < 0 && step.column >= 0) collect(unit.leave, 1);
  if (old >= 0 && step.column < 0) collect(unit.leave, -1);
}

Cost Search::weigh(Step step) const {
  const auto cost = [&](int32_t column) { return column < 0 ? 0 : model_.columns[static_cast<size_t>(column)].cost; };
  return cost(step.column) - cost(now_[static_cast<size_t>(step.unit)]);
}

void Search::accept(Step step) {
  const auto unit = static_cast<size_t>(step.unit);
  if (now_[unit] < 0 && step.column >= 0) {
    place_[unit] = static_cast<int32_t>(moved_.size());
    moved_.push_back(step.unit);
  } else if (now_[unit] >= 0 && step.column < 0) {
    const auto hole = static_cast<size_t>(place_[unit]);
    moved_[hole] = moved_.back();
    place_[static_cast<size_t>(moved_[hole])] = static_cast<int32_t>(hole);
    moved_.pop_back();
    place_[unit] = -1;
  }
  now_[unit] = step.column;
}

void Search::forget() {
  for (const auto& change : changes_) change_of_[static_cast<size_t>(change.row)] = -1;
  changes_.clear();
}

void Search::run(int64_t proposals, double temperature) {
  if (columns_.empty()) return;
  for (int64_t i = 0; i < proposals; ++i) {
    const auto kind = next() & 3;  // one change, or two at once: another sent, or one recalled
    const auto first = proposed();
    auto second = kind < 2 ? Step{} : kind == 2 ? recalled() : proposed();
    if (second.unit == first.unit) second = {};
    const auto held = [&](Step step) {
      return step.unit >= 0 && step.column < 0 && model_.units[static_cast<size_t>(step.unit)].must;
    };
    if (held(first) || held(second)) continue;
    collect(first);
    Cost change = weigh(first);
    if (second.unit >= 0) {
      collect(second);
      change += weigh(second);
    }
    for (const auto& at : changes_) {
      const auto row = static_cast<size_t>(at.row);
      if (at.count != 0) change += cost_at(row, activity_[row] + at.count) - cost_at(row, activity_[row]);
    }
    const double most = temperature * patience()[next() % draws];
    if (change <= 0 || static_cast<double>(change) < most) {
      for (const auto& at : changes_) {
        const auto row = static_cast<size_t>(at.row);
        broken_ -= breaks(row, activity_[row]);
        activity_[row] += at.count;
        broken_ += breaks(row, activity_[row]);
      }
      accept(first);
      if (second.unit >= 0) accept(second);
      cost_ += change;
      if (broken_ == 0 && (!found_ || cost_ < best_cost_)) {
        found_ = true;
        best_cost_ = cost_;
        best_ = now_;
      }
    }
    forget();
  }
}

}  // namespace doorstep::transfer
