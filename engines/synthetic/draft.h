// Courses and clubs of a district that does not exist, and what its students would like to have.
#pragma once

#include <doorstep/draft/problem.h>

namespace doorstep::synthetic {

struct DraftWish {
  uint64_t seed = 1;
  int students = 342'000;
  int offerings = 20'000;
  int preferences = 10;  // of a student at most
  int most = 1;          // offerings that a student may take
};

// wish.students and wish.offerings >= 1. A campus for each 40 offerings; a student chooses among what her own and the
// seven nearest campuses offer to her grade, the popular far more often, so that seats for nearly everybody are there
// and many first choices are full. A third of the offerings keep seats for their own campus. The same wish gives the
// same problem.
draft::Problem draft(const DraftWish& wish);

}  // namespace doorstep::synthetic
