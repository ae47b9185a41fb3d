// Dice: our own random numbers, so that a seed gives the same district on every machine (splitmix64, Steele 2014).
#pragma once

#include <cmath>
#include <cstdint>

namespace doorstep::synthetic {

class Dice {
 public:
  explicit Dice(uint64_t seed) : state_(seed) {}

  uint64_t next() {
    uint64_t z = (state_ += 0x9e3779b97f4a7c15ULL);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
  }
  double unit() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }  // [0, 1)
  int below(int n) { return static_cast<int>(next() % static_cast<uint64_t>(n)); }
  bool chance(double p) { return unit() < p; }
  // About normal, mean 0 and deviation 1: twelve uniforms, no transcendental function.
  double normal() {
    double sum = -6;
    for (int i = 0; i < 12; ++i) sum += unit();
    return sum;
  }
  double around(double middle, double spread) { return middle * std::exp(spread * normal()); }

 private:
  uint64_t state_;
};

}  // namespace doorstep::synthetic
