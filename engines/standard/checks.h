// Checks: the demands of a standard that are plain comparisons of returned figures, beside the indicators.
//
// Judged on the returns as they came in, not on the tables: a limit on the size of a school is about the whole school.
// Pure and thread safe. A figure that was not reported makes the answer unknown, never met or missed.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include <doorstep/standard/measure.h>

namespace doorstep::standard {

// One check of one school or section, or of all together.
struct Finding {
  uint32_t school = 0;         // key; 0 for the district
  std::optional<Stage> stage;  // of a section
  double value = 0;            // the figure, or the rate where the check is one; NaN when not reported
  double limit = 0;            // what it is compared with, rooms per dozen of classes worked out
  std::optional<bool> met;     // empty: not reported, or nothing to divide by
};

struct CheckResult {
  size_t check = 0;  // position in Standard::checks
  uint32_t met = 0, missed = 0, unknown = 0;
  std::vector<Finding> findings;  // in the order of the returns; schools that the check is not about are absent
};

// One result a check. Schools that the standard leaves out are not asked; of combined schools only the sections that
// the standard measures are added up.
std::vector<CheckResult> check(const Standard& standard, const std::vector<Figure>& figures,
                               std::span<const SchoolReturn> returns);

}  // namespace doorstep::standard
