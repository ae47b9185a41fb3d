// Rounds: work that comes round and round on a thread of its own: mails that wait, files that nobody holds.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

namespace doorstep::jobs {

class Rounds {
 public:
  // Does `work` after each `pause` until this is destroyed. What it throws is logged under `name`, and the next round
  // comes all the same.
  Rounds(std::string name, std::chrono::seconds pause, std::function<void()> work);
  ~Rounds();
  Rounds(const Rounds&) = delete;
  Rounds& operator=(const Rounds&) = delete;

 private:
  std::mutex mutex_;
  std::condition_variable wake_;
  bool over_ = false;
  std::thread thread_;
};

}  // namespace doorstep::jobs
