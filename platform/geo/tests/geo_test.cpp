#include <gtest/gtest.h>

#include <doorstep/geo/geo.h>

using namespace doorstep;

// Ordnance Survey's worked example (Caister water tower): E 651409.903, N 313177.270 is 52.658008 N, 1.716074 E on
// WGS 84; the plain Helmert transformation agrees to a few metres.
TEST(Geo, BritishGrid) {
  auto grid = geo::Grid::open("EPSG:27700");
  ASSERT_TRUE(grid);
  const auto point = grid->at(651409.903, 313177.270);
  ASSERT_TRUE(point);
  EXPECT_NEAR(point->latitude, 52.658, 0.0002);
  EXPECT_NEAR(point->longitude, 1.716, 0.0002);
}

TEST(Geo, UnknownSystemsAreRefused) { EXPECT_FALSE(geo::Grid::open("EPSG:1")); }
