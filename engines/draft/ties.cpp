// Ties: of all rank-maximal allocations the one in which the first of the order fares best, then the second, and so on.
//
// One student after another is moved to the dearest place that she has in any of those that are left, and held fast.
// She can move when others can close the ring behind her, from the place that she takes to the one that she leaves. A
// ring may lead outside once: among the hungry, somebody later is left without a place and somebody without one takes
// another; among the roomy, a free seat is taken and another becomes free. So the search goes forwards from the one
// place and backwards from the other in step, and ends when the two meet or both have come outside. When one of them
// can go no further and has not come outside, no ring connects what it found with the rest any more: that becomes a
// part of its own. As both go in step it is the smaller one, so that all failures together cost little.
#include "stages.h"

namespace doorstep::draft {
namespace {

using Side = Stages::Side;

class Ties {
 public:
  explicit Ties(Stages& stages)
      : stages_(stages),
        leaves_(static_cast<int32_t>(stages.leaf_side.size())),
        fixed_(stages.given.size(), 0),
        asking_end_(stages.asking_begin.begin() + 1, stages.asking_begin.end()),
        sides_{Side::settled, Side::hungry, Side::roomy} {
    for (const auto side : stages.leaf_side) part_.push_back(static_cast<int32_t>(side));
    for (const auto side : stages.offering_side) part_.push_back(static_cast<int32_t>(side));
    ahead_.seen.resize(part_.size());
    behind_.seen.resize(part_.size());
  }

  void run() {
    for (int32_t student = 0; student < stages_.students(); ++student) {
      const auto holds = stages_.given[at(student)];
      const auto past = holds < 0 ? stages_.round.begin[at(student) + 1] : holds;
      for (auto option = stages_.round.begin[at(student)]; option < past; ++option)
        if (stages_.alive[at(option)] && moves(student, option)) break;
      fixed_[at(student)] = 1;
      if (stages_.given[at(student)] >= 0) stages_.hold_fast(student);
    }
  }

 private:
  // How the search came to a node: by a student who takes an option, or between a leaf and its shared seats (-1).
  struct Mark {
    int32_t search = 0, from = -1, student = -1, option = -1;
  };
  struct Way {
    std::vector<Mark> seen;      // by node
    std::vector<int32_t> nodes;  // in the order in which they were found
    size_t next = 0;
    bool outside = false;  // and by whom, from which node
    Mark exit;
  };

  int32_t shared_of(int32_t leaf) const { return leaves_ + stages_.offering_of(leaf); }
  int32_t node_of(int32_t option) const { return stages_.leaf_of(option); }
  bool together(int32_t one, int32_t other) const { return part_[at(one)] == part_[at(other)]; }
  bool joined(int32_t leaf) const { return !stages_.split[at(leaf)] && together(leaf, shared_of(leaf)); }
  Side side_of(int32_t node) const { return sides_[at(part_[at(node)])]; }

  bool moves(int32_t student, int32_t option) {
    const auto holds = stages_.given[at(student)];
    const auto target = node_of(option);
    side_ = side_of(target);
    if (holds < 0 ? side_ != Side::hungry : !together(target, node_of(holds))) return false;
    moving_ = student;
    ++search_;
    for (auto* way : {&ahead_, &behind_}) {
      way->nodes.clear();
      way->next = 0;
      way->outside = false;
    }
    meeting_ = -1;
    meet(ahead_, behind_, target, {search_, -1, -1, -1});
    if (holds >= 0)
      meet(behind_, ahead_, node_of(holds), {search_, -1, -1, -1});
    else
      leave(behind_, {search_, -1, -1, -1});
    while (meeting_ < 0 && !(ahead_.outside && behind_.outside)) {
      if (!ahead_.outside && !look(ahead_, &Ties::look_ahead)) return false;
      if (meeting_ < 0 && !behind_.outside && !look(behind_, &Ties::look_behind)) return false;
    }
    close(student, option);
    return true;
  }

  void meet(Way& way, const Way& other, int32_t node, Mark mark) {
    auto& known = way.seen[at(node)];
    if (known.search == search_) return;
    known = mark;
    way.nodes.push_back(node);
    if (other.seen[at(node)].search == search_) meeting_ = node;
  }
  static void leave(Way& way, Mark mark) {
    way.outside = true;
    way.exit = mark;
  }

  // One node further; false when there is none.
  bool look(Way& way, void (Ties::*step)(int32_t)) {
    if (way.next == way.nodes.size()) {
      const auto part = static_cast<int32_t>(sides_.size());
      sides_.push_back(Side::settled);
      for (const auto node : way.nodes) part_[at(node)] = part;
      return false;
    }
    (this->*step)(way.nodes[way.next++]);
    return true;
  }
  bool done(const Way& way) const { return meeting_ >= 0 || way.outside; }

