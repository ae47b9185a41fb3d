// Ledger: a choice of columns with all its sums, and what one or several changes would do to them. A change costs as
// much as it touches rows, a dozen or two, however large the district is.
#pragma once

#include <doorstep/transfer/model.h>

namespace doorstep::transfer {

class Ledger {
 public:
  // `penalty`: of one person too many or too few in a row. The model must outlive the object.
  explicit Ledger(const Model& model, Cost penalty = 0);

  void start(const Choice& choice);
  const Choice& now() const { return now_; }
  Cost cost() const { return cost_; }         // with penalties
  int64_t broken() const { return broken_; }  // rows
  int64_t activity(size_t row) const { return activity_[row]; }

  // Adds to the change in hand that a unit takes a column, or none (-1). A unit may be in it once.
  void propose(int32_t unit, int32_t column);
  Cost change() const;          // of the cost
  int64_t more_broken() const;  // rows broken after it, less those broken before
  const Entries& touched() const { return changes_; }
  void accept();
  void drop();

 private:
  struct Step {
    int32_t unit = 0, column = 0;
  };
  void collect(const Entries& entries, int32_t sign);
  const Entries& arrival(int32_t column) const;
  Cost cost_at(size_t row, int64_t activity) const;
  bool breaks(size_t row, int64_t activity) const;

  const Model& model_;
  std::vector<Cost> penalty_;  // by row
  Choice now_;
  std::vector<int64_t> activity_;
  Cost cost_ = 0, columns_change_ = 0;
  int64_t broken_ = 0;
  std::vector<Step> steps_;
  Entries changes_;
  std::vector<int32_t> change_of_;  // by row: position in changes_, or -1
};

}  // namespace doorstep::transfer
