// Figures: what a set of moves does to the indicators that count teachers, from a problem as it stands.
#pragma once

#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include <doorstep/base/standard.h>
#include <doorstep/exchange/plans.h>
#include <doorstep/staff/staff.h>
#include <doorstep/transfer/problem.h>

namespace doorstep::exchange {

// The figures of the yearly return that count teachers, and whether one is counted there.
bool counts_teachers(const std::string& figure);
bool counted_in(const std::string& figure, const staff::Teacher& teacher);

// The indicators of a standard that move with teachers, per 100 students of a stage.
std::vector<const standard::Indicator*> indicators_of(const standard::Standard& standard);

// Teachers who move, and the school to which; ids.
using Moved = std::map<std::string, std::string>;

// What the moves of one problem do, in milliseconds for a large district: who counts where today is kept by position.
// The problem must outlive the object; threads may share it.
class Gauges {
 public:
  explicit Gauges(const transfer::Problem& problem);

  bool knows_teacher(const std::string& id) const { return teachers_.contains(id); }
  bool knows_school(const std::string& id) const { return schools_.contains(id); }
  const transfer::Teacher& teacher(const std::string& id) const { return problem_.teachers[teachers_.at(id)]; }
  const transfer::School& school(const std::string& id) const { return problem_.schools[schools_.at(id)]; }

  std::vector<PlanOutcome> outcomes(const Moved& moves, const standard::Standard& standard) const;
  std::vector<PlannedSchool> schools(const Moved& moves) const;

 private:
  using Counts = std::vector<std::vector<int64_t>>;  // [indicator][school]
  Counts after(const Moved& moves) const;
  std::optional<double> spread(size_t indicator, const std::vector<int64_t>& count) const;
  int64_t below(size_t indicator, const std::vector<int64_t>& count) const;

  const transfer::Problem& problem_;
  std::unordered_map<std::string, size_t> teachers_, schools_;  // positions
  Counts today_;
  std::vector<std::vector<double>> pupils_;  // [indicator][school], of its stage
};

}  // namespace doorstep::exchange
