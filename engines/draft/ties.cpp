// Ties: of all rank-maximal allocations the one in which the first of the order fares best, then the second, and so on.
//
// One student after another is moved to the dearest place that she has in any of those that are left, and held fast.
// She can move when others can close the ring behind her: from the place that she takes to the one that she leaves, or
// to a free seat among the roomy, or by leaving somebody later without a place among the hungry. A search that fails
// has found places that no ring connects with the others any more: they become a part of their own. Where both ends are
// searched in step, the smaller part is the one that is found, so that all failures together cost little.
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
    ahead_.resize(part_.size());
    behind_.resize(part_.size());
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
  enum class Found { no, yes, over };
  using Taking = std::pair<int32_t, int32_t>;  // student, option

  int32_t shared_of(int32_t leaf) const { return leaves_ + stages_.offering_of(leaf); }
  int32_t node_of(int32_t option) const { return stages_.leaf_of(option); }
  bool together(int32_t one, int32_t other) const { return part_[at(one)] == part_[at(other)]; }
  bool joined(int32_t leaf) const { return !stages_.split[at(leaf)] && together(leaf, shared_of(leaf)); }

  bool moves(int32_t student, int32_t option) {
    const auto holds = stages_.given[at(student)];
    const auto target = node_of(option);
    moving_ = student;
    chain_.clear();
    const auto side = side_of(target);
    if (holds < 0) return side == Side::hungry && unseat(target) && end(Found::yes, student, option, {});
    goal_ = node_of(holds);
    if (!together(target, goal_)) return false;
    if (side == Side::hungry && !can_unseat(target)) return beside(target) && end(Found::yes, student, option, {});
    begin(target);
    for (;;) {
      if (side != Side::hungry)
        if (const auto found = look_ahead(side); found != Found::no) return end(found, student, option, forward_);
      if (side != Side::roomy)
        if (const auto found = look_behind(side); found != Found::no) return end(found, student, option, backward_);
    }
  }

  Side side_of(int32_t node) const { return sides_[at(part_[at(node)])]; }

  void begin(int32_t target) {
    ++search_;
    forward_.clear();
    backward_.clear();
    next_ahead_ = next_behind_ = 0;
    meet_ahead(target, {search_, -1, -1, -1});
    meet_behind(goal_, {search_, -1, -1, -1});
    target_ = target;
  }

  // True when the two searches meet.
  bool meet_ahead(int32_t node, Mark mark) {
    auto& known = ahead_[at(node)];
    if (known.search == search_) return false;
    known = mark;
    forward_.push_back(node);
    if (behind_[at(node)].search != search_) return false;
    meeting_ = node;
    return true;
  }
  bool meet_behind(int32_t node, Mark mark) {
    auto& known = behind_[at(node)];
    if (known.search == search_) return false;
    known = mark;
    backward_.push_back(node);
    if (ahead_[at(node)].search != search_) return false;
    meeting_ = node;
    return true;
  }

  Found met() {
    trace_ahead(meeting_);
    trace_behind(meeting_);
    return Found::yes;
  }
  void trace_ahead(int32_t node) {
    for (; node >= 0; node = ahead_[at(node)].from)
      if (const auto& mark = ahead_[at(node)]; mark.student >= 0) chain_.emplace_back(mark.student, mark.option);
  }
  void trace_behind(int32_t node) {
    for (; node >= 0; node = behind_[at(node)].from)
      if (const auto& mark = behind_[at(node)]; mark.student >= 0) chain_.emplace_back(mark.student, mark.option);
  }

  // One node further on from the place that is taken: who could make room there, and where they would go.
  Found look_ahead(Side side) {
    if (next_ahead_ == forward_.size()) return Found::over;
    const auto node = forward_[next_ahead_++];
    const auto& instance = stages_.instance;
    if (node >= leaves_) {
      const auto offering = at(node - leaves_);
      for (auto leaf = instance.leaf_begin[offering]; leaf < instance.leaf_begin[offering + 1]; ++leaf)
        if (joined(leaf) && stages_.seats.on_shared(leaf) > 0 && meet_ahead(leaf, {search_, node, -1, -1}))
          return met();
      return Found::no;
    }
    const bool up = joined(node) && stages_.seats.below_most(node);
    if (side == Side::roomy && (stages_.seats.kept_free(node) > 0 || (up && shared_free(node)))) {
      trace_ahead(node);
      return Found::yes;
    }
    if (up && meet_ahead(shared_of(node), {search_, node, -1, -1})) return met();
    for (const auto member : stages_.members[at(node)])
      for (auto option = stages_.round.begin[at(member)]; option < stages_.round.begin[at(member) + 1]; ++option) {
        if (!stages_.alive[at(option)] || option == stages_.given[at(member)] || member == moving_) continue;
        if (together(node_of(option), node) && meet_ahead(node_of(option), {search_, node, member, option}))
          return met();
      }
    return Found::no;
  }

  bool shared_free(int32_t leaf) const { return stages_.seats.shared_free(stages_.offering_of(leaf)) > 0; }

  // One node further back from the place that is left: who would come there.
  Found look_behind(Side side) {
    if (next_behind_ == backward_.size()) return Found::over;
    const auto node = backward_[next_behind_++];
    const auto& instance = stages_.instance;
    if (node >= leaves_) {
      const auto offering = at(node - leaves_);
      for (auto leaf = instance.leaf_begin[offering]; leaf < instance.leaf_begin[offering + 1]; ++leaf)
        if (joined(leaf) && stages_.seats.below_most(leaf) && meet_behind(leaf, {search_, node, -1, -1})) return met();
      return Found::no;
    }
    if (joined(node) && stages_.seats.on_shared(node) > 0 && meet_behind(shared_of(node), {search_, node, -1, -1}))
      return met();
    auto& end = asking_end_[at(node)];
    for (auto place = stages_.asking_begin[at(node)]; place < end;) {
      const auto option = stages_.asking[at(place)];
      const auto student = stages_.student_of(option), holds = stages_.given[at(student)];
      const bool gone = fixed_[at(student)] || !stages_.alive[at(option)] ||
                        (holds >= 0 ? !together(node_of(holds), node) : side != Side::hungry);
      if (gone) {
        std::swap(stages_.asking[at(place)], stages_.asking[at(--end)]);
        continue;
      }
      ++place;
      if (holds == option || student == moving_) continue;
      if (holds >= 0) {
        if (meet_behind(node_of(holds), {search_, node, student, option})) return met();
      } else {
        chain_.emplace_back(student, option);
        trace_behind(node);
        if (unseat(target_)) return Found::yes;
        chain_.clear();  // the only one there is a part of this very ring, which closes further on
      }
    }
    return Found::no;
  }

  // Among the hungry: who makes room for one more at the leaf and is left without a place; -1: nobody.
  int32_t to_unseat(int32_t leaf) const {
    if (const auto member = movable(leaf); member >= 0) return member;
    if (!joined(leaf) || !stages_.seats.below_most(leaf)) return -1;
    const auto offering = at(stages_.offering_of(leaf));
    for (auto other = stages_.instance.leaf_begin[offering]; other < stages_.instance.leaf_begin[offering + 1]; ++other)
      if (joined(other) && stages_.seats.on_shared(other) > 0)
        if (const auto member = movable(other); member >= 0) return member;
    return -1;
  }
  int32_t movable(int32_t leaf) const {
    const auto& members = stages_.members[at(leaf)];
    for (auto member = members.rbegin(); member != members.rend(); ++member)
      if (*member != moving_ && std::ranges::find(chain_, *member, &Taking::first) == chain_.end()) return *member;
    return -1;
  }
  bool can_unseat(int32_t leaf) const { return to_unseat(leaf) >= 0; }
  bool unseat(int32_t leaf) {
    const auto member = to_unseat(leaf);
    if (member >= 0) stages_.put(member, -1);
    return member >= 0;
  }
  // Whether the place that she leaves is on the same shared seats.
  bool beside(int32_t leaf) const {
    return stages_.offering_of(leaf) == stages_.offering_of(goal_) && joined(leaf) && joined(goal_) &&
           stages_.seats.below_most(leaf) && stages_.seats.on_shared(goal_) > 0;
  }

  bool end(Found found, int32_t student, int32_t option, const std::vector<int32_t>& closed) {
    if (found == Found::over) {
      const auto part = static_cast<int32_t>(sides_.size());
      sides_.push_back(Side::settled);
      for (const auto node : closed) part_[at(node)] = part;
      return false;
    }
    stages_.put(student, option);
    for (const auto& [other, takes] : chain_) stages_.put(other, takes);
    return true;
  }

  Stages& stages_;
  const int32_t leaves_;  // an offering's shared seats are numbered behind the leaves
  std::vector<uint8_t> fixed_;
  std::vector<int32_t> asking_end_;
  std::vector<Side> sides_;    // by part
  std::vector<int32_t> part_;  // by node: rings lie within one part
  std::vector<Mark> ahead_, behind_;
  std::vector<int32_t> forward_, backward_;
  size_t next_ahead_ = 0, next_behind_ = 0;
  std::vector<Taking> chain_;
  int32_t search_ = 0, moving_ = -1, goal_ = -1, target_ = -1, meeting_ = -1;
};

}  // namespace

Given share_by_rank(const Instance& instance, const Round& round, Seats& seats) {
  Stages stages{instance, round, seats};
  stages.run();
  Ties{stages}.run();
  return std::move(stages.given);
}

}  // namespace doorstep::draft
