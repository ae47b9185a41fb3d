#include <algorithm>
#include <cmath>

#include "agreement.h"

namespace doorstep::agreement {
namespace {

// Squared difference of two values, both by their places among the values that occur, of which there are `often`.
double difference(Metric metric, const std::vector<double>& values, const std::vector<double>& often, size_t a,
                  size_t b) {
  if (a == b) return 0;
  if (metric == Metric::nominal) return 1;
  if (metric == Metric::interval) return (values[a] - values[b]) * (values[a] - values[b]);
  const auto [low, high] = std::minmax(a, b);
  double between = -(often[low] + often[high]) / 2;
  for (size_t at = low; at <= high; ++at) between += often[at];
  return between * between;
}

}  // namespace

std::optional<Alpha> alpha(const Table& table, Metric metric) {
  std::vector<std::vector<double>> pairable;
  std::vector<double> values;
  for (const auto& row : table) {
    auto& given = pairable.emplace_back();
    std::ranges::copy_if(row, std::back_inserter(given), [](double one) { return !std::isnan(one); });
    if (given.size() < 2)
      pairable.pop_back();
    else
      values.insert(values.end(), given.begin(), given.end());
  }
  if (pairable.empty()) return {};
  Alpha made{0, static_cast<int64_t>(pairable.size()), static_cast<int64_t>(values.size())};
  std::ranges::sort(values);
  values.erase(std::unique(values.begin(), values.end()), values.end());
  const auto place = [&](double value) {
    return static_cast<size_t>(std::ranges::lower_bound(values, value) - values.begin());
  };
  // Coincidences: each ordered pair of one thing counts 1 / (ratings - 1).
  const size_t kinds = values.size();
  std::vector<double> coincidence(kinds * kinds, 0), often(kinds, 0);
  for (const auto& given : pairable)
    for (size_t i = 0; i < given.size(); ++i)
      for (size_t j = 0; j < given.size(); ++j)
        if (i != j) coincidence[place(given[i]) * kinds + place(given[j])] += 1 / static_cast<double>(given.size() - 1);
  for (size_t a = 0; a < kinds; ++a)
    for (size_t b = 0; b < kinds; ++b) often[a] += coincidence[a * kinds + b];
  double observed = 0, expected = 0;
  for (size_t a = 0; a < kinds; ++a)
    for (size_t b = 0; b < kinds; ++b) {
      const double apart = difference(metric, values, often, a, b);
      observed += coincidence[a * kinds + b] * apart;
      expected += often[a] * often[b] * apart;
    }
  if (expected <= 0) return {};
  made.alpha = 1 - static_cast<double>(made.pairable - 1) * observed / expected;
  return made;
}

}  // namespace doorstep::agreement
