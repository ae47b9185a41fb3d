#include "planning.h"

#include <algorithm>
#include <chrono>
#include <stdexcept>
#include <unordered_set>

#include <doorstep/transfer/planner.h>

#include "faults.h"
#include "formats.h"

namespace doorstep::exchange {
namespace {

using namespace transfer;
using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point then) { return std::chrono::duration<double>(Clock::now() - then).count(); }

tl::unexpected<Error> no_plan(std::vector<FieldError> fields) {
  const auto what =
      fields.empty()
          ? say("没有找到满足全部规则的方案；规则过紧，请放宽限额后再试",
                "no plan was found that keeps every rule; they are very tight: relax a limit and try again")
          : say("没有方案能满足全部规则；须放宽其中之一：", "no plan keeps every rule; one of them has to give way:");
  return refuse(Fault::invalid, "exchange-infeasible", what, std::move(fields));
}

PlanProgress progress_of(const Planner& planner) {
  constexpr double unit = 1e12;
  PlanProgress made;
  made.share = planner.share();
  if (const auto bound = planner.bound()) made.bound = static_cast<double>(*bound) / unit;
  if (!planner.found()) return made;
  made.objective = static_cast<double>(planner.cost()) / unit;
  if (made.bound && *made.bound < 0) made.reached = std::clamp(*made.objective / *made.bound, 0.0, 1.0);
  for (size_t u = 0; u < planner.best().size(); ++u)
    if (planner.best()[u] >= 0) made.moves += static_cast<int64_t>(planner.model().units[u].teachers.size());
  return made;
}

// The plan of a choice, with its figures.
Plan described(const Instance& instance, const Model& model, const Tangent& tangent, const Choice& choice) {
  Plan plan;
  plan.problem = problem_digest(*instance.problem);
  plan.edition = planner_edition;
  plan.moves = moves_of(instance, model, choice);
  Evaluator evaluator{instance, model};
  evaluator.start(choice);
  plan.outcomes = evaluator.outcomes();
  plan.objective = evaluator.objective();
  for (const auto& at : tangent) plan.tangent.push_back(at.value_or(0));
  return plan;
}

Tangent tangent_of(const Plan& plan) {
  Tangent tangent;
  for (const auto at : plan.tangent) tangent.push_back(at > 0 ? std::optional{at} : std::nullopt);
  return tangent;
}

Result<void> names_known(const Problem& problem, const std::vector<Move>& moves) {
  std::unordered_set<std::string> teachers, schools, seen;
  for (const auto& teacher : problem.teachers) teachers.insert(teacher.id);
  for (const auto& school : problem.schools) schools.insert(school.id);
  std::vector<FieldError> fields;
  for (size_t i = 0; i < moves.size() && fields.size() < 100; ++i) {
    if (!teachers.contains(moves[i].teacher))
      fields.push_back({fmt::format("moves/{}/teacher", i),
                        say("没有标识为 {} 的教师", "there is no teacher {}", moves[i].teacher.substr(0, 200))});
    if (!schools.contains(moves[i].to))
      fields.push_back({fmt::format("moves/{}/to", i),
                        say("没有标识为 {} 的学校", "there is no school {}", moves[i].to.substr(0, 200))});
    if (!seen.insert(moves[i].teacher).second)
      fields.push_back({fmt::format("moves/{}/teacher", i),
                        say("教师 {} 出现两次", "teacher {} is there twice", moves[i].teacher.substr(0, 200))});
  }
  if (fields.empty()) return {};
  return refuse(Fault::invalid, "exchange-moves", say("方案中有不存在的教师或学校", "the moves name what is not there"),
                std::move(fields));
}

Result<void> planned_whole(const Planner& planner, const Instance& instance, const SubjectWords& subject,
                           bool stopped) {
  if (planner.found()) return {};
  if (stopped)
    return refuse(Fault::conflict, "exchange-stopped",
                  say("在找到方案之前已停止", "it was stopped before any plan was found"));
  return no_plan(relief_of(instance, planner.model(), planner.broken(), subject));
}

}  // namespace

