// The worked examples of the papers, and what the formulas promise.
#include "agreement.h"

#include <gtest/gtest.h>

#include <cmath>

namespace doorstep::agreement {
namespace {

constexpr double no = missing;

// Krippendorff 2011, example C: twelve units, four observers, data missing.
const Table krippendorff{{1, 1, no, 1}, {2, 2, 3, 2}, {3, 3, 3, 3}, {3, 3, 3, 3},  {2, 2, 2, 2},   {1, 2, 3, 4},
                         {4, 4, 4, 4},  {1, 1, 2, 1}, {2, 2, 2, 2}, {no, 5, 5, 5}, {no, no, 1, 1}, {no, 3, no, no}};
// Shrout and Fleiss 1979, table 2: six targets, four judges.
const Table shrout{{9, 2, 5, 8}, {6, 1, 3, 2}, {8, 4, 6, 8}, {7, 1, 2, 6}, {10, 5, 6, 9}, {6, 2, 4, 7}};

TEST(Agreement, AlphaOfThePublishedExample) {
  EXPECT_NEAR(alpha(krippendorff, Metric::nominal)->alpha, 0.743, 0.0005);
  EXPECT_NEAR(alpha(krippendorff, Metric::ordinal)->alpha, 0.815, 0.0005);
  EXPECT_NEAR(alpha(krippendorff, Metric::interval)->alpha, 0.849, 0.0005);
  EXPECT_EQ(alpha(krippendorff, Metric::nominal)->things, 11) << "the twelfth was rated once";
  EXPECT_EQ(alpha(krippendorff, Metric::nominal)->pairable, 40);
}

// Krippendorff 2011, example A: two observers, binary data.
TEST(Agreement, AlphaOfTwoObserversAndYesOrNo) {
  const Table binary{{0, 1}, {1, 1}, {0, 1}, {0, 0}, {0, 0}, {0, 1}, {0, 0}, {0, 0}, {1, 0}, {0, 0}};
  EXPECT_NEAR(alpha(binary, Metric::nominal)->alpha, 0.095, 0.0005);
}

TEST(Agreement, AlphaIsEmptyWhereThereIsNothingToAgreeAbout) {
  EXPECT_FALSE(alpha({}, Metric::nominal));
  EXPECT_FALSE(alpha({{1, no}, {no, 2}}, Metric::interval)) << "nothing was rated twice";
  EXPECT_FALSE(alpha({{3, 3}, {3, 3}}, Metric::ordinal)) << "nothing differs";
  EXPECT_DOUBLE_EQ(alpha({{1, 1}, {2, 2}}, Metric::ordinal)->alpha, 1);
  EXPECT_LT(alpha({{1, 2}, {2, 1}}, Metric::interval)->alpha, 0);
}

TEST(Agreement, IccOfThePublishedExample) {
  const auto found = icc(shrout);
  ASSERT_TRUE(found);
  EXPECT_NEAR(found->single, 0.29, 0.005);
  EXPECT_NEAR(found->mean, 0.62, 0.005);
  EXPECT_EQ(found->things, 6);
  EXPECT_EQ(found->raters, 4);
}

TEST(Agreement, IccCountsWhatEveryRaterHasRated) {
  auto more = shrout;
  more.push_back({1, no, 2, 3});
  EXPECT_EQ(icc(more)->mean, icc(shrout)->mean);
  EXPECT_FALSE(icc({{1, 2}}));
  EXPECT_FALSE(icc({{5, 5}, {5, 5}}));
}

TEST(Agreement, SeverityIsFoundThoughRatersSawDifferentThings) {
  // True worth 60, 70, 80, 90; the second rater gives five more, the third five less.
  const Table table{{60, 65, no}, {70, no, 65}, {no, 85, 75}, {90, no, no}};
  const auto model = severity(table);
  EXPECT_NEAR(*model.raters[0].lenient, 0, 1e-6);
  EXPECT_NEAR(*model.raters[1].lenient, 5, 1e-6);
  EXPECT_NEAR(*model.raters[2].lenient, -5, 1e-6);
  EXPECT_NEAR(*model.things[2], 80, 1e-6);
  EXPECT_NEAR(*model.things[3], 90, 1e-6);
  EXPECT_NEAR(model.residuals[0][1], 0, 1e-6);
  EXPECT_TRUE(std::isnan(model.residuals[0][2]));
}

TEST(Agreement, RatersThatNothingTiesAreNotCompared) {
  const auto model = severity({{60, no}, {no, 90}});
  EXPECT_NE(model.raters[0].tied, model.raters[1].tied);
  EXPECT_NEAR(*model.raters[0].lenient, 0, 1e-9);
  EXPECT_NEAR(*model.raters[1].lenient, 0, 1e-9);
  EXPECT_FALSE(severity({{no, 5}}).raters[0].lenient);
  EXPECT_TRUE(severity({}).raters.empty());
}

}  // namespace
}  // namespace doorstep::agreement
