#include "stages.h"

namespace doorstep::draft {
Stages::Stages(const Instance& of, const Round& over, Seats& on)
    : instance(of),
      round(over),
      seats(on),
      given(over.student.size(), -1),
      alive(over.options.size(), 0),
      members(of.leaves.size()),
      member_at(over.student.size(), 0),
      split(of.leaves.size(), 0),
      leaf_side(of.leaves.size()),
      offering_side(of.capacity.size()),
      student_bound(over.student.size(), 0),
      leaf_bound(of.leaves.size(), 0),
      offering_bound(of.capacity.size(), 0),
      owner_(over.options.size()),
      stage_(over.options.size()),
      leaf_far_(of.leaves.size()),
      offering_far_(of.capacity.size()),
      cursor_(of.leaves.size()),
      lower_(of.capacity.size()) {
  asking_begin.assign(of.leaves.size() + 1, 0);
  for (int32_t student = 0; student < students(); ++student)
    for (auto option = round.begin[at(student)]; option < round.begin[at(student) + 1]; ++option) {
      const auto stage = (option - round.begin[at(student)]) * of.words + round.options[at(option)].word;
      owner_[at(option)] = student;
      stage_[at(option)] = stage;
      if (at(stage) >= by_stage_.size()) by_stage_.resize(at(stage) + 1);
      by_stage_[at(stage)].push_back(option);
      ++asking_begin[at(leaf_of(option)) + 1];
    }
  for (size_t leaf = 0; leaf < of.leaves.size(); ++leaf) asking_begin[leaf + 1] += asking_begin[leaf];
  asking.resize(over.options.size());
  auto next = asking_begin;
  for (int32_t option = 0; at(option) < over.options.size(); ++option) asking[at(next[at(leaf_of(option))]++)] = option;
}

void Stages::hold_fast(int32_t student) {
  auto& here = members[at(leaf_of(given[at(student)]))];
  const auto place = member_at[at(student)];
  here[at(place)] = here.back();
  member_at[at(here.back())] = place;
  here.pop_back();
}

void Stages::put(int32_t student, int32_t option) {
  if (const auto before = given[at(student)]; before >= 0) {
    hold_fast(student);
    seats.add(leaf_of(before), -1);
  }
  given[at(student)] = option;
  if (option < 0) return;
  const auto leaf = leaf_of(option);
  member_at[at(student)] = static_cast<int32_t>(members[at(leaf)].size());
  members[at(leaf)].push_back(student);
  seats.add(leaf, 1);
}

void Stages::run() {
  for (int32_t stage = 0; at(stage) < by_stage_.size(); ++stage) {
    if (by_stage_[at(stage)].empty()) continue;
    open_stage(stage);
    while (measure()) {
      std::fill(cursor_.begin(), cursor_.end(), 0);
      std::fill(lower_.begin(), lower_.end(), 0);
      for (int32_t student = 0; student < students(); ++student)
        if (given[at(student)] < 0) advance(student);
    }
    cut();
  }
}

// The options of one stage, for those who may still take them; whoever finds a free seat sits down at once.
void Stages::open_stage(int32_t stage) {
  for (const auto option : by_stage_[at(stage)]) {
    const auto student = student_of(option), leaf = leaf_of(option);
    if (student_bound[at(student)] || leaf_bound[at(leaf)]) continue;
    alive[at(option)] = 1;
    const bool free = seats.kept_free(leaf) > 0 || (!split[at(leaf)] && seats.open(leaf));
    if (given[at(student)] < 0 && free) put(student, option);
  }
}

bool Stages::measure() {
  std::fill(leaf_far_.begin(), leaf_far_.end(), 0);
  std::fill(offering_far_.begin(), offering_far_.end(), 0);
  queue_.clear();
  const auto leaves = static_cast<int32_t>(leaf_far_.size());
  const auto reach = [&](int32_t node, int32_t far) {  // an offering is numbered behind the leaves
    auto& known = node < leaves ? leaf_far_[at(node)] : offering_far_[at(node - leaves)];
    if (known != 0) return;
    known = far;
    queue_.push_back(node);
  };
  for (int32_t offering = 0; offering < instance.offerings(); ++offering)
    if (seats.shared_free(offering) > 0) reach(leaves + offering, 1);
  for (int32_t leaf = 0; leaf < leaves; ++leaf)
    if (seats.kept_free(leaf) > 0) reach(leaf, 1);
  bool found = false;
  for (size_t next = 0; next < queue_.size(); ++next) {
    const auto node = queue_[next];
    if (node >= leaves) {
      const auto offering = node - leaves;
      const auto far = offering_far_[at(offering)] + 1;
      for (auto leaf = instance.leaf_begin[at(offering)]; leaf < instance.leaf_begin[at(offering) + 1]; ++leaf)
        if (!split[at(leaf)] && seats.below_most(leaf)) reach(leaf, far);
      continue;
    }
    const auto far = leaf_far_[at(node)] + 1;
    if (!split[at(node)] && seats.on_shared(node) > 0) reach(leaves + offering_of(node), far);
    for (auto place = asking_begin[at(node)]; place < asking_begin[at(node) + 1]; ++place) {
      const auto option = asking[at(place)];
      if (!alive[at(option)]) continue;
      const auto holds = given[at(student_of(option))];
      if (holds < 0)
        found = true;
      else if (holds != option)
        reach(leaf_of(holds), far);
    }
  }
  return found;
}

// From a student without a place, step by step nearer to a free seat, each taking the place of the next one. What led
// nowhere is not tried again before the next measure().
bool Stages::advance(int32_t student) {
  struct Step {
    int32_t student, option;  // she wants to take the option
    int32_t offering;         // or, where not -1: somebody on its shared seats has to leave
  };
  std::vector<Step> path{{student, round.begin[at(student)] - 1, -1}};
  const auto sit = [&] {
    for (size_t step = path.size(); step-- > 0;)
      if (path[step].offering < 0) put(path[step].student, path[step].option);
  };
  // Where the path stands: a leaf that one more has come to.
  const auto try_leaf =
      [&](int32_t leaf) {  // 1: a seat is free; 0: nothing more here; -1: a further step is on the path
        if (seats.kept_free(leaf) > 0 || (!split[at(leaf)] && seats.open(leaf))) return 1;
        const auto far = leaf_far_[at(leaf)], offering = offering_of(leaf);
        const auto shared = offering_far_[at(offering)];
        if (!split[at(leaf)] && seats.below_most(leaf) && shared != 0 && shared < far) {
          path.push_back({-1, -1, offering});
          return -1;
        }
        auto& cursor = cursor_[at(leaf)];
        if (at(cursor) < members[at(leaf)].size()) {
          const auto member = members[at(leaf)][at(cursor)];
          path.push_back({member, round.begin[at(member)] - 1, -1});
          return -1;
        }
        leaf_far_[at(leaf)] = 0;
        return 0;
      };
  while (!path.empty()) {
    auto& step = path.back();
    if (step.offering >= 0) {
      auto& lower = lower_[at(step.offering)];
      const auto first = instance.leaf_begin[at(step.offering)], past = instance.leaf_begin[at(step.offering) + 1];
      const auto far = offering_far_[at(step.offering)];
      int tried = 0;
      for (; first + lower < past && tried == 0; lower += tried == 0 ? 1 : 0) {
        const auto leaf = first + lower;
        const auto here = leaf_far_[at(leaf)];
        if (here != 0 && here < far && !split[at(leaf)] && seats.on_shared(leaf) > 0) tried = try_leaf(leaf);
      }
      if (tried == 1) return sit(), true;
      if (tried == 0) {
        offering_far_[at(step.offering)] = 0;
        path.pop_back();
      }
      continue;
    }
    const auto holds = given[at(step.student)];
    const auto far = holds < 0 ? static_cast<int32_t>(queue_.size()) + 2 : leaf_far_[at(leaf_of(holds))];
    const auto past = round.begin[at(step.student) + 1];
    int tried = 0;
    auto option = std::max(step.option, round.begin[at(step.student)]);
    for (; option < past; ++option) {
      const auto here = leaf_far_[at(leaf_of(option))];
      if (!alive[at(option)] || option == holds || here == 0 || here >= far) continue;
      step.option = option;
      tried = try_leaf(leaf_of(option));
      if (tried != 0) break;
    }
    if (tried == 1) return sit(), true;
    if (tried == 0) {
      if (holds >= 0) ++cursor_[at(leaf_of(holds))];
      path.pop_back();
    }
  }
  return false;
}

void Stages::spread_hunger() {
  queue_.clear();
  const auto leaves = static_cast<int32_t>(leaf_side.size());
  const auto reach = [&](int32_t node) {
    auto& side = node < leaves ? leaf_side[at(node)] : offering_side[at(node - leaves)];
    if (side == Side::hungry) return;
    side = Side::hungry;
    queue_.push_back(node);
  };
  const auto ask = [&](int32_t student) {
    for (auto option = round.begin[at(student)]; option < round.begin[at(student) + 1]; ++option)
      if (alive[at(option)] && option != given[at(student)]) reach(leaf_of(option));
  };
  for (int32_t student = 0; student < students(); ++student)
    if (given[at(student)] < 0) ask(student);
  for (size_t next = 0; next < queue_.size(); ++next) {
    const auto node = queue_[next];
    if (node >= leaves) {
      const auto offering = node - leaves;
      for (auto leaf = instance.leaf_begin[at(offering)]; leaf < instance.leaf_begin[at(offering) + 1]; ++leaf)
        if (!split[at(leaf)] && seats.on_shared(leaf) > 0) reach(leaf);
      continue;
    }
    if (!split[at(node)] && seats.below_most(node)) reach(leaves + offering_of(node));
    for (const auto member : members[at(node)]) ask(member);
  }
}

// After the last measure(): `*_far_` tells what is roomy.
void Stages::cut() {
  for (size_t leaf = 0; leaf < leaf_side.size(); ++leaf)
    leaf_side[leaf] = leaf_far_[leaf] != 0 ? Side::roomy : Side::settled;
  for (size_t offering = 0; offering < offering_side.size(); ++offering)
    offering_side[offering] = offering_far_[offering] != 0 ? Side::roomy : Side::settled;
  spread_hunger();
  for (size_t offering = 0; offering < offering_side.size(); ++offering)
    if (offering_side[offering] != Side::roomy) offering_bound[offering] = 1;
  for (size_t leaf = 0; leaf < leaf_side.size(); ++leaf) {
    if (leaf_side[leaf] != offering_side[at(instance.leaves[leaf].offering)]) split[leaf] = 1;
    if (leaf_side[leaf] != Side::roomy) leaf_bound[leaf] = 1;
  }
  for (int32_t student = 0; student < students(); ++student) {
    const auto holds = given[at(student)];
    const auto first = round.begin[at(student)], past = round.begin[at(student) + 1];
    auto side = holds < 0 ? Side::hungry : leaf_side[at(leaf_of(holds))];
    if (side != Side::hungry) student_bound[at(student)] = 1;
    for (auto option = first; option < past; ++option)
      if (alive[at(option)] && option != holds && leaf_side[at(leaf_of(option))] != side) alive[at(option)] = 0;
  }
}

}  // namespace doorstep::draft
