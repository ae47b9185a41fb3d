// Seats: how many sit where, and whether one more may.
//
// Of an offering each quota's students sit on the seats that are kept for them first, then on shared ones.
#pragma once

#include <algorithm>

#include "instance.h"

namespace doorstep::draft {

class Seats {
 public:
  explicit Seats(const Instance& instance)
      : instance_(&instance), taken_(instance.leaves.size(), 0), shared_taken_(instance.capacity.size(), 0) {}

  int64_t taken(int32_t leaf) const { return taken_[at(leaf)]; }
  int64_t kept_free(int32_t leaf) const { return std::max<int64_t>(0, of(leaf).least - taken(leaf)); }
  int64_t on_shared(int32_t leaf) const { return std::max<int64_t>(0, taken(leaf) - of(leaf).least); }
  bool below_most(int32_t leaf) const { return std::max(taken(leaf), of(leaf).least) < of(leaf).most; }
  int64_t shared_free(int32_t offering) const { return instance_->shared[at(offering)] - shared_taken_[at(offering)]; }
  int64_t shared_taken(int32_t offering) const { return shared_taken_[at(offering)]; }
  // Whether one more of this leaf may sit down while what is kept for others is kept.
  bool open(int32_t leaf) const {
    return kept_free(leaf) > 0 || (below_most(leaf) && shared_free(of(leaf).offering) > 0);
  }
  void add(int32_t leaf, int64_t change) {
    auto& shared = shared_taken_[at(of(leaf).offering)];
    shared -= on_shared(leaf);
    taken_[at(leaf)] += change;
    shared += on_shared(leaf);
  }

 private:
  const Leaf& of(int32_t leaf) const { return instance_->leaves[at(leaf)]; }

  const Instance* instance_;
  std::vector<int64_t> taken_, shared_taken_;
};

}  // namespace doorstep::draft
