#include <chrono>

#include <doorstep/log/log.h>

#include "module.h"

namespace doorstep::mail {
namespace {

constexpr auto pause = std::chrono::seconds(10);

}  // namespace

Loop::Loop(Mail& mail)
    : thread_([this, &mail] {
        std::unique_lock lock{mutex_};
        while (!wake_.wait_for(lock, pause, [this] { return over_; })) {
          lock.unlock();
          try {
            mail.round();
          } catch (const std::exception& error) {
            log::write(log::Level::error, "a round of mails failed", {{"what", error.what()}});
          }
          lock.lock();
        }
      }) {}

Loop::~Loop() {
  {
    const std::lock_guard lock{mutex_};
    over_ = true;
  }
  wake_.notify_all();
  thread_.join();
}

}  // namespace doorstep::mail
