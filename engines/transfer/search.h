// Search: improves a choice of columns by sending, recalling and exchanging units, each change weighed by what it changes
// and nothing else. It may pass through choices that break a row, at a penalty, and cools down as its caller says; the
// best choice that broke none is kept.
#pragma once

#include <doorstep/transfer/model.h>

namespace doorstep::transfer {

class Search {
 public:
  // `columns`: the only ones it uses. `penalty`: of one person too many in a row. The model must outlive the object.
  Search(const Model& model, std::vector<int32_t> columns, Cost penalty, uint64_t seed);

  void start(const Choice& choice);  // columns outside the list stay where they are until they are changed
  void run(int64_t proposals, double temperature);

  bool found() const { return found_; }
  const Choice& best() const { return best_; }
  Cost best_cost() const { return best_cost_; }
  const Choice& now() const { return now_; }
  int64_t broken() const { return broken_; }

 private:
  struct Step {
    int32_t unit = -1, column = -1;  // the column that the unit gets; -1: none
  };
  uint64_t next();
  size_t below(size_t n) { return static_cast<size_t>((static_cast<unsigned __int128>(next()) * n) >> 64); }
  Step proposed();
  Step recalled();
  void collect(const Entries& entries, int32_t sign);
  void collect(Step step);
  Cost cost_at(size_t row, int64_t activity) const;
  Cost weigh(Step step) const;
  bool breaks(size_t row, int64_t activity) const;
  void accept(Step step);
  void forget();

  const Model& model_;
  std::vector<int32_t> columns_;
  std::vector<Cost> penalty_;  // by row
  uint64_t state_;
  Choice now_, best_;
  std::vector<int64_t> activity_;
  std::vector<int32_t> moved_, place_;  // units that move, and where each stands among them
  std::vector<Entry> changes_;
  std::vector<int32_t> change_of_;  // by row: position in changes_, or -1
  Cost cost_ = 0, best_cost_ = 0;
  int64_t broken_ = 0;
  bool found_ = false;
};

}  // namespace doorstep::transfer
