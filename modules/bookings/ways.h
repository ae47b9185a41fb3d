// Ways: how long it takes from one school to another, and whether pieces of a thing are free. Pure.
#pragma once

#include <optional>
#include <span>

#include <doorstep/base/earth.h>
#include <doorstep/bookings/bookings.h>

namespace doorstep::bookings {

// Minutes, rounded up to five; 0 at one school, 30 where a place is not known.
int way_minutes(const BookingRule& rule, bool same_school, const std::optional<Spot>& a, const std::optional<Spot>& b);

// So many pieces are away from `from` until `to`, [from, to) in seconds.
struct Away {
  int64_t from = 0, to = 0, amount = 1;
};

// The most pieces that are away at one moment of [from, to).
int64_t most_away(std::span<const Away> all, int64_t from, int64_t to);

}  // namespace doorstep::bookings
