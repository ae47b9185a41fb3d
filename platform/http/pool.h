// Pool: threads for handlers that write or wait. Jobs start in the order in which they came.
#pragma once

#include <sched.h>

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace doorstep::http {

class Pool {
 public:
  enum class Manners { equal, polite };  // polite: runs when nothing else on the machine wants to

  Pool(int threads, size_t most_waiting, Manners manners = Manners::equal) : most_waiting_(most_waiting) {
    for (int i = 0; i < threads; ++i)
      threads_.emplace_back([this, manners] {
        const sched_param none{};
        if (manners == Manners::polite) ::sched_setscheduler(0, SCHED_IDLE, &none);
        run();
      });
  }
  ~Pool() { stop(); }

  // Waits for the jobs that have started, and drops the others.
  void stop() {
    std::deque<std::function<void()>> dropped;
    {
      const std::lock_guard hold(mutex_);
      stop_ = true;
      dropped.swap(waiting_);
    }
    wake_.notify_all();
    for (auto& thread : threads_)
      if (thread.joinable()) thread.join();
  }

  // False when too many wait already; the job is not kept.
  bool add(std::function<void()> job) {
    {
      const std::lock_guard hold(mutex_);
      if (stop_ || waiting_.size() >= most_waiting_) return false;
      waiting_.push_back(std::move(job));
    }
    wake_.notify_one();
    return true;
  }

 private:
  void run() {
    std::unique_lock hold(mutex_);
    while (true) {
      wake_.wait(hold, [&] { return stop_ || !waiting_.empty(); });
      if (stop_) return;
      auto job = std::move(waiting_.front());
      waiting_.pop_front();
      hold.unlock();
      job();
      job = nullptr;  // what the job held is let go outside the lock
      hold.lock();
    }
  }

  const size_t most_waiting_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<std::function<void()>> waiting_;
  std::vector<std::thread> threads_;
  bool stop_ = false;
};

}  // namespace doorstep::http
