// Earth: how far two places are apart, as the crow flies.
#pragma once

#include <algorithm>
#include <cmath>
#include <numbers>

namespace doorstep {

// WGS 84, degrees.
struct Spot {
  double longitude = 0, latitude = 0;
};

inline double kilometres(const Spot& a, const Spot& b) {
  constexpr double radius = 6371.0, radian = std::numbers::pi / 180;
  const double across = std::sin((b.latitude - a.latitude) * radian / 2);
  const double along = std::sin((b.longitude - a.longitude) * radian / 2);
  const double h = across * across + std::cos(a.latitude * radian) * std::cos(b.latitude * radian) * along * along;
  return 2 * radius * std::asin(std::min(1.0, std::sqrt(h)));
}

}  // namespace doorstep
