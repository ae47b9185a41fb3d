// The lottery's mode: deferred acceptance, where an offering prefers the higher class and then the order of the round.
// Without classes all offerings prefer alike, and so it is one after another.
#include <queue>

#include "round.h"

namespace doorstep::draft {
namespace {

// Who stands where with an offering: smaller is better.
struct Applicant {
  int32_t word, student, option;
  friend bool operator<(const Applicant& one, const Applicant& other) {
    return one.word != other.word ? one.word < other.word : one.student < other.student;
  }
};
using Worst = std::priority_queue<Applicant>;  // the worst on top

class Deferred {
 public:
  Deferred(const Instance& instance, const Round& round, Seats& seats)
      : instance_(instance),
        round_(round),
        seats_(seats),
        kept_(instance.leaves.size()),
        shared_(instance.leaves.size()) {}

  Given run() {
    const auto count = static_cast<int32_t>(round_.student.size());
    Given given(at(count), -1);
    std::vector<int32_t> next{round_.begin.begin(), round_.begin.end() - 1};
    for (int32_t student = 0; student < count; ++student)
      for (auto asking = student; asking >= 0;) {
        auto& option = next[at(asking)];
        if (option == round_.begin[at(asking) + 1]) break;
        asking = ask({round_.options[at(option)].word, asking, option});
        ++option;
      }
    for (auto* queues : {&kept_, &shared_})
      for (auto& queue : *queues)
        for (; !queue.empty(); queue.pop()) given[at(queue.top().student)] = queue.top().option;
    return given;
  }

 private:
  // Who is turned away, or -1. A seat is taken only when nobody is.
  int32_t ask(Applicant one) {
    const auto leaf = round_.options[at(one.option)].leaf;
    auto& kept = kept_[at(leaf)];
    if (seats_.kept_free(leaf) > 0) {
      kept.push(one);
      seats_.add(leaf, 1);
      return -1;
    }
    if (!kept.empty() && one < kept.top()) {
      const auto moved = kept.top();
      kept.pop();
      kept.push(one);
      one = moved;
    }
    auto& shared = shared_[at(leaf)];
    shared.push(one);
    if (seats_.open(leaf)) {
      seats_.add(leaf, 1);
      return -1;
    }
    auto from = leaf;
    if (seats_.below_most(leaf)) {  // the worst of all on shared seats, of whatever quota
      const auto offering = at(instance_.leaves[at(leaf)].offering);
      for (auto other = instance_.leaf_begin[offering]; other < instance_.leaf_begin[offering + 1]; ++other) {
        const auto& queue = shared_[at(other)];
        if (!queue.empty() && shared_[at(from)].top() < queue.top()) from = other;
      }
      seats_.add(leaf, 1);
      seats_.add(from, -1);
    }
    auto& loser = shared_[at(from)];
    const auto away = loser.top().student;
    loser.pop();
    return away;
  }

  const Instance& instance_;
  const Round& round_;
  Seats& seats_;
  std::vector<Worst> kept_, shared_;  // by leaf: who sits on seats kept for it, and on shared ones
};

}  // namespace

Given share_by_lottery(const Instance& instance, const Round& round, Seats& seats) {
  return Deferred{instance, round, seats}.run();
}

}  // namespace doorstep::draft
