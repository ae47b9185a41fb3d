#include "explain.h"

#include <algorithm>

namespace doorstep::transfer {
namespace {

class Explainer {
 public:
  Explainer(const Instance& instance, const Model& model, Evaluator& evaluator)
      : instance_(instance),
        model_(model),
        evaluator_(evaluator),
        ledger_(evaluator.ledger()),
        columns_to_(instance.sites.size()) {
    for (size_t j = 0; j < model.columns.size(); ++j)
      columns_to_[static_cast<size_t>(model.columns[j].to)].push_back(static_cast<int32_t>(j));
  }

  Reason of(int32_t unit) {
    const auto column = ledger_.now()[static_cast<size_t>(unit)];
    const auto to = model_.columns[static_cast<size_t>(column)].to;
    Reason reason;
    reason.move = {teacher(unit), school(to)};
    reason.binding = binding(unit, column);
    reason.passed = passed();
    reason.other_place = other_place(unit, column);
    reason.other_teacher = other_teacher(unit, column);
    add_effects(unit, column, reason);
    return reason;
  }

 private:
  const std::string& teacher(int32_t unit) const {
    const auto first = model_.units[static_cast<size_t>(unit)].teachers.front();
    return instance_.problem->teachers[static_cast<size_t>(first)].id;
  }
  const std::string& school(int32_t at) const { return instance_.problem->schools[static_cast<size_t>(at)].id; }

  // Takes the move out of the plan in hand, looks, and puts it back.
  void add_effects(int32_t unit, int32_t column, Reason& reason) {
    ledger_.propose(unit, -1);
    const Entries touched = ledger_.touched();
    reason.worth = ledger_.change();
    ledger_.drop();
    for (const auto& entry : touched) {
      const auto& row = model_.rows[static_cast<size_t>(entry.row)];
      if (row.kind != RowKind::cell || entry.count == 0) continue;
      const auto k = static_cast<size_t>(row.indicator);
      const auto& indicator = instance_.problem->indicators[k];
      reason.effects.push_back({indicator.code, indicator.stage, school(row.school), 0, rate(row), indicator.least, 0,
                                evaluator_.cv(row.indicator).value_or(0)});
    }
    evaluator_.change(unit, -1);
    size_t at = 0;
    for (const auto& entry : touched) {
      const auto& row = model_.rows[static_cast<size_t>(entry.row)];
      if (row.kind != RowKind::cell || entry.count == 0) continue;
      auto& effect = reason.effects[at++];
      effect.without = rate(row);
      effect.cv_without = evaluator_.cv(row.indicator).value_or(0);
    }
    evaluator_.change(unit, column);
  }

  double rate(const Row& row) const {
    const auto pupils = instance_.sites[static_cast<size_t>(row.school)][static_cast<size_t>(row.stage)].pupils;
    return static_cast<double>(evaluator_.count(row.indicator, row.school)) * 100 / static_cast<double>(pupils);
  }

  // What the change in hand costs, when it breaks no rule; it is dropped.
  std::optional<Cost> tried() {
    std::optional<Cost> cost;
    if (ledger_.more_broken() <= 0) cost = ledger_.change();
    ledger_.drop();
    return cost;
  }

  std::optional<Instead> other_place(int32_t unit, int32_t column) {
    std::optional<Instead> best;
    const auto& of = model_.units[static_cast<size_t>(unit)];
    for (auto j = of.first; j < of.last; ++j) {
      if (j == column) continue;
      ledger_.propose(unit, j);
      const auto cost = tried();
      if (cost && (!best || *cost < best->cost))
        best = Instead{teacher(unit), school(model_.columns[static_cast<size_t>(j)].to), *cost};
    }
    return best;
  }

  std::optional<Instead> other_teacher(int32_t unit, int32_t column) {
    std::optional<Instead> best;
    const auto to = model_.columns[static_cast<size_t>(column)].to;
    for (const auto j : columns_to_[static_cast<size_t>(to)]) {
      const auto other = model_.columns[static_cast<size_t>(j)].unit;
      if (other == unit || ledger_.now()[static_cast<size_t>(other)] >= 0) continue;
      ledger_.propose(unit, -1);
      ledger_.propose(other, j);
      const auto cost = tried();
      if (cost && (!best || *cost < best->cost)) best = Instead{teacher(other), school(to), *cost};
    }
    return best;
  }

  // Rows at the limit that this move pushes against.
  std::vector<Binding> binding(int32_t unit, int32_t column) const {
    std::vector<Binding> found;
    const auto see = [&](const Entries& entries) {
      for (const auto& entry : entries) {
        const auto& row = model_.rows[static_cast<size_t>(entry.row)];
        if (row.kind == RowKind::cell) continue;
        const auto value = ledger_.activity(static_cast<size_t>(entry.row));
        const auto limit = entry.count > 0 ? row.most : row.least;
        if (entry.count > 0 ? value + entry.count <= limit : value + entry.count >= limit) continue;
        found.push_back({rule_of(row.kind), row.school < 0 ? "" : school(row.school),
                         row.subject < 0 ? "" : instance_.subjects[static_cast<size_t>(row.subject)], value * row.grain,
                         limit * row.grain});
      }
    };
    see(model_.units[static_cast<size_t>(unit)].leave);
    see(model_.arrivals[static_cast<size_t>(model_.columns[static_cast<size_t>(column)].arrival)]);
    return found;
  }

  std::vector<std::string> passed() const {
    const auto& rules = instance_.problem->rules;
    std::vector<std::string> names{"exempt"};
    const auto add = [&](bool there, const char* name) {
      if (there) names.emplace_back(name);
    };
    add(rules.years_here.has_value(), "years_here");
    add(rules.years_left.has_value(), "years_left");
    add(rules.years_rest.has_value(), "years_rest");
    add(rules.full_time_only.value_or(false), "full_time_only");
    add(rules.years_away_most.has_value(), "years_away_most");
    add(rules.willing_only.value_or(false), "willing_only");
    add(rules.refusals_hold.value_or(false), "refusals_hold");
    add(rules.km_most.has_value(), "km_most");
    add(rules.minutes_most.has_value(), "minutes_most");
    return names;
  }

  const Instance& instance_;
  const Model& model_;
  Evaluator& evaluator_;
  Ledger& ledger_;
  std::vector<std::vector<int32_t>> columns_to_;  // by school
};

}  // namespace

const char* rule_of(RowKind kind) {
  switch (kind) {
    case RowKind::moved:
      return "moved";
    case RowKind::backbone:
      return "backbone_least";
    case RowKind::leaving:
      return "leaving_most";
    case RowKind::headcount:
      return "headcount_change";
    case RowKind::subject:
      return "subject_change";
    case RowKind::hours:
      return "coverage";
    case RowKind::cell:
      break;
  }
  return "";
}

Reason explain(const Instance& instance, const Model& model, Evaluator& evaluator, int32_t unit) {
  return Explainer{instance, model, evaluator}.of(unit);
}

std::vector<Reason> explain(const Instance& instance, const Model& model, Evaluator& evaluator) {
  Explainer explainer{instance, model, evaluator};
  const auto choice = evaluator.ledger().now();
  std::vector<Reason> reasons;
  for (size_t u = 0; u < choice.size(); ++u)
    if (choice[u] >= 0) reasons.push_back(explainer.of(static_cast<int32_t>(u)));
  return reasons;
}

}  // namespace doorstep::transfer
