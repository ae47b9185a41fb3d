// The planner of teacher exchange: what it reaches, when, and beside which bound.
//   exchange_bench SCHOOLS TEACHERS SECONDS [MPS-FILE]
#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fstream>

#include <doorstep/exchange/planning.h>
#include <doorstep/synthetic/exchange.h>
#include <doorstep/transfer/mps.h>
#include <doorstep/transfer/planner.h>

using namespace doorstep;
using namespace doorstep::transfer;
using Clock = std::chrono::steady_clock;

namespace {

double since(Clock::time_point then) { return std::chrono::duration<double>(Clock::now() - then).count(); }
double shown(Cost cost) { return static_cast<double>(cost) / 1e12; }

void bench_bound(const Model& model, int64_t moves) {
  auto begun = Clock::now();
  Ascent ascent{model, 2000};
  while (!ascent.done()) ascent.step(50);
  const double ascending = since(begun);
  begun = Clock::now();
  Programme programme{model, ascent.prices(), static_cast<size_t>(4 * moves)};
  while (programme.relax()) {
  }
  fmt::print("bound by ascent        {:.6f} in {:6.2f} s\n", shown(ascent.bound()), ascending);
  fmt::print("linear programme (CLP) {:.6f} in {:6.2f} s by columns; the ascent is {:.4f} % below\n",
             shown(programme.bound()), since(begun), 100 * (shown(ascent.bound()) / shown(programme.bound()) - 1));
}

// Plans and says what was reached when; returns the moves.
std::vector<Move> bench_plan(const Instance& instance, Mode mode, double seconds) {
  const auto begun = Clock::now();
  Planner planner{instance, {mode, 1, 1}};
  bool first = true;
  const auto tell = [&](const char* what) {
    fmt::print("{:22} {:.6f} in {:6.2f} s, {:.3f} % of the bound\n", what, shown(planner.cost()), since(begun),
               100 * shown(planner.cost()) / shown(*planner.bound()));
  };
  while (planner.step()) {
    if (first && planner.found()) {
      tell("first plan");
      first = false;
    }
    if (mode == Mode::interactive && since(begun) >= seconds) break;
  }
  tell(mode == Mode::official ? "official plan" : "interactive plan");
  std::vector<Move> moves;
  for (const auto& move : moves_of(instance, planner.model(), planner.best())) moves.push_back({move.teacher, move.to});
  return moves;
}

void bench_change(const Instance& instance, const Model& model) {
  Evaluator evaluator{instance, model};
  constexpr int changes = 400'000;
  double sum = 0;
  const auto begun = Clock::now();
  for (int i = 0; i < changes; ++i) {
    const auto& unit = model.units[static_cast<size_t>(i * 7919LL % static_cast<int64_t>(model.units.size()))];
    const auto at = static_cast<int32_t>(&unit - model.units.data());
    evaluator.change(at, evaluator.ledger().now()[static_cast<size_t>(at)] < 0 ? unit.first : -1);
    for (int32_t k = 0; k < static_cast<int32_t>(instance.gauges.size()); ++k) sum += evaluator.cv(k).value_or(0);
  }
  fmt::print("one change             {:.2f} us with all coefficients (limit 10 us){}\n", since(begun) / changes * 1e6,
             sum < 0 ? "!" : "");
}

}  // namespace

int main(int count, char** arguments) {
  const std::vector<std::string> given(arguments + 1, arguments + count);
  if (given.size() < 3) return 2;
  const auto problem = synthetic::exchange({1, std::atoi(given[0].c_str()), std::atoi(given[1].c_str())});
  auto begun = Clock::now();
  const auto instance = look_up(problem);
  const auto model = build(instance);
  fmt::print("{} schools, {} teachers, {} eligible, {} ways, {} rows; made in {:.2f} s\n", problem.schools.size(),
             problem.teachers.size(), instance.eligible, model.columns.size(), model.rows.size(), since(begun));
  if (given.size() > 3) {
    std::ofstream out{given[3], std::ios::binary};
    write_mps(model, [&](std::string_view text) { out << text; });
  }
  bench_bound(model, moved_most(instance));
  const double seconds = std::atof(given[2].c_str());
  size_t wrong = 0;
  double checking = 0;
  for (const auto mode : {Mode::interactive, Mode::official}) {
    const auto plan = exchange::plan_of(problem, bench_plan(instance, mode, seconds));
    const auto checked = Clock::now();
    wrong += plan ? exchange::check_plan(problem, *plan).size() : 1;
    checking = since(checked);
  }
  fmt::print("violations             {} by the independent checker, in {:.0f} ms (limit 50 ms: a page waits for it)\n",
             wrong, checking * 1000);
  bench_change(instance, model);
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  fmt::print("memory                 {} MB at most (limit 2000 MB)\n", used.ru_maxrss / 1024);
}
