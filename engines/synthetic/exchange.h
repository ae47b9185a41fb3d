// The exchange of teachers of a district that does not exist: who could go where, under rules as districts publish
// them.
#pragma once

#include <doorstep/transfer/problem.h>

namespace doorstep::synthetic {

struct ExchangeWish {
  uint64_t seed = 1;
  int schools = 500;
  int teachers = 20'000;
};

// wish.schools >= 2, wish.teachers >= 4 a school. Ways are the 12 nearest schools of the stage within 15 km of where
// the teacher lives; about 63 of 100 teachers are eligible. The same wish gives the same problem.
transfer::Problem exchange(const ExchangeWish& wish);

}  // namespace doorstep::synthetic
