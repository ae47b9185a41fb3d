#include <gtest/gtest.h>

#include <numeric>

#include <doorstep/access/access.h>

namespace doorstep::access {
namespace {

TEST(Access, TheWeightsAreThoseOfThePaper) {
  EXPECT_EQ(weight(0), 1);
  EXPECT_EQ(weight(10), 1);
  EXPECT_EQ(weight(11), 0.68);
  EXPECT_EQ(weight(20), 0.68);
  EXPECT_EQ(weight(30), 0.22);
  EXPECT_EQ(weight(31), 0);
}

// By hand: 30 seats where 100 students are and 100 more are 15 minutes away: R = 30 / (100 + 68); the first school has
// 100 R of them, the second 68 R.
TEST(Access, WhoIsNearerHasMoreOfIt) {
  const std::vector<Offer> offers{{30, {{0, 100, 0}, {1, 100, 15}}}};
  const auto found = seats(3, offers);
  EXPECT_DOUBLE_EQ(found[0], 30.0 * 100 / 168);
  EXPECT_DOUBLE_EQ(found[1], 30.0 * 68 / 168);
  EXPECT_EQ(found[2], 0);
}

TEST(Access, SeatsAreSharedOutWhole) {
  const std::vector<Offer> offers{{30, {{0, 100, 0}, {1, 80, 25}}}, {12, {{1, 80, 0}}}, {7, {{0, 10, 5}, {2, 20, 20}}}};
  const auto found = seats(3, offers);
  EXPECT_NEAR(std::accumulate(found.begin(), found.end(), 0.0), 49, 1e-12);
}

TEST(Access, WhatNobodyCanReachIsNobodys) {
  EXPECT_EQ(seats(1, std::vector<Offer>{{30, {{0, 100, 45}}}, {5, {{0, 0, 0}}}, {5, {}}})[0], 0);
  EXPECT_TRUE(seats(0, {}).empty());
}

}  // namespace
}  // namespace doorstep::access
