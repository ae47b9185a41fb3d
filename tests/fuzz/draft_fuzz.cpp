// Any bytes as a problem or a plan of places: refused, or read, shared when small, checked, and written as it was read.
#include <doorstep/draft/draft.h>
#include <doorstep/draft_check/check.h>
#include <doorstep/offerings/formats.h>

#include <cstdlib>

#include "fuzz.h"

using namespace doorstep;

namespace {

const char* const small_problem =
    R"({"format":"doorstep-draft-problem-1","name":"n","campuses":["x","y"],"travel":[[0,20],[20,0]],"offerings":[)"
    R"({"id":"a","capacity":2,"quotas":[{"campuses":["x"],"least":1,"most":1}],"grades":[3],"sessions":[{"weekday":1,)"
    R"("begin":900,"end":960,"campus":"x"}]},{"id":"b","capacity":1,"age_least":8,"sessions":[{"day":"2026-11-30",)"
    R"("begin":970,"end":990,"campus":"y"}]}],"students":[{"id":"s","campus":"x","grade":3,"age":9,"choices":["b","a"],)"
    R"("priorities":[{"offering":"a","word":"w"}]},{"id":"t","campus":"y","grade":3,"age":9,"choices":["b","a"]}],)"
    R"("rule":{"mode":"rank_maximal","most":2,"priorities":["w"]}})";
const char* const small_plan =
    R"({"format":"doorstep-draft-plan-1","problem":"","roll":"","seed":"1","edition":"","places":[{"student":"s",)"
    R"("offering":"b","round":1},{"student":"t","offering":"a","round":0}],"released":[{"student":"t","from":null,)"
    R"("to":"a","round":null}],"changed":null})";

void try_plan(const draft::Problem& problem, const draft::Plan& plan) {
  (void)draft_check::check(problem, plan);
  (void)draft_check::figures(problem, plan);
  const draft::Standing standing{problem, plan};
  for (const auto& student : problem.students) (void)standing.reasons(student.id);
  for (const auto& offering : problem.offerings) (void)standing.waiting(offering.id);
  (void)draft::fill(problem, plan, {});
  (void)draft::swaps(problem, plan, draft::roll_of(problem));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  static const auto known = offerings::read_draft_problem(small_problem);
  if (!known || !draft::check_problem(*known)) std::abort();
  if (const auto plan = offerings::read_draft_plan(bytes)) {
    try_plan(*known, *plan);
    if (!offerings::read_draft_plan(offerings::draft_plan_text(*plan))) std::abort();
  }
  const auto problem = offerings::read_draft_problem(bytes);
  if (!problem) return 0;
  if (!offerings::read_draft_problem(offerings::draft_problem_text(*problem))) std::abort();
  if (problem->students.size() > 20 || !draft::check_problem(*problem)) return 0;
  const auto plan = draft::allocate(*problem, "seed");
  if (!plan || !draft_check::check(*problem, *plan).empty()) std::abort();
  try_plan(*problem, *plan);
  return 0;
}

std::vector<std::string> fuzz_seeds() { return {small_problem, small_plan}; }
