#include <gtest/gtest.h>

#include <doorstep/synthetic/exchange.h>

#include "formats.h"
#include "planning.h"

#include <fstream>
#include <sstream>

namespace doorstep::exchange {
namespace {

std::string file(const std::string& path) {
  std::ifstream in{std::string{DOORSTEP_SOURCE_DIR} + "/" + path, std::ios::binary};
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

// The example that docs/formats/exchange.md shows between ```json marks: first the problem, then a plan.
std::vector<std::string> examples() {
  const auto text = file("docs/formats/exchange.md");
  std::vector<std::string> found;
  for (size_t at = 0; (at = text.find("```json\n", at)) != std::string::npos;) {
    const auto begin = at + 8, end = text.find("```", begin);
    found.push_back(text.substr(begin, end - begin));
    at = end + 3;
  }
  return found;
}

TEST(Formats, SurviveBeingWrittenAndRead) {
  const auto problem = synthetic::exchange({1, 6, 60});
  const auto text = problem_text(problem);
  const auto again = read_problem(text);
  ASSERT_TRUE(again.has_value());
  EXPECT_TRUE(problem_text(*again) == text);
  EXPECT_EQ(problem_digest(*again), problem_digest(problem));
}

TEST(Formats, TheExampleOfTheDocumentIsPlannedAsItSays) {
  const auto shown = examples();
  ASSERT_EQ(shown.size(), 2u);
  const auto problem = read_problem(shown[0]);
  ASSERT_TRUE(problem.has_value()) << problem.error().what.en;
  const auto made = make_plan(*problem, {.mode = transfer::Mode::official});
  ASSERT_TRUE(made.has_value()) << made.error().what.en;
  const auto said = read_plan(shown[1]);
  ASSERT_TRUE(said.has_value()) << said.error().what.en;
  EXPECT_EQ(plan_text(*made), plan_text(*said));
  EXPECT_TRUE(check_plan(*problem, *said).empty());
}

TEST(Formats, AnotherFormatIsRefused) {
  auto problem = synthetic::exchange({1, 6, 60});
  problem.format = "doorstep-exchange-problem-9";
  const auto read = read_problem(problem_text(problem));
  ASSERT_FALSE(read.has_value());
  EXPECT_EQ(read.error().code, "format-unknown");
}

TEST(Formats, WrongFieldsAreNamed) {
  const auto read = read_problem(R"({"format":1,"schools":[{"id":"a"}],"more":2})");
  ASSERT_FALSE(read.has_value());
  EXPECT_GE(read.error().fields.size(), 3u);
  EXPECT_FALSE(read_plan("[]").has_value());
  EXPECT_FALSE(read_problem("{").has_value());
}

}  // namespace
}  // namespace doorstep::exchange
