#include "rounds.h"

#include <doorstep/log/log.h>

namespace doorstep::jobs {

Rounds::Rounds(std::string name, std::chrono::seconds pause, std::function<void()> work)
    : thread_([this, name = std::move(name), pause, work = std::move(work)] {
        std::unique_lock lock{mutex_};
        while (!wake_.wait_for(lock, pause, [this] { return over_; })) {
          lock.unlock();
          try {
            work();
          } catch (const std::exception& error) {
            log::write(log::Level::error, "a round failed", {{"round", name}, {"what", error.what()}});
          }
          lock.lock();
        }
      }) {}

Rounds::~Rounds() {
  {
    const std::lock_guard lock{mutex_};
    over_ = true;
  }
  wake_.notify_all();
  thread_.join();
}

}  // namespace doorstep::jobs
