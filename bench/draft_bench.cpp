// The sharing of places: how long it takes, and how students fare beside random serial dictatorship on the same
// problem.
//   draft_bench STUDENTS OFFERINGS PREFERENCES
#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <unordered_map>

#include <doorstep/draft/draft.h>
#include <doorstep/draft_check/check.h>
#include <doorstep/offerings/formats.h>
#include <doorstep/synthetic/draft.h>

using namespace doorstep;
using namespace doorstep::draft;
using Clock = std::chrono::steady_clock;

namespace {

double since(Clock::time_point then) { return std::chrono::duration<double>(Clock::now() - then).count(); }

// The peer, from its public definition: the students one after another in the order, each the dearest place that is
// left (Abdulkadiroglu and Sonmez 1998). Seats that a quota keeps are kept; those nobody of theirs took are given in a
// second pass to those without. `choices` are the eligible ones.
Plan serial_dictatorship(const Problem& problem, const std::vector<std::string>& order) {
  struct Seats {
    const Offering* offering;
    int64_t others = 0;          // on seats that no quota keeps
    std::vector<int64_t> taken;  // by quota
  };
  std::unordered_map<std::string_view, Seats> seats;
  for (const auto& one : problem.offerings) seats[one.id] = {&one, 0, std::vector<int64_t>(one.quotas.size(), 0)};
  std::unordered_map<std::string_view, const Student*> students;
  for (const auto& one : problem.students) students[one.id] = &one;
  const auto sit = [](Seats& at, const Student& student, bool keep) {
    const auto& grades = at.offering->grades;
    if (!grades.empty() && std::find(grades.begin(), grades.end(), *student.grade) == grades.end()) return false;
    int64_t spoken_for = at.others;
    int64_t* mine = &at.others;
    bool kept_for_her = false, over = false;
    for (size_t quota = 0; quota < at.taken.size(); ++quota) {
      const auto& rule = at.offering->quotas[quota];
      const auto least = rule.least.value_or(0);
      spoken_for += keep ? std::max(at.taken[quota], least) : at.taken[quota];
      if (std::find(rule.campuses.begin(), rule.campuses.end(), student.campus) == rule.campuses.end()) continue;
      mine = &at.taken[quota];
      kept_for_her = keep && at.taken[quota] < least;
      over = rule.most && at.taken[quota] >= *rule.most;
    }
    if (over || (!kept_for_her && spoken_for >= at.offering->capacity)) return false;
    ++*mine;
    return true;
  };
  Plan plan;
  std::unordered_map<std::string_view, std::string> got;
  for (const bool keep : {true, false})
    for (const auto& id : order) {
      const auto& student = *students.at(id);
      if (got.contains(student.id)) continue;
      for (const auto& choice : student.choices)
        if (sit(seats.at(choice), student, keep)) {
          got.emplace(student.id, choice);
          break;
        }
    }
  for (const auto& student : problem.students)
    if (const auto found = got.find(student.id); found != got.end())
      plan.places.push_back({student.id, found->second, 1});
  return plan;
}

void tell(const char* who, const draft_check::Figures& figures) {
  fmt::print("{:24} mean choice {:.4f}, worst tenth {:.4f}, first choices {:.2f} %, without {}\n", who,
             figures.mean_choice, figures.worst_tenth, 100 * figures.first_share, figures.without);
}

Plan bench_allocate(const char* who, const Problem& problem, const std::string& seed) {
  const auto begun = Clock::now();
  auto plan = allocate(problem, seed);
  if (!plan) std::abort();
  const auto seconds = since(begun);
  fmt::print("{:24} {} places in {:5.2f} s (limit 5 s){}\n", who, plan->places.size(), seconds,
             seconds <= 5 ? "" : "  MISSED");
  return std::move(*plan);
}

void bench_check(const Problem& problem, const Plan& plan) {
  const auto begun = Clock::now();
  const auto found = draft_check::check(problem, plan);
  fmt::print("{:24} {} findings in {:5.2f} s\n", "independent checker", found.size(), since(begun));
}

void bench_files(const Problem& problem, const Plan& plan) {
  auto begun = Clock::now();
  const auto text = offerings::draft_problem_text(problem);
  const auto writing = since(begun);
  begun = Clock::now();
  if (!offerings::read_draft_problem(text)) std::abort();
  const auto reading = since(begun);
  begun = Clock::now();
  const auto size = offerings::draft_plan_text(plan).size();
  fmt::print("{:24} problem of {} MB written in {:.2f} s, read in {:.2f} s; plan of {} MB written in {:.2f} s\n",
             "files", text.size() >> 20, writing, reading, size >> 20, since(begun));
}

void bench_lottery(const Problem& problem, const std::string& seed) {
  const auto ids = roll_of(problem);
  const auto roll = roll_hash(ids);
  auto begun = Clock::now();
  const auto order = lottery_order(ids, seed);
  const auto drawing = since(begun);
  double best = 1e9;
  for (int run = 0; run < 5; ++run) {
    begun = Clock::now();
    if (!verify_lottery(order, roll, seed)) std::abort();
    best = std::min(best, since(begun));
  }
  fmt::print("{:24} drawn in {:.3f} s, verified in {:.3f} s (limit 0.1 s){}\n", "lottery", drawing, best,
             best <= 0.1 ? "" : "  MISSED");
}

void bench_standing(const Problem& problem, const Plan& plan) {
  const auto begun = Clock::now();
  const Standing standing{problem, plan};
  size_t reasons = 0;
  for (const auto& student : problem.students) reasons += standing.reasons(student.id).size();
  fmt::print("{:24} {} reasons and all waiting lists in {:.2f} s\n", "reasons", reasons, since(begun));
}

}  // namespace

int main(int count, char** arguments) {
  const std::vector<std::string> given(arguments + 1, arguments + count);
  if (given.size() < 3) return 2;
  const std::string seed = "2026-09-01 07 11 23";
  synthetic::DraftWish wish{1, std::atoi(given[0].c_str()), std::atoi(given[1].c_str()), std::atoi(given[2].c_str()),
                            1};
  auto problem = synthetic::draft(wish);
  size_t choices = 0;
  for (const auto& student : problem.students) choices += student.choices.size();
  fmt::print("{} students, {} offerings, {} choices, {} campuses\n", problem.students.size(), problem.offerings.size(),
             choices, problem.campuses.size());
  const auto plan = bench_allocate("rank_maximal", problem, seed);
  bench_check(problem, plan);
  const auto mine = draft_check::figures(problem, plan);
  const auto peer = draft_check::figures(problem, serial_dictatorship(problem, lottery_order(roll_of(problem), seed)));
  tell("rank_maximal", mine);
  tell("serial dictatorship", peer);
  const bool held = mine.mean_choice <= peer.mean_choice && mine.worst_tenth <= peer.worst_tenth;
  fmt::print("{:24} at least as good in both: {}\n", "", held ? "held" : "MISSED");
  bench_files(problem, plan);
  bench_lottery(problem, seed);
  bench_standing(problem, plan);
  problem.rule.mode = Mode::lottery;
  const auto drawn = bench_allocate("lottery", problem, seed);
  bench_check(problem, drawn);
  tell("lottery", draft_check::figures(problem, drawn));
  problem.rule.mode = Mode::rank_maximal;
  problem.rule.most = 3;
  const auto several = bench_allocate("rank_maximal, up to 3", problem, seed);
  bench_check(problem, several);
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  fmt::print("{:24} {} MB at most\n", "memory", used.ru_maxrss / 1024);
}
