// Programme: the model as a linear programme over few columns, to which those that would help are added until none
// does: then its optimum is that of all columns. From there columns are fixed, the surest first, and what is left is
// decided by a small integer programme.
//
// Linear programmes are solved by CLP, integer ones by CBC, one thread, limited by pivots and nodes, never by time: the
// same model gives the same choice.
#pragma once

#include <memory>
#include <optional>

#include <doorstep/transfer/ascent.h>

namespace doorstep::transfer {

class Programme {
 public:
  // `prices`: a good guess; `count`: columns to begin with. The model must outlive the object.
  Programme(const Model& model, const Prices& prices, size_t count);
  ~Programme();
  Programme(const Programme&) = delete;
  Programme& operator=(const Programme&) = delete;

  // One slice of the relaxation: the first solves it over the columns given, the others take about a thousand pivots.
  // False when it is solved, or failed.
  bool relax();
  bool solved() const;

  // Of the relaxation when it is solved; the bound holds exactly all the same (ascent.h).
  Cost bound() const;
  const Prices& prices() const;
  // By how much each row has to be broken in the best relaxed choice; none: the rules can be kept, but for fractions.
  struct Broken {
    int32_t row = 0;
    double by = 0;  // below zero: too few
  };
  std::vector<Broken> broken() const;

  // One round of fixing. False when few fractions are left, or when fixing more would break a rule.
  bool fix();
  // Decides what is left by branch and bound within so many nodes. The choice may still break rows.
  Choice decide(int nodes);

  // The columns in use, and those that were nearly.
  std::vector<int32_t> columns() const;

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace doorstep::transfer
