#include "ways.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace doorstep::bookings {
namespace {

constexpr double detour = 1.3;  // of roads over the straight line
constexpr int unknown_way = 30;

}  // namespace

int way_minutes(const BookingRule& rule, bool same_school, const std::optional<Spot>& a, const std::optional<Spot>& b) {
  if (same_school) return 0;
  if (!a || !b) return unknown_way;
  const double minutes = kilometres(*a, *b) * detour / rule.speed * 60 + rule.fixed_minutes;
  return static_cast<int>(std::ceil(minutes / 5)) * 5;
}

int64_t most_away(std::span<const Away> all, int64_t from, int64_t to) {
  int64_t most = 0;
  // The number away rises only where one sets out: those moments, and the beginning.
  const auto at = [&](int64_t moment) {
    int64_t away = 0;
    for (const auto& one : all)
      if (one.from <= moment && moment < one.to) away += one.amount;
    most = std::max(most, away);
  };
  at(from);
  for (const auto& one : all)
    if (from < one.from && one.from < to) at(one.from);
  return most;
}

}  // namespace doorstep::bookings
