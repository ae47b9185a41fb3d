// The duty as data, and what somebody lacks by it.
#include <gtest/gtest.h>

#include "duty.h"
#include "rules.h"

namespace doorstep::training {
namespace {

Date d(int year, int month = 9, int day = 1) { return *Date::of(year, month, day); }

const Date long_ago = d(2001);

std::vector<Credit> each_year(double hours, int from, int to) {
  std::vector<Credit> made;
  for (int year = from; year <= to; ++year) made.push_back({year, "general", "school", hours});
  return made;
}

}  // namespace

TEST(Duty, IsInTheProgramWithItsSources) {
  const auto& book = duty_book();
  EXPECT_EQ(book.window, 5);
  EXPECT_EQ(book.levels.size(), 5u);
  for (const auto& rule : book.rules) EXPECT_FALSE(rule.source.zh.empty());
  EXPECT_TRUE(code_in(book.kinds, "backbone"));
}

TEST(Duty, OfAFileWithAFaultNamesIt) {
  EXPECT_EQ(read_duties("id = ", "x.toml").error().code, "duty-invalid");
  EXPECT_NE(read_duties("id='x'\nname={zh='a',en='b'}\nwindow=0", "x.toml").error().what.en.find("window"),
            std::string::npos);
  EXPECT_NE(read_duties("id='x'\nname={zh='a',en='b'}\nwindow=5", "x.toml").error().what.en.find("rule"),
            std::string::npos);
}

TEST(Duty, WhoHasEveryYearsHoursLacksNothing) {
  const auto made = standing(duty_book(), "teacher", long_ago, 2026, each_year(72, 2022, 2026));
  ASSERT_EQ(made.years.size(), 5u);
  EXPECT_EQ(made.years.front().year, 2022);
  EXPECT_EQ(made.due, 360);
  EXPECT_EQ(made.lacks, 0);
  EXPECT_FALSE(made.behind);
  EXPECT_EQ(made.years.back().levels.at(0).code, "school");
}

TEST(Duty, ThisYearsHoursAreNotLateYet) {
  const auto made = standing(duty_book(), "teacher", long_ago, 2026, each_year(72, 2022, 2025));
  EXPECT_EQ(made.lacks, 72);
  EXPECT_FALSE(made.behind);
  EXPECT_TRUE(standing(duty_book(), "teacher", long_ago, 2026, each_year(72, 2023, 2025)).behind);
  EXPECT_EQ(standing(duty_book(), "teacher", long_ago, 2026, each_year(100, 2010, 2021)).hours, 0) << "too long ago";
}

TEST(Duty, YearsBeforeTheWorkBeganAskForNothingAndTheFirstForMore) {
  const auto made = standing(duty_book(), "teacher", d(2025, 9), 2026, each_year(120, 2025, 2025));
  EXPECT_EQ(made.years[3].due, 120);
  EXPECT_EQ(made.years[2].due, 0);
  EXPECT_EQ(made.due, 192);
  EXPECT_EQ(made.lacks, 72);
  EXPECT_FALSE(made.behind);
  EXPECT_EQ(standing(duty_book(), "principal", long_ago, 2026, {}).rule, "principal");
}

TEST(Codes, CarryNothingAndAreReadHoweverTheyAreTyped) {
  const auto code = check_code("pepper", "some certificate");
  EXPECT_EQ(code.size(), 14u);
  EXPECT_EQ(bare_code(" " + code.substr(0, 4) + code.substr(5, 4) + " " + code.substr(10)), code);
  std::string small = code;
  for (auto& letter : small) letter = static_cast<char>(std::tolower(letter));
  EXPECT_EQ(bare_code(small), code);
  EXPECT_NE(check_code("other", "some certificate"), code);
  EXPECT_EQ(bare_name("Anna  K. Smith"), bare_name("anna k smith"));
  EXPECT_EQ(bare_name("\u53e4\u4e3d\u00B7\u4e70"), bare_name("\u53e4\u4e3d \u4e70"));
}

}  // namespace doorstep::training
