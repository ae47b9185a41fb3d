// Dice: our own random numbers, so that a seed gives the same district on every machine (splitmix64, Steele 2014).
#pragma once

#include <cstdint>

namespace doorstep::synthetic {

// One number mixed beyond recognition; different numbers stay different.
inline uint64_t mixed(uint64_t z) {
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
  return z ^ (z >> 31);
}

// e to the x by its series: the C library's own answer may differ in the last bit between processors.
inline double exponential(double x) {
  const double small = x / 16;
  double term = 1, sum = 1;
  for (int i = 1; i <= 14; ++i) sum += term *= small / i;
  for (int i = 0; i < 4; ++i) sum *= sum;
  return sum;
}
inline double logistic(double x) { return 1 / (1 + exponential(-x)); }

class Dice {
 public:
  explicit Dice(uint64_t seed) : state_(seed) {}

  uint64_t next() { return mixed(state_ += 0x9e3779b97f4a7c15ULL); }
  double unit() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }  // [0, 1)
  int below(int n) { return static_cast<int>(next() % static_cast<uint64_t>(n)); }
  bool chance(double p) { return unit() < p; }
  // About normal, mean 0 and deviation 1: twelve uniforms, no transcendental function.
  double normal() {
    double sum = -6;
    for (int i = 0; i < 12; ++i) sum += unit();
    return sum;
  }
  double around(double middle, double spread) { return middle * exponential(spread * normal()); }

 private:
  uint64_t state_;
};

}  // namespace doorstep::synthetic
