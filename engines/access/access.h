// Access: how many of the seats that are offered each school's students can reach, by the enhanced two-step floating
// catchment area method (Luo and Qi, "An enhanced two-step floating catchment area (E2SFCA) method for measuring
// spatial accessibility to primary care physicians", Health & Place 15, 2009, 1100-1107).
//
// Step 1, of an offer j: its seats over everybody who may come, weighted by how near, R_j = S_j / sum_k W(t_kj) P_kj.
// Step 2, of a school i: what its students have of it, A_i = sum_j R_j W(t_ij) P_ij, in seats. The seats of an offer
// that anybody can reach are shared out whole: sum_i A_i = sum_j S_j.
//
// Pure functions of their arguments, thread safe; sums in the order given: the same input gives the same bytes.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace doorstep::access {

// The paper's weights of three zones of ten minutes, slow decay: 1, 0.68, 0.22, and nothing beyond thirty.
double weight(int64_t minutes);

struct Reach {
  uint32_t school = 0;  // below `schools`
  double students = 0;  // of it, for whom the offer is
  int64_t minutes = 0;  // from it to the offer, one way
};
struct Offer {
  double seats = 0;
  std::vector<Reach> reach;  // each school once
};

// Seats that each school's students have within reach, in all.
std::vector<double> seats(uint32_t schools, std::span<const Offer> offers);

}  // namespace doorstep::access
