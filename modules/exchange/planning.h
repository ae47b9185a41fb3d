// Planning: from a problem to a plan that has passed the independent checker, with a clock, a progress and a way to
// stop. The engine itself knows no time; this is where commands and jobs meet it. No database, no accounts.
#pragma once

#include <atomic>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <doorstep/base/result.h>
#include <doorstep/exchange_check/check.h>
#include <doorstep/transfer/explain.h>
#include <doorstep/transfer/plan.h>
#include <doorstep/transfer/problem.h>

namespace doorstep::exchange {

// What a subject is called; none: its code.
using SubjectWords = std::function<Words(const std::string& code)>;

struct PlanWish {
  transfer::Mode mode = transfer::Mode::interactive;
  double seconds = 30;  // interactive only: an official plan takes its own time and does not depend on the machine
  int64_t seed = 1;
  int rounds = 3;  // tangents of the root at most; 1: at today's coefficients only
  SubjectWords subject{};
};

// How far the planner is; called from the planner's own thread, a few times a second.
struct PlanProgress {
  double share = 0;                 // 0 to 1
  std::optional<double> objective;  // of the best plan so far, in the unit of the weights; below zero is better
  std::optional<double> bound;      // no plan can be below it
  std::optional<double> reached;    // objective / bound, 0 to 1: the part of the possible improvement
  int64_t moves = 0;
};
using OnProgress = std::function<void(const PlanProgress&)>;

// Plans. `stop` may be set from another thread: the best plan so far is then returned. An interactive plan that has
// none when its time is over goes on to the first. Every plan returned has passed check_plan() without a violation.
//   invalid  the problem is wrong (fields name where), its rules contradict each other (the two are named), or no plan
//            keeps them (which to relax, and by how much)
//   conflict `stop` was set before any plan was found
Result<transfer::Plan> make_plan(const transfer::Problem& problem, const PlanWish& wish,
                                 const OnProgress& progress = {}, const std::atomic<bool>* stop = nullptr);

// The plan that a list of moves is, with its figures: for what an officer changes by hand. It may break rules
// (check_plan); a move that no rule about person and way allows is refused.
//   invalid  the problem is wrong, or a move names what is not there or cannot be
Result<transfer::Plan> plan_of(const transfer::Problem& problem, const std::vector<transfer::Move>& moves);

// One rule that a plan breaks, or one figure of it that is wrong.
struct Violation {
  std::string rule;     // stable name, for example "leaving_most"
  std::string teacher;  // ids; "" where none is concerned
  std::string school;
  Words what;  // with the numbers
};

Violation violation_of(const exchange_check::Finding& finding, const SubjectWords& subject = {});

// By the independent checker, from the problem alone; none: the plan may be shown.
std::vector<Violation> check_plan(const transfer::Problem& problem, const transfer::Plan& plan,
                                  const SubjectWords& subject = {});

// What is wrong with the problem itself, before any planning: fields, then rules that contradict each other.
Result<void> check_problem(const transfer::Problem& problem);

// Why each move is in the plan (values: doorstep/transfer/explain.h): one reason for those who go together.
//   invalid  the problem or the plan does not pass its check
Result<std::vector<transfer::Reason>> explain_plan(const transfer::Problem& problem, const transfer::Plan& plan);

// What each reason says, as sentences: which indicator of which school goes from what to what, who else could go and
// what that would cost, which rules bind. Schools are named by the problem; other teachers by their id.
std::vector<std::vector<Words>> sentences(const transfer::Problem& problem,
                                          const std::vector<transfer::Reason>& reasons,
                                          const SubjectWords& subject = {});

}  // namespace doorstep::exchange
