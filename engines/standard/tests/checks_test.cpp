#include <doorstep/standard/checks.h>

#include <cmath>

#include "made.h"

namespace doorstep::standard {
namespace {

CheckResult result_of(std::string_view code, const std::vector<SchoolReturn>& returns) {
  const auto& standard = *book().find("cn-2017-compulsory");
  for (const auto& result : check(standard, book().figures, returns))
    if (standard.checks[result.check].code == code) return result;
  ADD_FAILURE() << code;
  return {};
}

TEST(Checks, RoomsPerStartedDozenOfClasses) {
  const auto result =
      result_of("music_rooms", {single(1, Stage::primary, {{"students", 900}, {"classes", 24}, {"music_rooms", 2}}),
                                single(2, Stage::primary, {{"students", 900}, {"classes", 25}, {"music_rooms", 2}}),
                                single(3, Stage::primary, {{"students", 900}, {"classes", 25}})});
  ASSERT_EQ(result.findings.size(), 3u);
  EXPECT_EQ(result.findings[0].met, std::optional<bool>{true});
  EXPECT_EQ(result.findings[1].limit, 3);
  EXPECT_EQ(result.findings[1].met, std::optional<bool>{false});
  EXPECT_EQ(result.findings[2].met, std::nullopt);
  EXPECT_EQ(result.met + result.missed + result.unknown, 3u);
}

TEST(Checks, ClassSizeByStage) {
  const std::vector<SchoolReturn> returns{single(1, Stage::primary, {{"students", 900}, {"largest_class", 46}}),
                                          single(2, Stage::junior, {{"students", 900}, {"largest_class", 46}})};
  EXPECT_EQ(result_of("primary_class_size", returns).missed, 1u);
  EXPECT_EQ(result_of("junior_class_size", returns).met, 1u);
}

TEST(Checks, SizeOfACombinedSchoolCountsItsCompulsoryYears) {
  SchoolReturn school;
  school.key = 9;
  school.form = Form::twelve_year;
  school.sections = {{Stage::primary, figures({{"students", 1400}})},
                     {Stage::junior, figures({{"students", 1000}})},
                     {Stage::senior, figures({{"students", 800}})}};
  const auto result = result_of("combined_school_size", {school});
  ASSERT_EQ(result.findings.size(), 1u);
  EXPECT_EQ(result.findings[0].value, 2400);
  EXPECT_EQ(result.met, 1u);
  EXPECT_TRUE(result_of("school_size", {school}).findings.empty());
}

TEST(Checks, ExchangeIsAddedUpForTheDistrict) {
  std::vector<SchoolReturn> returns{
      single(1, Stage::primary, {{"students", 900}, {"exchange_eligible", 40}, {"exchange_moved", 6}}),
      single(2, Stage::primary, {{"students", 900}, {"exchange_eligible", 20}, {"exchange_moved", 0}})};
  auto result = result_of("exchange", returns);
  ASSERT_EQ(result.findings.size(), 1u);
  EXPECT_DOUBLE_EQ(result.findings[0].value, 10);
  EXPECT_EQ(result.met, 1u);
  // One school that says nothing leaves the district's share unknown.
  returns.push_back(single(3, Stage::primary, {{"students", 100}}));
  result = result_of("exchange", returns);
  EXPECT_EQ(result.unknown, 1u);
  EXPECT_TRUE(std::isnan(result.findings[0].value));
  // A special school is not asked.
  returns.back().kind = Kind::special;
  EXPECT_EQ(result_of("exchange", returns).met, 1u);
}

}  // namespace
}  // namespace doorstep::standard
