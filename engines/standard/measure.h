// Measure: a standard made ready to judge by, and the returns of schools arranged for it.
//
// Returns come as schools with sections. tabulate() adds teaching points to their parent schools, divides what a
// combined school reports once, sets aside what the standard leaves out, and lays the rest out as one table a stage:
// a column of doubles for each figure in use. evaluate() (evaluate.h) and WhatIf (what_if.h) work on these tables.
//
// Pure functions and values; thread safe as such. A figure that was not reported is NaN, never zero.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <doorstep/base/result.h>
#include <doorstep/base/standard.h>

namespace doorstep::standard {

inline constexpr double unreported = std::numeric_limits<double>::quiet_NaN();
inline constexpr double rounding = 1e-12;  // relative; what arithmetic may lose between a figure and a threshold

// An indicator with its figures found. `demands` follows Standard::stages; NaN where nothing is asked.
struct Gauge {
  uint16_t numerator = 0;    // slot
  uint16_t denominator = 0;  // slot
  double per = 1;
  Direction direction = Direction::higher;
  std::vector<double> thresholds;
  std::vector<double> cv_limits;
};

// A slot is a column of the tables: one figure in use by the standard.
struct Slot {
  std::string figure;
  size_t index = 0;  // in the list of figures the measure was made with
  FigureKind kind = FigureKind::things;
  bool whole = true;
  bool shared = false;   // divided among the sections of combined schools
  int32_t part_of = -1;  // slot of the figure it can never exceed
};

struct Measure {
  Standard standard;
  std::vector<Slot> slots;         // slot 0 is always "students"
  std::vector<Gauge> gauges;       // as Standard::indicators
  std::vector<std::string> known;  // codes of all figures, used or not

  std::optional<uint16_t> slot(std::string_view figure) const;
  std::optional<size_t> stage(Stage stage) const;  // position in Standard::stages
};

// `invalid` when the standard names a figure that is not in the list.
Result<Measure> make_measure(const Standard& standard, const std::vector<Figure>& figures);

struct SectionReturn {
  Stage stage = Stage::primary;
  std::vector<double> figures;  // by position in the list of figures; shorter lists end in "not reported"
};

struct SchoolReturn {
  uint32_t key = 0;  // the caller's own number for the school, handed back in results
  Kind kind = Kind::school;
  Form form = Form::single;
  int32_t group = -1;                    // the caller's own number, negative for none
  std::optional<uint32_t> counted_with;  // position in the list of the school this teaching point is added to
  std::vector<SectionReturn> sections;
  std::vector<double> whole_school;  // figures reported for the whole school, by position; a section's own wins
};

enum class Reason {
  amount_missing,
  students_missing,
  no_students,
  negative,
  small_teaching_point,
  special,
  vocational
};

// A section that is left out of every indicator: by the standard, or because it has no students.
struct SetAside {
  uint32_t school = 0;  // key
  Reason reason = Reason::special;
  double students = unreported;
};

// One row a section of the stage, in the order of the returns.
struct StageTable {
  Stage stage = Stage::primary;
  std::vector<uint32_t> school;  // key
  std::vector<int32_t> group;
  std::vector<std::vector<double>> figures;  // [slot][row]
  std::vector<SetAside> set_aside;

  size_t rows() const { return school.size(); }
  std::optional<uint32_t> row_of(uint32_t key) const;
};

struct Table {
  std::vector<StageTable> stages;  // as Standard::stages
};

Table tabulate(const Measure& measure, std::span<const SchoolReturn> returns);

// Divides `total` among sections in proportion to students x weight. NaN for all when the total or any section's
// students are not reported: a part of an unknown whole is unknown.
std::vector<double> divide(double total, std::span<const double> students, std::span<const double> weights);

BOOST_DESCRIBE_ENUM(Reason, amount_missing, students_missing, no_students, negative, small_teaching_point, special,
                    vocational)

}  // namespace doorstep::standard
