#include "figures.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <unordered_map>

namespace doorstep::exchange {
namespace {

// Counts of one indicator by school, before and after.
struct Count {
  std::vector<int64_t> before, after;
};

bool one_of(const std::string& code, std::initializer_list<const char*> any) {
  return std::ranges::any_of(any, [&](const char* one) { return code == one; });
}

// As figures.toml says what is counted.
struct Counted {
  const char* figure;
  bool (*counts)(const staff::Teacher&);
};
constexpr std::array counted{
    Counted{"degree_teachers",
            [](const staff::Teacher& teacher) {
              return one_of(teacher.qualification, {"doctor", "master", "bachelor"}) ||
                     (teacher.stage == "primary" && teacher.qualification == "college");
            }},
    Counted{"backbone_teachers",
            [](const staff::Teacher& teacher) {
              return one_of(teacher.backbone, {"district", "city", "province", "national"});
            }},
    Counted{"sport_art_teachers",
            [](const staff::Teacher& teacher) {
              return one_of(teacher.subject, {"pe", "music", "art"});
            }},
};

std::unordered_map<std::string, size_t> positions_of(const std::vector<transfer::School>& schools) {
  std::unordered_map<std::string, size_t> found;
  for (size_t i = 0; i < schools.size(); ++i) found.emplace(schools[i].id, i);
  return found;
}

int64_t pupils_at(const transfer::School& school, const std::string& stage) {
  for (const auto& section : school.sections)
    if (section.stage == stage) return section.pupils;
  return 0;
}

std::vector<Count> counts_of(const transfer::Problem& problem, const Moved& moves) {
  const auto schools = positions_of(problem.schools);
  std::vector<Count> made(problem.indicators.size(),
                          {std::vector<int64_t>(schools.size()), std::vector<int64_t>(schools.size())});
  for (const auto& teacher : problem.teachers) {
    if (teacher.counts.empty()) continue;
    const auto home = schools.find(teacher.school);
    if (home == schools.end()) continue;
    const auto moved = moves.find(teacher.id);
    const auto there = moved == moves.end() ? home : schools.find(moved->second);
    for (size_t i = 0; i < problem.indicators.size(); ++i) {
      const auto& indicator = problem.indicators[i];
      if (indicator.stage != teacher.stage || !std::ranges::count(teacher.counts, indicator.code)) continue;
      ++made[i].before[home->second];
      if (there != schools.end()) ++made[i].after[there->second];
    }
  }
  return made;
}

std::optional<double> spread_of(const transfer::Problem& problem, const std::string& stage,
                                const std::vector<int64_t>& count) {
  double squares = 0, sum = 0, pupils = 0;
  for (size_t i = 0; i < count.size(); ++i) {
    const auto here = static_cast<double>(pupils_at(problem.schools[i], stage));
    if (here <= 0) continue;
    const auto x = static_cast<double>(count[i]);
    squares += x * x / here;
    sum += x;
    pupils += here;
  }
  if (pupils <= 0 || sum <= 0) return {};
  return std::sqrt(std::max(0.0, squares * pupils / (sum * sum) - 1));
}

int64_t below(const transfer::Problem& problem, const transfer::Indicator& indicator,
              const std::vector<int64_t>& count) {
  if (!indicator.least) return 0;
  int64_t made = 0;
  for (size_t i = 0; i < count.size(); ++i) {
    const auto pupils = static_cast<double>(pupils_at(problem.schools[i], indicator.stage));
    made += pupils > 0 && static_cast<double>(count[i]) * 100 / pupils < *indicator.least * (1 - 1e-12);
  }
  return made;
}

}  // namespace

bool counts_teachers(const std::string& figure) {
  return std::ranges::any_of(counted, [&](const Counted& one) { return figure == one.figure; });
}

bool counted_in(const std::string& figure, const staff::Teacher& teacher) {
  return std::ranges::any_of(counted, [&](const Counted& one) { return figure == one.figure && one.counts(teacher); });
}

std::vector<const standard::Indicator*> indicators_of(const standard::Standard& standard) {
  std::vector<const standard::Indicator*> made;
  for (const auto& indicator : standard.indicators)
    if (counts_teachers(indicator.numerator) && indicator.denominator == "students" && indicator.per == 100)
      made.push_back(&indicator);
  return made;
}

std::vector<PlanOutcome> outcomes_of(const transfer::Problem& problem, const Moved& moves,
                                     const standard::Standard& standard) {
  const auto counts = counts_of(problem, moves);
  std::vector<PlanOutcome> made;
  for (size_t i = 0; i < problem.indicators.size(); ++i) {
    const auto& indicator = problem.indicators[i];
    PlanOutcome one;
    one.code = indicator.code;
    one.stage = indicator.stage;
    for (const auto& known : standard.indicators)
      if (known.code == indicator.code) one.name = known.name;
    one.before = spread_of(problem, indicator.stage, counts[i].before);
    one.after = spread_of(problem, indicator.stage, counts[i].after);
    one.limit = indicator.most_cv;
    one.threshold = indicator.least;
    one.below_before = below(problem, indicator, counts[i].before);
    one.below_after = below(problem, indicator, counts[i].after);
    made.push_back(std::move(one));
  }
  return made;
}

std::vector<PlannedSchool> schools_of(const transfer::Problem& problem, const Moved& moves) {
  const auto counts = counts_of(problem, moves);
  std::map<std::pair<std::string, std::string>, std::pair<int64_t, int64_t>> ways;  // school and stage: out, in
  for (const auto& teacher : problem.teachers)
    if (const auto moved = moves.find(teacher.id); moved != moves.end()) {
      ++ways[{teacher.school, teacher.stage}].first;
      ++ways[{moved->second, teacher.stage}].second;
    }
  std::vector<PlannedSchool> made;
  for (size_t at = 0; at < problem.schools.size(); ++at)
    for (const auto& section : problem.schools[at].sections) {
      const auto& school = problem.schools[at];
      const auto& [out, in] = ways[{school.id, section.stage}];
      PlannedSchool one{{school.id}, school.name, section.stage, school.longitude, school.latitude, section.pupils, out,
                        in,          {}};
      for (size_t i = 0; i < problem.indicators.size(); ++i) {
        if (problem.indicators[i].stage != section.stage || section.pupils <= 0) continue;
        const auto per_hundred = [&](int64_t count) {
          return static_cast<double>(count) * 100 / static_cast<double>(section.pupils);
        };
        one.values.push_back(
            {problem.indicators[i].code, per_hundred(counts[i].before[at]), per_hundred(counts[i].after[at])});
      }
      made.push_back(std::move(one));
    }
  return made;
}

}  // namespace doorstep::exchange
