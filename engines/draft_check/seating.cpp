#include "seating.h"

#include <algorithm>

namespace doorstep::draft_check {

Seating::Seating(const View& view) : view_(view) {
  for (const auto& offering : view.problem.offerings) counts_.emplace_back(offering.quotas.size() + 1, 0);
}

int64_t Seating::all(size_t offering) const {
  int64_t sum = 0;
  for (const auto count : counts_[offering]) sum += count;
  return sum;
}

int64_t Seating::spoken_for(size_t offering) const {
  int64_t sum = 0;
  for (size_t quota = 0; quota < counts_[offering].size(); ++quota)
    sum += std::max(counts_[offering][quota], view_.least_of(offering, quota));
  return sum;
}

int64_t Seating::beyond_kept(size_t offering, size_t quota) const {
  return counts_[offering][quota] - view_.least_of(offering, quota);
}

bool Seating::room(size_t offering, size_t quota) const {
  if (beyond_kept(offering, quota) < 0) return true;
  return counts_[offering][quota] < view_.most_of(offering, quota) &&
         spoken_for(offering) < view_.problem.offerings[offering].capacity;
}

Trade trade(const View& view, size_t student, const std::vector<Got>& has, size_t choice) {
  const auto& mine = view.choices[student];
  std::vector<size_t> in_the_way;
  for (const auto& got : has) {
    if (got.choice == choice) return {};
    if (!view.apart(mine[got.choice].offering, mine[choice].offering).empty()) in_the_way.push_back(got.choice);
  }
  if (in_the_way.size() > 1) return {};
  if (in_the_way.empty() && static_cast<int64_t>(has.size()) >= view.most(student)) {
    if (has.empty()) return {};
    size_t last = 0;
    for (const auto& got : has) last = std::max(last, got.choice);
    in_the_way.push_back(last);
  }
  if (in_the_way.empty()) return {true, std::nullopt};
  if (in_the_way.front() < choice) return {};
  return {true, in_the_way.front()};
}

}  // namespace doorstep::draft_check
