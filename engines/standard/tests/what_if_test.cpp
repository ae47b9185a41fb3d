#include <doorstep/standard/what_if.h>

#include <cmath>

#include "made.h"

namespace doorstep::standard {
namespace {

std::optional<Refusal> why(const std::optional<Refused>& refused) {
  if (!refused) return std::nullopt;
  return refused->why;
}

void expect_close(std::optional<double> left, std::optional<double> right) {
  ASSERT_EQ(left.has_value(), right.has_value());
  EXPECT_NEAR(left.value_or(0), right.value_or(0), 1e-10);
}

// Every number of the result against an evaluation of the changed table from the start.
void expect_recomputed(const Measure& measure, const WhatIf& what_if) {
  const auto result = what_if.result();
  const auto fresh = evaluate(measure, what_if.table());
  for (size_t stage = 0; stage < fresh.stages.size(); ++stage) {
    const auto& now = result.stages[stage];
    for (size_t i = 0; i < measure.gauges.size(); ++i) {
      const auto& indicator = fresh.stages[stage].indicators[i];
      EXPECT_NEAR(now.indicators[i].mean.now, indicator.mean, 1e-10 * (1 + indicator.mean));
      expect_close(now.indicators[i].cv.now, indicator.cv);
      EXPECT_EQ(now.indicators[i].passed.now, indicator.passed);
      EXPECT_EQ(now.indicators[i].reached.now, indicator.reached);
      const auto split = by_group(measure, what_if.table(), stage, i);
      if (!split) continue;
      EXPECT_NEAR(now.indicators[i].theil_t.now, split->theil_t, 1e-10);
      EXPECT_NEAR(now.indicators[i].within.now, split->theil_t_within, 1e-10);
      EXPECT_NEAR(now.indicators[i].between.now, split->theil_t_between, 1e-10);
    }
    EXPECT_EQ(now.passing.now, fresh.stages[stage].passing);
    EXPECT_EQ(now.failing.now, fresh.stages[stage].failing);
    EXPECT_EQ(now.unknown.now, fresh.stages[stage].unknown);
    EXPECT_EQ(now.even.now, fresh.stages[stage].even);
    for (const auto& section : now.sections) EXPECT_EQ(section.verdict.now, fresh.stages[stage].verdicts[section.row]);
  }
}

TEST(WhatIf, EqualsAFullRecomputationAfterAnyChanges) {
  const auto measure = measure_of("cn-2017-compulsory");
  std::mt19937_64 random{2024};
  for (uint64_t seed = 1; seed <= 12; ++seed) {
    const auto table = tabulate(measure, random_district(seed, 60));
    WhatIf what_if(measure, table);
    int taken = 0;
    for (int round = 0; round < 40; ++round) {
      const size_t stage = random() % 2;
      const auto rows = static_cast<uint32_t>(table.stages[stage].rows());
      const Place a{stage, static_cast<uint32_t>(random() % rows)}, b{stage, static_cast<uint32_t>(random() % rows)};
      const double some = static_cast<double>(random() % 9);
      std::optional<Refused> refused;
      switch (random() % 4) {
        case 0:
          refused = what_if.move(a, b, {{"teachers", some}, {"degree_teachers", some}, {"backbone_teachers", some}});
          break;
        case 1:
          refused = what_if.move(a, b, {{"students", some * 20}});
          break;
        case 2:
          refused = what_if.add(a, {{"multimedia_rooms", some}, {"teaching_area", some * 90.5}});
          break;
        default:
          refused = what_if.join(a, static_cast<int32_t>(random() % 12) - 3);
      }
      taken += !refused;
    }
    EXPECT_GT(taken, 10);
    expect_recomputed(measure, what_if);
    what_if.start_over();
    expect_recomputed(measure, what_if);
    const auto result = what_if.result();
    for (const auto& change : result.stages[0].indicators) EXPECT_EQ(change.cv.today, change.cv.now);
  }
}

TEST(WhatIf, TodayIsTheEvaluation) {
  const auto measure = measure_of("cn-2017-compulsory");
  const auto table = tabulate(measure, random_district(6, 80));
  WhatIf what_if(measure, table);
  ASSERT_FALSE(what_if.add({0, 0}, {{"students", 5}}));
  const auto today = evaluate(measure, table);
  const auto result = what_if.result();
  for (size_t stage = 0; stage < 2; ++stage)
    for (size_t i = 0; i < 7; ++i)
      EXPECT_EQ(result.stages[stage].indicators[i].cv.today, today.stages[stage].indicators[i].cv);
  EXPECT_EQ(result.stages[1].indicators[0].cv.today, result.stages[1].indicators[0].cv.now);  // not touched
  ASSERT_EQ(result.stages[0].sections.size(), 1u);
  EXPECT_GT(result.stages[0].sections[0].values[0].today, result.stages[0].sections[0].values[0].now);
}

class TwoSchools : public testing::Test {
 protected:
  TwoSchools() {
    auto much = good_primary(1000), little = good_primary(1000);
    for (auto& [code, value] : much)
      if (code == "backbone_teachers") value = 30;
    for (auto& [code, value] : little) {
      if (code == "backbone_teachers") value = 8;
      if (code == "sports_area") value = unreported;
    }
    table = tabulate(measure, std::vector{single(1, Stage::primary, much, 1), single(2, Stage::primary, little),
                                          single(3, Stage::junior, good_primary(500))});
  }
  const Measure measure = measure_of("cn-2017-compulsory");
  Table table;
  const Place rich{0, 0}, poor{0, 1}, junior{1, 0};
};

TEST_F(TwoSchools, MovingBackboneTeachersMakesTheSpreadSmaller) {
  WhatIf what_if(measure, table);
  ASSERT_FALSE(what_if.move(rich, poor, {{"teachers", 6}, {"backbone_teachers", 6}}));
  const auto change = what_if.result().stages[0].indicators[1];
  EXPECT_NEAR(*change.cv.today, 11.0 / 19, 1e-12);
  EXPECT_NEAR(*change.cv.now, 5.0 / 19, 1e-12);
  EXPECT_EQ(change.passed.today, std::optional<bool>{false});
  EXPECT_EQ(change.passed.now, std::optional<bool>{true});
  EXPECT_EQ(change.reached.today, 1u);
  EXPECT_EQ(change.reached.now, 2u);
  EXPECT_EQ(change.mean.today, change.mean.now);
}

TEST_F(TwoSchools, JoiningAGroupTurnsBetweenIntoWithin) {
  WhatIf what_if(measure, table);
  ASSERT_FALSE(what_if.join(poor, 1));
  const auto change = what_if.result().stages[0].indicators[1];
  EXPECT_NEAR(change.within.today, 0, 1e-15);
  EXPECT_GT(change.between.today, 0.05);
  EXPECT_NEAR(change.between.now, 0, 1e-12);
  EXPECT_NEAR(change.within.now, change.theil_t.today, 1e-12);
}

TEST_F(TwoSchools, ImpossibleChangesAreRefusedAndChangeNothing) {
  WhatIf what_if(measure, table);
  EXPECT_EQ(why(what_if.move(rich, poor, {{"backbone_teachers", 31}})), Refusal::more_than_there_are);
  EXPECT_EQ(why(what_if.move(rich, poor, {{"students", 1001}})), Refusal::more_than_there_are);
  EXPECT_EQ(why(what_if.add(rich, {{"multimedia_rooms", -31}})), Refusal::more_than_there_are);
  EXPECT_EQ(why(what_if.move(rich, rich, {{"students", 1}})), Refusal::same_place);
  EXPECT_EQ(why(what_if.move(rich, junior, {{"degree_teachers", 1}})), Refusal::other_stage);
  EXPECT_EQ(why(what_if.move(rich, poor, {{"degree_teachers", 1.5}})), Refusal::not_a_count);
  EXPECT_EQ(why(what_if.move(rich, poor, {{"degree_teachers", -1}})), Refusal::not_a_count);
  EXPECT_EQ(why(what_if.move(rich, poor, {{"degree_teachers", std::nan("")}})), Refusal::not_a_count);
  EXPECT_EQ(why(what_if.add(poor, {{"sports_area", 100}})), Refusal::not_reported);
  EXPECT_EQ(why(what_if.add({0, 9}, {{"students", 1}})), Refusal::unknown_place);
  EXPECT_EQ(why(what_if.join({7, 0}, 1)), Refusal::unknown_place);
  EXPECT_EQ(why(what_if.add(poor, {{"helicopters", 1}})), Refusal::unknown_figure);
  // 60 teachers, 50 of them with the degree: eleven others cannot leave.
  EXPECT_EQ(why(what_if.move(rich, poor, {{"teachers", 11}})), Refusal::part_above_whole);
  const auto result = what_if.result();
  EXPECT_TRUE(result.stages[0].sections.empty());
  for (const auto& change : result.stages[0].indicators) EXPECT_EQ(change.cv.today, change.cv.now);
}

TEST_F(TwoSchools, AFigureOutsideTheStandardChangesNothingThatIsMeasured) {
  WhatIf what_if(measure, table);
  EXPECT_FALSE(what_if.add(rich, {{"books", 500}}));
  EXPECT_EQ(what_if.result().stages[0].indicators[0].cv.now, what_if.result().stages[0].indicators[0].cv.today);
}

TEST_F(TwoSchools, ASchoolThatLosesItsLastStudentIsCountedNoMore) {
  WhatIf what_if(measure, table);
  ASSERT_FALSE(what_if.move(rich, poor, {{"students", 1000}}));
  const auto change = what_if.result().stages[0].indicators[0];
  EXPECT_TRUE(change.cv.today);
  EXPECT_FALSE(change.cv.now);
  expect_recomputed(measure, what_if);
}

}  // namespace
}  // namespace doorstep::standard
