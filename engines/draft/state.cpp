#include "state.h"

#include <deque>
#include <numeric>

namespace doorstep::draft {
namespace {

tl::unexpected<Error> unknown(const Place& place) {
  return refuse(Fault::invalid, "draft-plan",
                say("方案中的名额与问题不符：学生 {}，课程 {}",
                    "the plan has a place that the problem does not know: student {}, offering {}", place.student,
                    place.offering));
}

}  // namespace

bool State::holds(int32_t student, int32_t wish) const {
  return std::ranges::find(held(student), wish, &Held::wish) != held(student).end();
}

void State::note(int32_t student, Held held) {
  held_[at(student)].push_back(held);
  ++taken_[at(wish(held.wish).offering)];
}

void State::take(int32_t student, Held held) {
  note(student, held);
  seats_.add(wish(held.wish).leaf, 1);
}

void State::leave(int32_t student, int32_t index) {
  std::erase_if(held_[at(student)], [&](const Held& held) { return held.wish == index; });
  --taken_[at(wish(index).offering)];
  seats_.add(wish(index).leaf, -1);
}

std::vector<Place> State::places() const {
  std::vector<Place> places;
  for (int32_t student = 0; student < instance_->students(); ++student) {
    auto mine = held(student);
    std::ranges::sort(mine, [](const Held& one, const Held& other) {
      return one.round != other.round ? one.round < other.round : one.wish < other.wish;
    });
    for (const auto& one : mine)
      places.push_back({instance_->student_id(student), instance_->offering_id(wish(one.wish).offering), one.round});
  }
  return places;
}

Result<State> state_of(const Instance& instance, const Plan& plan) {
  State state{instance};
  for (const auto& place : plan.places) {
    const auto student = instance.student_at.find(place.student);
    const auto offering = instance.offering_at.find(place.offering);
    if (student == instance.student_at.end() || offering == instance.offering_at.end()) return unknown(place);
    const auto wishes = instance.wishes_of(student->second);
    const auto found = std::ranges::find(wishes, offering->second, &Wish::offering);
    if (found == wishes.end()) return unknown(place);
    const auto wish = static_cast<int32_t>(&*found - instance.wishes.data());
    if (state.holds(student->second, wish)) return unknown(place);
    state.take(student->second, {wish, place.round});
  }
  return state;
}

Wanting wanting(const State& state, int32_t student, int32_t wish) {
  const auto& instance = state.instance();
  const auto offering = state.wish(wish).offering;
  Wanting found;
  for (const auto& held : state.held(student)) {
    const auto other = state.wish(held.wish).offering;
    const auto by = apart(instance, offering, other);
    if (!by) continue;
    if (held.wish < wish || found.gives >= 0) {  // dearer, or a second one in the way
      const auto why = by.by == Apart::By::clash ? Wanting::By::clash : Wanting::By::travel;
      return {why, -1, other, by};
    }
    found.gives = held.wish;
  }
  const auto count = static_cast<int32_t>(state.held(student).size());
  if (found.gives >= 0 || count < instance.most[at(student)]) return found;
  for (const auto& held : state.held(student)) found.gives = std::max(found.gives, held.wish);
  if (found.gives < wish) return {Wanting::By::enough, -1, -1, {}};
  return found;
}

Queues::Queues(const Instance& instance)
    : instance_(instance),
      owner_(instance.wishes.size()),
      begin_(instance.capacity.size() + 1, 0),
      sorted_(instance.capacity.size(), 0) {
  for (int32_t student = 0; student < instance.students(); ++student)
    for (auto wish = instance.wish_begin[at(student)]; wish < instance.wish_begin[at(student) + 1]; ++wish) {
      owner_[at(wish)] = student;
      if (instance.wishes[at(wish)].eligible) ++begin_[at(instance.wishes[at(wish)].offering) + 1];
    }
  std::partial_sum(begin_.begin(), begin_.end(), begin_.begin());
  wishes_.resize(at(begin_.back()));
  auto next = begin_;
  for (int32_t wish = 0; at(wish) < owner_.size(); ++wish)
    if (const auto& one = instance.wishes[at(wish)]; one.eligible) wishes_[at(next[at(one.offering)]++)] = wish;
}

bool Queues::before(int32_t one, int32_t other) const {
  const auto choice = [&](int32_t wish) { return wish - instance_.wish_begin[at(owner(wish))]; };
  if (instance_.problem->rule.mode == Mode::rank_maximal && choice(one) != choice(other))
    return choice(one) < choice(other);
  const auto word = instance_.wishes[at(one)].word, other_word = instance_.wishes[at(other)].word;
  if (word != other_word) return word < other_word;
  return instance_.number[at(owner(one))] < instance_.number[at(owner(other))];
}

std::span<const int32_t> Queues::of(int32_t offering) {
  const auto first = wishes_.begin() + begin_[at(offering)], past = wishes_.begin() + begin_[at(offering) + 1];
  if (!sorted_[at(offering)]) {
    std::sort(first, past, [&](int32_t one, int32_t other) { return before(one, other); });
    sorted_[at(offering)] = 1;
  }
  return {first, past};
}

namespace {

class Filling {
 public:
  Filling(State& state, std::span<const int32_t> begin, const std::vector<int32_t>& barred)
      : state_(state),
        queues_(state.instance()),
        barred_(state.instance().wishes.size(), 0),
        listed_(state.instance().capacity.size(), 0) {
    for (const auto wish : barred) barred_[at(wish)] = 1;
    for (const auto offering : begin) list(offering);
  }

