#include <gtest/gtest.h>

#include <doorstep/synthetic/exchange.h>

#include "small.h"

namespace doorstep::transfer {
namespace {

TEST(Ascent, NoPricesGiveABoundAboveTheOptimum) {
  for (uint64_t seed = 1; seed <= 30; ++seed) {
    const auto problem = small_problem(seed);
    const auto instance = look_up(problem);
    const auto model = build(instance);
    const auto best = cheapest(model);
    if (!best) continue;
    synthetic::Dice dice{seed};
    for (int i = 0; i < 20; ++i) {
      Prices prices(model.rows.size());
      for (size_t r = 0; r < prices.size(); ++r)
        prices[r] = static_cast<Cost>((dice.unit() - 0.5) * 1e11) * (model.rows[r].most >= no_limit ? 0 : 1);
      EXPECT_LE(bound_at(model, prices) + model.constant, *best);
    }
    Ascent ascent{model, 500};
    while (!ascent.done()) ascent.step(50);
    EXPECT_LE(ascent.bound() + model.constant, *best) << seed;
  }
}

TEST(Ascent, ComesNearTheLinearProgramme) {
  const auto problem = synthetic::exchange({3, 30, 900});
  const auto instance = look_up(problem);
  const auto model = build(instance);
  Ascent ascent{model, 2000};
  while (!ascent.done()) ascent.step(100);
  Programme programme{model, ascent.prices(), 400};
  while (programme.relax()) {
  }
  ASSERT_TRUE(programme.solved());
  EXPECT_TRUE(programme.broken().empty());
  EXPECT_LE(ascent.bound(), programme.bound());
  EXPECT_NEAR(static_cast<double>(ascent.bound()) / static_cast<double>(programme.bound()), 1, 0.005);
  // No column helps any more: the few columns' optimum is that of all.
  for (const auto regret : regrets(model, programme.prices())) EXPECT_GE(regret, 0);
}

// The few columns that it begins with do not change where the linear programme ends.
TEST(Programme, BeginsWithAnyColumns) {
  const auto problem = synthetic::exchange({4, 20, 500});
  const auto instance = look_up(problem);
  const auto model = build(instance);
  Ascent ascent{model, 200};
  while (!ascent.done()) ascent.step(100);
  std::vector<Cost> bounds;
  for (const size_t count : {10, 300, 100'000}) {
    Programme programme{model, ascent.prices(), count};
    while (programme.relax()) {
    }
    ASSERT_TRUE(programme.solved());
    bounds.push_back(programme.bound());
  }
  EXPECT_NEAR(static_cast<double>(bounds[0]), static_cast<double>(bounds[2]),
              1e-6 * std::abs(static_cast<double>(bounds[2])));
  EXPECT_NEAR(static_cast<double>(bounds[1]), static_cast<double>(bounds[2]),
              1e-6 * std::abs(static_cast<double>(bounds[2])));
}

}  // namespace
}  // namespace doorstep::transfer
