// Evaluator: a plan in hand that is changed move by move, with its coefficients, thresholds and rules kept by running
// sums: one change takes microseconds in a district of any size. The what-if of a page and the explanations stand on
// it.
#pragma once

#include <doorstep/transfer/ledger.h>
#include <doorstep/transfer/plan.h>

namespace doorstep::transfer {

class Evaluator {
 public:
  // Both must outlive the object. A plan in hand begins with nobody moving.
  Evaluator(const Instance& instance, const Model& model);

  void start(const Choice& choice);

  // The column that sends a person (and whoever goes along) to a school; -1: there is no such way that the rules allow.
  int32_t column(int32_t person, int32_t school) const;
  int32_t unit_of(int32_t person) const { return unit_of_[static_cast<size_t>(person)]; }  // -1: does not move

  // Changes the plan in hand: a unit takes a column, or stays (-1). Doing it with the old column again undoes it.
  void change(int32_t unit, int32_t column);

  const Ledger& ledger() const { return ledger_; }
  Ledger& ledger() { return ledger_; }  // for proposals that are dropped again
  Cost objective() const { return ledger_.cost() + model_.constant; }
  int64_t broken() const { return ledger_.broken(); }

  int64_t count(int32_t gauge, int32_t school) const;  // counted at a school, as planned
  std::optional<double> cv(int32_t gauge) const;
  int64_t below(int32_t gauge) const;  // schools under the threshold
  std::vector<Outcome> outcomes() const;

 private:
  void touch(const Entries& entries, int32_t sign);
  int64_t needed(int32_t gauge, int32_t school) const;

  const Instance& instance_;
  const Model& model_;
  Ledger ledger_;
  std::vector<int32_t> unit_of_;               // by person
  std::vector<std::vector<int32_t>> cell_of_;  // [indicator][school]: row, or -1
  std::vector<long double> squares_;           // by indicator: sum of count^2 / pupils
  std::vector<int64_t> below_, below_today_;
};

// The choice that a list of moves is; whoever it names must exist. What no column stands for is left out, and told.
Choice choice_of(const Evaluator& evaluator, const Instance& instance, const Model& model,
                 const std::vector<Move>& moves, std::vector<Move>* left_out = nullptr);
// The moves of a choice, by teacher's id.
std::vector<PlannedMove> moves_of(const Instance& instance, const Model& model, const Choice& choice);

}  // namespace doorstep::transfer
