#include "ledger.h"

#include <algorithm>

#include <doorstep/transfer/ascent.h>

namespace doorstep::transfer {

Ledger::Ledger(const Model& model, Cost penalty) : model_(model), change_of_(model.rows.size(), -1) {
  for (const auto scale : scales(model)) penalty_.push_back(penalty / static_cast<Cost>(scale));
  start(Choice(model.units.size(), -1));
}

void Ledger::start(const Choice& choice) {
  now_ = choice;
  activity_ = activities(model_, now_);
  cost_ = broken_ = 0;
  for (const auto column : now_)
    if (column >= 0) cost_ += model_.columns[static_cast<size_t>(column)].cost;
  for (size_t r = 0; r < activity_.size(); ++r) {
    cost_ += cost_at(r, activity_[r]);
    broken_ += breaks(r, activity_[r]);
  }
}

bool Ledger::breaks(size_t row, int64_t activity) const {
  const auto& of = model_.rows[row];
  return of.kind != RowKind::cell && (activity < of.least || activity > of.most);
}

Cost Ledger::cost_at(size_t row, int64_t activity) const {
  const auto& of = model_.rows[row];
  if (of.kind == RowKind::cell) return of.cost(activity);
  if (activity < of.least) return penalty_[row] * (of.least - activity);
  if (activity > of.most) return penalty_[row] * (activity - of.most);
  return 0;
}

const Entries& Ledger::arrival(int32_t column) const {
  return model_.arrivals[static_cast<size_t>(model_.columns[static_cast<size_t>(column)].arrival)];
}

void Ledger::collect(const Entries& entries, int32_t sign) {
  for (const auto& entry : entries) {
    auto& at = change_of_[static_cast<size_t>(entry.row)];
    if (at < 0) {
      at = static_cast<int32_t>(changes_.size());
      changes_.push_back({entry.row, 0});
    }
    changes_[static_cast<size_t>(at)].count += sign * entry.count;
  }
}

void Ledger::propose(int32_t unit, int32_t column) {
  const auto& of = model_.units[static_cast<size_t>(unit)];
  const auto old = now_[static_cast<size_t>(unit)];
  if (old == column) return;
  steps_.push_back({unit, column});
  if (old >= 0) {
    collect(arrival(old), -1);
    columns_change_ -= model_.columns[static_cast<size_t>(old)].cost;
  }
  if (column >= 0) {
    collect(arrival(column), 1);
    columns_change_ += model_.columns[static_cast<size_t>(column)].cost;
  }
  if (old < 0) collect(of.leave, 1);
  if (column < 0) collect(of.leave, -1);
}

Cost Ledger::change() const {
  Cost sum = columns_change_;
  for (const auto& at : changes_) {
    const auto row = static_cast<size_t>(at.row);
    if (at.count != 0) sum += cost_at(row, activity_[row] + at.count) - cost_at(row, activity_[row]);
  }
  return sum;
}

int64_t Ledger::more_broken() const {
  int64_t sum = 0;
  for (const auto& at : changes_) {
    const auto row = static_cast<size_t>(at.row);
    sum += breaks(row, activity_[row] + at.count) - breaks(row, activity_[row]);
  }
  return sum;
}

void Ledger::accept() {
  cost_ += change();
  broken_ += more_broken();
  for (const auto& at : changes_) activity_[static_cast<size_t>(at.row)] += at.count;
  for (const auto& step : steps_) now_[static_cast<size_t>(step.unit)] = step.column;
  drop();
}

void Ledger::drop() {
  for (const auto& at : changes_) change_of_[static_cast<size_t>(at.row)] = -1;
  changes_.clear();
  steps_.clear();
  columns_change_ = 0;
}

}  // namespace doorstep::transfer
