#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "dice.h"
#include "groups.h"

namespace doorstep::synthetic {
namespace {

struct KindShape {
  Kind kind;
  int share;    // of 500 schools
  double size;  // students, before scaling
  double is_private;
};
constexpr KindShape shapes[] = {{Kind::kindergarten, 146, 240, 0.45},
                                {Kind::primary, 172, 800, 0.04},
                                {Kind::junior, 62, 760, 0.05},
                                {Kind::senior, 24, 1300, 0.05},
                                {Kind::nine_year, 46, 1150, 0.12},
                                {Kind::twelve_year, 7, 1700, 0.4},
                                {Kind::complete_secondary, 20, 1350, 0.05},
                                {Kind::vocational, 9, 900, 0.1},
                                {Kind::special, 6, 110, 0},
                                {Kind::international, 8, 500, 1}};

struct StagePart {
  Stage stage;
  int first_grade, grades;
  double weight;
};
std::vector<StagePart> parts_of(Kind kind) {
  switch (kind) {
    case Kind::kindergarten:
      return {{Stage::kindergarten, -2, 3, 1}};
    case Kind::junior:
      return {{Stage::junior, 7, 3, 1}};
    case Kind::senior:
    case Kind::vocational:
      return {{Stage::senior, 10, 3, 1}};
    case Kind::nine_year:
      return {{Stage::primary, 1, 6, 0.64}, {Stage::junior, 7, 3, 0.36}};
    case Kind::twelve_year:
      return {{Stage::primary, 1, 6, 0.5}, {Stage::junior, 7, 3, 0.26}, {Stage::senior, 10, 3, 0.24}};
    case Kind::complete_secondary:
      return {{Stage::junior, 7, 3, 0.5}, {Stage::senior, 10, 3, 0.5}};
    default:
      return {{Stage::primary, 1, 6, 1}};
  }
}

double students_per_teacher(Stage stage) {
  switch (stage) {
    case Stage::kindergarten:
      return 12;
    case Stage::primary:
      return 17;
    case Stage::junior:
      return 13;
    default:
      return 12;
  }
}

int class_size(Stage stage) {
  return stage == Stage::kindergarten ? 28 : stage == Stage::primary ? 41 : stage == Stage::junior ? 45 : 46;
}

std::vector<Kind> kinds(int schools) {
  std::vector<double> weights;
  for (const auto& shape : shapes) weights.push_back(shape.share);
  auto counts = split(schools - static_cast<int>(std::size(shapes)), weights);
  std::vector<Kind> all;
  for (size_t i = 0; i < std::size(shapes); ++i)
    all.insert(all.end(), static_cast<size_t>(counts[i]) + 1, shapes[i].kind);
  return all;
}

// Five streets in the middle, five towns around them, four townships far out; degrees from the middle.
struct TownPlace {
  double east, north, spread;
};
constexpr TownPlace town_places[towns] = {
    {0, 0, 0.011},       {0.035, 0.01, 0.011}, {-0.03, 0.02, 0.011}, {0.01, -0.03, 0.011}, {-0.02, -0.025, 0.011},
    {0.11, 0.04, 0.02},  {0.05, 0.11, 0.02},   {-0.09, 0.08, 0.02},  {-0.12, -0.05, 0.02}, {0.08, -0.1, 0.02},
    {0.22, 0.12, 0.032}, {-0.05, 0.2, 0.032},  {-0.23, 0.02, 0.032}, {0.02, -0.21, 0.032}};

void place(School& school, Dice& dice) {
  school.town = dice.below(towns);
  school.setting = school.town < 5 ? 0 : school.town < 10 ? (dice.chance(0.7) ? 1 : 2) : (dice.chance(0.2) ? 1 : 2);
  const auto& town = town_places[school.town];
  const auto exact = [](double degrees) { return std::round(degrees * 1e6) / 1e6; };
  school.longitude = exact(120.15 + 1.15 * (town.east + town.spread * dice.normal()));
  school.latitude = exact(30.42 + town.north + town.spread * dice.normal());
}

// Of the rural primary schools one in twelve is a teaching point of the nearest one that is none.
void give_teaching_points(District& district) {
  auto& schools = district.schools;
  const auto rural = [](const School& school) {
    return school.kind == Kind::primary && school.setting == 2 && !school.is_private;
  };
  int count = 0;
  for (auto& school : schools) school.teaching_point = rural(school) && ++count % 12 == 6;
  for (auto& point : schools) {
    if (!point.teaching_point) continue;
    for (const auto& school : schools)
      if (rural(school) && !school.teaching_point &&
          (point.parent < 0 || distance(point, school) < distance(point, schools[static_cast<size_t>(point.parent)])))
        point.parent = school.number - 1;
    point.teaching_point = point.parent >= 0;
  }
}

// Popular schools have the fuller classes; some go over 45 and 50.
int seats_of_a_class(Stage stage, const School& school, Dice& dice) {
  const double usual = class_size(stage), crowded = (school.setting == 0 ? 1.5 : -1) + std::min(school.strength, 2.0);
  return static_cast<int>(std::round(std::clamp(usual + crowded + 2.2 * dice.normal(), 0.6 * usual, 1.3 * usual)));
}

void give_students(District& district, const Wish& wish, Dice& dice) {
  std::vector<double> weights;
  for (const auto& school : district.schools) {
    double size = 35;
    for (const auto& shape : shapes)
      if (shape.kind == school.kind && !school.teaching_point) size = shape.size;
    const double setting = school.teaching_point ? 1 : school.setting == 0 ? 1.25 : school.setting == 1 ? 0.95 : 0.55;
    weights.push_back(dice.around(size * setting, school.teaching_point ? 0.3 : 0.42));
  }
  const auto students = split(wish.students, weights);
  for (size_t i = 0; i < district.schools.size(); ++i) {
    auto& school = district.schools[i];
    const auto parts = parts_of(school.kind);
    std::vector<double> shares;
    for (const auto& part : parts) shares.push_back(part.weight);
    const auto of_parts = split(students[i], shares);
    for (size_t p = 0; p < parts.size(); ++p) {
      Section section{parts[p].stage, parts[p].first_grade, parts[p].grades, of_parts[p], {}, {}, 0};
      std::vector<double> grade_weights;
      for (int grade = 0; grade < section.grades; ++grade) grade_weights.push_back(dice.around(1, 0.06));
      section.by_grade = split(section.students, grade_weights);
      const int seats = seats_of_a_class(section.stage, school, dice);
      for (const int count : section.by_grade) section.classes.push_back((count + seats - 1) / seats);
      school.sections.push_back(std::move(section));
    }
  }
}

void give_staff(District& district, const Wish& wish, Dice& dice) {
  std::vector<double> weights;
  for (const auto& school : district.schools)
    for (const auto& section : school.sections) {
      const double small =
          school.setting == 2 ? 1.18 : 1;  // a small rural school needs a teacher for each subject all the same
      weights.push_back(section.students / students_per_teacher(section.stage) * dice.around(small, 0.2) *
                            exponential(0.06 * school.strength) +
                        1);
    }
  const int others = wish.staff / 12;
  const auto teachers = split(wish.staff - others, weights);
  std::vector<double> sizes;
  size_t at = 0;
  for (auto& school : district.schools) {
    double size = 0;
    for (auto& section : school.sections) {
      section.teachers = teachers[at++];
      size += section.teachers;
    }
    sizes.push_back(size);
  }
  const auto other = split(others, sizes);
  for (size_t i = 0; i < district.schools.size(); ++i) district.schools[i].other_staff = other[i];
}

}  // namespace

std::vector<int> split(int total, const std::vector<double>& weights) {
  const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
  std::vector<int> parts(weights.size(), 0);
  if (weights.empty() || sum <= 0 || total <= 0) return parts;
  std::vector<std::pair<double, size_t>> rest;
  int given = 0;
  for (size_t i = 0; i < weights.size(); ++i) {
    const double exact = total * weights[i] / sum;
    parts[i] = static_cast<int>(exact);
    given += parts[i];
    rest.emplace_back(exact - parts[i], i);
  }
  std::ranges::stable_sort(rest, [](const auto& a, const auto& b) { return a.first > b.first; });
  for (size_t i = 0; given < total; ++i, ++given) ++parts[rest[i % rest.size()].second];
  return parts;
}

District plan(const Wish& wish) {
  Dice dice{wish.seed};
  District district;
  std::map<std::pair<int, Kind>, int> of_its_kind;
  for (const auto kind : kinds(std::max(20, wish.schools))) {
    School school;
    school.number = static_cast<int>(district.schools.size()) + 1;
    school.kind = kind;
    place(school, dice);
    school.strength = dice.normal() * 0.8 + (school.setting == 0 ? 0.5 : school.setting == 1 ? 0 : -0.6);
    for (const auto& shape : shapes)
      if (shape.kind == kind) school.is_private = dice.chance(shape.is_private);
    school.opened = 1952 + dice.below(68);
    school.ordinal = of_its_kind[{school.town, kind}]++;
    district.schools.push_back(std::move(school));
  }
  give_teaching_points(district);
  give_groups(district, wish.seed);
  give_students(district, wish, dice);
  give_staff(district, wish, dice);
  let_sections_lend(district);
  close_schools(district, wish.seed);
  return district;
}

}  // namespace doorstep::synthetic
