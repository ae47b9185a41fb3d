// The national norm as it is built in, and numbers of a district's own.
#include <gtest/gtest.h>

#include "norms.h"

namespace doorstep::staffing {
namespace {

const NormNumbers& national() { return national_norm().numbers; }

double grade_sum(std::string_view stage, size_t grade) {
  double sum = 0;
  for (const auto& one : national().hours)
    if (one.stage == stage && grade < one.weekly.size()) sum += one.weekly[grade];
  return sum;
}

// Lessons of nine years: 35 weeks a year, 33 in the last.
double nine_years(std::initializer_list<const char*> subjects) {
  double sum = 0;
  for (const auto* subject : subjects)
    for (const auto* stage : {"primary", "junior"})
      if (const auto* weekly = hours_of(national(), stage, subject))
        for (size_t grade = 0; grade < weekly->size(); ++grade)
          sum += (*weekly)[grade] * (std::string_view{stage} == "junior" && grade == 2 ? 33 : 35);
  return sum;
}

TEST(NationalNorm, SaysWhereItIsFrom) {
  const auto& info = national_norm().info;
  EXPECT_EQ(info.id, "cn-national");
  EXPECT_GE(info.parts.size(), 6u);
  EXPECT_EQ(pupils_per_post(national(), "primary"), 19);
  EXPECT_EQ(pupils_per_post(national(), "junior"), 13.5);
  EXPECT_EQ(pupils_per_post(national(), "senior"), 12.5);
  ASSERT_NE(small_rule(national(), "primary"), nullptr);
  EXPECT_EQ(small_rule(national(), "senior"), nullptr);
}

TEST(NationalNorm, WeeksHaveAsManyHoursAsThePlanSays) {
  const double primary[] = {26, 26, 30, 30, 30, 30};
  for (size_t grade = 0; grade < 6; ++grade) EXPECT_EQ(grade_sum("primary", grade), primary[grade]) << grade + 1;
  for (size_t grade = 0; grade < 3; ++grade) {
    EXPECT_EQ(grade_sum("junior", grade), 34) << grade + 7;
    EXPECT_EQ(grade_sum("senior", grade), 35) << grade + 10;
  }
}

TEST(NationalNorm, SubjectsHaveTheirShareOfNineYears) {
  const double all = nine_years({"chinese", "mathematics", "english", "morality", "history", "geography", "science",
                                 "biology", "physics", "chemistry", "it", "pe", "music", "art", "labour", "general"});
  EXPECT_EQ(all, 9522);
  const auto within = [&](std::initializer_list<const char*> subjects, double least, double most) {
    const double share = 100 * nine_years(subjects) / all;
    EXPECT_GE(share, least) << *subjects.begin();
    EXPECT_LE(share, most) << *subjects.begin();
  };
  within({"morality"}, 6, 8);
  within({"chinese"}, 20, 22);
  within({"mathematics"}, 13, 15);
  within({"english"}, 6, 8);
  within({"history", "geography"}, 3, 4);
  within({"science", "physics", "chemistry", "biology"}, 8, 10);
  within({"it"}, 1, 3);
  within({"pe"}, 10, 11);
  within({"music", "art"}, 9, 11);
  within({"labour", "general"}, 14, 18);
}

TEST(NationalNorm, RetiresPeopleByTheirCategory) {
  const auto& norm = national_norm();
  const auto when = [&](const char* sex, const char* post, const char* birth) -> std::string {
    const auto month = retirement_of(norm, sex, post, birth);
    return month ? workforce::month_text(*month) : "";
  };
  EXPECT_EQ(when("1", "", "1972-09"), "2034-09");
  EXPECT_EQ(when("2", "", "1981-09"), "2039-09");
  EXPECT_EQ(when("2", "工勤", "1984-11"), "2039-11");
  EXPECT_EQ(when("2", "", ""), "") << "no month of birth";
  EXPECT_EQ(when("9", "", "1972-09"), "") << "not stated";
}

TEST(Numbers, OfADistrictsOwnAreChecked) {
  auto numbers = national();
  EXPECT_TRUE(good_numbers(numbers));
  const auto field = [](const NormNumbers& of) {
    const auto checked = good_numbers(of);
    return checked ? std::string{} : checked.error().fields[0].field;
  };
  numbers.ratios[0].pupils = 0;
  EXPECT_EQ(field(numbers), "ratios/0");
  numbers = national();
  numbers.loads[1].stage = "college";
  EXPECT_EQ(field(numbers), "loads/1");
  numbers = national();
  numbers.hours[2].weekly = {};
  EXPECT_EQ(field(numbers), "hours/2");
  numbers = national();
  numbers.small[0].per_class = -1;
  EXPECT_EQ(field(numbers), "small/0");
  numbers.ratios.clear();
  EXPECT_EQ(field(numbers), "ratios");
}

TEST(NormFiles, NameWhatIsWrong) {
  const auto code = [](const char* text) {
    const auto read = read_norm(text, "x.toml");
    return read ? std::string{} : read.error().what.en;
  };
  EXPECT_NE(code("id = ").find("x.toml"), std::string::npos);
  EXPECT_NE(code("zh = 'x'").find("id"), std::string::npos);
  EXPECT_NE(code("id = 'x'").find("zh"), std::string::npos);
}

}  // namespace
}  // namespace doorstep::staffing
