#include "planner.h"

#include <algorithm>
#include <cmath>

namespace doorstep::transfer {
namespace {

constexpr int ascent_steps = 2000, ascent_slice = 50;
constexpr int sketch_slices = 100, polish_slices = 50;
constexpr int64_t proposals_a_column = 12;  // of a slice
constexpr int decide_nodes = 200;
constexpr int most_idle = 20, most_vain = 4;  // refinements that find nothing better; that find nothing at all
constexpr double close = 1e-6;                // of the bound: nothing is left to be found

// Columns that are looked at: a few for each one that may move.
size_t width(const Instance& instance) { return static_cast<size_t>(std::max<int64_t>(400, 4 * moved_most(instance))); }

double pace_of(const Model& model) {
  double sum = 0;
  int cells = 0;
  for (const auto& row : model.rows)
    if (row.kind == RowKind::cell) {
      sum += static_cast<double>(row.square + row.missing);
      ++cells;
    }
  if (sum > 0) return sum / cells;
  for (const auto& column : model.columns) sum = std::max(sum, static_cast<double>(std::abs(column.cost)));
  return std::max(sum / 10, 1.0);
}

}  // namespace

Planner::Planner(const Instance& instance, const PlannerWish& wish)
    : instance_(instance), wish_(wish), model_(build(instance)), pace_(pace_of(model_)) {
  ascent_.emplace(model_, ascent_steps);
}

std::optional<Cost> Planner::bound() const {
  if (!bounded_) return std::nullopt;
  return std::max(bound_, ascent_ ? ascent_->bound() : bound_) + model_.constant;
}

double Planner::share() const {
  if (stage_ == Stage::finished) return 1;
  constexpr double begun[] = {0, 0.1, 0.35, 0.75, 0.9, 0.98};
  const double in_round = begun[static_cast<size_t>(stage_)];
  return (static_cast<double>(round_ - 1) + in_round) / wish_.rounds;
}

void Planner::take(const Choice& choice, Cost cost) {
  if (found() && cost + model_.constant >= best_cost_) return;
  found_ = true;
  best_ = choice;
  best_cost_ = cost + model_.constant;
  idle_ = -1;
}

bool Planner::good_enough() const {
  const auto least = bound();
  return found() && least && static_cast<double>(best_cost_ - *least) <= close * std::abs(static_cast<double>(*least));
}

void Planner::begin_search(Choice from, std::vector<int32_t> columns, double heat, double cooling, int slices) {
  constexpr double penalty = 30;
  Cost dearest = 1;
  for (const auto price : programme_ ? programme_->prices() : ascent_->prices())
    dearest = std::max(dearest, std::abs(price));
  const auto most = std::min(penalty * pace_, static_cast<double>(dearest) * 4);
  search_ = std::make_unique<Search>(model_, std::move(columns), static_cast<Cost>(std::max(most, 1.0)),
                                     wish_.seed * 0x9e3779b97f4a7c15ULL + ++searches_);
  search_->start(from);
  heat_ = heat * pace_;
  cooling_ = cooling;
  slices_left_ = slices;
}

bool Planner::search_slice() {
  search_->run(proposals_a_column * static_cast<int64_t>(search_->width()), heat_);
  heat_ *= cooling_;
  if (search_->found()) take(search_->best(), search_->best_cost());
  return --slices_left_ > 0;
}

// A refinement warms the best plan up a little; every fourth one more.
void Planner::begin_refining() {
  stage_ = Stage::refine;
  begin_search(found() ? best_ : search_->now(), near_, ++idle_ % 4 == 3 ? 1.0 : 0.3, 0.93, polish_slices);
}

void Planner::next_round() {
  programme_.reset();
  if (round_ >= wish_.rounds || !found()) {
    if (wish_.mode == Mode::official && (found() || idle_ >= most_vain))
      stage_ = Stage::finished;
    else
      begin_refining();
    return;
  }
  // Along the tangent at what the plan reaches; a plan that is better there is better in truth.
  std::vector<std::vector<int64_t>> counts;
  for (const auto& gauge : instance_.gauges) counts.push_back(gauge.count);
  const auto sums = activities(model_, best_);
  for (size_t r = 0; r < sums.size(); ++r)
    if (const auto& row = model_.rows[r]; row.kind == RowKind::cell)
      counts[static_cast<size_t>(row.indicator)][static_cast<size_t>(row.school)] += sums[r];
  Tangent reached;
  for (size_t k = 0; k < counts.size(); ++k) reached.push_back(spread(instance_, static_cast<int32_t>(k), counts[k]));
  tangent_ = std::move(reached);
  model_ = build(instance_, tangent_);
  pace_ = pace_of(model_);
  best_cost_ = cost_of(model_, best_) + model_.constant;
  bounded_ = false;
  ascent_.emplace(model_, ascent_steps);
  search_.reset();
  ++round_;
  stage_ = Stage::ascend;
}

void Planner::end_relaxation() {
  if (programme_->solved()) {
    bound_ = programme_->bound();
    broken_ = programme_->broken();
    if (!broken_.empty() && !found()) {
      stage_ = Stage::finished;
      return;
    }
  }
  stage_ = Stage::fix;
}

// Where fractions of people would keep the rules and whole ones do not: what the last choice that was tried breaks.
void Planner::tell_broken() {
  const auto sums = activities(model_, search_->now());
  for (size_t r = 0; r < sums.size(); ++r) {
    const auto& row = model_.rows[r];
    if (row.kind == RowKind::cell) continue;
    const auto over = sums[r] < row.least ? sums[r] - row.least : std::max<int64_t>(0, sums[r] - row.most);
    if (over != 0) broken_.push_back({static_cast<int32_t>(r), static_cast<double>(over)});
  }
}

bool Planner::step() {
  if (model_.units.empty()) {  // nobody can move: that is a plan where the rules allow it
    bounded_ = true;
    if (Ledger{model_}.broken() == 0) take(Choice{}, 0);
    stage_ = Stage::finished;
    return false;
  }
  switch (stage_) {
    case Stage::ascend:
      ascent_->step(ascent_slice);
      bound_ = ascent_->bound();  // and not what the tangent before this one gave
      bounded_ = true;
      if (!ascent_->done()) break;
      near_ = nearest(model_, ascent_->prices(), width(instance_));
      if (wish_.mode == Mode::interactive && !found()) {
        stage_ = Stage::sketch;
        begin_search(Choice(model_.units.size(), -1), near_, 3, 0.955, sketch_slices);
      } else {
        stage_ = Stage::relax;
      }
      break;
    case Stage::sketch:
      if (!search_slice()) stage_ = Stage::relax;
      break;
    case Stage::relax:
      if (!programme_) programme_ = std::make_unique<Programme>(model_, ascent_->prices(), width(instance_));
      if (!programme_->relax()) end_relaxation();
      break;
    case Stage::fix:
      if (programme_->fix()) break;
      near_ = programme_->columns();
      {
        const auto decided = programme_->decide(decide_nodes);
        begin_search(decided, near_, 0.3, 0.92, polish_slices);
        if (search_->found()) take(search_->best(), search_->best_cost());
      }
      stage_ = Stage::polish;
      break;
    case Stage::polish:
      if (search_slice()) break;
      next_round();
      break;
    case Stage::refine:
      if (search_slice()) break;
      if (good_enough() || idle_ >= (found() ? most_idle : most_vain))
        stage_ = Stage::finished;
      else
        begin_refining();
      break;
    case Stage::finished:
      break;
  }
  if (stage_ != Stage::finished) return true;
  if (!found() && broken_.empty() && search_) tell_broken();
  return false;
}

}  // namespace doorstep::transfer
