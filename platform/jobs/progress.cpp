#include "progress.h"

namespace doorstep::jobs {

void Progress::expect(int64_t total, std::string unit) {
  const std::lock_guard lock(mutex_);
  total_ = total;
  unit_ = std::move(unit);
  done_ = 0;
  began_ = std::chrono::steady_clock::now();
}

void Progress::tell(Words message) {
  const std::lock_guard lock(mutex_);
  message_ = std::move(message);
}

void Progress::keep(json::Raw result) {
  const std::lock_guard lock(mutex_);
  result_ = std::move(result);
}

Result<void> Progress::go_on() const {
  if (cancelled()) return refuse(Fault::conflict, "cancelled", say("已取消", "cancelled"));
  return {};
}

Progress::Now Progress::now() const {
  const std::lock_guard lock(mutex_);
  Now now{done_.load(), total_, unit_, 0, std::nullopt, message_, result_};
  const std::chrono::duration<double> passed = std::chrono::steady_clock::now() - began_;
  if (passed.count() > 0) now.rate = static_cast<double>(now.done) / passed.count();
  if (now.rate > 0 && now.total >= now.done) now.seconds_left = static_cast<double>(now.total - now.done) / now.rate;
  return now;
}

}  // namespace doorstep::jobs
