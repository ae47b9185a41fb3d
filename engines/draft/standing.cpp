// What a plan means for one student, and who waits for what.
#include <doorstep/draft/draft.h>

#include "state.h"

namespace doorstep::draft {
struct Standing::Inside {
  Inside(const Problem& problem, const Plan& plan)
      : instance(look_up(problem, plan.seed)),
        state(state_of(instance, plan).value_or(State{instance})),
        queues(instance) {
    position.assign(instance.wishes.size(), 0);
    last.assign(instance.leaves.size(), -1);
    for (int32_t offering = 0; offering < instance.offerings(); ++offering) {
      int32_t waiting = 0;
      for (const auto wish : queues.of(offering)) {
        const auto student = queues.owner(wish);
        if (state.holds(student, wish))
          last[at(state.wish(wish).leaf)] = wish;
        else if (wanting(state, student, wish))
          position[at(wish)] = ++waiting;
      }
    }
  }

  int64_t choice(int32_t wish) const { return wish - instance.wish_begin[at(queues.owner(wish))] + 1; }
  std::optional<std::string> word(int32_t wish) const {
    const auto place = at(state.wish(wish).word);
    const auto& words = instance.problem->rule.priorities;
    return place < words.size() ? std::optional{words[place]} : std::nullopt;
  }

  // The last admitted by the waiting list's order, of one leaf or of the whole offering.
  int32_t last_of(const Wish& wish, bool leaf_only) {
    if (leaf_only) return last[at(wish.leaf)];
    int32_t found = -1;
    for (const auto one : queues.of(wish.offering))
      if (last[at(state.wish(one).leaf)] == one) found = one;
    return found;
  }

  Reason reason(int32_t student, int32_t index) {
    const auto& wish = state.wish(index);
    Reason made;
    made.offering = instance.offering_id(wish.offering);
    made.choice = choice(index);
    if (!wish.eligible) {
      made.why = Why::not_eligible;
      return made;
    }
    if (const auto wants = wanting(state, student, index); !wants) {
      made.why = wants.by == Wanting::By::enough  ? Why::enough
                 : wants.by == Wanting::By::clash ? Why::clash
                                                  : Why::travel;
      if (wants.with >= 0) made.with = instance.offering_id(wants.with);
      if (made.why == Why::travel) {
        made.needed = wants.apart.needed;
        made.there = wants.apart.there;
      }
      return made;
    }
    made.waiting = position[at(index)];
    const bool most = state.seats().taken(wish.leaf) >= instance.leaves[at(wish.leaf)].most;
    made.why = state.free(wish.offering) > 0 ||
                       (most && instance.leaves[at(wish.leaf)].most < instance.capacity[at(wish.offering)])
                   ? Why::quota
                   : Why::full;
    if (const auto wish_of_last = last_of(wish, made.why == Why::quota); wish_of_last >= 0) {
      made.last_choice = choice(wish_of_last);
      made.last_class = word(wish_of_last);
      made.last_lottery = instance.number[at(queues.owner(wish_of_last))] + 1;
    }
    return made;
  }

  const Instance instance;
  const State state;
  Queues queues;                  // all sorted by now
  std::vector<int64_t> position;  // by wish: on the waiting list, from 1; 0: not on it
  std::vector<int32_t> last;      // by leaf: the wish that was admitted last; -1: none
};

Standing::Standing(const Problem& problem, const Plan& plan) : inside_(std::make_unique<Inside>(problem, plan)) {}
Standing::~Standing() = default;

std::vector<Reason> Standing::reasons(std::string_view student) const {
  std::vector<Reason> reasons;
  const auto& instance = inside_->instance;
  const auto found = instance.student_at.find(student);
  if (found == instance.student_at.end()) return reasons;
  for (auto wish = instance.wish_begin[at(found->second)]; wish < instance.wish_begin[at(found->second) + 1]; ++wish)
    if (!inside_->state.holds(found->second, wish)) reasons.push_back(inside_->reason(found->second, wish));
  return reasons;
}

std::vector<Waiting> Standing::waiting(std::string_view offering) const {
  std::vector<Waiting> list;
  const auto& instance = inside_->instance;
  const auto found = instance.offering_at.find(offering);
  if (found == instance.offering_at.end()) return list;
  for (const auto wish : inside_->queues.of(found->second))
    if (inside_->position[at(wish)] > 0) {
      const auto student = inside_->queues.owner(wish);
      list.push_back(
          {instance.student_id(student), inside_->choice(wish), instance.number[at(student)] + 1, inside_->word(wish)});
    }
  return list;
}

std::optional<int64_t> Standing::lottery(std::string_view student) const {
  const auto& instance = inside_->instance;
  const auto found = instance.student_at.find(student);
  if (found == instance.student_at.end()) return std::nullopt;
  return instance.number[at(found->second)] + 1;
}

}  // namespace doorstep::draft
