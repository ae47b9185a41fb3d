#include <algorithm>
#include <cmath>

#include "agreement.h"

namespace doorstep::agreement {

std::optional<Icc> icc(const Table& table) {
  Table whole;
  for (const auto& row : table)
    if (row.size() >= 2 && std::ranges::none_of(row, [](double one) { return std::isnan(one); })) whole.push_back(row);
  if (whole.size() < 2) return {};
  const auto raters = whole.front().size();
  const double n = static_cast<double>(whole.size()), k = static_cast<double>(raters);
  double sum = 0;
  std::vector<double> of_rater(raters, 0);
  for (const auto& row : whole)
    for (size_t rater = 0; rater < raters; ++rater) {
      sum += row[rater];
      of_rater[rater] += row[rater] / n;
    }
  const double mean = sum / (n * k);
  double things = 0, judges = 0, all = 0;
  for (const auto one : of_rater) judges += n * (one - mean) * (one - mean);
  for (const auto& row : whole) {
    double own = 0;
    for (const auto one : row) {
      own += one / k;
      all += (one - mean) * (one - mean);
    }
    things += k * (own - mean) * (own - mean);
  }
  const double between = things / (n - 1), of_judges = judges / (k - 1);
  const double rest = std::max(0.0, all - things - judges) / ((n - 1) * (k - 1));
  const double single = between + (k - 1) * rest + k * (of_judges - rest) / n;
  const double several = between + (of_judges - rest) / n;
  if (between <= 0 || single <= 0 || several <= 0) return {};
  return Icc{(between - rest) / single, (between - rest) / several, static_cast<int64_t>(whole.size()),
             static_cast<int64_t>(raters)};
}

}  // namespace doorstep::agreement
