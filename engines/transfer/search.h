// Search: improves a choice of columns by sending, recalling and exchanging units, each change weighed by what it
// changes and nothing else. It may pass through choices that break a row, at a penalty, and cools down as its caller
// says; the best choice that broke none is kept.
#pragma once

#include <doorstep/transfer/ledger.h>

namespace doorstep::transfer {

class Search {
 public:
  // `columns`: the only ones it sends by. `penalty`: of one person too many in a row. The model must outlive the
  // object.
  Search(const Model& model, std::vector<int32_t> columns, Cost penalty, uint64_t seed);

  void start(const Choice& choice);
  void run(int64_t proposals, double temperature);

  bool found() const { return found_; }
  const Choice& best() const { return best_; }
  Cost best_cost() const { return best_cost_; }
  const Choice& now() const { return ledger_.now(); }
  size_t width() const { return columns_.size(); }

 private:
  struct Step {
    int32_t unit = -1, column = -1;  // the column that the unit gets; -1: none
  };
  uint64_t next();
  size_t below(size_t n) { return static_cast<size_t>((static_cast<unsigned __int128>(next()) * n) >> 64); }
  Step proposed();
  Step recalled();
  bool held(Step step) const;
  void note(Step step);
  void keep_best();

  const Model& model_;
  std::vector<int32_t> columns_;
  Ledger ledger_;
  uint64_t state_;
  std::vector<int32_t> moved_, place_;  // units that move, and where each stands among them
  Choice best_;
  Cost best_cost_ = 0;
  bool found_ = false;
};

}  // namespace doorstep::transfer
