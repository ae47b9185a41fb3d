#include "access.h"

#include <doorstep/variation/sum.h>

namespace doorstep::access {

double weight(int64_t minutes) {
  if (minutes <= 10) return 1;
  if (minutes <= 20) return 0.68;
  if (minutes <= 30) return 0.22;
  return 0;
}

std::vector<double> seats(uint32_t schools, std::span<const Offer> offers) {
  std::vector<variation::Sum> sums(schools);
  for (const auto& offer : offers) {
    variation::Sum wanted;
    for (const auto& one : offer.reach) wanted.add(weight(one.minutes) * one.students);
    if (wanted.value() <= 0) continue;
    for (const auto& one : offer.reach)
      sums[one.school].add(offer.seats * weight(one.minutes) * one.students / wanted.value());
  }
  std::vector<double> made;
  made.reserve(schools);
  for (const auto& sum : sums) made.push_back(sum.value());
  return made;
}

}  // namespace doorstep::access
