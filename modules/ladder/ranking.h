// From totals to names: the order of the candidates, and who of them has a place. Pure.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include <doorstep/ladder/ladder.h>

namespace doorstep::ladder {

struct Runner {
  std::string id;
  std::string unit;  // whose posts it takes: the school
  std::optional<double> total;
  bool rural = false, targeted = false;
  std::vector<double> ties;  // the larger the better, in the order of the rule
  uint64_t lot = 0;          // the smaller first, when all else is equal
};

struct Quota {
  int64_t places = 0;
  int64_t targeted_places = 0;  // counted apart
  int64_t rural_at_least = 0;   // of `places`, for candidates of rural schools as far as there are any
  double pass = 0;
  std::map<std::string, int64_t> posts;  // free posts by unit; a unit that is not named is not bound
};

struct Ranked {
  std::string id;
  int64_t place = 0;  // from 1; 0: without a total
  Outcome outcome{};
  bool by_lot = false;  // nothing but the lot put it before its neighbour
};

// In order of place; who has no total comes last.
std::vector<Ranked> rank(std::vector<Runner> runners, const Quota& quota);

// One total from several: their mean, or the mean of the two that lie closest (the higher pair when two are as close).
std::optional<double> total_of(std::vector<double> totals, Third rule);

}  // namespace doorstep::ladder
