// Agreement: how far people who rate the same things agree, and how severe each of them is.
//
// alpha   K. Krippendorff, Computing Krippendorff's Alpha-Reliability, 2011 (repository.upenn.edu/asc_papers/43);
//         any number of raters, ratings may be missing
// icc     P. E. Shrout, J. L. Fleiss, Intraclass correlations: uses in assessing rater reliability, Psychological
//         Bulletin 86 (1979) 420-428: ICC(2,1) of one rater and ICC(2,k) of the mean of k; complete tables only
// severity  score = mean + thing + rater, by least squares, raters adding up to nothing; comparable only among raters
//         that common things tie together
//
// Pure functions of their arguments, thread safe; the same input gives the same bytes. A table has one row a thing and
// one column a rater; a rating that was not given is `missing`.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

#include <doorstep/base/describe.h>

namespace doorstep::agreement {

inline constexpr double missing = std::numeric_limits<double>::quiet_NaN();

using Table = std::vector<std::vector<double>>;

enum class Metric { nominal, ordinal, interval };

struct Alpha {
  double alpha = 0;      // 1: as one; 0: as by chance; below: worse than chance
  int64_t things = 0;    // with two ratings or more
  int64_t pairable = 0;  // ratings of these
};

// Empty when no thing was rated twice, or when all pairable ratings are the same: no difference to agree about.
std::optional<Alpha> alpha(const Table& table, Metric metric);

struct Icc {
  double single = 0;  // of one rater
  double mean = 0;    // of the mean of `raters`
  int64_t things = 0, raters = 0;
};

// Over the things that every rater has rated. Empty with fewer than two such things or two raters, or when nothing
// differs.
std::optional<Icc> icc(const Table& table);

struct Severity {
  std::optional<double> lenient;  // above the others by so many points; below 0: severe. Empty: nothing rated
  int64_t ratings = 0;
  int32_t tied = -1;  // raters of one number can be compared
};
struct Model {
  std::vector<Severity> raters;
  std::vector<std::optional<double>> things;  // mean of each thing, had all raters rated it
  Table residuals;                            // what neither thing nor rater explains; missing where nothing was rated
};
Model severity(const Table& table);

BOOST_DESCRIBE_ENUM(Metric, nominal, ordinal, interval)

}  // namespace doorstep::agreement
