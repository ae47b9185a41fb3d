// Seating: how many of each quota sit with each offering.
#pragma once

#include "view.h"

namespace doorstep::draft_check {

class Seating {
 public:
  explicit Seating(const View& view);

  int64_t count(size_t offering, size_t quota) const { return counts_[offering][quota]; }
  int64_t all(size_t offering) const;
  // Seats that are taken or kept for a quota.
  int64_t spoken_for(size_t offering) const;
  int64_t beyond_kept(size_t offering, size_t quota) const;
  // Whether one more of the quota may sit down while what is kept for others stays free.
  bool room(size_t offering, size_t quota) const;
  void add(const Choice& choice, int64_t change) { counts_[choice.offering][choice.quota] += change; }

 private:
  const View& view_;
  std::vector<std::vector<int64_t>> counts_;
};

// What a student would have to give up for a choice of hers: nothing, one place that is less dear, or it cannot be.
struct Trade {
  bool possible = false;
  std::optional<size_t> gives;  // a choice
};
Trade trade(const View& view, size_t student, const std::vector<Got>& has, size_t choice);

}  // namespace doorstep::draft_check
