// Round: one place for each student at most, over the seats that are free.
#pragma once

#include "seats.h"

namespace doorstep::draft {

struct Option {
  int32_t leaf = 0, word = 0;
  int32_t wish = 0;  // index in Instance::wishes
};

// Students are numbered by the order of the round; `student` says who each is. The options of each, the dearest first.
struct Round {
  std::vector<int32_t> student;
  std::vector<int32_t> begin;  // in `options`, and one more
  std::vector<Option> options;
};

// The option that each student of the round gets, or -1; `seats` are taken.
using Given = std::vector<int32_t>;
Given share_by_rank(const Instance& instance, const Round& round, Seats& seats);
Given share_by_lottery(const Instance& instance, const Round& round, Seats& seats);

}  // namespace doorstep::draft
