// Small rounds beside the best of all allocations, by trying every one.
#include <gtest/gtest.h>

#include <algorithm>

#include "small.h"

namespace doorstep::draft {
namespace {

// What an allocation is worth: how many have a first choice of the first class, of the second, ..., a second choice
// ...; then the choice of the first of the lottery, of the second, ...
using Worth = std::vector<int64_t>;

class Everything {
 public:
  Everything(const Problem& problem, std::string_view seed) : problem_(problem) {
    for (const auto& id : lottery_order(roll_of(problem), seed))
      for (const auto& student : problem.students)
        if (student.id == id) order_.push_back(&student);
    for (const auto& offering : problem.offerings) offerings_[offering.id] = &offering;
  }

  small::Holdings best() {
    best_worth_.clear();
    try_from(0);
    return best_;
  }

 private:
  static bool in(const std::vector<std::string>& list, const std::string& one) {
    return std::find(list.begin(), list.end(), one) != list.end();
  }

  bool allowed(const Offering& offering) const {
    int64_t seats = 0, others = 0;
    std::vector<int64_t> count(offering.quotas.size(), 0);
    for (const auto* student : order_)
      if (const auto found = held_.find(student->id); found != held_.end() && found->second == offering.id) {
        bool counted = false;
        for (size_t at = 0; at < offering.quotas.size(); ++at)
          if (in(offering.quotas[at].campuses, student->campus)) ++count[at], counted = true;
        others += counted ? 0 : 1;
      }
    for (size_t at = 0; at < count.size(); ++at) {
      if (offering.quotas[at].most && count[at] > *offering.quotas[at].most) return false;
      seats += std::max(count[at], offering.quotas[at].least.value_or(0));  // kept for them
    }
    return seats + others <= offering.capacity;
  }

  void weigh() {
    for (const auto& [id, offering] : offerings_)
      if (!allowed(*offering)) return;
    const auto words = static_cast<int64_t>(problem_.rule.priorities.size()) + 1;
    Worth worth(static_cast<size_t>(10 * words), 0);
    for (const auto* student : order_) {
      const auto found = held_.find(student->id);
      int64_t choice = 1000;
      if (found != held_.end()) {
        choice = std::find(student->choices.begin(), student->choices.end(), found->second) - student->choices.begin();
        int64_t rank = 0;  // among what she may have and what has any seat for her
        for (int64_t ahead = 0; ahead < choice; ++ahead)
          if (possible(*student, *offerings_.at(student->choices[static_cast<size_t>(ahead)]))) ++rank;
        int64_t word = words - 1;
        for (const auto& priority : student->priorities)
          if (priority.offering == found->second) word = 0;
        ++worth[static_cast<size_t>(rank * words + word)];
      }
      worth.push_back(-choice);
    }
    if (best_worth_.empty() || worth > best_worth_) {
      best_worth_ = worth;
      best_ = held_;
    }
  }

  bool possible(const Student& student, const Offering& offering) const {
    if (!offering.grades.empty() &&
        std::find(offering.grades.begin(), offering.grades.end(), *student.grade) == offering.grades.end())
      return false;
    int64_t kept_for_others = 0;
    for (const auto& quota : offering.quotas) {
      if (!in(quota.campuses, student.campus))
        kept_for_others += quota.least.value_or(0);
      else if (quota.most && *quota.most == 0)
        return false;
    }
    return kept_for_others < offering.capacity;
  }

  void try_from(size_t next) {
    if (next == order_.size()) return weigh();
    const auto& student = *order_[next];
    try_from(next + 1);
    for (const auto& choice : student.choices) {
      if (!possible(student, *offerings_.at(choice))) continue;
      held_[student.id] = choice;
      try_from(next + 1);
      held_.erase(student.id);
    }
  }

  const Problem& problem_;
  std::vector<const Student*> order_;
  std::map<std::string, const Offering*> offerings_;
  small::Holdings held_, best_;
  Worth best_worth_;
};

// What the rounds gave, before unclaimed seats were released.
small::Holdings before_release(const Plan& plan) {
  auto held = small::held_by(plan);
  for (auto move = plan.released.rbegin(); move != plan.released.rend(); ++move) {
    EXPECT_EQ(held[move->student], move->to);
    if (move->from)
      held[move->student] = *move->from;
    else
      held.erase(move->student);
  }
  return held;
}

TEST(Brute, OneEachIsTheBestOfAllAllocations) {
  for (uint64_t seed = 1; seed <= 1500; ++seed) {
    const auto problem = small::random(seed, 5, 4, 1, false);
    const auto plan = allocate(problem, "seed");
    ASSERT_TRUE(plan.has_value());
    EXPECT_EQ(small::held_by(*plan), Everything(problem, "seed").best()) << "seed " << seed;
  }
}

TEST(Brute, TheSameUnderQuotas) {
  for (uint64_t seed = 1; seed <= 1500; ++seed) {
    const auto problem = small::random(seed, 6, 3, 1, true);
    const auto plan = allocate(problem, "seed");
    ASSERT_TRUE(plan.has_value());
    EXPECT_EQ(before_release(*plan), Everything(problem, "seed").best()) << "seed " << seed;
  }
}

}  // namespace
}  // namespace doorstep::draft