  std::vector<Move> run() {
    for (; !open_.empty(); open_.pop_front()) {
      const auto offering = open_.front();
      listed_[at(offering)] = 0;
      while (state_.free(offering) > 0 && move_one(offering)) {
      }
    }
    return std::move(moves_);
  }

 private:
  void list(int32_t offering) {
    if (listed_[at(offering)] || state_.free(offering) <= 0) return;
    listed_[at(offering)] = 1;
    open_.push_back(offering);
  }

  // The first whom a kept seat is kept for; otherwise the first of all whose quota has not reached its most.
  int32_t next_for(int32_t offering) {
    const auto& instance = state_.instance();
    bool kept = false;
    for (auto leaf = instance.leaf_begin[at(offering)]; leaf < instance.leaf_begin[at(offering) + 1]; ++leaf)
      kept = kept || state_.seats().kept_free(leaf) > 0;
    int32_t first = -1;
    for (const auto wish : queues_.of(offering)) {
      const auto leaf = state_.wish(wish).leaf;
      const bool for_her = state_.seats().kept_free(leaf) > 0;
      if (!for_her && (first >= 0 || state_.seats().taken(leaf) >= instance.leaves[at(leaf)].most)) continue;
      const auto student = queues_.owner(wish);
      if (barred_[at(wish)] || state_.holds(student, wish) || !wanting(state_, student, wish)) continue;
      if (for_her || !kept) return wish;
      first = wish;
    }
    return first;
  }

  bool move_one(int32_t offering) {
    const auto wish = next_for(offering);
    if (wish < 0) return false;
    const auto& instance = state_.instance();
    const auto student = queues_.owner(wish);
    const auto gives = wanting(state_, student, wish).gives;
    Move move{instance.student_id(student), std::nullopt, instance.offering_id(offering), std::nullopt};
    if (gives >= 0) {
      move.round = std::ranges::find(state_.held(student), gives, &Held::wish)->round;
      move.from = instance.offering_id(state_.wish(gives).offering);
      state_.leave(student, gives);
    }
    state_.take(student, {wish, 0});
    moves_.push_back(std::move(move));
    if (gives < 0) return true;
    list(state_.wish(gives).offering);
    for (const auto& other : instance.wishes_of(student))  // what was in the way may be gone
      if (other.offering != offering) list(other.offering);
    return true;
  }

  State& state_;
  Queues queues_;
  std::vector<uint8_t> barred_, listed_;
  std::deque<int32_t> open_;
  std::vector<Move> moves_;
};

}  // namespace

std::vector<Move> move_up(State& state, std::span<const int32_t> begin, const std::vector<int32_t>& barred) {
  return Filling{state, begin, barred}.run();
}

}  // namespace doorstep::draft