Result<void> check_problem(const Problem& problem) {
  auto fields = faults_of(problem);
  if (!fields.empty())
    return refuse(Fault::invalid, "exchange-problem", say("问题数据有误", "the problem is wrong"), std::move(fields));
  const auto instance = look_up(problem);
  const auto model = build(instance);
  if (too_dear(model))
    return refuse(Fault::invalid, "exchange-problem", say("问题数据有误", "the problem is wrong"),
                  {{"goals", say("权重过大，超出可计算的范围：请减小",
                                 "the weights are out of the range that can be reckoned: make them smaller")}});
  fields = contradictions_of(instance, model);
  if (!fields.empty())
    return refuse(Fault::invalid, "exchange-contradiction", say("规则相互矛盾", "rules contradict each other"),
                  std::move(fields));
  return {};
}

Result<Plan> make_plan(const Problem& problem, const PlanWish& wish, const OnProgress& progress,
                       const std::atomic<bool>* stop) {
  const auto begun = Clock::now();
  DOORSTEP_TRY(check_problem(problem));
  const auto instance = look_up(problem);
  Planner planner{instance, {wish.mode, static_cast<uint64_t>(wish.seed), std::max(1, wish.rounds)}};
  const bool timed = wish.mode == Mode::interactive;
  auto told = begun;
  bool stopped = false;
  while (planner.step()) {
    stopped = stop && stop->load();
    const double spent = seconds_since(begun);
    if (stopped || (timed && planner.found() && spent >= wish.seconds)) break;
    if (!progress || seconds_since(told) < 0.25) continue;
    told = Clock::now();
    auto now = progress_of(planner);
    if (timed) now.share = std::min(1.0, std::max(wish.seconds > 0 ? spent / wish.seconds : 1.0, 0.0));
    progress(now);
  }
  DOORSTEP_TRY(planned_whole(planner, instance, wish.subject, stopped));
  auto plan = described(instance, planner.model(), planner.tangent(), planner.best());
  plan.mode = wish.mode;
  plan.seed = wish.seed;
  plan.bound = planner.bound();
  if (const auto wrong = check_plan(problem, plan); !wrong.empty())
    throw std::logic_error("the planner's plan fails the check: " + wrong.front().what.en);
  if (progress) {
    auto done = progress_of(planner);
    done.share = 1;
    progress(done);
  }
  return plan;
}

Result<Plan> plan_of(const Problem& problem, const std::vector<Move>& moves) {
  DOORSTEP_TRY(check_problem(problem));
  DOORSTEP_TRY(names_known(problem, moves));
  const auto instance = look_up(problem);
  const auto model = build(instance);
  const Evaluator evaluator{instance, model};
  std::vector<Move> left_out;
  const auto choice = choice_of(evaluator, instance, model, moves, &left_out);
  std::vector<FieldError> fields;
  for (const auto& move : left_out)
    fields.push_back({"moves", say("教师 {} 不能到学校 {}：资格或路程的规则不允许",
                                   "teacher {} cannot go to school {}: a rule about the person or the way forbids it",
                                   move.teacher, move.to)});
  if (!fields.empty())
    return refuse(Fault::invalid, "exchange-moves", say("有的调动不被允许", "some moves are not allowed"),
                  std::move(fields));
  return described(instance, model, {}, choice);
}

Result<std::vector<Reason>> explain_plan(const Problem& problem, const Plan& plan) {
  DOORSTEP_TRY(check_problem(problem));
  std::vector<Move> moves;
  for (const auto& move : plan.moves) moves.push_back({move.teacher, move.to});
  DOORSTEP_TRY(names_known(problem, moves));
  if (const auto wrong = check_plan(problem, plan); !wrong.empty())
    return refuse(Fault::invalid, "exchange-plan",
                  say("方案未通过检查：{}", "the plan does not pass its check: {}", wrong.front().what.en));
  const auto instance = look_up(problem);
  const auto model = build(instance, tangent_of(plan));
  Evaluator evaluator{instance, model};
  evaluator.start(choice_of(evaluator, instance, model, moves));
  return explain(instance, model, evaluator);
}

}  // namespace doorstep::exchange
