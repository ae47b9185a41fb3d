// Planner: from an instance to a plan, slice by slice. Whoever calls step() holds the clock: the best plan so far and
// what no plan can undercut can be asked for between any two slices, and stopping is not calling again.
//
// Prices are found by ascent, a first plan by search near them; then the relaxation is solved by columns, rounded, and
// searched from. Once more along the tangent at the coefficients that the plan reaches, since they are roots. An
// official plan is what all slices give; it depends on problem, seed and edition alone.
#pragma once

#include <memory>
#include <optional>

#include <doorstep/transfer/plan.h>
#include <doorstep/transfer/programme.h>
#include <doorstep/transfer/search.h>

namespace doorstep::transfer {

inline constexpr const char* planner_edition = "1";

struct PlannerWish {
  Mode mode = Mode::interactive;
  uint64_t seed = 1;
  int rounds = 3;  // tangents, at most
};

class Planner {
 public:
  // The instance must outlive the object.
  Planner(const Instance& instance, const PlannerWish& wish);

  // One slice, a fraction of a second in most. False when there is nothing more to do.
  bool step();

  bool found() const { return found_; }
  const Choice& best() const { return best_; }
  Cost cost() const { return best_cost_; }  // by the present model, with its constant
  std::optional<Cost> bound() const;        // of the present model
  const Model& model() const { return model_; }
  const Tangent& tangent() const { return tangent_; }
  double share() const;  // of the way to the end, roughly
  // After the last slice, where no plan was found: rows to give way, and by how much, so that there is one.
  const std::vector<Programme::Broken>& broken() const { return broken_; }

 private:
  enum class Stage { ascend, sketch, relax, fix, polish, refine, finished };

  // By value: it may come from the search that this one takes the place of.
  void begin_search(Choice from, std::vector<int32_t> columns, double heat, double cooling, int slices);
  bool search_slice();  // false when it has cooled down
  void take(const Choice& choice, Cost cost);
  void end_relaxation();
  void next_round();
  void begin_refining();
  bool good_enough() const;
  void tell_broken();

  const Instance& instance_;
  PlannerWish wish_;
  Tangent tangent_;
  Model model_;
  Stage stage_ = Stage::ascend;
  int round_ = 1;
  double pace_ = 1;  // what one person more or less changes in a cell, as a measure of heat
  std::optional<Ascent> ascent_;
  std::unique_ptr<Programme> programme_;
  std::unique_ptr<Search> search_;
  double heat_ = 0, cooling_ = 1;
  int slices_left_ = 0;
  uint64_t searches_ = 0;
  std::vector<int32_t> near_;
  Choice best_;
  Cost best_cost_ = 0, bound_ = 0;
  bool bounded_ = false, found_ = false;
  int idle_ = 0;  // refinements without a better plan
  std::vector<Programme::Broken> broken_;
};

}  // namespace doorstep::transfer
