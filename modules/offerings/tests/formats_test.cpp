#include <gtest/gtest.h>

#include <doorstep/draft/draft.h>
#include <doorstep/draft_check/check.h>
#include <doorstep/synthetic/draft.h>

#include "formats.h"

#include <fstream>
#include <sstream>

namespace doorstep::offerings {
namespace {

// The example that docs/formats/draft.md shows between ```json marks: first the problem, then its plan.
std::vector<std::string> examples() {
  std::ifstream in{std::string{DOORSTEP_SOURCE_DIR} + "/docs/formats/draft.md", std::ios::binary};
  std::stringstream stream;
  stream << in.rdbuf();
  const auto text = stream.str();
  std::vector<std::string> found;
  for (size_t at = 0; (at = text.find("```json\n", at)) != std::string::npos;) {
    const auto begin = at + 8, end = text.find("```", begin);
    found.push_back(text.substr(begin, end - begin));
    at = end + 3;
  }
  return found;
}

TEST(DraftFormats, SurviveBeingWrittenAndRead) {
  const auto problem = synthetic::draft({1, 300, 20, 6, 2});
  const auto text = draft_problem_text(problem);
  const auto again = read_draft_problem(text);
  ASSERT_TRUE(again.has_value());
  EXPECT_TRUE(draft_problem_text(*again) == text);
  const auto plan = draft::allocate(problem, "seed");
  ASSERT_TRUE(plan.has_value());
  const auto read = read_draft_plan(draft_plan_text(*plan));
  ASSERT_TRUE(read.has_value());
  EXPECT_TRUE(draft_plan_text(*read) == draft_plan_text(*plan));
  EXPECT_TRUE(draft_check::check(*again, *read).empty());
}

TEST(DraftFormats, TheExampleOfThePageIsTrue) {
  const auto shown = examples();
  ASSERT_EQ(shown.size(), 2U);
  const auto problem = read_draft_problem(shown[0]);
  ASSERT_TRUE(problem.has_value()) << problem.error().what.en;
  auto plan = read_draft_plan(shown[1]);
  ASSERT_TRUE(plan.has_value()) << plan.error().what.en;
  const auto made = draft::allocate(*problem, plan->seed);
  ASSERT_TRUE(made.has_value()) << made.error().what.en;
  plan->problem.clear();
  EXPECT_EQ(draft_plan_text(*made), draft_plan_text(*plan));
}

TEST(DraftFormats, WrongOnesAreNamed) {
  EXPECT_EQ(read_draft_problem("{").error().fault, Fault::invalid);
  auto problem = synthetic::draft({1, 10, 2, 2, 1});
  problem.format = "another";
  EXPECT_EQ(read_draft_problem(draft_problem_text(problem)).error().code, "format-unknown");
}

}  // namespace
}  // namespace doorstep::offerings
