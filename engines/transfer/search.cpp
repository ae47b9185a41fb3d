#include "search.h"

#include <algorithm>
#include <array>

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
    : model_(model), columns_(std::move(columns)), ledger_(model, penalty), state_(seed) {
  start(Choice(model.units.size(), -1));
}

uint64_t Search::next() {
  uint64_t z = state_ += 0x9e3779b97f4a7c15ULL;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
  return z ^ (z >> 31);
}

void Search::start(const Choice& choice) {
  auto from = choice;
  for (size_t u = 0; u < from.size(); ++u)
    if (from[u] < 0 && model_.units[u].must) from[u] = model_.units[u].first;
  ledger_.start(from);
  moved_.clear();
  place_.assign(from.size(), -1);
  for (size_t u = 0; u < from.size(); ++u) {
    if (from[u] < 0) continue;
    place_[u] = static_cast<int32_t>(moved_.size());
    moved_.push_back(static_cast<int32_t>(u));
  }
  keep_best();
}

void Search::keep_best() {
  if (ledger_.broken() != 0 || (found_ && ledger_.cost() >= best_cost_)) return;
  found_ = true;
  best_cost_ = ledger_.cost();
  best_ = ledger_.now();
}

// A column taken, or given back where it is taken already.
Search::Step Search::proposed() {
  const auto column = columns_[below(columns_.size())];
  const auto unit = model_.columns[static_cast<size_t>(column)].unit;
  return {unit, now()[static_cast<size_t>(unit)] == column ? -1 : column};
}

Search::Step Search::recalled() {
  if (moved_.empty()) return {};
  return {moved_[below(moved_.size())], -1};
}

bool Search::held(Step step) const {
  return step.unit >= 0 && step.column < 0 && model_.units[static_cast<size_t>(step.unit)].must;
}

// Keeps the list of who moves, before the step is accepted.
void Search::note(Step step) {
  if (step.unit < 0) return;
  const auto unit = static_cast<size_t>(step.unit);
  if (now()[unit] < 0 && step.column >= 0) {
    place_[unit] = static_cast<int32_t>(moved_.size());
    moved_.push_back(step.unit);
  } else if (now()[unit] >= 0 && step.column < 0) {
    const auto hole = static_cast<size_t>(place_[unit]);
    moved_[hole] = moved_.back();
    place_[static_cast<size_t>(moved_[hole])] = static_cast<int32_t>(hole);
    moved_.pop_back();
    place_[unit] = -1;
  }
}

void Search::run(int64_t proposals, double temperature) {
  if (columns_.empty()) return;
  for (int64_t i = 0; i < proposals; ++i) {
    const auto kind = next() & 3;  // one change, or two at once: one recalled, or another sent
    const auto first = proposed();
    auto second = kind < 2 ? Step{} : kind == 2 ? recalled() : proposed();
    if (second.unit == first.unit) second = {};
    if (held(first) || held(second)) continue;
    ledger_.propose(first.unit, first.column);
    if (second.unit >= 0) ledger_.propose(second.unit, second.column);
    const auto change = ledger_.change();
    const double most = temperature * patience()[next() % draws];
    if (change <= 0 || static_cast<double>(change) < most) {
      note(first);
      note(second);
      ledger_.accept();
      keep_best();
    } else {
      ledger_.drop();
    }
  }
}

}  // namespace doorstep::transfer
