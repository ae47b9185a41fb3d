// Exchanges among those who asked: rings of top trading cycles over places.
#include <algorithm>
#include <set>

#include <doorstep/draft/draft.h>

#include "state.h"

namespace doorstep::draft {
namespace {

// A place that may be traded, and the place that its holder would trade it for.
struct Trade {
  int32_t student = 0, wish = 0;  // what she holds
  int32_t wanted = -1;            // the wish that she would have instead
  int32_t next = -1;              // the trade whose place that is
};

class Trading {
 public:
  Trading(State& state, std::vector<int32_t> asking) : state_(state), asking_(std::move(asking)) {
    std::ranges::sort(asking_, {}, [&](int32_t student) { return state_.instance().number[at(student)]; });
  }

  std::vector<Ring> run() {
    std::vector<Ring> rings;
    for (;;) {
      point();
      const auto ring = find_ring();
      if (ring.empty()) return rings;
      if (holds_rules(ring))
        rings.push_back(exchange(ring));
      else
        refused_.insert(pair_of(ring.front()));
    }
  }

 private:
  std::pair<int32_t, int32_t> pair_of(int32_t trade) const {
    const auto& one = trades_[at(trade)];
    return {one.wish, trades_[at(one.next)].wish};
  }

  bool fits(int32_t student, int32_t wish, int32_t without) const {
    const auto offering = state_.wish(wish).offering;
    return std::ranges::none_of(state_.held(student), [&](const Held& held) {
      const auto other = state_.wish(held.wish).offering;
      return held.wish != without && (other == offering || apart(state_.instance(), offering, other));
    });
  }

  // Every place points at the dearest place of somebody else that its holder would rather have.
  void point() {
    trades_.clear();
    std::vector<std::vector<int32_t>> offered(state_.instance().capacity.size());
    for (const auto student : asking_) {
      auto held = state_.held(student);
      std::ranges::sort(held, {}, &Held::wish);
      for (const auto& one : held) {
        offered[at(state_.wish(one.wish).offering)].push_back(static_cast<int32_t>(trades_.size()));
        trades_.push_back({student, one.wish, -1, -1});
      }
    }
    for (auto& trade : trades_) {
      for (auto wish = state_.instance().wish_begin[at(trade.student)]; wish < trade.wish && trade.next < 0; ++wish) {
        if (!state_.wish(wish).eligible || !fits(trade.student, wish, trade.wish)) continue;
        for (const auto other : offered[at(state_.wish(wish).offering)]) {
          if (refused_.contains({trade.wish, trades_[at(other)].wish})) continue;
          trade.wanted = wish;
          trade.next = other;
          break;
        }
      }
    }
  }

  // The first ring that following the pointers leads to, from its place that is first in the order of trades.
  std::vector<int32_t> find_ring() const {
    std::vector<int32_t> seen(trades_.size(), -1);
    for (int32_t start = 0; at(start) < trades_.size(); ++start) {
      auto here = start;
      while (here >= 0 && seen[at(here)] < 0) {
        seen[at(here)] = start;
        here = trades_[at(here)].next;
      }
      if (here < 0 || seen[at(here)] != start) continue;
      std::vector<int32_t> ring{here};
      for (auto next = trades_[at(here)].next; next != here; next = trades_[at(next)].next) ring.push_back(next);
      std::ranges::rotate(ring, std::ranges::min_element(ring));
      return ring;
    }
    return {};
  }

  // Nobody twice, and no quota broken that was kept before.
  bool holds_rules(const std::vector<int32_t>& ring) {
    std::set<int32_t> students, leaves;
    for (const auto trade : ring) {
      if (!students.insert(trades_[at(trade)].student).second) return false;
      leaves.insert(state_.wish(trades_[at(trade)].wish).leaf);
      leaves.insert(state_.wish(trades_[at(trade)].wanted).leaf);
    }
    auto seats = state_.seats();
    for (const auto trade : ring) {
      seats.add(state_.wish(trades_[at(trade)].wish).leaf, -1);
      seats.add(state_.wish(trades_[at(trade)].wanted).leaf, 1);
    }
    return std::ranges::all_of(leaves, [&](int32_t leaf) {
      const auto& rule = state_.instance().leaves[at(leaf)];
      const auto before = state_.seats().taken(leaf), after = seats.taken(leaf);
      return after <= std::max(rule.most, before) && after >= std::min(rule.least, before);
    });
  }

  Ring exchange(const std::vector<int32_t>& ring) {
    Ring steps;
    const auto& instance = state_.instance();
    for (const auto trade : ring) {
      const auto& one = trades_[at(trade)];
      state_.leave(one.student, one.wish);
      steps.push_back({instance.student_id(one.student), instance.offering_id(state_.wish(one.wish).offering),
                       instance.offering_id(state_.wish(one.wanted).offering)});
    }
    for (const auto trade : ring) state_.take(trades_[at(trade)].student, {trades_[at(trade)].wanted, 0});
    return steps;
  }

  State& state_;
  std::vector<int32_t> asking_;  // in the lottery order
  std::vector<Trade> trades_;
  std::set<std::pair<int32_t, int32_t>> refused_;  // wishes: held, and whose place it points at
};

}  // namespace

Result<Swapped> swaps(const Problem& problem, const Plan& plan, std::span<const std::string> asking) {
  DOORSTEP_TRY(check_problem(problem));
  const auto instance = look_up(problem, plan.seed);
  DOORSTEP_LET(state, state_of(instance, plan));
  std::set<int32_t> students;
  for (const auto& id : asking) {
    const auto found = instance.student_at.find(id);
    if (found == instance.student_at.end())
      return refuse(Fault::invalid, "draft-student", say("没有学生 {}", "there is no student {}", id));
    students.insert(found->second);
  }
  Swapped swapped;
  swapped.rings = Trading{state, {students.begin(), students.end()}}.run();
  swapped.plan = plan;
  if (swapped.rings.empty()) return swapped;
  swapped.plan.places = state.places();
  swapped.plan.released.clear();
  swapped.plan.changed = true;
  return swapped;
}

}  // namespace doorstep::draft
