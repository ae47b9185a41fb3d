#include "made.h"

#include <cmath>

namespace doorstep::standard {
namespace {

using Given = std::vector<std::pair<std::string, double>>;

Given with(Given given, const std::string& code, double value) {
  for (auto& [name, number] : given)
    if (name == code) number = value;
  return given;
}

Verdict verdict_of_school(const Given& given) {
  const auto measure = measure_of("cn-2017-compulsory");
  return evaluate(measure, tabulate(measure, std::vector{single(1, Stage::primary, given)})).stages[0].verdicts[0];
}

// The worked example that circulates with the method, through the standard that has books per student.
TEST(Evaluate, WorkedExampleOfTheMethod) {
  const auto measure = measure_of("cn-2012-basic");
  const double students[] = {45, 37, 89, 76, 55}, books[] = {279, 137, 935, 160, 402};
  std::vector<SchoolReturn> returns;
  for (uint32_t i = 0; i < 5; ++i)
    returns.push_back(single(i, Stage::primary, {{"students", students[i]}, {"books", books[i]}}));
  const auto made = evaluate(measure, tabulate(measure, returns));
  const auto& of_books = made.stages[0].indicators[4];
  EXPECT_NEAR(of_books.s, 3.2639, 0.00005);
  EXPECT_NEAR(of_books.mean, 6.3344, 0.00005);
  EXPECT_NEAR(*of_books.cv, 0.515257, 0.0000005);
  EXPECT_EQ(of_books.schools, 5u);
  // The seven others were not reported: no mean of eight, no judgement.
  EXPECT_EQ(made.stages[0].indicators[0].schools, 0u);
  EXPECT_EQ(made.stages[0].indicators[0].left_out.size(), 5u);
  EXPECT_FALSE(made.stages[0].indicators[0].cv);
  EXPECT_FALSE(made.stages[0].composite);
  EXPECT_FALSE(made.stages[0].even);
  EXPECT_EQ(made.stages[1].indicators[4].schools, 0u);
}

TEST(Evaluate, AgreesWithThePlainEngineOnRandomDistricts) {
  const auto measure = measure_of("cn-2017-compulsory");
  for (uint64_t seed = 1; seed <= 20; ++seed) {
    const auto table = tabulate(measure, random_district(seed, 120));
    const auto made = evaluate(measure, table);
    for (size_t stage = 0; stage < 2; ++stage)
      for (size_t i = 0; i < 7; ++i) {
        const auto& gauge = measure.gauges[i];
        const auto plain = variation::student_weighted(table.stages[stage].figures[gauge.numerator],
                                                       table.stages[stage].figures[gauge.denominator]);
        const auto& result = made.stages[stage].indicators[i];
        EXPECT_EQ(result.schools, plain.schools);
        EXPECT_EQ(result.left_out.size(), plain.left_out.size());
        EXPECT_NEAR(result.mean, plain.mean * gauge.per, 1e-9 * plain.mean * gauge.per);
        EXPECT_NEAR(*result.cv, *plain.cv, 1e-12);
      }
  }
}

TEST(SchoolRule, SixOfSevenAndTheLastNotBelowTheFloor) {
  EXPECT_EQ(verdict_of_school(good_primary(1000)), Verdict::passes);
  EXPECT_EQ(verdict_of_school(with(good_primary(1000), "teaching_area", 4400)), Verdict::passes);  // 98 % of 4.5
  EXPECT_EQ(verdict_of_school(with(good_primary(1000), "teaching_area", 3825)), Verdict::passes);  // 85 % exactly
  EXPECT_EQ(verdict_of_school(with(good_primary(1000), "teaching_area", 3824)), Verdict::fails);   // just below
  EXPECT_EQ(verdict_of_school(with(with(good_primary(1000), "teaching_area", 4400), "sports_area", 7400)),
            Verdict::fails);  // two short
}

TEST(SchoolRule, TheThresholdItselfIsReached) {
  // 42 of 1,000 are 4.2 per hundred, 9 are 0.9, 23 rooms are 2.3: no rounding may lose the school.
  for (const double students : {1000.0, 3000.0, 7000.0, 11000.0}) {
    auto given = with(good_primary(students), "degree_teachers", 0.042 * students);
    given = with(with(given, "sport_art_teachers", std::round(0.009 * students)), "multimedia_rooms",
                 std::round(0.023 * students));
    given = with(given, "degree_teachers", std::round(0.042 * students));
    const auto measure = measure_of("cn-2017-compulsory");
    const auto made = evaluate(measure, tabulate(measure, std::vector{single(1, Stage::primary, given)}));
    for (const auto& indicator : made.stages[0].indicators) EXPECT_EQ(indicator.reached, 1u) << students;
  }
}

TEST(SchoolRule, AMissingFigureIsUnknownUnlessTheSchoolFailsAnyway) {
  EXPECT_EQ(verdict_of_school(with(good_primary(1000), "sports_area", unreported)), Verdict::unknown);
  EXPECT_EQ(verdict_of_school(with(with(good_primary(1000), "sports_area", unreported), "teaching_area", 3000)),
            Verdict::fails);
  EXPECT_EQ(verdict_of_school(with(good_primary(1000), "sports_area", 0)), Verdict::fails);  // zero is a figure
  EXPECT_EQ(verdict_of_school(with(good_primary(1000), "students", unreported)), Verdict::unknown);
}

TEST(SchoolRule, IsNotAskedWhereTheStandardHasNone) {
  const auto measure = measure_of("tw-primary-figures");
  const auto made = evaluate(
      measure, tabulate(measure, std::vector{single(1, Stage::primary, {{"students", 300}, {"classes", 12}})}));
  EXPECT_EQ(made.stages[0].verdicts[0], Verdict::not_judged);
  EXPECT_NEAR(made.stages[0].indicators[1].mean, 25, 1e-12);
  EXPECT_FALSE(made.stages[0].indicators[1].threshold);
}

TEST(Evaluate, NamesWhoIsLeftOutAndWhy) {
  const auto measure = measure_of("cn-2017-compulsory");
  const std::vector<SchoolReturn> returns{single(1, Stage::primary, good_primary(100)),
                                          single(2, Stage::primary, with(good_primary(200), "sports_area", unreported)),
                                          single(3, Stage::primary, with(good_primary(300), "students", 0)),
                                          single(4, Stage::primary, with(good_primary(300), "students", unreported)),
                                          single(5, Stage::primary, with(good_primary(300), "sports_area", -5)),
                                          single(6, Stage::primary, good_primary(400))};
  const auto table = tabulate(measure, returns);
  // A section without students is set aside from every indicator, whatever it divides by.
  ASSERT_EQ(table.stages[0].set_aside.size(), 1u);
  EXPECT_EQ(table.stages[0].set_aside[0].school, 3u);
  EXPECT_EQ(table.stages[0].set_aside[0].reason, Reason::no_students);
  const auto made = evaluate(measure, table);
  const auto& sports = made.stages[0].indicators[4];
  EXPECT_EQ(sports.schools, 2u);
  ASSERT_EQ(sports.left_out.size(), 3u);
  EXPECT_EQ(sports.left_out[0].reason, Reason::amount_missing);
  EXPECT_EQ(sports.left_out[1].reason, Reason::students_missing);
  EXPECT_EQ(sports.left_out[2].reason, Reason::negative);
  EXPECT_EQ(sports.left_out[2].row, 3u);
  EXPECT_TRUE(std::isnan(sports.values[1]));
  EXPECT_DOUBLE_EQ(sports.values[4], 8);
}

TEST(Evaluate, TheStageIsEvenWhenEveryCoefficientIsWithinItsLimit) {
  const auto measure = measure_of("cn-2017-compulsory");
  std::vector<SchoolReturn> returns{single(1, Stage::primary, good_primary(100)),
                                    single(2, Stage::primary, good_primary(300))};
  EXPECT_EQ(evaluate(measure, tabulate(measure, returns)).stages[0].even, std::optional<bool>{true});
  returns.push_back(single(3, Stage::primary, with(good_primary(300), "equipment_value", 3000000)));
  EXPECT_EQ(evaluate(measure, tabulate(measure, returns)).stages[0].even, std::optional<bool>{false});
}

TEST(Composite, IsTheMeanOfEightCoefficients) {
  const auto measure = measure_of("cn-2012-basic");
  std::vector<SchoolReturn> returns;
  for (uint32_t key = 0; key < 4; ++key) {
    Given given{{"students", 100.0}};
    for (const auto& indicator : measure.standard.indicators)
      given.push_back({indicator.numerator, 50.0 + 10 * ((key * 7 + given.size()) % 5)});
    returns.push_back(single(key, Stage::junior, given));
  }
  const auto junior = evaluate(measure, tabulate(measure, returns)).stages[1];
  double sum = 0;
  for (const auto& indicator : junior.indicators) sum += *indicator.cv;
  ASSERT_TRUE(junior.composite);
  EXPECT_NEAR(*junior.composite, sum / 8, 1e-15);
  EXPECT_EQ(junior.composite_limit, std::optional<double>{0.55});
  EXPECT_EQ(junior.even, std::optional<bool>{true});
}

TEST(Gap, SaysWhatIsLacking) {
  const auto measure = measure_of("cn-2017-compulsory");
  const auto given = with(with(good_primary(1000), "degree_teachers", 30), "teaching_area", 4000.5);
  const auto table = tabulate(measure, std::vector{single(1, Stage::primary, given)});
  const auto teachers = gap(measure, table, 0, 0, 0);
  ASSERT_TRUE(teachers);
  EXPECT_DOUBLE_EQ(teachers->value, 3);
  EXPECT_EQ(teachers->amount_lacking, 12);  // 42 are needed
  EXPECT_EQ(teachers->base_surplus, 286);   // 30 serve 714.3 students: 286 too many
  EXPECT_NEAR(teachers->ratio, 3 / 4.2, 1e-12);
  EXPECT_FALSE(teachers->reached || teachers->above_floor);
  const auto area = gap(measure, table, 0, 3, 0);
  EXPECT_NEAR(area->amount_lacking, 499.5, 1e-9);  // square metres are not rounded
  EXPECT_TRUE(area->above_floor);
  EXPECT_EQ(gap(measure, table, 0, 1, 0)->amount_lacking, 0);
  EXPECT_FALSE(gap(measure_of("tw-primary-figures"),
                   tabulate(measure_of("tw-primary-figures"), std::vector{single(1, Stage::primary, given)}), 0, 0, 0));
}

TEST(Gap, TurnsRoundWhereLowerIsBetter) {
  auto standard = *book().find("tw-primary-figures");
  standard.indicators[1].demands = {{Stage::primary, 30, std::nullopt}};
  const auto measure = *make_measure(standard, book().figures);
  const auto table = tabulate(measure, std::vector{single(1, Stage::primary, {{"students", 400}, {"classes", 10}}),
                                                   single(2, Stage::primary, {{"students", 300}, {"classes", 10}})});
  const auto crowded = gap(measure, table, 0, 1, 0);
  ASSERT_TRUE(crowded);
  EXPECT_FALSE(crowded->reached);
  EXPECT_DOUBLE_EQ(crowded->ratio, 0.75);
  EXPECT_EQ(crowded->amount_lacking, 100);  // that many students fewer
  EXPECT_EQ(crowded->base_surplus, 4);      // or that many classes more
  EXPECT_TRUE(gap(measure, table, 0, 1, 1)->reached);
  EXPECT_EQ(evaluate(measure, table).stages[0].indicators[1].reached, 1u);
}

TEST(Contributions, AreTheCoefficientLessTheOneWithoutTheSchool) {
  const auto measure = measure_of("cn-2017-compulsory");
  auto returns = random_district(4, 40);
  const auto table = tabulate(measure, returns);
  const auto adds = contributions(measure, table, 0, 3);
  const auto cv = *evaluate(measure, table).stages[0].indicators[3].cv;
  const auto gone = table.stages[0].school[5];
  returns.erase(returns.begin() + gone);
  const auto without = *evaluate(measure, tabulate(measure, returns)).stages[0].indicators[3].cv;
  EXPECT_NEAR(adds[5], cv - without, 1e-11);
}

TEST(ByGroup, SplitsWithinAndBetween) {
  const auto measure = measure_of("cn-2017-compulsory");
  const auto table = tabulate(measure, random_district(8, 90));
  const auto split = by_group(measure, table, 0, 0);
  ASSERT_TRUE(split);
  EXPECT_NEAR(split->theil_t, split->theil_t_within + split->theil_t_between, 1e-12);
  EXPECT_GT(split->groups.size(), 3u);
  EXPECT_GT(split->groups[0].mean, 1);  // per 100 students
}

}  // namespace
}  // namespace doorstep::standard
