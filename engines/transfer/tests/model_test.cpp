#include <gtest/gtest.h>

#include <map>

#include <doorstep/transfer/mps.h>

#include "small.h"

namespace doorstep::transfer {
namespace {

// Pupils and books of five schools, published with the coefficient of variation 0.52.
TEST(Instance, CoefficientOfThePublishedExample) {
  Problem problem;
  const int pupils[] = {45, 37, 89, 76, 55}, books[] = {279, 137, 935, 160, 402};
  problem.indicators = {{"books", "primary", {}, {}, {}}};
  for (int i = 0; i < 5; ++i) {
    problem.schools.push_back({"s" + std::to_string(i), "", {}, {}, {{"primary", pupils[i], books[i]}}});
    for (int k = 0; k < books[i]; ++k) {
      Teacher one;
      one.id = "t" + std::to_string(problem.teachers.size());
      one.school = problem.schools.back().id;
      one.stage = "primary";
      one.subject = "x";
      one.counts = {"books"};
      problem.teachers.push_back(one);
    }
  }
  EXPECT_NEAR(*look_up(problem).gauges[0].cv, 0.515257, 5e-7);
}

TEST(Instance, WhoIsBarredAndWhy) {
  auto problem = small_problem(1);
  auto& teachers = problem.teachers;
  teachers[0].exempt = "expecting";
  teachers[1].years_here = 5;
  problem.rules.years_left = 5;
  teachers[2].years_left = 4;
  problem.rules.years_rest = 3;
  teachers[3].years_since_away = 2;
  problem.rules.full_time_only = true;
  teachers[4].share = 0.5;
  problem.rules.refusals_hold = true;
  teachers[5].wish = Wish::no;
  problem.rules.years_away_most = 5;
  teachers[6].years_away = 6;
  const auto instance = look_up(problem);
  const Bar bars[] = {Bar::exempt,    Bar::years_here, Bar::years_left, Bar::years_rest,
                      Bar::part_time, Bar::refused,    Bar::years_away};
  for (size_t i = 0; i < 7; ++i) {
    EXPECT_EQ(instance.people[i].bar, bars[i]) << i;
    EXPECT_TRUE(instance.people[i].ways.empty()) << i;
  }
}

TEST(Model, CellsAreConvexAndTheirBestIsTheBest) {
  Row row;
  row.least = -6;
  row.most = 9;
  row.linear = -50;
  row.square = 7;
  row.missing = 31;
  row.needed = 3;
  for (int64_t d = row.least + 1; d < row.most; ++d) EXPECT_LE(row.slope(d - 1), row.slope(d));
  for (int price = -200; price <= 200; ++price) {
    double least = 1e18;
    for (int64_t d = row.least; d <= row.most; ++d)
      least = std::min(least, static_cast<double>(row.cost(d)) - price * static_cast<double>(d));
    const auto d = row.best(price);
    EXPECT_EQ(static_cast<double>(row.cost(d)) - price * static_cast<double>(d), least);
  }
}

// The model's cost is the coefficients' along the tangent, and the other goals as they are defined.
TEST(Model, CostIsTheObjective) {
  const auto problem = small_problem(5);
  const auto instance = look_up(problem);
  const auto model = build(instance);
  Evaluator evaluator{instance, model};
  evaluator.change(0, model.units[0].first);
  double even = 0, weights = 0;
  for (size_t k = 0; k < instance.gauges.size(); ++k) {
    const double before = *instance.gauges[k].cv, after = *evaluator.cv(static_cast<int32_t>(k));
    even += instance.gauges[k].weight * (after * after - before * before) / (2 * before);
    weights += instance.gauges[k].weight;
  }
  Cost cells = 0;
  const auto sums = activities(model, evaluator.ledger().now());
  for (size_t r = 0; r < sums.size(); ++r)
    if (model.rows[r].kind == RowKind::cell) cells += model.rows[r].cost(sums[r]) - 0;
  Cost missing = 0;
  for (size_t r = 0; r < sums.size(); ++r) {
    const auto& row = model.rows[r];
    if (row.kind == RowKind::cell)
      missing += row.missing * (std::max<int64_t>(0, row.needed - sums[r]) - std::max<int64_t>(0, row.needed));
  }
  EXPECT_NEAR(static_cast<double>(cells - missing), 1e12 * even / weights, 100);
}

TEST(Model, WhoGoTogetherAreOneUnit) {
  auto problem = small_problem(3);
  problem.teachers[0].school = problem.teachers[1].school = "s0";
  problem.teachers[0].together = problem.teachers[1].together = "couple";
  const auto instance = look_up(problem);
  const auto model = build(instance);
  ASSERT_EQ(model.units[0].teachers, (std::vector<int32_t>{0, 1}));
  const auto choice = [&] {
    Choice one(model.units.size(), -1);
    one[0] = model.units[0].first;
    return one;
  }();
  EXPECT_EQ(moves_of(instance, model, choice).size(), 2u);
}

// 14 hours each: of 30 to spare two may leave, of 40 needed more than is taught nobody.
TEST(Model, HoursAreCountedInWholeTeachers) {
  auto problem = small_problem(3, 3, 12);
  int64_t here = 0;
  for (auto& teacher : problem.teachers) {
    teacher.hours = 14;
    teacher.subject = "a";
    here += teacher.school == "s0" ? 14 : 0;
  }
  problem.coverage = {{"s0", "primary", "a", here - 30}, {"s1", "primary", "a", 10'000}};
  const auto instance = look_up(problem);
  const auto model = build(instance);
  std::map<int32_t, const Row*> rows;  // by school
  for (const auto& row : model.rows)
    if (row.kind == RowKind::hours) rows[row.school] = &row;
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows.at(0)->grain, 14);
  EXPECT_EQ(rows.at(0)->least, -2);
  EXPECT_EQ(rows.at(1)->least, 0);
  for (const auto& unit : model.units)
    for (const auto& entry : unit.leave)
      if (model.rows[static_cast<size_t>(entry.row)].kind == RowKind::hours) EXPECT_EQ(entry.count, -1);
}

TEST(Mps, SaysFreeAndNamesEveryColumn) {
  const auto problem = small_problem(2);
  const auto instance = look_up(problem);
  const auto model = build(instance);
  std::string text;
  write_mps(model, [&](std::string_view piece) { text += piece; });
  EXPECT_EQ(text.rfind("NAME X FREE\n", 0), 0u);
  EXPECT_NE(text.find(" UP BND x" + std::to_string(model.columns.size() - 1) + " 1\n"), std::string::npos);
  EXPECT_TRUE(text.ends_with("ENDATA\n"));
}

}  // namespace
}  // namespace doorstep::transfer
