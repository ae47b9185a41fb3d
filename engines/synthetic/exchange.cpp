#include "exchange.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "dice.h"
#include "synthetic.h"

namespace doorstep::synthetic {
namespace {

constexpr double km_of_degree = 111.2;  // of latitude
constexpr double cosine = 0.86;         // of the district's latitude, 30.6: of longitude

struct Spot {
  double x = 0, y = 0;  // km from the middle of the district
};
struct Founded {
  Spot spot;
  double strength = 0;
  bool primary = true;
  int teachers = 0;
};

struct Subject {
  const char* name;
  int primary, junior;  // of 100 teachers
};
constexpr std::array<Subject, 12> subjects{{{"chinese", 31, 16},
                                            {"mathematics", 25, 16},
                                            {"english", 12, 16},
                                            {"science", 8, 0},
                                            {"physics", 0, 9},
                                            {"chemistry", 0, 6},
                                            {"biology", 0, 6},
                                            {"history", 0, 7},
                                            {"civics", 7, 8},
                                            {"sport", 8, 7},
                                            {"music", 5, 4},
                                            {"art", 4, 5}}};

double squared(Spot a, Spot b) { return (a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y); }

// Root by Newton's steps: the same last bit on every machine.
double root(double square) {
  if (square <= 0) return 0;
  double r = square > 1 ? square : 1;
  for (int i = 0; i < 40; ++i) r = (r + square / r) / 2;
  return r;
}

Spot near(Spot middle, double km, Dice& dice) { return {middle.x + km * dice.normal(), middle.y + km * dice.normal()}; }

std::vector<Founded> found(const ExchangeWish& wish, Dice& dice) {
  std::vector<Spot> places;
  for (int i = 0; i < towns; ++i) places.push_back(near({}, 14, dice));
  std::vector<Founded> schools(static_cast<size_t>(wish.schools));
  std::vector<double> weights;
  for (size_t i = 0; i < schools.size(); ++i) {
    auto& school = schools[i];
    const bool urban = dice.chance(0.45);
    school.spot = urban ? near({}, 5, dice) : near(places[static_cast<size_t>(dice.below(towns))], 4, dice);
    school.primary = i % 5 < 3;
    school.strength = (urban ? 0.45 : -0.45) + 0.8 * dice.normal();
    weights.push_back(dice.around(urban ? 1.3 : 0.8, 0.4));
  }
  const auto counts = split(wish.teachers - 4 * wish.schools, weights);
  for (size_t i = 0; i < schools.size(); ++i) schools[i].teachers = counts[i] + 4;
  return schools;
}

// To a tenth of a metre, so that a coordinate is the same once it was written and read.
double rounded(double degrees) { return static_cast<double>(static_cast<int64_t>(degrees * 1e6 + 0.5)) / 1e6; }

transfer::School described(const Founded& from, int number, Dice& dice) {
  transfer::School school{fmt::format("s{:04}", number),
                          fmt::format("{} {}", from.primary ? "Primary School" : "Junior School", number),
                          rounded(104 + from.spot.x / (km_of_degree * cosine)),
                          rounded(30.6 + from.spot.y / km_of_degree),
                          {}};
  const double ratio = dice.around(from.strength > 0 ? 17 : 14, 0.15);
  school.sections.push_back(
      {from.primary ? "primary" : "junior", static_cast<int64_t>(from.teachers * ratio), from.teachers});
  return school;
}

transfer::Teacher hired(const Founded& at, const std::string& school, int number, Dice& dice) {
  transfer::Teacher teacher;
  teacher.id = fmt::format("t{:06}", number);
  teacher.school = school;
  teacher.stage = at.primary ? "primary" : "junior";
  int lot = dice.below(100);
  for (const auto& subject : subjects) {
    lot -= at.primary ? subject.primary : subject.junior;
    teacher.subject = subject.name;
    if (lot < 0) break;
  }
  if (dice.chance(logistic(0.5 + 0.9 * at.strength))) teacher.counts.push_back("degree_teachers");
  const bool backbone = dice.chance(logistic(-1.9 + 0.75 * at.strength));
  if (backbone) teacher.counts.push_back("backbone_teachers");
  if (teacher.subject == "sport" || teacher.subject == "music" || teacher.subject == "art")
    teacher.counts.push_back("sport_and_art_teachers");
  teacher.backbone = backbone;
  teacher.hours = 10 + dice.below(7);
  teacher.years_here = dice.chance(0.28) ? dice.below(6) : 6 + dice.below(24);
  teacher.years_left = dice.chance(0.12) ? dice.below(5) : 5 + dice.below(28);
  teacher.years_away = dice.chance(0.2) ? 1 + dice.below(4) : 0;
  return teacher;
}

// The nearest schools of the stage to where the teacher lives.
void add_ways(transfer::Problem& problem, const transfer::Teacher& teacher, Spot home,
              const std::vector<Founded>& schools, int own) {
  constexpr int most = 12;
  constexpr double km_most = 15;
  std::vector<std::pair<double, int>> near_by;
  for (int i = 0; i < static_cast<int>(schools.size()); ++i) {
    const auto& school = schools[static_cast<size_t>(i)];
    if (i == own || school.primary != schools[static_cast<size_t>(own)].primary) continue;
    const double far = squared(home, school.spot);
    if (far <= km_most * km_most) near_by.emplace_back(far, i);
  }
  const auto kept = std::min<size_t>(most, near_by.size());
  std::partial_sort(near_by.begin(), near_by.begin() + static_cast<ptrdiff_t>(kept), near_by.end());
  for (size_t i = 0; i < kept; ++i) {
    const double metres = root(near_by[i].first) * 1000;
    const double km = static_cast<double>(static_cast<int64_t>(metres + 0.5)) / 1000;
    problem.ways.push_back({teacher.id, problem.schools[static_cast<size_t>(near_by[i].second)].id, km, std::nullopt});
  }
}

transfer::Rules rules() {
  transfer::Rules rules;
  rules.source = "generated";
  rules.edition = "1";
  rules.years_here = 6;
  rules.years_left = 5;
  rules.moved_least = 0.10;
  rules.moved_most = 0.13;
  rules.backbone_least = 0.20;
  rules.leaving_most = 0.20;
  rules.headcount_change = 1;
  rules.subject_change = 1;
  return rules;
}

}  // namespace

transfer::Problem exchange(const ExchangeWish& wish) {
  Dice dice{wish.seed};
  transfer::Problem problem;
  problem.name = fmt::format("Generated, {} schools, {} teachers, seed {}", wish.schools, wish.teachers, wish.seed);
  problem.rules = rules();
  const auto schools = found(wish, dice);
  for (size_t i = 0; i < schools.size(); ++i)
    problem.schools.push_back(described(schools[i], static_cast<int>(i) + 1, dice));
  for (const char* stage : {"primary", "junior"}) {
    const bool primary = stage == std::string_view{"primary"};
    problem.indicators.push_back({"degree_teachers", stage, primary ? 4.2 : 5.3, primary ? 0.50 : 0.45, {}});
    problem.indicators.push_back({"backbone_teachers", stage, 1.0, primary ? 0.50 : 0.45, {}});
    problem.indicators.push_back({"sport_and_art_teachers", stage, 0.9, primary ? 0.50 : 0.45, {}});
  }
  // As planned so far: evenness first, a way of 1 km weighs a ten-millionth.
  problem.goals = {{transfer::Goal::evenness, 1.0}, {transfer::Goal::travel, 1e-7}};
  int number = 0;
  for (size_t i = 0; i < schools.size(); ++i)
    for (int k = 0; k < schools[i].teachers; ++k) {
      problem.teachers.push_back(hired(schools[i], problem.schools[i].id, ++number, dice));
      const auto& teacher = problem.teachers.back();
      const auto home = near(schools[i].spot, 3, dice);
      if (*teacher.years_left >= *problem.rules.years_left && teacher.years_here >= *problem.rules.years_here)
        add_ways(problem, teacher, home, schools, static_cast<int>(i));
    }
  return problem;
}

}  // namespace doorstep::synthetic
