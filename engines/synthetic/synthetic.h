// Synthetic: the plan of a district that does not exist: schools of every kind, unequal the way real ones are (town and
// country, strong and weak, groups alike inside), with exact totals of students and staff.
//
// Pure: the same wish gives the same plan. Coefficients of variation come out between .2 and .8, some over the limits,
// as in published county tables (Ningguo 2022, Jiujiang 2023).
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace doorstep::synthetic {

enum class Kind {
  kindergarten,
  primary,
  junior,
  senior,
  nine_year,
  twelve_year,
  complete_secondary,
  vocational,
  special,
  international
};
enum class Stage { kindergarten, primary, junior, senior };

struct Wish {
  uint64_t seed = 1;
  int schools = 500;
  int students = 342'000;
  int staff = 23'000;
};

struct Section {
  Stage stage = Stage::primary;
  int first_grade = 1, grades = 6;  // grades -2 to 0 are the kindergarten's three years
  int students = 0;
  std::vector<int> by_grade;  // students
  std::vector<int> classes;   // by grade
  int teachers = 0;
};

struct School {
  int number = 0;
  Kind kind = Kind::primary;
  bool teaching_point = false;
  int parent = -1;  // of a teaching point
  int town = 0;
  int setting = 0;  // 0 urban, 1 town, 2 rural
  bool is_private = false;
  double longitude = 0, latitude = 0;
  double strength = 0;  // about normal; who has more of everything
  int group = -1;
  int opened = 1980;  // year
  std::vector<Section> sections;
  int other_staff = 0;
};

struct Group {
  int lead = 0;
  std::vector<int> members;  // without the lead
  int model = 0;
  int since = 2018;  // year
  int sites = 0;     // campuses in all
};

struct District {
  std::vector<School> schools;
  std::vector<Group> groups;
};

inline constexpr int towns = 14;

// wish.schools >= 20, wish.students >= 100 a school, wish.staff >= 4 a school; otherwise what is nearest is made.
District plan(const Wish& wish);

// Splits `total` in proportion to weights, whole and exactly (largest remainders, the first wins a tie).
std::vector<int> split(int total, const std::vector<double>& weights);

}  // namespace doorstep::synthetic
