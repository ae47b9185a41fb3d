// Progress: how far a long piece of work has come, and whether it should stop. The work writes, anybody reads; both
// from any thread. It stands alone, so that the command line can watch the same work without a runner.
#pragma once

#include <atomic>
#include <chrono>
#include <mutex>

#include <doorstep/base/json.h>
#include <doorstep/base/result.h>

namespace doorstep::jobs {

class Progress {
 public:
  // What there is to do and what it is counted in: "rows". Begins the clock of the rate anew.
  void expect(int64_t total, std::string unit);
  void advance(int64_t by = 1) { done_.fetch_add(by, std::memory_order_relaxed); }
  void tell(Words message);
  // Kept with the job whether it ends well or not, for example the report of a refused import.
  void keep(json::Raw result);

  void cancel() { cancelled_ = true; }
  bool cancelled() const { return cancelled_.load(std::memory_order_relaxed); }
  // An Error once somebody cancelled: DOORSTEP_TRY(progress.go_on()) between pieces of the work.
  Result<void> go_on() const;

  struct Now {
    int64_t done = 0;
    int64_t total = 0;  // 0: not known
    std::string unit;
    double rate = 0;  // per second since expect()
    std::optional<double> seconds_left{};
    Words message;
    json::Raw result;
  };
  Now now() const;

 private:
  std::atomic<int64_t> done_ = 0;
  std::atomic<bool> cancelled_ = false;
  mutable std::mutex mutex_;
  int64_t total_ = 0;
  std::string unit_;
  Words message_;
  json::Raw result_;
  std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
};

}  // namespace doorstep::jobs
