// The checker beside the engine on random small problems, and that it finds what is done to a plan.
#include <gtest/gtest.h>

#include <doorstep/draft/draft.h>
#include <doorstep/draft_check/check.h>

#include "../../draft/tests/small.h"

namespace doorstep::draft_check {
namespace {

using namespace draft;

std::string told(const std::vector<Finding>& findings) {
  std::string text;
  for (const auto& one : findings) text += one.rule + " " + one.student + " " + one.offering + "; ";
  return text;
}

bool tells(const std::vector<Finding>& findings, const std::string& rule) {
  for (const auto& one : findings)
    if (one.rule == rule) return true;
  return false;
}

TEST(DraftCheck, PassesWhatTheEngineShares) {
  for (uint64_t seed = 1; seed <= 1200; ++seed) {
    auto problem = small::random(seed, 4 + static_cast<int64_t>(seed % 9), 6, 1 + static_cast<int64_t>(seed % 3), true);
    for (const auto mode : {Mode::rank_maximal, Mode::lottery}) {
      problem.rule.mode = mode;
      const auto plan = allocate(problem, "seed");
      ASSERT_TRUE(plan.has_value());
      const auto found = check(problem, *plan);
      ASSERT_TRUE(found.empty()) << "seed " << seed << (mode == Mode::lottery ? " lottery: " : ": ") << told(found);
    }
  }
}

// Every other allocation of one round is told to be wrong: it is not the best, or not by the lottery.
TEST(DraftCheck, RefusesEveryOtherAllocation) {
  int64_t tried = 0;
  for (uint64_t seed = 1; seed <= 300; ++seed) {
    const auto problem = small::random(seed, 4, 3, 1, false);
    const auto plan = allocate(problem, "seed");
    ASSERT_TRUE(plan.has_value());
    std::vector<size_t> next(problem.students.size(), 0);  // one past the choices: nothing
    for (;;) {
      auto other = *plan;
      other.places.clear();
      for (size_t at = 0; at < next.size(); ++at)
        if (const auto& choices = problem.students[at].choices; next[at] < choices.size())
          other.places.push_back({problem.students[at].id, choices[next[at]], 1});
      if (small::held_by(other) != small::held_by(*plan)) {
        ++tried;
        ASSERT_FALSE(check(problem, other).empty()) << "seed " << seed;
      }
      size_t at = 0;
      while (at < next.size() && ++next[at] > problem.students[at].choices.size()) next[at++] = 0;
      if (at == next.size()) break;
    }
  }
  EXPECT_GT(tried, 1000);
}

class Faulty : public ::testing::Test {
 protected:
  Faulty() {
    problem_ = small::problem({small::meeting("a", 1, 1, 900, 960, "x"), small::meeting("b", 1, 1, 930, 990, "x"),
                               small::meeting("c", 2, 1, 990, 1050, "y"), small::offering("d", 3)},
                              {small::student("p", {"a", "b", "c", "d"}), small::student("q", {"a", "c", "d"}),
                               small::student("r", {"d"}, "y")});
    problem_.travel = {{0, 45, 60}, {45, 0, 60}, {60, 60, 0}};
    problem_.rule.most = 2;
    plan_ = *allocate(problem_, "seed");
  }

  std::vector<Finding> with(std::vector<Place> places) {
    auto plan = plan_;
    plan.places = std::move(places);
    return check(problem_, plan);
  }

  Problem problem_;
  Plan plan_;
};

TEST_F(Faulty, SeedsAndRolls) {
  EXPECT_EQ(told(check(problem_, plan_)), "");
  auto plan = plan_;
  plan.roll[0] = plan.roll[0] == '0' ? '1' : '0';
  EXPECT_TRUE(tells(check(problem_, plan), "roll"));
  plan = plan_;
  plan.seed.clear();
  EXPECT_TRUE(tells(check(problem_, plan), "seed"));
  plan.format = "x";
  EXPECT_TRUE(tells(check(problem_, plan), "format"));
}

TEST_F(Faulty, PlacesThatCannotBe) {
  EXPECT_TRUE(tells(with({{"z", "a", 1}}), "student_unknown"));
  EXPECT_TRUE(tells(with({{"p", "z", 1}}), "offering_unknown"));
  EXPECT_TRUE(tells(with({{"r", "a", 1}}), "not_chosen"));
  EXPECT_TRUE(tells(with({{"p", "d", 1}, {"p", "d", 2}}), "twice"));
  EXPECT_TRUE(tells(with({{"p", "a", 1}, {"q", "a", 1}}), "capacity"));
  EXPECT_TRUE(tells(with({{"p", "a", 1}, {"p", "b", 2}}), "clash"));
  EXPECT_TRUE(tells(with({{"q", "a", 1}, {"q", "c", 2}}), "travel"));
  EXPECT_TRUE(tells(with({{"q", "a", 1}, {"q", "d", 1}}), "round"));
  EXPECT_TRUE(tells(with({{"p", "a", 1}, {"p", "c", 2}, {"p", "d", 3}}), "most"));
  EXPECT_TRUE(tells(with({{"r", "d", 1}}), "waste"));
  EXPECT_TRUE(tells(with({{"r", "d", 0}}), "released"));
}

TEST_F(Faulty, QuotasAndGrades) {
  problem_.offerings[3].quotas.push_back({{"y"}, std::nullopt, 0});
  EXPECT_TRUE(tells(with({{"r", "d", 1}}), "quota"));
  problem_.offerings[3].grades = {5};
  EXPECT_TRUE(tells(with({{"r", "d", 1}}), "eligible"));
}

TEST(DraftCheck, WhoWasPassedOver) {
  // Two want one place, and only the lottery says who.
  auto problem = small::problem({small::offering("a", 1)}, {small::student("p", {"a"}), small::student("q", {"a"})});
  auto plan = *allocate(problem, "seed");
  plan.places[0].student = plan.places[0].student == "p" ? "q" : "p";
  EXPECT_TRUE(tells(check(problem, plan), "order"));
  problem.rule.mode = Mode::lottery;
  EXPECT_TRUE(tells(check(problem, plan), "envy"));
  // A second choice for one gives both a place, and all first choices to nobody less.
  problem = small::problem({small::offering("a", 1), small::offering("b", 1)},
                           {small::student("p", {"a", "b"}), small::student("q", {"b", "a"})});
  plan = *allocate(problem, "seed");
  plan.places = {{"p", "b", 1}, {"q", "a", 1}};
  EXPECT_TRUE(tells(check(problem, plan), "profile"));
}

TEST(DraftCheck, Figures) {
  const auto problem = small::problem({small::offering("a", 1), small::offering("b", 1)},
                                      {small::student("p", {"a", "b"}), small::student("q", {"a", "b"}),
                                       small::student("r", {"a", "b"}), small::student("n", {})});
  const auto plan = *allocate(problem, "seed");
  const auto found = figures(problem, plan);
  EXPECT_EQ(found.students, 3);
  EXPECT_EQ(found.seats, 2);
  EXPECT_EQ(found.places, 2);
  EXPECT_EQ(found.without, 1);
  EXPECT_DOUBLE_EQ(found.mean_choice, 2);
  EXPECT_DOUBLE_EQ(found.worst_tenth, 3);
  EXPECT_EQ(found.envious_beyond_one, 0);
}

}  // namespace
}  // namespace doorstep::draft_check
