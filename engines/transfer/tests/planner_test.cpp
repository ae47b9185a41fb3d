#include <gtest/gtest.h>

#include <doorstep/synthetic/exchange.h>

#include "small.h"

namespace doorstep::transfer {
namespace {

TEST(Planner, OfficialIsTheOptimumOfAllPlans) {
  int planned = 0;
  for (uint64_t seed = 1; seed <= 25; ++seed) {
    auto problem = small_problem(seed);
    if (seed % 3 == 0) problem.rules.backbone_least = 0.3;
    if (seed % 4 == 0) problem.goals = {{Goal::shortfall, {}}, {Goal::evenness, {}}, {Goal::burden, {}}};
    if (seed % 5 == 0) problem.coverage = {{"s0", "primary", "a", 12}};
    if (seed % 7 == 0) problem.approved = {{"t1", "s2"}, {"t2", "s1"}};
    const auto instance = look_up(problem);
    const auto best = cheapest(build(instance));
    Planner planner{instance, {Mode::official, 1, 1}};
    run_to_end(planner);
    ASSERT_EQ(planner.found(), best.has_value()) << seed;
    if (!best) continue;
    ++planned;
    EXPECT_EQ(planner.cost(), *best) << seed;
    EXPECT_LE(*planner.bound(), *best) << seed;
  }
  EXPECT_GT(planned, 15);
}

TEST(Planner, InteractiveFindsTheSameOnSmallOnes) {
  for (uint64_t seed = 1; seed <= 8; ++seed) {
    const auto problem = small_problem(seed);
    const auto instance = look_up(problem);
    const auto best = cheapest(build(instance));
    Planner planner{instance, {Mode::interactive, 1, 1}};
    for (int i = 0; i < 1500 && planner.step(); ++i) {
    }
    ASSERT_EQ(planner.found(), best.has_value()) << seed;
    if (best) {
      EXPECT_EQ(planner.cost(), *best) << seed;
    }
  }
}

TEST(Planner, OfficialIsTheSameTwice) {
  const auto problem = synthetic::exchange({2, 20, 500});
  const auto instance = look_up(problem);
  Planner first{instance, {Mode::official, 7, 2}}, second{instance, {Mode::official, 7, 2}};
  run_to_end(first);
  run_to_end(second);
  ASSERT_TRUE(first.found());
  EXPECT_EQ(first.best(), second.best());
  EXPECT_EQ(first.cost(), second.cost());
  EXPECT_EQ(first.bound(), second.bound());
}

TEST(Planner, AnotherTangentIsBetterInTruth) {
  const auto problem = synthetic::exchange({5, 20, 500});
  const auto instance = look_up(problem);
  const auto mean = [&](const Planner& planner) {
    Evaluator evaluator{instance, planner.model()};
    evaluator.start(planner.best());
    double sum = 0;
    for (size_t k = 0; k < instance.gauges.size(); ++k) sum += *evaluator.cv(static_cast<int32_t>(k));
    return sum;
  };
  Planner once{instance, {Mode::official, 1, 1}}, thrice{instance, {Mode::official, 1, 3}};
  run_to_end(once);
  run_to_end(thrice);
  EXPECT_LE(mean(thrice), mean(once) + 1e-4);
}

TEST(Planner, WhatIsLockedAndForbiddenHolds) {
  auto problem = synthetic::exchange({6, 20, 500});
  const auto plan = [&] {
    const auto instance = look_up(problem);
    Planner planner{instance, {Mode::official, 1, 1}};
    run_to_end(planner);
    return moves_of(instance, planner.model(), planner.best());
  };
  const auto first = plan();
  ASSERT_GT(first.size(), 3u);
  problem.forbidden = {{first[0].teacher, first[0].to}, {first[1].teacher, {}}};
  problem.locked = {{first[2].teacher, first[2].to}, {first[3].teacher, {}}};
  const auto again = plan();
  bool kept = false;
  for (const auto& move : again) {
    EXPECT_FALSE(move.teacher == first[0].teacher && move.to == first[0].to);
    EXPECT_NE(move.teacher, first[1].teacher);
    EXPECT_NE(move.teacher, first[3].teacher);
    kept = kept || (move.teacher == first[2].teacher && move.to == first[2].to);
  }
  EXPECT_TRUE(kept);
}

TEST(Planner, SaysWhichRowsHaveToGiveWay) {
  auto problem = small_problem(2, 4, 12);
  problem.rules.moved_least = 0.9;
  problem.rules.moved_most = 1.0;
  problem.rules.headcount_change = 0;
  problem.rules.subject_change = 0;
  const auto instance = look_up(problem);
  ASSERT_FALSE(cheapest(build(instance)).has_value());
  Planner planner{instance, {Mode::official, 1, 1}};
  run_to_end(planner);
  EXPECT_FALSE(planner.found());
  EXPECT_FALSE(planner.broken().empty());
}

// Whoever holds the clock may stop between any two slices, also where a new tangent has only just begun.
TEST(Planner, TheBoundIsOfThePresentModelAfterEverySlice) {
  for (uint64_t seed = 1; seed <= 12; ++seed) {
    const auto problem = small_problem(seed);
    const auto instance = look_up(problem);
    Planner planner{instance, {Mode::interactive, 1, 3}};
    for (int i = 0; i < 1500 && planner.step(); ++i)
      if (planner.found() && planner.bound()) {
        ASSERT_LE(*planner.bound(), planner.cost()) << "seed " << seed << ", slice " << i;
      }
  }
}

TEST(Planner, NobodyCanMove) {
  auto problem = small_problem(2);
  problem.rules.moved_least = {};
  for (auto& teacher : problem.teachers) teacher.exempt = "all";
  const auto instance = look_up(problem);
  Planner planner{instance, {Mode::official, 1, 3}};
  run_to_end(planner);
  ASSERT_TRUE(planner.found());
  EXPECT_TRUE(moves_of(instance, planner.model(), planner.best()).empty());
}

}  // namespace
}  // namespace doorstep::transfer
