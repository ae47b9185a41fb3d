// Retirement by the published tables of the decision of 13 September 2024; pupils, need and supply by hand.
#include <gtest/gtest.h>

#include <doorstep/workforce/workforce.h>

namespace doorstep::workforce {
namespace {

constexpr RetirementRule man{60, month_of(1965, 1), 4, 36};
constexpr RetirementRule woman_in_post{55, month_of(1970, 1), 4, 36};
constexpr RetirementRule woman_worker{50, month_of(1975, 1), 2, 60};

std::string retires(const RetirementRule& rule, const char* birth) {
  return month_text(retires_in(rule, *parse_month(birth)));
}

TEST(Retirement, FollowsTheTableOfMen) {
  EXPECT_EQ(retires(man, "1964-12"), "2024-12") << "before the change";
  EXPECT_EQ(retires(man, "1965-01"), "2025-02");
  EXPECT_EQ(retires(man, "1965-04"), "2025-05") << "60 and 1 month";
  EXPECT_EQ(retires(man, "1965-05"), "2025-07") << "60 and 2 months";
  EXPECT_EQ(retires(man, "1972-09"), "2034-09") << "62";
  EXPECT_EQ(retires(man, "1976-08"), "2039-07") << "62 and 11 months";
  EXPECT_EQ(retires(man, "1976-09"), "2039-09") << "63 from here on";
  EXPECT_EQ(retires(man, "1990-03"), "2053-03");
}

TEST(Retirement, FollowsTheTablesOfWomen) {
  EXPECT_EQ(retires(woman_in_post, "1969-12"), "2024-12");
  EXPECT_EQ(retires(woman_in_post, "1970-01"), "2025-02");
  EXPECT_EQ(retires(woman_in_post, "1981-08"), "2039-07") << "57 and 11 months";
  EXPECT_EQ(retires(woman_in_post, "1981-09"), "2039-09") << "58 from here on";
  EXPECT_EQ(retires(woman_worker, "1975-01"), "2025-02");
  EXPECT_EQ(retires(woman_worker, "1975-03"), "2025-05") << "two months of birth add one";
  EXPECT_EQ(retires(woman_worker, "1984-10"), "2039-09") << "54 and 11 months";
  EXPECT_EQ(retires(woman_worker, "1984-11"), "2039-11") << "55 from here on";
}

TEST(Months, AreReadAsTheyAreWritten) {
  EXPECT_EQ(month_text(*parse_month("1972-09")), "1972-09");
  for (const auto* wrong : {"", "1972-9", "1972-13", "1972-00", "1972/09", "197a-09", "1972-091"})
    EXPECT_FALSE(parse_month(wrong)) << wrong;
}

// One subject, one stage of three grades; a class takes 10 pupils, 12 hours at a load of 12: one teacher a class.
Question small() {
  Question question;
  question.pupils_year = question.first_year = 2026;
  question.years = 3;
  question.subjects = 1;
  question.stages = {{{30, 20, 10}, 10, -1, 1, {{12, 12, 12}}, {12}}};
  question.people = {{0, 1, month_of(2027, 3)}, {0, 0.5, month_of(2028, 8)}, {0, 1, {}}, {0, 1, month_of(2040, 1)}};
  return question;
}

TEST(Forecast, MovesPupilsUpAndCountsWhoIsGoneByAge) {
  const auto years = forecast(small());
  ASSERT_EQ(years.size(), 4u);
  EXPECT_DOUBLE_EQ(years[0].subjects[0].supply, 3.5);
  EXPECT_DOUBLE_EQ(years[0].subjects[0].need, 6);
  EXPECT_DOUBLE_EQ(years[1].stages[0].pupils, 30 + 30 + 20);
  EXPECT_DOUBLE_EQ(years[1].subjects[0].supply, 2.5) << "gone in March";
  EXPECT_DOUBLE_EQ(years[1].subjects[0].retiring, 1);
  EXPECT_DOUBLE_EQ(years[2].subjects[0].supply, 2) << "gone in August";
  EXPECT_DOUBLE_EQ(years[2].subjects[0].retiring, 0.5);
  EXPECT_DOUBLE_EQ(years[3].subjects[0].supply, 2) << "who has no month of birth stays";
}

TEST(Forecast, SuppositionsMoveIt) {
  auto question = small();
  question.people = {{0, 10, {}}};
  question.suppose.leaving = 0.1;
  question.suppose.births = -0.5;
  question.suppose.class_size = 5;
  auto years = forecast(question);
  EXPECT_DOUBLE_EQ(years[1].subjects[0].supply, 9);
  EXPECT_DOUBLE_EQ(years[1].subjects[0].leaving, 1);
  EXPECT_NEAR(years[2].subjects[0].supply, 8.1, 1e-12);
  EXPECT_DOUBLE_EQ(years[1].stages[0].pupils, 15 + 30 + 20);
  EXPECT_NEAR(years[1].subjects[0].need, 65.0 / 15, 1e-12) << "classes of 15";
  question.suppose = {};
  question.suppose.on_leave = 0.1;
  EXPECT_DOUBLE_EQ(forecast(question)[0].subjects[0].supply, 9);
}

TEST(Forecast, RecruitsGoWhereTeachersLack) {
  auto question = small();
  question.subjects = 2;
  question.stages[0].hours = {{12, 12, 12}, {4, 4, 4}};
  question.stages[0].load = {12, 12};
  question.people = {{0, 20, {}}};
  question.suppose.recruits = 2;
  const auto years = forecast(question);
  EXPECT_DOUBLE_EQ(years[1].subjects[0].recruits, 0) << "there are enough";
  EXPECT_DOUBLE_EQ(years[1].subjects[1].recruits, 2);
  EXPECT_DOUBLE_EQ(years[2].subjects[1].supply, 4) << "they stay, and two more come";
}

TEST(Forecast, OneStageFollowsAnother) {
  Question question;
  question.pupils_year = 2025;
  question.first_year = 2026;
  question.years = 1;
  question.subjects = 1;
  question.stages = {{{10, 40}, 0, -1, 1, {}, {}}, {{5, 6}, 1, 0, 0.5, {{1, 1}}, {1}}};
  const auto years = forecast(question);
  EXPECT_DOUBLE_EQ(years[0].stages[1].pupils, 20 + 5) << "half of the 40, a year later";
  EXPECT_DOUBLE_EQ(years[1].stages[1].pupils, 5 + 20);
  EXPECT_DOUBLE_EQ(years[0].stages[0].classes, 0) << "no size of class is known";
  EXPECT_DOUBLE_EQ(years[0].subjects[0].need, 25);
}

}  // namespace
}  // namespace doorstep::workforce
