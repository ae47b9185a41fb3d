#include "made.h"

#include <cmath>

namespace doorstep::standard {
namespace {

double cell(const Measure& measure, const Table& table, size_t stage, std::string_view figure, uint32_t row) {
  return table.stages[stage].figures[*measure.slot(figure)][row];
}

// The method's example: a nine-year school of 166 primary and 210 junior students with 23,226 books. The source rounds
// the parts to 9711 and 13515.
TEST(Combined, NineYearSchoolIsDividedByWeightedStudents) {
  const auto measure = measure_of("cn-2012-basic");
  SchoolReturn school;
  school.form = Form::nine_year;
  school.sections = {{Stage::primary, figures({{"students", 166}})}, {Stage::junior, figures({{"students", 210}})}};
  school.whole_school = figures({{"books", 23226}});
  const auto table = tabulate(measure, std::vector{school});
  EXPECT_NEAR(cell(measure, table, 0, "books", 0), 9711.627, 0.0005);
  EXPECT_NEAR(cell(measure, table, 1, "books", 0), 13514.373, 0.0005);
}

TEST(Combined, TwelveYearAndCompleteSecondaryCountSeniorStudents) {
  const auto measure = measure_of("cn-2012-basic");
  SchoolReturn twelve;
  twelve.form = Form::twelve_year;
  twelve.sections = {{Stage::primary, figures({{"students", 100}})},
                     {Stage::junior, figures({{"students", 100}})},
                     {Stage::senior, figures({{"students", 100}})}};
  twelve.whole_school = figures({{"books", 3420}});
  SchoolReturn secondary;
  secondary.form = Form::complete_secondary;
  secondary.sections = {{Stage::junior, figures({{"students", 200}})}, {Stage::senior, figures({{"students", 100}})}};
  secondary.whole_school = figures({{"books", 3200}});
  const auto table = tabulate(measure, std::vector{twelve, secondary});
  EXPECT_NEAR(cell(measure, table, 0, "books", 0), 1000, 1e-9);
  EXPECT_NEAR(cell(measure, table, 1, "books", 0), 1100, 1e-9);
  EXPECT_NEAR(cell(measure, table, 1, "books", 1), 2000, 1e-9);
}

TEST(Combined, WhatASectionReportsItselfIsNotDivided) {
  const auto measure = measure_of("cn-2012-basic");
  SchoolReturn school;
  school.form = Form::nine_year;
  school.sections = {{Stage::primary, figures({{"students", 166}, {"books", 9000}})},
                     {Stage::junior, figures({{"students", 210}})}};
  school.whole_school = figures({{"books", 23226}, {"teachers", 40}});
  const auto table = tabulate(measure, std::vector{school});
  EXPECT_EQ(cell(measure, table, 0, "books", 0), 9000);
  // Teachers are reported by section; the whole school's number says nothing of either.
  EXPECT_TRUE(std::isnan(cell(measure, table, 0, "teachers", 0)));
}

TEST(Combined, APartOfAnUnknownWholeIsUnknown) {
  const auto measure = measure_of("cn-2012-basic");
  SchoolReturn no_students;
  no_students.form = Form::nine_year;
  no_students.sections = {{Stage::primary, figures({{"students", 166}})}, {Stage::junior, figures({})}};
  no_students.whole_school = figures({{"books", 23226}});
  auto no_section = no_students;
  no_section.sections.pop_back();
  auto none_yet = no_students;
  none_yet.sections[1] = {Stage::junior, figures({{"students", 0}})};
  const auto table = tabulate(measure, std::vector{no_students, no_section, none_yet});
  EXPECT_TRUE(std::isnan(cell(measure, table, 0, "books", 0)));
  EXPECT_TRUE(std::isnan(cell(measure, table, 0, "books", 1)));
  EXPECT_EQ(cell(measure, table, 0, "books", 2), 23226);
}

TEST(Exclusion, TheKindMattersNotTheSize) {
  const auto measure = measure_of("cn-2017-compulsory");
  const std::vector<SchoolReturn> returns{single(1, Stage::primary, good_primary(30)),
                                          single(2, Stage::primary, good_primary(30), -1, Kind::teaching_point),
                                          single(3, Stage::primary, good_primary(50), -1, Kind::teaching_point),
                                          single(4, Stage::primary, good_primary(400), -1, Kind::special),
                                          single(5, Stage::primary, good_primary(400), -1, Kind::vocational)};
  const auto table = tabulate(measure, returns);
  EXPECT_EQ(table.stages[0].school, (std::vector<uint32_t>{1, 3}));
  const auto& aside = table.stages[0].set_aside;
  ASSERT_EQ(aside.size(), 3u);
  EXPECT_EQ(aside[0].reason, Reason::small_teaching_point);
  EXPECT_EQ(aside[0].school, 2u);
  EXPECT_EQ(aside[0].students, 30);
  EXPECT_EQ(aside[1].reason, Reason::special);
  EXPECT_EQ(aside[2].reason, Reason::vocational);
}

TEST(TeachingPoint, IsAddedToItsParentBeforeDividing) {
  const auto measure = measure_of("cn-2017-compulsory");
  auto point = single(2, Stage::primary, {{"students", 40}, {"degree_teachers", 3}}, -1, Kind::teaching_point);
  point.counted_with = 0;
  const std::vector<SchoolReturn> returns{
      single(1, Stage::primary, {{"students", 160}, {"degree_teachers", 7}, {"teaching_area", 900}}), point};
  const auto table = tabulate(measure, returns);
  ASSERT_EQ(table.stages[0].rows(), 1u);
  EXPECT_EQ(cell(measure, table, 0, "students", 0), 200);
  EXPECT_EQ(cell(measure, table, 0, "degree_teachers", 0), 10);
  EXPECT_TRUE(std::isnan(cell(measure, table, 0, "teaching_area", 0)));  // the point's is not known
  EXPECT_TRUE(table.stages[0].set_aside.empty());
}

TEST(Measure, RefusesFiguresThatDoNotExist) {
  auto standard = *book().find("cn-2017-compulsory");
  standard.indicators[2].numerator = "coaches";
  const auto made = make_measure(standard, book().figures);
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().fault, Fault::invalid);
  EXPECT_EQ(made.error().fields.front().field, "coaches");
}

}  // namespace
}  // namespace doorstep::standard
