// State: who holds what, and by the rule of the waiting lists who would take what is free.
#pragma once

#include <doorstep/base/result.h>

#include "seats.h"

namespace doorstep::draft {

struct Held {
  int32_t wish = 0;  // index in Instance::wishes
  int64_t round = 1;
};

class State {
 public:
  explicit State(const Instance& instance)
      : instance_(&instance), seats_(instance), held_(instance.most.size()), taken_(instance.capacity.size(), 0) {}

  const Instance& instance() const { return *instance_; }
  Seats& seats() { return seats_; }
  const Seats& seats() const { return seats_; }
  const std::vector<Held>& held(int32_t student) const { return held_[at(student)]; }
  const Wish& wish(int32_t index) const { return instance_->wishes[at(index)]; }
  int64_t free(int32_t offering) const { return instance_->capacity[at(offering)] - taken_[at(offering)]; }
  bool holds(int32_t student, int32_t wish) const;

  void note(int32_t student, Held held);  // whose seat is taken already
  void take(int32_t student, Held held);
  void leave(int32_t student, int32_t wish);

  std::vector<Place> places() const;

 private:
  const Instance* instance_;
  Seats seats_;
  std::vector<std::vector<Held>> held_;  // by student
  std::vector<int64_t> taken_;           // by offering
};

// invalid: the plan names what the problem does not have.
Result<State> state_of(const Instance& instance, const Plan& plan);

// Whether a student would take a place that is not hers: beside what she has, or for one thing that is less dear.
struct Wanting {
  enum class By { takes, clash, travel, enough } by = By::takes;
  int32_t gives = -1;  // the wish that she would give up
  int32_t with = -1;   // the offering that is in the way
  Apart apart;
  explicit operator bool() const { return by == By::takes; }
};
Wanting wanting(const State& state, int32_t student, int32_t wish);

// The waiting lists: of an offering, the eligible wishes for it in their order, whether or not they are still wanted.
class Queues {
 public:
  explicit Queues(const Instance& instance);

  std::span<const int32_t> of(int32_t offering);  // sorted when it is first asked for
  int32_t owner(int32_t wish) const { return owner_[at(wish)]; }

 private:
  bool before(int32_t one, int32_t other) const;

  const Instance& instance_;
  std::vector<int32_t> owner_;  // by wish
  std::vector<int32_t> begin_, wishes_;
  std::vector<uint8_t> sorted_;
};

// Students move up to what is free along the waiting lists until nobody wants anything that is free. `barred`: wishes
// that are not wanted any more. `begin`: offerings that may have something free.
std::vector<Move> move_up(State& state, std::span<const int32_t> begin, const std::vector<int32_t>& barred);

}  // namespace doorstep::draft
