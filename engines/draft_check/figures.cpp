#include <algorithm>
#include <map>

#include "view.h"

namespace doorstep::draft_check {
namespace {

// How many would rather have somebody else's places even without the best one of them.
std::optional<int64_t> count_envious(const View& view, const Holdings& has) {
  std::vector<std::vector<size_t>> holders(view.problem.offerings.size());
  for (size_t student = 0; student < has.size(); ++student)
    for (const auto& got : has[student]) holders[view.choices[student][got.choice].offering].push_back(student);
  constexpr size_t most_looks = 20'000'000;
  size_t looks = 0;
  for (size_t student = 0; student < has.size(); ++student)
    for (const auto& choice : view.choices[student]) looks += holders[choice.offering].size();
  if (looks > most_looks) return std::nullopt;
  int64_t envious = 0;
  for (size_t student = 0; student < has.size(); ++student) {
    const auto& mine = view.choices[student];
    const auto worth = [&](size_t choice) { return static_cast<int64_t>(mine.size() - choice); };
    int64_t own = 0;
    for (const auto& got : has[student]) own += worth(got.choice);
    std::map<size_t, std::pair<int64_t, int64_t>> others;  // what each has, and the best of it
    for (size_t choice = 0; choice < mine.size(); ++choice)
      if (mine[choice].eligible)
        for (const auto other : holders[mine[choice].offering]) {
          auto& sum = others[other];
          sum.first += worth(choice);
          sum.second = std::max(sum.second, worth(choice));
        }
    others.erase(student);
    envious += std::any_of(others.begin(), others.end(),
                           [&](const auto& other) { return other.second.first - other.second.second > own; })
                   ? 1
                   : 0;
  }
  return envious;
}

}  // namespace

Figures figures(const draft::Problem& problem, const draft::Plan& plan) {
  const View view{problem};
  Holdings has(problem.students.size());
  for (const auto& place : plan.places) {
    const auto student = view.students.find(place.student);
    if (student == view.students.end()) continue;
    const auto& list = problem.students[student->second].choices;
    const auto found = std::find(list.begin(), list.end(), place.offering);
    if (found != list.end()) has[student->second].push_back({static_cast<size_t>(found - list.begin()), place.round});
  }
  Figures made;
  made.places = static_cast<int64_t>(plan.places.size());
  for (const auto& offering : problem.offerings) made.seats += offering.capacity;
  std::vector<int64_t> best;
  int64_t first = 0, sum = 0;
  for (size_t student = 0; student < has.size(); ++student) {
    if (view.choices[student].empty()) continue;
    auto mine = view.choices[student].size();
    for (const auto& got : has[student]) mine = std::min(mine, got.choice);
    made.without += has[student].empty() ? 1 : 0;
    first += mine == 0 ? 1 : 0;
    best.push_back(static_cast<int64_t>(mine) + 1);
    sum += best.back();
  }
  made.students = static_cast<int64_t>(best.size());
  if (best.empty()) return made;
  std::sort(best.rbegin(), best.rend());
  const auto tenth = std::max<size_t>(1, best.size() / 10);
  int64_t of_tenth = 0;
  for (size_t at = 0; at < tenth; ++at) of_tenth += best[at];
  made.first_share = static_cast<double>(first) / static_cast<double>(best.size());
  made.mean_choice = static_cast<double>(sum) / static_cast<double>(best.size());
  made.worst_tenth = static_cast<double>(of_tenth) / static_cast<double>(tenth);
  made.envious_beyond_one = count_envious(view, has);
  return made;
}

}  // namespace doorstep::draft_check
