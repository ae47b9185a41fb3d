// Ascent: how good a plan can be at most. Prices on the rows let the model fall apart into its units (each takes its
// best column, or none) and its rows (each takes its best activity), and any prices give a bound; ascent looks for the
// prices of the best one, by steps of its own that need no linear programme.
//
// What is reported is the bound of whole prices in whole numbers, and so holds exactly.
#pragma once

#include <doorstep/transfer/model.h>

namespace doorstep::transfer {

using Prices = std::vector<Cost>;  // by row

// No choice that keeps the rows costs less. Prices of rows without an upper limit must not be above zero.
Cost bound_at(const Model& model, const Prices& prices);

// By column: its cost at these prices less that of its unit's best choice; 0 where the prices would take it.
std::vector<double> regrets(const Model& model, const Prices& prices);

// The `count` columns of the smallest regret, in order of position.
std::vector<int32_t> nearest(const Model& model, const Prices& prices, size_t count);

// The largest count in the entries of each row: what one person weighs in it.
std::vector<double> scales(const Model& model);

class Ascent {
 public:
  // The model must outlive the object. `steps`: in all. `from`: prices to begin with.
  explicit Ascent(const Model& model, int steps, const Prices* from = nullptr);

  bool done() const { return taken_ >= steps_; }
  void step(int count);

  Cost bound() const { return bound_; }
  const Prices& prices() const { return prices_; }

 private:
  double value();  // of the present prices, with its slope into slope_
  void take();     // one step along the smoothed slope
  void keep();

  const Model& model_;
  int steps_ = 0, taken_ = 0;
  double pace_ = 0;
  std::vector<double> scale_, price_, slope_, mean_, square_, best_, arrival_;
  std::vector<int64_t> activity_;
  double best_value_ = 0, decay_ = 1;
  Cost bound_ = 0;
  Prices prices_;
};

}  // namespace doorstep::transfer
