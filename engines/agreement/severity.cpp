#include <algorithm>
#include <cmath>

#include "agreement.h"

namespace doorstep::agreement {
namespace {

constexpr int most_rounds = 500;
constexpr double still = 1e-10;  // points; less than a report shows

bool given(const Table& table, size_t thing, size_t rater) {
  return rater < table[thing].size() && !std::isnan(table[thing][rater]);
}

// Numbers raters that common things tie together, directly or over others.
std::vector<int32_t> ties(const Table& table, size_t raters) {
  std::vector<int32_t> of(raters, -1);
  int32_t next = 0;
  for (size_t first = 0; first < raters; ++first) {
    if (of[first] >= 0) continue;
    std::vector<size_t> waiting{first};
    of[first] = next;
    while (!waiting.empty()) {
      const auto rater = waiting.back();
      waiting.pop_back();
      for (size_t thing = 0; thing < table.size(); ++thing)
        for (size_t other = 0; given(table, thing, rater) && other < raters; ++other)
          if (of[other] < 0 && given(table, thing, other)) {
            of[other] = next;
            waiting.push_back(other);
          }
    }
    ++next;
  }
  return of;
}

}  // namespace

Model severity(const Table& table) {
  size_t raters = 0;
  for (const auto& row : table) raters = std::max(raters, row.size());
  Model made;
  made.raters.resize(raters);
  const auto tied = ties(table, raters);
  std::vector<double> thing(table.size(), 0), rater(raters, 0);
  for (size_t j = 0; j < raters; ++j) {
    made.raters[j].tied = tied[j];
    for (size_t i = 0; i < table.size(); ++i) made.raters[j].ratings += given(table, i, j) ? 1 : 0;
  }
  // Raters of one tie add up to nothing, weighted alike.
  const auto centre = [&] {
    for (size_t j = 0; j < raters; ++j) {
      if (std::ranges::find(tied.begin(), tied.begin() + static_cast<long>(j), tied[j]) !=
          tied.begin() + static_cast<long>(j))
        continue;
      double sum = 0, count = 0;
      for (size_t other = 0; other < raters; ++other)
        if (tied[other] == tied[j]) sum += rater[other], ++count;
      for (size_t other = 0; other < raters; ++other)
        if (tied[other] == tied[j]) rater[other] -= sum / count;
    }
  };
  for (int round = 0; round < most_rounds; ++round) {
    double moved = 0;
    for (size_t i = 0; i < table.size(); ++i) {
      double sum = 0, count = 0;
      for (size_t j = 0; j < raters; ++j)
        if (given(table, i, j)) sum += table[i][j] - rater[j], ++count;
      if (count > 0) thing[i] = sum / count;
    }
    for (size_t j = 0; j < raters; ++j) {
      double sum = 0, count = 0;
      for (size_t i = 0; i < table.size(); ++i)
        if (given(table, i, j)) sum += table[i][j] - thing[i], ++count;
      if (count == 0) continue;
      moved = std::max(moved, std::abs(sum / count - rater[j]));
      rater[j] = sum / count;
    }
    centre();
    if (moved < still) break;
  }
  for (size_t j = 0; j < raters; ++j)
    if (made.raters[j].ratings > 0) made.raters[j].lenient = rater[j];
  for (size_t i = 0; i < table.size(); ++i) {
    auto& rest = made.residuals.emplace_back(raters, missing);
    bool any = false;
    for (size_t j = 0; j < raters; ++j)
      if (given(table, i, j)) {
        any = true;
        rest[j] = table[i][j] - thing[i] - rater[j];
      }
    made.things.push_back(any ? std::optional{thing[i]} : std::nullopt);
  }
  return made;
}

}  // namespace doorstep::agreement
