#include "figures.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <unordered_map>

namespace doorstep::exchange {
namespace {

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

template <class Each>
std::unordered_map<std::string, size_t> positions_of(const std::vector<Each>& all) {
  std::unordered_map<std::string, size_t> found;
  for (size_t i = 0; i < all.size(); ++i) found.emplace(all[i].id, i);
  return found;
}

int64_t pupils_at(const transfer::School& school, const std::string& stage) {
  for (const auto& section : school.sections)
    if (section.stage == stage) return section.pupils;
  return 0;
}

bool counts_in(const transfer::Teacher& teacher, const transfer::Indicator& indicator) {
  return indicator.stage == teacher.stage && std::ranges::count(teacher.counts, indicator.code);
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

Gauges::Gauges(const transfer::Problem& problem)
    : problem_(problem), teachers_(positions_of(problem.teachers)), schools_(positions_of(problem.schools)) {
  for (const auto& indicator : problem.indicators) {
    auto& count = today_.emplace_back(problem.schools.size());
    auto& pupils = pupils_.emplace_back();
    for (const auto& school : problem.schools)
      pupils.push_back(static_cast<double>(pupils_at(school, indicator.stage)));
    for (const auto& teacher : problem.teachers) {
      if (teacher.counts.empty() || !counts_in(teacher, indicator)) continue;
      if (const auto home = schools_.find(teacher.school); home != schools_.end()) ++count[home->second];
    }
  }
}

Gauges::Counts Gauges::after(const Moved& moves) const {
  auto made = today_;
  for (const auto& [who, to] : moves) {
    const auto at = teachers_.find(who);
    if (at == teachers_.end()) continue;
    const auto& teacher = problem_.teachers[at->second];
    const auto home = schools_.find(teacher.school), there = schools_.find(to);
    if (home == schools_.end()) continue;
    for (size_t i = 0; i < problem_.indicators.size(); ++i) {
      if (!counts_in(teacher, problem_.indicators[i])) continue;
      --made[i][home->second];
      if (there != schools_.end()) ++made[i][there->second];
    }
  }
  return made;
}

std::optional<double> Gauges::spread(size_t indicator, const std::vector<int64_t>& count) const {
  double squares = 0, sum = 0, pupils = 0;
  for (size_t i = 0; i < count.size(); ++i) {
    const double here = pupils_[indicator][i];
    if (here <= 0) continue;
    const auto x = static_cast<double>(count[i]);
    squares += x * x / here;
    sum += x;
    pupils += here;
  }
  if (pupils <= 0 || sum <= 0) return {};
  return std::sqrt(std::max(0.0, squares * pupils / (sum * sum) - 1));
}

int64_t Gauges::below(size_t indicator, const std::vector<int64_t>& count) const {
  const auto& least = problem_.indicators[indicator].least;
  if (!least) return 0;
  int64_t made = 0;
  for (size_t i = 0; i < count.size(); ++i) {
    const double pupils = pupils_[indicator][i];
    made += pupils > 0 && static_cast<double>(count[i]) * 100 / pupils < *least * (1 - 1e-12);
  }
  return made;
}

std::vector<PlanOutcome> Gauges::outcomes(const Moved& moves, const standard::Standard& standard) const {
  const auto moved = after(moves);
  std::vector<PlanOutcome> made;
  for (size_t i = 0; i < problem_.indicators.size(); ++i) {
    const auto& indicator = problem_.indicators[i];
    PlanOutcome one;
    one.code = indicator.code;
    one.stage = indicator.stage;
    for (const auto& known : standard.indicators)
      if (known.code == indicator.code) one.name = known.name;
    one.before = spread(i, today_[i]);
    one.after = spread(i, moved[i]);
    one.limit = indicator.most_cv;
    one.threshold = indicator.least;
    one.below_before = below(i, today_[i]);
    one.below_after = below(i, moved[i]);
    made.push_back(std::move(one));
  }
  return made;
}

std::vector<PlannedSchool> Gauges::schools(const Moved& moves) const {
  const auto moved = after(moves);
  std::map<std::pair<std::string, std::string>, std::pair<int64_t, int64_t>> ways;  // school and stage: out, in
  for (const auto& [who, to] : moves) {
    const auto at = teachers_.find(who);
    if (at == teachers_.end()) continue;
    const auto& teacher = problem_.teachers[at->second];
    ++ways[{teacher.school, teacher.stage}].first;
    ++ways[{to, teacher.stage}].second;
  }
  std::vector<PlannedSchool> made;
  for (size_t at = 0; at < problem_.schools.size(); ++at)
    for (const auto& section : problem_.schools[at].sections) {
      const auto& school = problem_.schools[at];
      const auto& [out, in] = ways[{school.id, section.stage}];
      PlannedSchool one{{school.id}, school.name, section.stage, school.longitude, school.latitude, section.pupils, out,
                        in,          {}};
      for (size_t i = 0; i < problem_.indicators.size(); ++i) {
        if (problem_.indicators[i].stage != section.stage || section.pupils <= 0) continue;
        const auto per_hundred = [&](int64_t count) {
          return static_cast<double>(count) * 100 / static_cast<double>(section.pupils);
        };
        one.values.push_back({problem_.indicators[i].code, per_hundred(today_[i][at]), per_hundred(moved[i][at])});
      }
      made.push_back(std::move(one));
    }
  return made;
}

}  // namespace doorstep::exchange
