// Stages: the flow behind a rank-maximal round.
//
// Options come in stages: all first choices of the first class, then of the second, ..., then second choices, and so
// on. After each stage the allocation is as large as it can be, and then what would make any earlier stage worse is cut
// off (Irving, Kavitha, Mehlhorn, Michail, Paluch: Rank-maximal matchings, 2006; here with seats in place of single
// posts): the places that a seatless student can still push towards (`hungry`), those from which a free seat can be
// reached
// (`roomy`), and the rest can have nothing to do with each other any more, and only a hungry student may later take an
// option of a roomy place.
#pragma once

#include "round.h"

namespace doorstep::draft {

class Stages {
 public:
  Stages(const Instance& instance, const Round& round, Seats& seats);

  void run();

  // What is left afterwards: an allocation is rank-maximal when it uses living options only, gives a place to every
  // student who is bound, leaves no place less filled that is bound, and is as large.
  enum class Side : uint8_t { settled, hungry, roomy };

  const Instance& instance;
  const Round& round;
  Seats& seats;
  Given given;
  std::vector<uint8_t> alive;                  // by option
  std::vector<std::vector<int32_t>> members;   // by leaf: students of this round
  std::vector<int32_t> member_at;              // by student: where in `members`
  std::vector<uint8_t> split;                  // by leaf: nothing goes between it and the shared seats any more
  std::vector<Side> leaf_side, offering_side;  // offering: its shared seats; after the last stage
  std::vector<uint8_t> student_bound, leaf_bound, offering_bound;  // by some stage: to have a place, to be full

  std::vector<int32_t> asking_begin, asking;  // by leaf: its options

  int32_t leaf_of(int32_t option) const { return round.options[at(option)].leaf; }
  int32_t offering_of(int32_t leaf) const { return instance.leaves[at(leaf)].offering; }
  int32_t student_of(int32_t option) const { return owner_[at(option)]; }
  int32_t students() const { return static_cast<int32_t>(given.size()); }
  // Takes the student out of her place, where she has one, and gives her the option; -1: none.
  void put(int32_t student, int32_t option);
  // She keeps her place and is no longer among the members, who may be moved.
  void hold_fast(int32_t student);

 private:
  void open_stage(int32_t stage);
  bool measure();  // distances to a free seat; whether somebody without a place has one in reach
  bool advance(int32_t student);
  void cut();
  void spread_hunger();

  std::vector<int32_t> owner_, stage_;  // by option
  std::vector<std::vector<int32_t>> by_stage_;
  std::vector<int32_t> leaf_far_, offering_far_;  // steps to a free seat; 0: none
  std::vector<int32_t> cursor_, lower_;           // by leaf and by offering: what advance() has tried
  std::vector<int32_t> queue_;
};

}  // namespace doorstep::draft
