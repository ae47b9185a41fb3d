#include "assignment.h"

#include <algorithm>
#include <numeric>

#include <fmt/format.h>

#include <doorstep/base/digest.h>

namespace doorstep::ladder {
namespace {

class Desk {
 public:
  Desk(const std::vector<Reading>& readings, std::vector<int64_t> load, std::string_view seed)
      : readings_(readings),
        load_(std::move(load)),
        seed_(seed),
        made_{std::vector<std::vector<size_t>>(readings.size()), {}} {}

  Assigned work() {
    std::vector<size_t> order(readings_.size());
    std::iota(order.begin(), order.end(), size_t{0});
    // Those that few may read come first.
    std::ranges::stable_sort(order, {}, [&](size_t at) { return std::ranges::count(readings_[at].may, true); });
    for (const auto at : order) fill(at);
    level();
    std::ranges::sort(made_.short_of);
    return std::move(made_);
  }

 private:
  bool free(size_t reading, size_t rater) const {
    const auto& one = readings_[reading];
    return one.may[rater] && !std::ranges::count(one.before, rater) &&
           !std::ranges::count(made_.raters[reading], rater);
  }
  void fill(size_t reading) {
    const auto& one = readings_[reading];
    for (int64_t taken = 0; taken < one.wanted; ++taken) {
      auto best = load_.size();
      for (size_t rater = 0; rater < load_.size(); ++rater)
        if (free(reading, rater) && (best == load_.size() || less(rater, best, one.paper))) best = rater;
      if (best == load_.size()) {
        made_.short_of.push_back(reading);
        return;
      }
      made_.raters[reading].push_back(best);
      ++load_[best];
    }
  }
  bool less(size_t a, size_t b, const std::string& paper) const {
    if (load_[a] != load_[b]) return load_[a] < load_[b];
    return lot_of(seed_, std::to_string(a), paper) < lot_of(seed_, std::to_string(b), paper);
  }
  // Hands papers on along a chain of raters, from who has most to who has two fewer, until there is no such chain.
  void level() {
    while (hand_on()) {
    }
  }
  bool hand_on() {
    std::vector<size_t> from(load_.size());
    std::iota(from.begin(), from.end(), size_t{0});
    std::ranges::stable_sort(from, std::ranges::greater{}, [&](size_t rater) { return load_[rater]; });
    return std::ranges::any_of(from, [&](size_t rater) { return hand_on_from(rater); });
  }
  bool hand_on_from(size_t start) {
    struct Step {
      size_t before, reading;
    };
    const auto nobody = load_.size();
    std::vector<Step> steps(load_.size(), {nobody, 0});
    std::vector<size_t> waiting{start};
    std::vector<bool> seen(load_.size(), false);
    seen[start] = true;
    for (size_t next = 0; next < waiting.size(); ++next) {
      const auto rater = waiting[next];
      if (load_[rater] + 1 < load_[start]) {
        for (auto at = rater; at != start; at = steps[at].before) pass(steps[at].reading, steps[at].before, at);
        --load_[start];
        ++load_[rater];
        return true;
      }
      for (size_t reading = 0; reading < readings_.size(); ++reading) {
        if (!std::ranges::count(made_.raters[reading], rater)) continue;
        for (size_t other = 0; other < load_.size(); ++other)
          if (!seen[other] && free(reading, other)) {
            seen[other] = true;
            steps[other] = {rater, reading};
            waiting.push_back(other);
          }
      }
    }
    return false;
  }
  void pass(size_t reading, size_t giver, size_t taker) { std::ranges::replace(made_.raters[reading], giver, taker); }

  const std::vector<Reading>& readings_;
  std::vector<int64_t> load_;
  std::string_view seed_;
  Assigned made_;
};

}  // namespace

uint64_t lot_of(std::string_view seed, std::string_view whose, std::string_view paper) {
  return static_cast<uint64_t>(fingerprint(fmt::format("{}|{}|{}", seed, whose, paper)));
}

Assigned assign(const std::vector<Reading>& readings, std::vector<int64_t> load, std::string_view seed) {
  return Desk{readings, std::move(load), seed}.work();
}

}  // namespace doorstep::ladder
