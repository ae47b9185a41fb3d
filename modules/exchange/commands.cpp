#include "commands.h"

#include <CLI/CLI.hpp>

#include <csignal>

#include <doorstep/transfer/mps.h>

#include "formats.h"
#include "planning.h"

namespace doorstep::exchange {
namespace {

struct Wanted {
  std::string what, problem, plan, out;
  PlanWish wish;
  bool official = false, json = false;
};

// What `--json` prints of a plan or a check.
struct PlanLine {
  std::string out;
  int64_t moves = 0;
  double objective = 0;
  std::optional<double> bound, reached;
  std::vector<transfer::Outcome> outcomes;
};
BOOST_DESCRIBE_STRUCT(PlanLine, (), (out, moves, objective, bound, reached, outcomes))
struct ViolationLine {
  std::string rule, teacher, school;
  Words what;
};
BOOST_DESCRIBE_STRUCT(ViolationLine, (), (rule, teacher, school, what))
struct CheckLine {
  std::vector<ViolationLine> violations;
};
BOOST_DESCRIBE_STRUCT(CheckLine, (), (violations))

Result<transfer::Problem> problem_in(const std::string& path) {
  DOORSTEP_LET(text, cli::file_text(path));
  return read_problem(text);
}

// An interrupt keeps the best plan so far.
std::atomic<bool> interrupted{false};

std::string share_text(const std::optional<double>& share) {
  return share ? fmt::format("{:.2f} %", *share * 100) : "-";
}

PlanLine line_of(const transfer::Plan& plan, const std::string& out) {
  PlanLine line{
      out, static_cast<int64_t>(plan.moves.size()), static_cast<double>(plan.objective) / 1e12, {}, {}, plan.outcomes};
  if (plan.bound) line.bound = static_cast<double>(*plan.bound) / 1e12;
  if (line.bound && *line.bound < 0) line.reached = line.objective / *line.bound;
  return line;
}

void print_plan(const cli::Console& console, const PlanLine& line) {
  console.print(console.say(say("{} 次调动，目标值 {:.6f}，界限 {}，达到可能改善的 {}",
                                "{} moves, objective {:.6f}, bound {}, {} of the possible improvement", line.moves,
                                line.objective, line.bound ? fmt::format("{:.6f}", *line.bound) : "-",
                                share_text(line.reached))));
  const auto cv = [](const std::optional<double>& value) { return value ? fmt::format("{:.4f}", *value) : "-"; };
  for (const auto& outcome : line.outcomes)
    console.print(fmt::format("  {:<24} {:<10} CV {} -> {}   {} {} -> {}", outcome.code, outcome.stage,
                              cv(outcome.cv_before), cv(outcome.cv_after),
                              console.say(say("未达标学校", "schools below")), outcome.below_before,
                              outcome.below_after));
}

Result<void> run_plan(cli::Console& console, const Wanted& wanted) {
  DOORSTEP_LET(problem, problem_in(wanted.problem));
  auto wish = wanted.wish;
  if (wanted.official) wish.mode = transfer::Mode::official;
  const auto before = std::signal(SIGINT, [](int) { interrupted = true; });
  auto made = make_plan(
      problem, wish,
      [&](const PlanProgress& now) {
        const auto so_far = say("{} 次调动，达到 {}", "{} moves, reached {}", now.moves, share_text(now.reached));
        console.progress(so_far, 0, now.share, 0, std::nullopt);
      },
      &interrupted);
  std::signal(SIGINT, before);
  console.progress_done();
  if (!made) return pass_on(made);
  if (!wanted.out.empty()) DOORSTEP_TRY(cli::write_file(wanted.out, plan_text(*made)));
  const auto line = line_of(*made, wanted.out);
  if (wanted.json)
    console.print(json::text(line));
  else
    print_plan(console, line);
  return {};
}

Result<void> run_check(cli::Console& console, const Wanted& wanted) {
  DOORSTEP_LET(problem, problem_in(wanted.problem));
  DOORSTEP_TRY(check_problem(problem));
  DOORSTEP_LET(text, cli::file_text(wanted.plan));
  DOORSTEP_LET(plan, read_plan(text));
  const auto found = check_plan(problem, plan);
  CheckLine line;
  for (const auto& one : found) line.violations.push_back({one.rule, one.teacher, one.school, one.what});
  if (wanted.json) console.print(json::text(line));
  if (plan.problem != problem_digest(problem))
    console.note(
        say("提示：方案写的是另一个问题（摘要不同）", "note: the plan names another problem (its digest differs)"));
  if (found.empty()) {
    if (!wanted.json) console.print(console.say(say("通过：没有违反规则", "passed: no rule is broken")));
    return {};
  }
  std::vector<FieldError> fields;
  for (const auto& one : found) fields.push_back({one.rule, one.what});
  return refuse(Fault::invalid, "exchange-plan", say("方案有 {} 处不符", "the plan fails in {} places", found.size()),
                std::move(fields));
}

Result<void> run_mps(cli::Console& console, const Wanted& wanted) {
  DOORSTEP_LET(problem, problem_in(wanted.problem));
  DOORSTEP_TRY(check_problem(problem));
  const auto instance = transfer::look_up(problem);
  std::string text;
  transfer::write_mps(transfer::build(instance), [&](std::string_view piece) { text += piece; });
  if (!wanted.out.empty()) return cli::write_file(wanted.out, text);
  text.pop_back();
  console.print(text);
  return {};
}

Result<void> run_explain(cli::Console& console, const Wanted& wanted) {
  DOORSTEP_LET(problem, problem_in(wanted.problem));
  DOORSTEP_LET(text, cli::file_text(wanted.plan));
  DOORSTEP_LET(plan, read_plan(text));
  DOORSTEP_LET(reasons, explain_plan(problem, plan));
  const auto told = sentences(problem, reasons);
  for (size_t i = 0; i < reasons.size(); ++i) {
    console.print(reasons[i].move.teacher + " -> " + reasons[i].move.to);
    for (const auto& sentence : told[i]) console.print("  " + console.say(sentence));
  }
  return {};
}

}  // namespace

std::vector<cli::Verb> planning_commands() {
  return {
      {"exchange", say("教师交流：编制、检查方案", "teacher exchange: plan, check, explain, or give the model away"),
       [](CLI::App& app) {
         auto wanted = std::make_shared<Wanted>();
         app.add_option("WHAT", wanted->what, "plan, check, explain or mps")
             ->required()
             ->check(CLI::IsMember({"plan", "check", "explain", "mps"}));
         app.add_option("PROBLEM", wanted->problem, "problem as JSON (docs/formats/exchange.md)")->required();
         app.add_option("PLAN", wanted->plan, "plan as JSON, for check and explain");
         app.add_option("--seconds", wanted->wish.seconds, "time to plan in")
             ->check(CLI::Range(0.0, 86400.0))
             ->capture_default_str();
         app.add_option("--seed", wanted->wish.seed, "another seed may give another plan")->capture_default_str();
         app.add_option("--rounds", wanted->wish.rounds, "tangents at most; 1: at today's coefficients")
             ->check(CLI::Range(1, 10))
             ->capture_default_str();
         app.add_flag("--official", wanted->official, "to the end, the same on every machine, however long it takes");
         app.add_option("--out", wanted->out, "file to write");
         app.add_flag("--json", wanted->json, "print one JSON value");
         return [wanted](cli::Console& console) -> Result<void> {
           if (wanted->what == "plan") return run_plan(console, *wanted);
           if (wanted->what == "mps") return run_mps(console, *wanted);
           if (wanted->plan.empty())
             return refuse(Fault::invalid, "plan-needed", say("请给出方案文件", "name the file of the plan as well"));
           return wanted->what == "check" ? run_check(console, *wanted) : run_explain(console, *wanted);
         };
       }}};
}

}  // namespace doorstep::exchange
