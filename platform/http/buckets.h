// Buckets: token buckets, one for each address. Thread safe; memory stays bounded.
#pragma once

#include <chrono>
#include <mutex>
#include <string>
#include <unordered_map>

namespace doorstep::http {

class Buckets {
 public:
  using Clock = std::chrono::steady_clock;

  // `burst` at once, then `per_second` on average. A rate of 0 is no limit.
  Buckets(double per_second, double burst) : per_second_(per_second), burst_(burst) {}

  // Takes one token of `address`; false when there is none.
  bool take(const std::string& address, Clock::time_point now = Clock::now());

 private:
  struct Bucket {
    double tokens = 0;
    Clock::time_point at;
  };
  void drop_full(Clock::time_point now);

  const double per_second_, burst_;
  std::mutex mutex_;
  std::unordered_map<std::string, Bucket> buckets_;
};

}  // namespace doorstep::http
