// Any bytes as a problem or a plan of exchange: refused, or read, checked, planned when small, and written as it was
// read.
#include <doorstep/exchange/formats.h>
#include <doorstep/exchange/planning.h>

#include <cstdlib>

#include "fuzz.h"

using namespace doorstep;

namespace {

const char* const small_problem =
    R"({"format":"doorstep-exchange-problem-1","name":"n","schools":[{"id":"a","name":"A","longitude":104.1,"latitude":30,)"
    R"("sections":[{"stage":"p","pupils":100,"teachers":4}]},{"id":"b","name":"B","longitude":104.2,"latitude":30,)"
    R"("sections":[{"stage":"p","pupils":200,"teachers":5}]}],"teachers":[{"id":"t","school":"a","stage":"p","subject":"x",)"
    R"("counts":["k"],"years_here":7,"hours":5},{"id":"u","school":"b","stage":"p","subject":"x","years_here":9}],)"
    R"("indicators":[{"code":"k","stage":"p","least":1}],"coverage":[{"school":"a","stage":"p","subject":"x","hours":3}],)"
    R"("rules":{"source":"s","edition":"1","years_here":6,"moved_most":0.5,"headcount_change":1},"locked":[{"teacher":"u"}],)"
    R"("goals":[{"goal":"evenness"},{"goal":"travel","weight":0.001}]})";
const char* const small_plan =
    R"({"format":"doorstep-exchange-plan-1","problem":"","mode":"official","seed":1,"edition":"1","moves":[{"teacher":"t",)"
    R"("from":"a","to":"b","km":9.63,"minutes":19.26,"term":1}],"outcomes":[],"objective":-5,"bound":-6,"tangent":[0.5]})";

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  static const auto known = exchange::read_problem(small_problem);
  if (!known || !exchange::check_problem(*known)) std::abort();
  if (const auto plan = exchange::read_plan(bytes)) {
    (void)exchange::check_plan(*known, *plan);
    (void)exchange::explain_plan(*known, *plan);
    if (!exchange::read_plan(exchange::plan_text(*plan))) std::abort();
  }
  const auto problem = exchange::read_problem(bytes);
  if (!problem) return 0;
  if (!exchange::read_problem(exchange::problem_text(*problem))) std::abort();
  if (!exchange::check_problem(*problem)) return 0;
  // What is planned passes the check, or make_plan throws.
  if (problem->teachers.size() < 10)
    (void)exchange::make_plan(*problem, {.mode = transfer::Mode::official, .rounds = 1});
  return 0;
}

std::vector<std::string> fuzz_seeds() { return {small_problem, small_plan}; }
