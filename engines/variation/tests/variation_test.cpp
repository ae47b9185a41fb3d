#include <doorstep/variation/variation.h>

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <fstream>
#include <random>
#include <sstream>
#include <string>

namespace doorstep::variation {
namespace {

using Numbers = std::vector<double>;

// The worked example that circulates with the method: students and books of five schools.
const Numbers example_students{45, 37, 89, 76, 55};
const Numbers example_books{279, 137, 935, 160, 402};

struct Case {
  Numbers amounts, students;
  std::vector<int32_t> groups;
};

Case random_case(std::mt19937_64& random, size_t schools) {
  Case made;
  for (size_t i = 0; i < schools; ++i) {
    const double students = 20 + static_cast<double>(random() % 2000);
    made.students.push_back(students);
    made.amounts.push_back(random() % 12 == 0 ? 0 : std::floor(students * static_cast<double>(random() % 1000) / 9000));
    made.groups.push_back(static_cast<int32_t>(random() % 7) - 1);
  }
  return made;
}

TEST(StudentWeighted, WorkedExampleOfTheMethod) {
  const auto spread = student_weighted(example_books, example_students);
  EXPECT_NEAR(spread.s, 3.2639, 0.00005);
  EXPECT_NEAR(spread.mean, 6.3344, 0.00005);
  ASSERT_TRUE(spread.cv);
  EXPECT_NEAR(*spread.cv, 0.515257, 0.0000005);
  EXPECT_EQ(spread.schools, 5u);
  EXPECT_EQ(spread.amount, 1913);
  EXPECT_EQ(spread.students, 302);
  EXPECT_TRUE(spread.left_out.empty());
}

TEST(Unweighted, IsAnotherNumberAndSaysSo) {
  const auto spread = unweighted(example_books, example_students);
  EXPECT_EQ(spread.form, Form::unweighted);
  ASSERT_TRUE(spread.cv);
  EXPECT_NEAR(*spread.cv, 0.489, 0.0005);
  EXPECT_EQ(student_weighted(example_books, example_students).form, Form::student_weighted);
}

TEST(StudentWeighted, NamesWhatIsLeftOut) {
  const double infinite = std::numeric_limits<double>::infinity();
  const Numbers amounts{10, missing, 5, -1, 20, 5, infinite, 5};
  const Numbers students{100, 50, 0, 10, 100, missing, 10, -3};
  const auto spread = student_weighted(amounts, students);
  EXPECT_EQ(spread.schools, 2u);
  EXPECT_DOUBLE_EQ(spread.mean, 0.15);
  ASSERT_EQ(spread.left_out.size(), 6u);
  const Reason expected[] = {Reason::amount_missing,   Reason::no_students, Reason::negative,
                             Reason::students_missing, Reason::not_finite,  Reason::negative};
  const uint32_t rows[] = {1, 2, 3, 5, 6, 7};
  for (size_t i = 0; i < 6; ++i) {
    EXPECT_EQ(spread.left_out[i].reason, expected[i]) << i;
    EXPECT_EQ(spread.left_out[i].index, rows[i]) << i;
  }
}

TEST(StudentWeighted, NoSpreadExistsForOneSchoolOrForNothing) {
  EXPECT_FALSE(student_weighted({}, {}).cv);
  const Numbers one{5}, hundred{100};
  EXPECT_FALSE(student_weighted(one, hundred).cv);
  EXPECT_DOUBLE_EQ(student_weighted(one, hundred).mean, 0.05);
  const Numbers nothing{0, 0}, two{100, 200};
  EXPECT_FALSE(student_weighted(nothing, two).cv);
  const Numbers even{10, 20};
  EXPECT_EQ(student_weighted(even, two).cv, std::optional<double>{0});
}

TEST(StudentWeighted, SumsKeepWhatRoundingLoses) {
  // One giant and many small: a plain sum of these loses the small ones.
  Numbers amounts{1e16}, students{1};
  for (int i = 0; i < 1000; ++i) {
    amounts.push_back(1);
    students.push_back(1);
  }
  amounts.push_back(1e16);
  students.push_back(1);
  EXPECT_EQ(student_weighted(amounts, students).amount, 2e16 + 1000);
}

TEST(StudentWeighted, SameInputSameBytes) {
  std::mt19937_64 random{7};
  const auto made = random_case(random, 500);
  const auto first = student_weighted(made.amounts, made.students);
  const auto second = student_weighted(made.amounts, made.students);
  EXPECT_EQ(std::memcmp(&first.mean, &second.mean, sizeof(double)), 0);
  EXPECT_EQ(std::memcmp(&first.s, &second.s, sizeof(double)), 0);
}

TEST(StudentWeighted, DoesNotDependOnTheUnitOrOnHalvingASchool) {
  std::mt19937_64 random{11};
  for (int round = 0; round < 50; ++round) {
    auto made = random_case(random, 40);
    const auto cv = student_weighted(made.amounts, made.students).cv;
    ASSERT_TRUE(cv);
    auto scaled = made.amounts;
    for (auto& amount : scaled) amount *= 10000;
    EXPECT_NEAR(*student_weighted(scaled, made.students).cv, *cv, 1e-12);
    made.amounts[3] /= 2;
    made.students[3] /= 2;
    made.amounts.push_back(made.amounts[3]);
    made.students.push_back(made.students[3]);
    EXPECT_NEAR(*student_weighted(made.amounts, made.students).cv, *cv, 1e-12);
  }
}

TEST(WithoutEach, EqualsTheCoefficientOfTheOthers) {
  std::mt19937_64 random{3};
  for (int round = 0; round < 30; ++round) {
    auto made = random_case(random, 25);
    made.amounts[4] = missing;
    made.students[9] = 0;
    const auto spread = student_weighted(made.amounts, made.students);
    const auto without = without_each(made.amounts, made.students, spread);
    EXPECT_TRUE(std::isnan(without[4]));
    EXPECT_TRUE(std::isnan(without[9]));
    for (size_t i = 0; i < made.amounts.size(); ++i) {
      if (std::isnan(without[i])) continue;
      auto amounts = made.amounts;
      amounts[i] = missing;
      EXPECT_NEAR(without[i], *student_weighted(amounts, made.students).cv, 1e-11);
    }
  }
}

TEST(WithoutEach, LeavesNothingOfTwo) {
  const Numbers amounts{1, 2}, students{10, 10};
  const auto without = without_each(amounts, students, student_weighted(amounts, students));
  EXPECT_TRUE(std::isnan(without[0]) && std::isnan(without[1]));
}

// Recomputed from the definitions by double sums over pairs, apart from this code.
const Case five{{9, 12, 10, 20, 0}, {100, 250, 80, 400, 60}, {0, 0, 1, 1, -1}};

TEST(Gini, AgreesWithTheSumOverAllPairs) {
  std::mt19937_64 random{5};
  for (int round = 0; round < 30; ++round) {
    const auto made = random_case(random, 30);
    double pairs = 0, amount = 0, weight = 0;
    for (size_t i = 0; i < 30; ++i) {
      amount += made.amounts[i];
      weight += made.students[i];
      for (size_t j = 0; j < 30; ++j)
        pairs += made.students[i] * made.students[j] *
                 std::abs(made.amounts[i] / made.students[i] - made.amounts[j] / made.students[j]);
    }
    EXPECT_NEAR(*gini(made.amounts, made.students), pairs / (2 * weight * amount), 1e-12);
  }
  EXPECT_NEAR(*gini(Numbers{3, 3, 3}, Numbers{10, 10, 10}), 0, 1e-15);
  EXPECT_FALSE(gini(Numbers{3}, Numbers{10}));
  EXPECT_FALSE(gini(Numbers{0, 0}, Numbers{10, 10}));
}

TEST(Decompose, HandMadeCaseWithAZeroAndASchoolAlone) {
  const auto split = decompose(five.amounts, five.students, five.groups);
  ASSERT_TRUE(split);
  EXPECT_NEAR(split->theil_t, 0.13745028916586025, 1e-14);
  EXPECT_NEAR(split->theil_t_within, 0.06745223797094552, 1e-14);
  EXPECT_NEAR(split->theil_t_between, 0.06999805119491473, 1e-14);
  EXPECT_FALSE(split->mld);  // infinite where a school has nothing
  EXPECT_EQ(split->alone, 1u);
  ASSERT_EQ(split->groups.size(), 2u);
  EXPECT_EQ(split->groups[0].schools, 2u);
  EXPECT_DOUBLE_EQ(split->groups[0].mean, 21.0 / 350);
}

TEST(Decompose, WithinAndBetweenCloseOnTheTotal) {
  std::mt19937_64 random{13};
  for (int round = 0; round < 100; ++round) {
    const auto made = random_case(random, 60);
    const auto split = decompose(made.amounts, made.students, made.groups);
    ASSERT_TRUE(split);
    EXPECT_NEAR(split->theil_t, split->theil_t_within + split->theil_t_between, 1e-12);
    EXPECT_GE(split->theil_t_between, -1e-12);
    auto positive = made;
    for (auto& amount : positive.amounts) amount += 1;
    const auto with_mld = decompose(positive.amounts, positive.students, positive.groups);
    ASSERT_TRUE(with_mld->mld);
    EXPECT_NEAR(*with_mld->mld, *with_mld->mld_within + *with_mld->mld_between, 1e-12);
  }
}

TEST(Decompose, OneGroupHasAllWithinAndNoneHasAllBetween) {
  std::mt19937_64 random{17};
  auto made = random_case(random, 20);
  made.groups.assign(20, 4);
  auto split = decompose(made.amounts, made.students, made.groups);
  EXPECT_NEAR(split->theil_t_between, 0, 1e-14);
  EXPECT_NEAR(split->theil_t_within, split->theil_t, 1e-12);
  EXPECT_NEAR(*split->groups[0].cv, *student_weighted(made.amounts, made.students).cv, 1e-12);
  made.groups.assign(20, -1);
  split = decompose(made.amounts, made.students, made.groups);
  EXPECT_EQ(split->theil_t_within, 0);
  EXPECT_NEAR(split->theil_t_between, split->theil_t, 1e-12);
  EXPECT_FALSE(decompose(Numbers{0}, Numbers{5}, std::vector<int32_t>{1}));
}

// The composite of the 2012 standard is the plain mean of its eight coefficients.
TEST(Published, CompositesAreTheMeanOfEight) {
  std::ifstream file{DOORSTEP_SOURCE_DIR "/tests/golden/published-composites.csv"};
  ASSERT_TRUE(file);
  size_t rows = 0;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("#") || line.starts_with("place")) continue;
    std::istringstream cells{line};
    std::string place, level, cell;
    std::getline(cells, place, ',');
    std::getline(cells, level, ',');
    double sum = 0;
    for (int i = 0; i < 8; ++i) {
      ASSERT_TRUE(std::getline(cells, cell, ','));
      sum += std::stod(cell);
    }
    ASSERT_TRUE(std::getline(cells, cell, ','));
    EXPECT_NEAR(sum / 8, std::stod(cell), 0.001) << place;
    ++rows;
  }
  EXPECT_EQ(rows, 12u);
}

}  // namespace
}  // namespace doorstep::variation
