// Reasons, waiting lists, withdrawals and swaps.
#include <gtest/gtest.h>

#include <algorithm>

#include "small.h"

namespace doorstep::draft {
namespace {

using small::held_by;
using small::meeting;
using small::offering;
using small::problem;
using small::student;

TEST(Standing, SaysWhy) {
  auto made = problem({meeting("a", 1, 1, 900, 960, "x"), meeting("b", 5, 1, 930, 990, "x"),
                       meeting("c", 5, 1, 970, 1030, "y"), offering("d", 5), offering("e", 5), offering("f", 5)},
                      {student("p", {"a", "b", "c", "d", "e", "f"}), student("q", {"a"})});
  made.travel = {{0, 30, 0}, {30, 0, 0}, {0, 0, 0}};
  made.offerings[3].grades = {9};
  made.rule.most = 2;
  Plan plan;
  plan.seed = "seed";
  plan.places = {{"p", "a", 1}, {"p", "e", 2}};
  const Standing standing{made, plan};
  const auto reasons = standing.reasons("p");
  ASSERT_EQ(reasons.size(), 4U);
  EXPECT_EQ(reasons[0].why, Why::clash);
  EXPECT_EQ(reasons[0].with, "a");
  EXPECT_EQ(reasons[1].why, Why::travel);
  EXPECT_EQ(reasons[1].needed, 30);
  EXPECT_EQ(reasons[1].there, 10);
  EXPECT_EQ(reasons[2].why, Why::not_eligible);
  EXPECT_EQ(reasons[3].why, Why::enough);
  EXPECT_EQ(reasons[3].choice, 6);
  const auto full = standing.reasons("q");
  ASSERT_EQ(full.size(), 1U);
  EXPECT_EQ(full[0].why, Why::full);
  EXPECT_EQ(full[0].waiting, 1);
  EXPECT_EQ(full[0].last_choice, 1);
  EXPECT_EQ(full[0].last_lottery, standing.lottery("p"));
  ASSERT_EQ(standing.waiting("a").size(), 1U);
  EXPECT_EQ(standing.waiting("a")[0].student, "q");
  EXPECT_TRUE(standing.reasons("nobody").empty());
  EXPECT_TRUE(standing.waiting("nothing").empty());
}

TEST(Standing, TellsAQuotaFromAFullOffering) {
  auto made = problem({offering("a", 3)}, {student("p", {"a"}), student("q", {"a"})});
  made.offerings[0].quotas.push_back({{"x"}, std::nullopt, 1});
  const auto plan = *allocate(made, "seed");
  const Standing standing{made, plan};
  const auto without = held_by(plan).contains("p") ? "q" : "p";
  ASSERT_EQ(standing.reasons(without).size(), 1U);
  EXPECT_EQ(standing.reasons(without)[0].why, Why::quota);
  EXPECT_EQ(standing.reasons(without)[0].waiting, 1);
}

TEST(Fill, TheFirstMovesUpAndHerPlaceIsFilledInTurn) {
  const auto made = problem({offering("a", 1), offering("b", 1)},
                            {student("p", {"a"}), student("q", {"a", "b"}), student("r", {"b"})});
  Plan plan;
  plan.seed = "seed";
  plan.places = {{"p", "a", 1}, {"q", "b", 1}};
  const std::vector<Withdrawal> gone{{"p", "a"}};
  const auto filled = fill(made, plan, gone);
  ASSERT_TRUE(filled.has_value());
  ASSERT_EQ(filled->moves.size(), 2U);
  EXPECT_EQ(filled->moves[0].student, "q");
  EXPECT_EQ(filled->moves[0].from, "b");
  EXPECT_EQ(filled->moves[0].to, "a");
  EXPECT_EQ(filled->moves[1].student, "r");
  EXPECT_FALSE(filled->moves[1].from.has_value());
  EXPECT_EQ(held_by(filled->plan), (small::Holdings{{"q", "a"}, {"r", "b"}}));
  EXPECT_TRUE(filled->plan.changed.value_or(false));
  EXPECT_EQ(fill(made, plan, std::vector<Withdrawal>{{"r", "b"}}).error().code, "draft-withdrawal");
}

TEST(Fill, NobodyFaresWorse) {
  for (uint64_t seed = 1; seed <= 300; ++seed) {
    const auto made = small::random(seed, 10, 6, 2, true);
    const auto plan = *allocate(made, "seed");
    if (plan.places.empty()) continue;
    const std::vector<Withdrawal> gone{{plan.places[0].student, plan.places[0].offering}};
    const auto filled = *fill(made, plan, gone);
    std::map<std::string, std::vector<std::string>> before, after;
    for (const auto& place : plan.places) before[place.student].push_back(place.offering);
    for (const auto& place : filled.plan.places) after[place.student].push_back(place.offering);
    for (const auto& one : made.students)
      EXPECT_GE(after[one.id].size() + (one.id == gone[0].student ? 1 : 0), before[one.id].size()) << seed;
    EXPECT_TRUE(std::ranges::find(after[gone[0].student], gone[0].offering) == after[gone[0].student].end());
    EXPECT_TRUE(fill(made, filled.plan, {})->moves.size() <= 1U) << seed;  // only who withdrew may want it again
  }
}

TEST(Swaps, RingsOfThoseWhoAsked) {
  const auto made = problem({offering("a", 1), offering("b", 1), offering("c", 1)},
                            {student("p", {"b", "a"}), student("q", {"c", "b"}), student("r", {"a", "c"})});
  Plan plan;
  plan.seed = "seed";
  plan.places = {{"p", "a", 1}, {"q", "b", 1}, {"r", "c", 1}};
  const std::vector<std::string> all{"p", "q", "r"}, two{"p", "q"};
  const auto swapped = *swaps(made, plan, all);
  ASSERT_EQ(swapped.rings.size(), 1U);
  EXPECT_EQ(swapped.rings[0].size(), 3U);
  EXPECT_EQ(held_by(swapped.plan), (small::Holdings{{"p", "b"}, {"q", "c"}, {"r", "a"}}));
  EXPECT_TRUE(swaps(made, plan, two)->rings.empty());
  EXPECT_EQ(swaps(made, plan, std::vector<std::string>{"nobody"}).error().code, "draft-student");
}

TEST(Swaps, KeepQuotasAndTimes) {
  auto made =
      problem({offering("a", 1), offering("b", 1)}, {student("p", {"b", "a"}, "x"), student("q", {"a", "b"}, "y")});
  Plan plan;
  plan.seed = "seed";
  plan.places = {{"p", "a", 1}, {"q", "b", 1}};
  const std::vector<std::string> all{"p", "q"};
  EXPECT_EQ(swaps(made, plan, all)->rings.size(), 1U);
  made.offerings[0].quotas.push_back({{"y"}, std::nullopt, 0});
  EXPECT_TRUE(swaps(made, plan, all)->rings.empty());
}

}  // namespace
}  // namespace doorstep::draft
