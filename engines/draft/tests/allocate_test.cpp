#include <gtest/gtest.h>

#include <algorithm>

#include "small.h"

namespace doorstep::draft {
namespace {

using small::held_by;
using small::offering;
using small::problem;
using small::student;

TEST(Allocate, RankMaximalGivesMoreFirstChoicesThanOneAfterAnother) {
  // p would take a or b, q only a: one after another, with p first, q would come away empty where the order says so.
  auto made = problem({offering("a", 1), offering("b", 1), offering("c", 1)},
                      {student("p", {"a", "b"}), student("q", {"a", "c"}), student("r", {"b", "a"})});
  // The lottery order that puts p first, then q: q's second choice is free, so nobody has less than a second choice.
  for (int seed = 0; seed < 40; ++seed) {
    made.rule.mode = Mode::rank_maximal;
    const auto plan = *allocate(made, std::to_string(seed));
    const auto held = held_by(plan);
    EXPECT_EQ(held.at("r"), "b") << seed;  // two first choices and one second is the best profile
    EXPECT_EQ(plan.places.size(), 3U);
    EXPECT_TRUE((held.at("p") == "a" && held.at("q") == "c") || held.at("q") == "a") << seed;
  }
}

TEST(Allocate, LotteryIsOneAfterAnother) {
  for (uint64_t seed = 1; seed <= 300; ++seed) {
    auto made = small::random(seed, 8, 5, 1, false);
    made.rule.mode = Mode::lottery;
    made.rule.priorities.clear();
    for (auto& one : made.students) one.priorities.clear();
    const auto plan = *allocate(made, "seed");
    std::map<std::string, int64_t> left;
    for (const auto& one : made.offerings) left[one.id] = one.capacity;
    small::Holdings expected;
    for (const auto& id : lottery_order(roll_of(made), "seed"))
      for (const auto& one : made.students)
        if (one.id == id)
          for (const auto& choice : one.choices) {
            const auto& grades = made.offerings[static_cast<size_t>(choice[1] - '0')].grades;
            if (left[choice] == 0 || (!grades.empty() && grades[0] != *one.grade)) continue;
            --left[choice];
            expected[id] = choice;
            break;
          }
    EXPECT_EQ(held_by(plan), expected) << seed;
  }
}

TEST(Allocate, ClassesComeBeforeTheLottery) {
  auto made = problem({offering("a", 1)}, {student("p", {"a"}), student("q", {"a"}), student("r", {"a"})});
  made.rule.priorities = {"sibling", "host"};
  made.students[1].priorities = {{"a", "host"}};
  made.students[2].priorities = {{"a", "sibling"}};
  for (const auto mode : {Mode::rank_maximal, Mode::lottery})
    for (int seed = 0; seed < 20; ++seed) {
      made.rule.mode = mode;
      EXPECT_EQ(held_by(*allocate(made, std::to_string(seed))), (small::Holdings{{"r", "a"}}));
    }
}

TEST(Allocate, KeptSeatsGoToTheirOwnAndThenToAnybody) {
  auto made =
      problem({offering("a", 2)}, {student("p", {"a"}, "x"), student("q", {"a"}, "x"), student("r", {"a"}, "y")});
  made.offerings[0].quotas.push_back({{"y"}, 1, std::nullopt});
  for (const auto mode : {Mode::rank_maximal, Mode::lottery})
    for (int seed = 0; seed < 20; ++seed) {
      made.rule.mode = mode;
      const auto plan = *allocate(made, std::to_string(seed));
      EXPECT_EQ(held_by(plan).count("r"), 1U);
      EXPECT_EQ(plan.places.size(), 2U);
      EXPECT_TRUE(plan.released.empty());
    }
  made.students.pop_back();  // nobody of y wants it
  const auto plan = *allocate(made, "seed");
  EXPECT_EQ(plan.places.size(), 2U);
  ASSERT_EQ(plan.released.size(), 1U);
  EXPECT_EQ(plan.released[0].to, "a");
}

TEST(Allocate, SeveralEachWithoutClashesAndInTurnedOrder) {
  auto made = problem({small::meeting("a", 1, 1, 900, 960, "x"), small::meeting("b", 1, 1, 950, 1000, "x"),
                       small::meeting("c", 1, 2, 900, 960, "x")},
                      {student("p", {"a", "b", "c"}), student("q", {"a", "b", "c"})});
  made.rule.most = 2;
  for (int seed = 0; seed < 20; ++seed) {
    const auto plan = *allocate(made, std::to_string(seed));
    const auto first = lottery_order(roll_of(made), std::to_string(seed))[0];
    std::map<std::string, std::vector<std::string>> held;
    for (const auto& place : plan.places) held[place.student].push_back(place.offering);
    EXPECT_EQ(held[first], (std::vector<std::string>{"a"})) << seed;
    EXPECT_EQ(held[first == "p" ? "q" : "p"], (std::vector<std::string>{"b", "c"})) << seed;
  }
}

TEST(Allocate, TheSameTwice) {
  for (uint64_t seed = 1; seed <= 50; ++seed) {
    const auto made = small::random(seed, 30, 12, 3, true);
    const auto one = *allocate(made, "seed"), other = *allocate(made, "seed");
    ASSERT_EQ(one.places.size(), other.places.size());
    for (size_t at = 0; at < one.places.size(); ++at) {
      EXPECT_EQ(one.places[at].student, other.places[at].student);
      EXPECT_EQ(one.places[at].offering, other.places[at].offering);
    }
  }
}

TEST(Allocate, TheOrderOfTheFileDoesNotMatter) {
  for (uint64_t seed = 1; seed <= 200; ++seed) {
    auto made = small::random(seed, 9, 5, 1, true);
    const auto held = held_by(*allocate(made, "seed"));
    std::reverse(made.students.begin(), made.students.end());
    EXPECT_EQ(held_by(*allocate(made, "seed")), held);
  }
}

TEST(Allocate, RefusesWhatIsWrong) {
  auto made = problem({offering("a", 1)}, {student("p", {"a", "a"}), student("p", {"b"}, "nowhere")});
  made.travel = {{0}};
  made.offerings[0].quotas = {{{"x"}, 1, std::nullopt}, {{"x"}, 1, 0}};
  const auto plan = allocate(made, "seed");
  ASSERT_FALSE(plan.has_value());
  std::string fields;
  for (const auto& field : plan.error().fields) fields += field.field + " ";
  EXPECT_EQ(fields,
            "travel offerings/0/quotas/1/campuses offerings/0/quotas/1/most offerings/0/quotas students/0/choices/1 "
            "students/1/id students/1/campus students/1/choices/0 ");
  EXPECT_EQ(allocate(problem({}, {}), "").error().code, "draft-seed");
  EXPECT_TRUE(allocate(problem({}, {}), "seed").has_value());
}

}  // namespace
}  // namespace doorstep::draft
