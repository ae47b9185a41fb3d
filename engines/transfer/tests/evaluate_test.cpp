#include <gtest/gtest.h>

#include <doorstep/synthetic/exchange.h>
#include <doorstep/transfer/explain.h>

#include "small.h"

namespace doorstep::transfer {
namespace {

TEST(Evaluator, SumsEqualThoseReckonedAnew) {
  const auto problem = synthetic::exchange({9, 40, 1200});
  const auto instance = look_up(problem);
  const auto model = build(instance);
  Evaluator evaluator{instance, model};
  synthetic::Dice dice{1};
  for (int i = 0; i < 2000; ++i) {
    const auto unit = dice.below(static_cast<int>(model.units.size()));
    const auto& of = model.units[static_cast<size_t>(unit)];
    evaluator.change(unit, of.first - 1 + dice.below(of.last - of.first + 1) < of.first
                               ? -1
                               : of.first + dice.below(of.last - of.first));
  }
  Evaluator fresh{instance, model};
  fresh.start(evaluator.ledger().now());
  EXPECT_EQ(evaluator.objective(), fresh.objective());
  EXPECT_EQ(evaluator.objective(), cost_of(model, evaluator.ledger().now()) + model.constant);
  EXPECT_EQ(evaluator.broken(), fresh.broken());
  for (int32_t k = 0; k < static_cast<int32_t>(instance.gauges.size()); ++k) {
    EXPECT_NEAR(*evaluator.cv(k), *fresh.cv(k), 1e-12);
    EXPECT_EQ(evaluator.below(k), fresh.below(k));
  }
}

TEST(Evaluator, UndoneIsAsItWas) {
  const auto problem = small_problem(8);
  const auto instance = look_up(problem);
  const auto model = build(instance);
  Evaluator evaluator{instance, model};
  const auto before = evaluator.objective();
  evaluator.change(0, model.units[0].first);
  EXPECT_NE(evaluator.objective(), before);
  evaluator.change(0, -1);
  EXPECT_EQ(evaluator.objective(), before);
  EXPECT_EQ(evaluator.column(0, -5), -1);
}

TEST(Explain, WorthIsWhatTheObjectiveLoses) {
  const auto problem = synthetic::exchange({11, 20, 500});
  const auto instance = look_up(problem);
  Planner planner{instance, {Mode::official, 1, 1}};
  run_to_end(planner);
  Evaluator evaluator{instance, planner.model()};
  evaluator.start(planner.best());
  const auto objective = evaluator.objective();
  const auto reasons = explain(instance, planner.model(), evaluator);
  EXPECT_EQ(evaluator.objective(), objective);
  ASSERT_FALSE(reasons.empty());
  int changed = 0, others = 0, bound = 0;
  for (const auto& reason : reasons) {
    for (const auto& effect : reason.effects) changed += effect.with != effect.without;
    for (const auto* instead : {&reason.other_place, &reason.other_teacher})
      if (*instead) ++others;
    bound += !reason.binding.empty();
    EXPECT_FALSE(reason.passed.empty());
  }
  EXPECT_GT(changed, 0);
  EXPECT_GT(others, 0);
  EXPECT_GT(bound, 0);
  const auto& first = reasons.front();
  Choice without = planner.best();
  for (auto& column : without)
    if (column >= 0) {
      column = -1;
      break;
    }
  EXPECT_EQ(first.worth, cost_of(planner.model(), without) + planner.model().constant - objective);
}

}  // namespace
}  // namespace doorstep::transfer
