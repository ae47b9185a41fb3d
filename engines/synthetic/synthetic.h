// Synthetic: the plan of a district that does not exist: schools of every kind, unequal the way real ones are (town and
// country, strong and weak, groups alike inside), with exact totals of students and staff.
//
// Pure: the same wish gives the same plan. Published county tables set the measure of inequality: Ningguo 2022,
// coefficients from .17 to 1.06, most over the limit; Jiujiang 2023, .29 to .50, nearly all within it.
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
  bool lends = false;  // another member of the group runs this stage and can take a teacher for a year
};

struct School {
  int number = 0;
  int ordinal = 0;  // among the schools of its kind in its town, from 0
  Kind kind = Kind::primary;
  bool teaching_point = false;
  int parent = -1;  // of a teaching point: position of the nearest school
  int town = 0;
  int setting = 0;  // 0 urban, 1 town, 2 rural
  bool is_private = false;
  double longitude = 0, latitude = 0;
  double strength = 0;  // about normal; who has more of everything; members of a group are drawn to their lead
  int group = -1;
  int opened = 1980;  // year
  std::vector<Section> sections;
  int other_staff = 0;
};

struct Member {
  int school = 0;    // position
  int since = 2018;  // year, its September
  int until = 0;     // 0: still there
};

struct Group {
  int lead = 0;
  std::vector<Member> members;  // of today, without the lead
  std::vector<Member> former;   // who left, for another group or for none
  int model = 0;
  int since = 2018;  // year
  int sites = 0;     // campuses in all
};

// A school that is no more.
struct Closed {
  int number = 0;
  int heir = 0;  // position of the school that it was merged into
  int opened = 1956, closed = 2024;
  int students = 0;  // in its last year
};

struct District {
  std::vector<School> schools;
  std::vector<Group> groups;
  std::vector<Closed> closed;
};

inline constexpr int towns = 14;
inline constexpr int newest_year = 2025;  // the school year 2025-26

// wish.schools >= 20, wish.students >= 50 a school, wish.staff >= 4 a school.
District plan(const Wish& wish);

// Splits `total` in proportion to weights, whole and exactly (largest remainders, the first wins a tie).
std::vector<int> split(int total, const std::vector<double>& weights);

}  // namespace doorstep::synthetic