  // From a place that one more comes to: who could make room there, and where they would go.
  void look_ahead(int32_t node) {
    const auto& seats = stages_.seats;
    if (node >= leaves_) {
      const auto offering = node - leaves_;
      if (side_ == Side::roomy && seats.shared_free(offering) > 0) return leave(ahead_, {search_, node, -1, -1});
      each_leaf(offering, [&](int32_t leaf) {
        if (joined(leaf) && seats.on_shared(leaf) > 0) meet(ahead_, behind_, leaf, {search_, node, -1, -1});
      });
      return;
    }
    if (side_ == Side::roomy && seats.kept_free(node) > 0) return leave(ahead_, {search_, node, -1, -1});
    if (joined(node) && seats.below_most(node)) meet(ahead_, behind_, shared_of(node), {search_, node, -1, -1});
    for (const auto member : stages_.members[at(node)]) {
      if (done(ahead_)) return;
      if (member == moving_) continue;
      if (side_ == Side::hungry && !stages_.student_bound[at(member)])
        return leave(ahead_, {search_, node, member, -1});
      for (auto option = stages_.round.begin[at(member)]; option < stages_.round.begin[at(member) + 1]; ++option)
        if (stages_.alive[at(option)] && option != stages_.given[at(member)] && together(node_of(option), node))
          meet(ahead_, behind_, node_of(option), {search_, node, member, option});
    }
  }

  // From a place that one leaves: who would come there.
  void look_behind(int32_t node) {
    const auto& seats = stages_.seats;
    if (node >= leaves_) {
      const auto offering = node - leaves_;
      if (side_ == Side::roomy && !stages_.offering_bound[at(offering)] && seats.shared_taken(offering) > 0)
        return leave(behind_, {search_, node, -1, -1});
      each_leaf(offering, [&](int32_t leaf) {
        if (joined(leaf) && seats.below_most(leaf)) meet(behind_, ahead_, leaf, {search_, node, -1, -1});
      });
      return;
    }
    const auto taken = seats.taken(node);
    if (side_ == Side::roomy && !stages_.leaf_bound[at(node)] && taken > 0 && seats.on_shared(node) == 0)
      return leave(behind_, {search_, node, -1, -1});
    if (joined(node) && seats.on_shared(node) > 0) meet(behind_, ahead_, shared_of(node), {search_, node, -1, -1});
    auto& end = asking_end_[at(node)];
    for (auto place = stages_.asking_begin[at(node)]; place < end && !done(behind_);) {
      const auto option = stages_.asking[at(place)];
      const auto student = stages_.student_of(option), holds = stages_.given[at(student)];
      const bool gone = fixed_[at(student)] || !stages_.alive[at(option)] ||
                        (holds >= 0 ? !together(node_of(holds), node) : side_ != Side::hungry);
      if (gone) {
        std::swap(stages_.asking[at(place)], stages_.asking[at(--end)]);
        continue;
      }
      ++place;
      if (holds == option || student == moving_) continue;
      if (holds < 0) return leave(behind_, {search_, node, student, option});
      meet(behind_, ahead_, node_of(holds), {search_, node, student, option});
    }
  }

  template <class Act>
  void each_leaf(int32_t offering, const Act& act) const {
    const auto& begin = stages_.instance.leaf_begin;
    for (auto leaf = begin[at(offering)]; leaf < begin[at(offering) + 1]; ++leaf) act(leaf);
  }

  // Everybody of the ring takes what the next one leaves.
  void close(int32_t student, int32_t option) {
    chain_.clear();
    if (meeting_ >= 0) {
      trace(ahead_, meeting_);
      trace(behind_, meeting_);
    } else {
      for (const auto* way : {&ahead_, &behind_}) {
        if (way->exit.student >= 0) chain_.emplace_back(way->exit.student, way->exit.option);
        trace(*way, way->exit.from);
      }
    }
    stages_.put(student, option);
    for (const auto& [other, takes] : chain_) stages_.put(other, takes);
  }
  void trace(const Way& way, int32_t node) {
    for (; node >= 0; node = way.seen[at(node)].from)
      if (const auto& mark = way.seen[at(node)]; mark.student >= 0) chain_.emplace_back(mark.student, mark.option);
  }

  Stages& stages_;
  const int32_t leaves_;  // an offering's shared seats are numbered behind the leaves
  std::vector<uint8_t> fixed_;
  std::vector<int32_t> asking_end_;
  std::vector<Side> sides_;    // by part
  std::vector<int32_t> part_;  // by node: rings lie within one part
  Way ahead_, behind_;
  std::vector<std::pair<int32_t, int32_t>> chain_;  // who takes what; -1: nothing
  Side side_ = Side::settled;
  int32_t search_ = 0, moving_ = -1, meeting_ = -1;
};

}  // namespace

Given share_by_rank(const Instance& instance, const Round& round, Seats& seats) {
  Stages stages{instance, round, seats};
  stages.run();
  Ties{stages}.run();
  return std::move(stages.given);
}

}  // namespace doorstep::draft
