// Sum: addition that remembers what rounding lost (Neumaier's correction in Knuth's branch-free form).
#pragma once

namespace doorstep::variation {

class Sum {
 public:
  void add(double term) {
    const double next = sum_ + term;
    const double part = next - sum_;
    lost_ += (sum_ - (next - part)) + (term - part);
    sum_ = next;
  }
  double value() const { return sum_ + lost_; }

 private:
  double sum_ = 0;
  double lost_ = 0;
};

}  // namespace doorstep::variation
