// Model: the one linear model with convex costs that a problem says, in whole numbers. Bound, programme, search, MPS
// file and explanation all rest on it.
//
// Who moves together is a unit (mostly one teacher); a column sends a unit to a school, and a unit takes one column or
// none. A row counts what the moves change, in whole numbers; between `least` and `most` it is allowed, and a row of an
// indicator at a school (a cell) has a convex cost as well. Costs are whole 1e-12 of the weights' unit, so that they
// add up exactly in any order.
//
// The square of a coefficient of variation is separable and quadratic in the counts; the model takes its root along the
// tangent at `at`, today's values or those of a plan.
#pragma once

#include <optional>

#include <doorstep/transfer/instance.h>

namespace doorstep::transfer {

using Cost = int64_t;

inline constexpr Cost dearest_cost = 1'000'000'000'000'000;  // of one column or step; above it sums might not fit
inline constexpr int64_t no_limit = int64_t{1} << 40;        // Row::most of a row that has none

struct Entry {
  int32_t row = 0;
  int32_t count = 0;
  friend auto operator<=>(const Entry&, const Entry&) = default;
};
using Entries = std::vector<Entry>;

enum class RowKind { cell, moved, backbone, leaving, headcount, subject, hours };

struct Row {
  RowKind kind = RowKind::cell;
  int32_t school = -1, stage = -1, subject = -1, indicator = -1;
  int64_t least = 0, most = 0;
  int64_t grain =
      1;  // class hours that one of it is, of RowKind::hours: the largest number that divides all its entries
  // Of a cell: the cost of `d` more is linear d + square d^2 + missing (max(0, needed - d) - max(0, needed)).
  Cost linear = 0, square = 0, missing = 0;
  int64_t needed = 0;  // more that would reach the threshold; negative where there is more than that

  Cost cost(int64_t d) const;
  Cost slope(int64_t d) const { return cost(d + 1) - cost(d); }
  // The d between least and most at which cost(d) - price d is smallest, and the smallest such d.
  int64_t best(double price) const;
};

struct Unit {
  std::vector<int32_t> teachers;
  int32_t first = 0, last = 0;  // its columns [first, last)
  Entries leave;                // what changes wherever it goes
  bool must = false;            // an officer has locked it to its only column
};

struct Column {
  int32_t unit = 0, to = 0;  // `to`: school
  int32_t arrival = 0;       // position in Model::arrivals
  Cost cost = 0;
};

struct Model {
  std::vector<Row> rows;
  std::vector<Unit> units;
  std::vector<Column> columns;
  std::vector<Entries> arrivals;  // what changes at the school of arrival; shared by columns that change the same
  Cost constant = 0;              // of nobody moving: what leaving the approved plan costs
};

// Coefficients along which the root is taken; by indicator, today's where absent, and none below the steepest.
inline constexpr double steepest_tangent = 0.001;
using Tangent = std::vector<std::optional<double>>;

Model build(const Instance& instance, const Tangent& at = {});

// Weights so large that some cost is out of range.
bool too_dear(const Model& model);

// A choice of columns: by unit, -1 where it stays.
using Choice = std::vector<int32_t>;

std::vector<int64_t> activities(const Model& model, const Choice& choice);
Cost cost_of(const Model& model, const Choice& choice);  // without looking at the rows' limits

}  // namespace doorstep::transfer
