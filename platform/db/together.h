// Together: callers that come while one is at work are served by the next one in a single piece of work, so that many
// small writes share one transaction.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <vector>

namespace doorstep::db {

// Thread safe. Items live with their callers, who wait.
template <class Item>
class Together {
  struct Waiting;

 public:
  explicit Together(size_t most) : most_(most) {}

  // Who is served now: grows by those who wait, each time it is asked, up to the limit.
  class Batch {
   public:
    explicit Batch(Together& from) : from_(from) {}
    const std::vector<Item*>& take() {
      const std::lock_guard hold(from_.mutex_);
      for (; !from_.queue_.empty() && taken_.size() < from_.most_; from_.queue_.pop_front()) {
        taken_.push_back(from_.queue_.front());
        items_.push_back(&taken_.back()->item);
      }
      return items_;
    }

   private:
    friend Together;
    Together& from_;
    std::vector<Waiting*> taken_;
    std::vector<Item*> items_;
  };

  // Returns when `item` was in a batch that some caller's `work(batch)` has come back from; `work` must not throw and
  // must take the batch. The oldest are served first.
  template <class Work>
  void serve(Item& item, Work&& work) {
    Waiting own{item};
    {
      std::unique_lock lock(mutex_);
      queue_.push_back(&own);
      if (at_work_) {
        own.changed.wait(lock, [&] { return own.done || own.leads; });
        if (own.done) return;
      }
      at_work_ = true;
    }
    Batch batch(*this);
    work(batch);
    const std::lock_guard hold(mutex_);
    for (auto* one : batch.taken_) {
      one->done = true;
      one->changed.notify_one();
    }
    at_work_ = !queue_.empty();
    if (!at_work_) return;
    queue_.front()->leads = true;
    queue_.front()->changed.notify_one();
  }

  // How many stand behind who is at work.
  size_t waiting() {
    const std::lock_guard hold(mutex_);
    return queue_.size();
  }

 private:
  struct Waiting {
    Item& item;
    bool done = false, leads = false;
    std::condition_variable changed{};
  };

  const size_t most_;
  std::mutex mutex_;  // of what follows
  bool at_work_ = false;
  std::deque<Waiting*> queue_;
};

}  // namespace doorstep::db
