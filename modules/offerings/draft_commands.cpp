#include "draft_commands.h"

#include <CLI/CLI.hpp>

#include <doorstep/draft/draft.h>
#include <doorstep/draft_check/check.h>

#include "formats.h"

namespace doorstep::offerings {
namespace {

struct Asked {
  std::string what, problem, plan, seed, out, student, roll;
  bool json = false;
};

struct DraftFinding {
  std::string rule, student, offering;
  int64_t value = 0, limit = 0;
};
BOOST_DESCRIBE_STRUCT(DraftFinding, (), (rule, student, offering, value, limit))
struct DraftFigures {
  int64_t students = 0, seats = 0, places = 0, without = 0;
  double first_share = 0, mean_choice = 0, worst_tenth = 0;
  std::optional<int64_t> envious_beyond_one;
};
BOOST_DESCRIBE_STRUCT(DraftFigures, (),
                      (students, seats, places, without, first_share, mean_choice, worst_tenth, envious_beyond_one))
struct DraftLine {
  std::string out, roll;
  std::vector<DraftFinding> findings;
  DraftFigures figures;
};
BOOST_DESCRIBE_STRUCT(DraftLine, (), (out, roll, findings, figures))

DraftFigures figures_of(const draft::Problem& problem, const draft::Plan& plan) {
  const auto found = draft_check::figures(problem, plan);
  return {found.students,    found.seats,       found.places,      found.without,
          found.first_share, found.mean_choice, found.worst_tenth, found.envious_beyond_one};
}

void print_figures(const cli::Console& console, const DraftFigures& figures) {
  constexpr double percent = 100;
  console.print(
      console.say(say("{} 名学生、{} 个名额：分配 {} 个，{} 人没有；第一志愿 {:.1f} %，平均志愿 {:.3f}，"
                      "最差十分之一 {:.3f}",
                      "{} students, {} seats: {} places given, {} students without; first choices {:.1f} %, "
                      "mean choice {:.3f}, worst tenth {:.3f}",
                      figures.students, figures.seats, figures.places, figures.without, figures.first_share * percent,
                      figures.mean_choice, figures.worst_tenth)));
}

Result<draft::Plan> plan_in(const std::string& path) {
  if (path.empty())
    return refuse(Fault::invalid, "plan-needed", say("请给出方案文件", "name the file of the plan as well"));
  DOORSTEP_LET(text, cli::file_text(path));
  return read_draft_plan(text);
}

Result<void> run_allocate(cli::Console& console, const Asked& asked) {
  DOORSTEP_LET(text, cli::file_text(asked.problem));
  DOORSTEP_LET(problem, read_draft_problem(text));
  DOORSTEP_LET(plan, draft::allocate(problem, asked.seed));
  plan.problem = draft_problem_digest(text);
  if (!asked.out.empty()) DOORSTEP_TRY(cli::write_file(asked.out, draft_plan_text(plan)));
  const DraftLine line{asked.out, plan.roll, {}, figures_of(problem, plan)};
  if (asked.json)
    console.print(json::text(line));
  else
    print_figures(console, line.figures);
  return {};
}

Result<void> run_check(cli::Console& console, const Asked& asked) {
  DOORSTEP_LET(text, cli::file_text(asked.problem));
  DOORSTEP_LET(problem, read_draft_problem(text));
  DOORSTEP_TRY(draft::check_problem(problem));
  DOORSTEP_LET(plan, plan_in(asked.plan));
  DraftLine line{asked.plan, plan.roll, {}, figures_of(problem, plan)};
  std::vector<FieldError> fields;
  for (const auto& one : draft_check::check(problem, plan)) {
    line.findings.push_back({one.rule, one.student, one.offering, one.value, one.limit});
    fields.push_back({one.rule, say("学生 {}，课程 {}：{}（限 {}）", "student {}, offering {}: {} (limit {})",
                                    one.student, one.offering, one.value, one.limit)});
  }
  if (asked.json) console.print(json::text(line));
  if (!plan.problem.empty() && plan.problem != draft_problem_digest(text))
    console.note(
        say("提示：方案写的是另一个问题（摘要不同）", "note: the plan names another problem (its digest differs)"));
  if (!asked.json) print_figures(console, line.figures);
  if (!fields.empty()) {
    const auto words = say("方案有 {} 处不符", "the plan fails in {} places", fields.size());
    return refuse(Fault::invalid, "draft-plan", words, std::move(fields));
  }
  if (!asked.json) console.print(console.say(say("通过：没有违反规则", "passed: no rule is broken")));
  return {};
}

Result<void> run_explain(cli::Console& console, const Asked& asked) {
  DOORSTEP_LET(text, cli::file_text(asked.problem));
  DOORSTEP_LET(problem, read_draft_problem(text));
  DOORSTEP_TRY(draft::check_problem(problem));
  DOORSTEP_LET(plan, plan_in(asked.plan));
  const draft::Standing standing{problem, plan};
  if (!standing.lottery(asked.student))
    return refuse(Fault::not_found, "draft-student", say("没有学生 {}", "there is no student {}", asked.student));
  for (const auto& reason : standing.reasons(asked.student)) console.print(json::text(reason));
  return {};
}

// Ids, one a line, as the roll is published.
Result<std::vector<std::string>> ids_in(const std::string& path) {
  DOORSTEP_LET(text, cli::file_text(path));
  std::vector<std::string> ids;
  for (size_t begin = 0; begin < text.size();) {
    const auto end = std::min(text.find('\n', begin), text.size());
    if (end > begin) ids.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return ids;
}

Result<void> run_lottery(cli::Console& console, const Asked& asked) {
  DOORSTEP_LET(ids, ids_in(asked.problem));
  if (asked.what == "roll") {
    console.print(draft::roll_hash(ids));
  } else if (asked.seed.empty()) {
    return refuse(Fault::invalid, "draft-seed", say("请给出种子", "give the seed"));
  } else if (asked.what == "order") {
    for (const auto& id : draft::lottery_order(ids, asked.seed)) console.print(id);
  } else if (draft::verify_lottery(ids, asked.roll, asked.seed)) {
    console.print(console.say(say("相符", "verified")));
  } else {
    return refuse(Fault::invalid, "draft-order",
                  say("次序与名册、种子不符", "the order is not what roll and seed give"));
  }
  return {};
}

}  // namespace

std::vector<cli::Verb> draft_commands() {
  return {
      {"draft",
       say("课程与社团名额：分配、检查、说明、抽签", "places in courses and clubs: share, check, explain, draw lots"),
       [](CLI::App& app) {
         auto asked = std::make_shared<Asked>();
         app.add_option("WHAT", asked->what, "allocate, check, explain; roll, order, verify")
             ->required()
             ->check(CLI::IsMember({"allocate", "check", "explain", "roll", "order", "verify"}));
         app.add_option("FILE", asked->problem,
                        "problem as JSON (docs/formats/draft.md); of roll, order and verify: ids, one a line")
             ->required();
         app.add_option("PLAN", asked->plan, "plan as JSON, for check and explain");
         app.add_option("--seed", asked->seed, "of the public draw, as it was typed");
         app.add_option("--student", asked->student, "of explain: id");
         app.add_option("--roll", asked->roll, "of verify: the published hash of the roll");
         app.add_option("--out", asked->out, "file to write");
         app.add_flag("--json", asked->json, "print one JSON value");
         return [asked](cli::Console& console) -> Result<void> {
           if (asked->what == "allocate") return run_allocate(console, *asked);
           if (asked->what == "check") return run_check(console, *asked);
           if (asked->what == "explain") return run_explain(console, *asked);
           return run_lottery(console, *asked);
         };
       }}};
}

}  // namespace doorstep::offerings
