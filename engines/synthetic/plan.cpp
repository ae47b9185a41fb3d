#include <algorithm>
#include <cmath>
#include <numeric>

#include "dice.h"
#include "synthetic.h"

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
    all.insert(all.end(), static_cast<size_t>(counts[i] + 1), shapes[i].kind);
  return all;
}

void place(School& school, Dice& dice) {
  school.town = dice.below(towns);
  school.setting = school.town < 5 ? 0 : school.town < 10 ? (dice.chance(0.7) ? 1 : 2) : (dice.chance(0.2) ? 1 : 2);
  const double angle = 6.283185307179586 * (school.town + 0.35 * dice.normal()) / towns;
  const double far = (school.setting == 0 ? 0.05 : school.setting == 1 ? 0.12 : 0.2) + 0.02 * std::abs(dice.normal());
  school.longitude = std::round((120.15 + far * std::cos(angle) * 1.2) * 1e6) / 1e6;
  school.latitude = std::round((30.42 + far * std::sin(angle)) * 1e6) / 1e6;
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
      for (const int count : section.by_grade)
        section.classes.push_back(count == 0 ? 0 : (count + class_size(section.stage) - 1) / class_size(section.stage));
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
                            std::exp(0.06 * school.strength) +
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

// Groups around strong urban schools; the first one is the largest, 11 branches on 25 sites.
void give_groups(District& district, int count, Dice& dice) {
  std::vector<int> order(district.schools.size());
  std::iota(order.begin(), order.end(), 0);
  std::ranges::stable_sort(order, [&](int a, int b) {
    return district.schools[static_cast<size_t>(a)].strength > district.schools[static_cast<size_t>(b)].strength;
  });
  const auto may_lead = [&](const School& school) {
    return (school.kind == Kind::primary || school.kind == Kind::junior || school.kind == Kind::nine_year) &&
           !school.teaching_point;
  };
  for (const int index : order) {
    if (static_cast<int>(district.groups.size()) == count) break;
    auto& lead = district.schools[static_cast<size_t>(index)];
    if (!may_lead(lead)) continue;
    lead.group = static_cast<int>(district.groups.size());
    district.groups.push_back({index, {}, static_cast<int>(district.groups.size()) % 6, 2014 + dice.below(10), 0});
  }
  for (size_t g = 0; g < district.groups.size(); ++g) {
    auto& group = district.groups[g];
    const size_t wanted = g == 0 ? 10 : static_cast<size_t>(3 + dice.below(5));
    for (int tries = 0; tries < 4000 && group.members.size() < wanted; ++tries) {
      const int index = dice.below(static_cast<int>(district.schools.size()));
      auto& school = district.schools[static_cast<size_t>(index)];
      if (school.group >= 0 || !may_lead(school) || school.is_private) continue;
      school.group = static_cast<int>(g);
      group.members.push_back(index);
    }
    group.sites = g == 0 ? 25 : static_cast<int>(group.members.size()) + 1;
  }
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
  for (const auto kind : kinds(std::max(20, wish.schools))) {
    School school;
    school.number = static_cast<int>(district.schools.size()) + 1;
    school.kind = kind;
    place(school, dice);
    school.strength = dice.normal() * 0.8 + (school.setting == 0 ? 0.5 : school.setting == 1 ? 0 : -0.6);
    for (const auto& shape : shapes)
      if (shape.kind == kind) school.is_private = dice.chance(shape.is_private);
    school.opened = 1952 + dice.below(68);
    district.schools.push_back(std::move(school));
  }
  // Of the rural primary schools one in twelve is a teaching point of another.
  int parent = -1, rural = 0;
  for (auto& school : district.schools) {
    if (school.kind != Kind::primary || school.setting != 2 || school.is_private) continue;
    if (++rural % 12 == 0 && parent >= 0) {
      school.teaching_point = true;
      school.parent = parent;
    } else {
      parent = school.number - 1;
    }
  }
  give_students(district, wish, dice);
  give_staff(district, wish, dice);
  give_groups(district, std::max(2, wish.schools * 21 / 500), dice);
  return district;
}

}  // namespace doorstep::synthetic
