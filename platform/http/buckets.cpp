#include "buckets.h"

#include <algorithm>

namespace doorstep::http {
namespace {
constexpr size_t most_addresses = 100'000;
}

bool Buckets::take(const std::string& address, Clock::time_point now) {
  if (per_second_ <= 0) return true;
  const std::lock_guard hold(mutex_);
  if (buckets_.size() >= most_addresses) drop_full(now);
  const auto [at, fresh] = buckets_.try_emplace(address, Bucket{burst_, now});
  auto& bucket = at->second;
  bucket.tokens =
      std::min(burst_, bucket.tokens + std::chrono::duration<double>(now - bucket.at).count() * per_second_);
  bucket.at = now;
  if (bucket.tokens < 1) return false;
  bucket.tokens -= 1;
  return true;
}

// A full bucket says nothing that a missing one does not. When all are in use, everybody starts anew.
void Buckets::drop_full(Clock::time_point now) {
  std::erase_if(buckets_, [&](const auto& entry) {
    const auto& bucket = entry.second;
    return bucket.tokens + std::chrono::duration<double>(now - bucket.at).count() * per_second_ >= burst_;
  });
  if (buckets_.size() >= most_addresses) buckets_.clear();
}

}  // namespace doorstep::http
