#include "ranking.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <tuple>

namespace doorstep::ladder {
namespace {

bool before(const Runner& a, const Runner& b) {
  if (a.total.has_value() != b.total.has_value()) return a.total.has_value();
  if (a.total && *a.total != *b.total) return *a.total > *b.total;
  if (a.ties != b.ties) return a.ties > b.ties;
  return std::tie(a.lot, a.id) < std::tie(b.lot, b.id);
}

struct Left {
  Quota quota;

  bool post(const Runner& one) const {
    const auto found = quota.posts.find(one.unit);
    return one.targeted || found == quota.posts.end() || found->second > 0;
  }
  void take(const Runner& one) {
    if (one.targeted) {
      --quota.targeted_places;
      return;
    }
    --quota.places;
    if (const auto found = quota.posts.find(one.unit); found != quota.posts.end()) --found->second;
  }
};

}  // namespace

std::optional<double> total_of(std::vector<double> totals, Third rule) {
  if (totals.empty()) return {};
  std::ranges::sort(totals);
  if (rule == Third::closest_two && totals.size() > 2) {
    size_t best = totals.size() - 2;
    for (size_t at = totals.size() - 2; at-- > 0;)
      if (totals[at + 1] - totals[at] < totals[best + 1] - totals[best]) best = at;
    return (totals[best] + totals[best + 1]) / 2;
  }
  return std::accumulate(totals.begin(), totals.end(), 0.0) / static_cast<double>(totals.size());
}

std::vector<Ranked> rank(std::vector<Runner> runners, const Quota& quota) {
  for (auto& one : runners)  // to the hundredth, as it is shown: what looks equal is equal
    if (one.total) one.total = std::round(*one.total * 100) / 100;
  std::ranges::sort(runners, before);
  std::vector<Ranked> made;
  Left left{quota};
  const auto passes = [&](const Runner& one) { return one.total && *one.total >= quota.pass; };
  for (const auto& one : runners) {
    Ranked ranked{one.id, 0, Outcome::no_place, false};
    if (one.total) ranked.place = static_cast<int64_t>(made.size()) + 1;
    if (!made.empty()) {
      const auto& above = runners[made.size() - 1];
      ranked.by_lot = one.total && above.total == one.total && above.ties == one.ties;
    }
    if (!one.total)
      ranked.outcome = Outcome::unscored;
    else if (!passes(one))
      ranked.outcome = Outcome::below_pass;
    made.push_back(ranked);
  }
  // First the places kept for rural schools, then the rest by order.
  int64_t kept = quota.rural_at_least;
  for (size_t at = 0; at < runners.size(); ++at) {
    const auto& one = runners[at];
    if (kept <= 0 || left.quota.places <= 0) break;
    if (!one.rural || one.targeted || !passes(one) || !left.post(one)) continue;
    made[at].outcome = Outcome::placed_rural;
    left.take(one);
    --kept;
  }
  for (size_t at = 0; at < runners.size(); ++at) {
    const auto& one = runners[at];
    if (made[at].outcome != Outcome::no_place) continue;
    const auto places = one.targeted ? left.quota.targeted_places : left.quota.places;
    if (places <= 0) continue;
    if (!left.post(one)) {
      made[at].outcome = Outcome::no_post;
      continue;
    }
    made[at].outcome = one.targeted ? Outcome::placed_targeted : Outcome::placed;
    left.take(one);
  }
  return made;
}

}  // namespace doorstep::ladder
