#include <doorstep/draft/draft.h>

#include "round.h"
#include "state.h"

namespace doorstep::draft {
namespace {

constexpr const char* edition = "draft-1";

bool fits(const State& state, int32_t student, const Wish& wish) {
  for (const auto& held : state.held(student)) {
    const auto other = state.wish(held.wish).offering;
    if (other == wish.offering || apart(state.instance(), other, wish.offering)) return false;
  }
  return true;
}

// What is left to want, of those who may have more.
Round round_of(const State& state, bool turned) {
  const auto& instance = state.instance();
  Round round;
  round.options.reserve(turned ? 0 : instance.wishes.size());
  const auto add = [&](int32_t student) {
    if (static_cast<int32_t>(state.held(student).size()) >= instance.most[at(student)]) return;
    const auto first = static_cast<int32_t>(round.options.size());
    for (auto index = instance.wish_begin[at(student)]; index < instance.wish_begin[at(student) + 1]; ++index) {
      const auto& wish = state.wish(index);
      if (wish.eligible && state.seats().open(wish.leaf) && fits(state, student, wish))
        round.options.push_back({wish.leaf, wish.word, index});
    }
    if (static_cast<int32_t>(round.options.size()) == first) return;
    round.student.push_back(student);
    round.begin.push_back(first);
  };
  if (turned)
    std::for_each(instance.order.rbegin(), instance.order.rend(), add);
  else
    std::for_each(instance.order.begin(), instance.order.end(), add);
  round.begin.push_back(static_cast<int32_t>(round.options.size()));
  return round;
}

// One round; false when it gave nothing.
bool give(State& state, int64_t number) {
  const auto round = round_of(state, number % 2 == 0);
  if (round.student.empty()) return false;
  const auto& instance = state.instance();
  const auto given = instance.problem->rule.mode == Mode::rank_maximal
                         ? share_by_rank(instance, round, state.seats())
                         : share_by_lottery(instance, round, state.seats());
  for (size_t student = 0; student < given.size(); ++student)
    if (given[student] >= 0) state.note(round.student[student], {round.options[at(given[student])].wish, number});
  return true;
}

// Offerings with a free seat that a quota keeps.
std::vector<int32_t> unclaimed(const State& state) {
  const auto& instance = state.instance();
  std::vector<int32_t> found;
  for (int32_t offering = 0; offering < instance.offerings(); ++offering) {
    bool kept = false;
    for (auto leaf = instance.leaf_begin[at(offering)]; leaf < instance.leaf_begin[at(offering) + 1]; ++leaf)
      kept = kept || state.seats().kept_free(leaf) > 0;
    if (kept) found.push_back(offering);
  }
  return found;
}

}  // namespace

Result<Plan> allocate(const Problem& problem, std::string_view seed) {
  DOORSTEP_TRY(check_problem(problem));
  if (seed.empty())
    return refuse(Fault::invalid, "draft-seed",
                  say("请给出公开抽签得到的种子", "give the seed that the public draw gave"));
  const auto instance = look_up(problem, seed);
  State state{instance};
  for (int64_t number = 1; give(state, number); ++number) {
  }
  Plan plan;
  plan.roll = roll_hash(roll_of(problem));
  plan.seed = seed;
  plan.edition = edition;
  if (const auto open = unclaimed(state); !open.empty()) plan.released = move_up(state, open, {});
  plan.places = state.places();
  return plan;
}

Result<Filled> fill(const Problem& problem, const Plan& plan, std::span<const Withdrawal> withdrawals) {
  DOORSTEP_TRY(check_problem(problem));
  const auto instance = look_up(problem, plan.seed);
  DOORSTEP_LET(state, state_of(instance, plan));
  std::vector<int32_t> barred, open;
  for (const auto& one : withdrawals) {
    const auto student = instance.student_at.find(one.student);
    const auto offering = instance.offering_at.find(one.offering);
    int32_t wish = -1;
    if (student != instance.student_at.end() && offering != instance.offering_at.end())
      for (const auto& held : state.held(student->second))
        if (state.wish(held.wish).offering == offering->second) wish = held.wish;
    if (wish < 0)
      return refuse(Fault::invalid, "draft-withdrawal",
                    say("学生 {} 没有课程 {} 的名额", "student {} has no place in {}", one.student, one.offering));
    state.leave(student->second, wish);
    barred.push_back(wish);
  }
  for (int32_t offering = 0; offering < instance.offerings(); ++offering)
    if (state.free(offering) > 0) open.push_back(offering);
  Filled filled{move_up(state, open, barred), plan};
  filled.plan.places = state.places();
  filled.plan.released.clear();
  filled.plan.changed = true;
  return filled;
}

}  // namespace doorstep::draft
