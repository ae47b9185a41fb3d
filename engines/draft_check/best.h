// Best: whether one round of rank_maximal was shared as well as it could be.
#pragma once

#include "seating.h"

namespace doorstep::draft_check {

// One round: who took part, what each could still have, and what each got.
struct Sitting {
  std::vector<size_t> students;            // in the order of the round
  std::vector<std::vector<size_t>> left;   // by place in `students`: choices, the dearest first
  std::vector<std::optional<size_t>> got;  // by place in `students`: a choice
};

// `seating`: after the round.
std::vector<Finding> check_best(const View& view, const Sitting& sitting, const Seating& seating);

}  // namespace doorstep::draft_check
