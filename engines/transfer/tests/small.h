// Small problems for the tests: made by dice, small enough to try every plan.
#pragma once

#include <string>

#include <doorstep/synthetic/dice.h>
#include <doorstep/transfer/evaluate.h>
#include <doorstep/transfer/planner.h>

namespace doorstep::transfer {

inline Problem small_problem(uint64_t seed, int schools = 4, int teachers = 9) {
  synthetic::Dice dice{seed};
  Problem problem;
  problem.name = "small";
  for (int i = 0; i < schools; ++i)
    problem.schools.push_back({"s" + std::to_string(i), "School " + std::to_string(i), 104 + 0.01 * i, 30.0, {}});
  for (auto& school : problem.schools)
    school.sections.push_back({"primary", 100 + dice.below(300), teachers / schools + 2});
  problem.indicators = {{"degree", "primary", 2.0, 0.5, {}}, {"backbone", "primary", {}, {}, 2.0}};
  for (int i = 0; i < teachers; ++i) {
    Teacher teacher;
    teacher.id = "t" + std::to_string(i);
    teacher.school = "s" + std::to_string(dice.chance(0.5) ? 0 : dice.below(schools));
    teacher.stage = "primary";
    teacher.subject = dice.chance(0.5) ? "a" : "b";
    if (dice.chance(0.6)) teacher.counts.push_back("degree");
    if (dice.chance(0.4)) teacher.counts.push_back("backbone");
    teacher.backbone = teacher.counts.size() == 2;
    teacher.hours = 8 + dice.below(6);
    teacher.years_here = 6 + dice.below(3);
    teacher.years_away = dice.below(3);
    if (dice.chance(0.3)) teacher.wish = dice.chance(0.5) ? Wish::yes : Wish::no;
    problem.teachers.push_back(teacher);
  }
  problem.rules.years_here = 6;
  problem.rules.moved_least = 0.1;
  problem.rules.moved_most = 0.5;
  problem.rules.headcount_change = 2;
  problem.rules.subject_change = 2;
  problem.rules.leaving_most = 0.8;
  problem.rules.nearest = 2;
  return problem;
}

// The cheapest choice that keeps every row, by trying all of them; absent: there is none.
inline std::optional<Cost> cheapest(const Model& model) {
  std::optional<Cost> best;
  Choice choice(model.units.size(), -1);
  const auto visit = [&](auto&& self, size_t unit) -> void {
    if (unit == choice.size()) {
      const auto sums = activities(model, choice);
      for (size_t r = 0; r < sums.size(); ++r)
        if (model.rows[r].kind != RowKind::cell && (sums[r] < model.rows[r].least || sums[r] > model.rows[r].most))
          return;
      const auto cost = cost_of(model, choice) + model.constant;
      if (!best || cost < *best) best = cost;
      return;
    }
    const auto& of = model.units[unit];
    for (auto j = of.must ? of.first : of.first - 1; j < of.last; ++j) {
      choice[unit] = j < of.first ? -1 : j;
      self(self, unit + 1);
    }
    choice[unit] = -1;
  };
  visit(visit, 0);
  return best;
}

inline void run_to_end(Planner& planner) {
  for (int i = 0; i < 100'000 && planner.step(); ++i) {
  }
}

}  // namespace doorstep::transfer
