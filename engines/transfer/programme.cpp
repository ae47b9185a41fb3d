#include "programme.h"

#include <CbcHeuristic.hpp>
#include <CbcModel.hpp>
#include <ClpSimplex.hpp>
#include <ClpSolve.hpp>
#include <CoinError.hpp>
#include <OsiClpSolverInterface.hpp>
#include <algorithm>
#include <cmath>

namespace doorstep::transfer {
namespace {

constexpr double unit = 1e-6;  // of the programme's costs, so that they are neither tiny nor huge
constexpr int slice = 1000, most_pivots = 1'000'000;  // pivots
constexpr int64_t window = 3;  // steps of a cell to each side; the last one is as long as the cell reaches
constexpr size_t most_fresh = 5000;
constexpr size_t few = 60;  // fractions that branch and bound decides at once

// Columns of a sparse matrix, gathered before they are given to the solver.
struct Gathered {
  std::vector<int> starts{0}, rows;
  std::vector<double> values, lower, upper, costs;

  void add(const std::vector<std::pair<int, double>>& entries, double low, double high, double cost) {
    for (const auto& [row, value] : entries) {
      rows.push_back(row);
      values.push_back(value);
    }
    starts.push_back(static_cast<int>(rows.size()));
    lower.push_back(low);
    upper.push_back(high);
    costs.push_back(cost);
  }
  int count() const { return static_cast<int>(costs.size()); }
};

}  // namespace

struct Programme::Inside {
  const Model& model;
  Prices prices;
  std::vector<int32_t> row_of_unit;                  // -1: none yet
  std::vector<char> inside;                          // by column of the model
  std::vector<int32_t> column_of;                    // by column of the programme; -1: a step or a slack
  std::vector<std::pair<int32_t, double>> slack_of;  // by column of the programme: row and sign; row -1: no slack
  std::vector<char> taken;                           // by unit: fixed to a column
  ClpSimplex lp;
  double constant = 0;
  Cost bound = 0;
  bool first = true, ended = false, solved = false;

  Inside(const Model& of, const Prices& guess) : model(of), prices(guess) {}

  void add_column(int32_t j, Gathered& to) {
    const auto& column = model.columns[static_cast<size_t>(j)];
    std::vector<std::pair<int, double>> entries;
    const auto see = [&](const Entries& from) {
      for (const auto& entry : from) entries.emplace_back(entry.row, entry.count);
    };
    see(model.units[static_cast<size_t>(column.unit)].leave);
    see(model.arrivals[static_cast<size_t>(column.arrival)]);
    std::sort(entries.begin(), entries.end());
    size_t kept = 0;  // one entry a row
    for (size_t i = 0; i < entries.size(); ++i) {
      if (kept > 0 && entries[kept - 1].first == entries[i].first)
        entries[kept - 1].second += entries[i].second;
      else
        entries[kept++] = entries[i];
    }
    entries.resize(kept);
    entries.emplace_back(row_of_unit[static_cast<size_t>(column.unit)], 1.0);
    to.add(entries, 0, COIN_DBL_MAX, static_cast<double>(column.cost) * unit);
    column_of.push_back(j);
    slack_of.emplace_back(-1, 0);
    inside[static_cast<size_t>(j)] = 1;
  }

  void add_step(int32_t row, double sign, double length, Cost cost, Gathered& to) {
    to.add({{row, sign}}, 0, length, static_cast<double>(cost) * unit);
    column_of.push_back(-1);
    slack_of.emplace_back(-1, 0);
  }

  // The activity of a cell is where the prices would have it, plus steps up, minus steps down, each dearer than the
  // last. A last step that is longer than one costs no more than what it stands for, so the bound stays a bound.
  void add_cell(int32_t r, Gathered& to) {
    const auto& row = model.rows[static_cast<size_t>(r)];
    const auto middle = row.best(static_cast<double>(prices[static_cast<size_t>(r)]));
    constant += static_cast<double>(row.cost(middle)) * unit;
    const auto length = [](int64_t i, int64_t left) { return static_cast<double>(i == window - 1 ? left : 1); };
    for (int64_t i = 0; i < window && middle + i < row.most; ++i)
      add_step(r, -1, length(i, row.most - middle - i), row.slope(middle + i), to);
    for (int64_t i = 0; i < window && middle - i > row.least; ++i)
      add_step(r, 1, length(i, middle - i - row.least), -row.slope(middle - i - 1), to);
  }

  void add_slacks(int32_t r, double cost, Gathered& to) {
    for (const double sign : {-1.0, 1.0}) {
      to.add({{r, sign}}, 0, COIN_DBL_MAX, cost);
      column_of.push_back(-1);
      slack_of.emplace_back(r, -sign);
    }
  }

  // A row for each unit that has none; their limits are gathered.
  void add_units(const std::vector<int32_t>& columns, int first_row, std::vector<double>& low,
                 std::vector<double>& high) {
    for (const auto j : columns) {
      const auto u = static_cast<size_t>(model.columns[static_cast<size_t>(j)].unit);
      if (row_of_unit[u] >= 0) continue;
      row_of_unit[u] = first_row + static_cast<int>(low.size());
      low.push_back(model.units[u].must ? 1 : -COIN_DBL_MAX);
      high.push_back(1);
    }
  }

  void load(const std::vector<int32_t>& columns) {
    const auto rows = static_cast<int>(model.rows.size());
    Gathered all;
    std::vector<double> low, high, unit_low, unit_high;
    Cost dearest = 1;
    for (const auto price : prices) dearest = std::max(dearest, std::abs(price));
    const auto scale = scales(model);
    for (int r = 0; r < rows; ++r) {
      const auto& row = model.rows[static_cast<size_t>(r)];
      if (row.kind == RowKind::cell) {
        const auto middle = static_cast<double>(row.best(static_cast<double>(prices[static_cast<size_t>(r)])));
        low.push_back(middle);
        high.push_back(middle);
        add_cell(r, all);
      } else {
        low.push_back(static_cast<double>(row.least));
        high.push_back(row.most >= no_limit ? COIN_DBL_MAX : static_cast<double>(row.most));
        add_slacks(r, 20 * static_cast<double>(dearest) * unit / scale[static_cast<size_t>(r)], all);
      }
    }
    add_units(columns, rows, unit_low, unit_high);
    low.insert(low.end(), unit_low.begin(), unit_low.end());
    high.insert(high.end(), unit_high.begin(), unit_high.end());
    for (const auto j : columns) add_column(j, all);
    const CoinPackedMatrix matrix(true, static_cast<int>(low.size()), all.count(),
                                  static_cast<CoinBigIndex>(all.rows.size()), all.values.data(), all.rows.data(),
                                  all.starts.data(), nullptr);
    lp.setLogLevel(0);
    lp.loadProblem(matrix, all.lower.data(), all.upper.data(), all.costs.data(), low.data(), high.data());
  }

  // The columns that would help at the prices of the present optimum; the bound of these prices is kept when it is
  // better.
  std::vector<int32_t> priced() {
    const double* dual = lp.dualRowSolution();
    for (size_t r = 0; r < prices.size(); ++r) {
      prices[r] = static_cast<Cost>(std::llround(-dual[r] / unit));
      if (model.rows[r].most >= no_limit && prices[r] > 0) prices[r] = 0;
    }
    bound = std::max(bound, bound_at(model, prices));
    std::vector<std::pair<double, int32_t>> helping;
    const auto leave_out = -1e-8 * std::abs(static_cast<double>(bound));
    const auto regret = regrets(model, prices);
    for (const auto& of : model.units) {
      // A unit's dual is its regret turned about: what its columns must undercut.
      const auto u = static_cast<size_t>(&of - model.units.data());
      const double share = row_of_unit[u] >= 0 ? dual[row_of_unit[u]] / unit : 0;
      const double best = best_of(of, regret);
      for (auto j = of.first; j < of.last; ++j) {
        const double reduced = regret[static_cast<size_t>(j)] + best - share;
        if (!inside[static_cast<size_t>(j)] && reduced < leave_out) helping.emplace_back(reduced, j);
      }
    }
    std::sort(helping.begin(), helping.end());
    if (helping.size() > most_fresh) helping.resize(most_fresh);
    std::vector<int32_t> columns;
    for (const auto& [reduced, j] : helping) columns.push_back(j);
    return columns;
  }

  // What regrets() measures a unit's columns from.
  double best_of(const Unit& of, const std::vector<double>& regret) const {
    const auto& column = model.columns[static_cast<size_t>(of.first)];
    Cost reduced = column.cost;
    for (const auto* entries : {&of.leave, &model.arrivals[static_cast<size_t>(column.arrival)]})
      for (const auto& entry : *entries) reduced += prices[static_cast<size_t>(entry.row)] * entry.count;
    return static_cast<double>(reduced) - regret[static_cast<size_t>(of.first)];
  }

  void add(const std::vector<int32_t>& columns) {
    std::vector<double> low, high;
    add_units(columns, lp.numberRows(), low, high);
    if (!low.empty()) lp.addRows(static_cast<int>(low.size()), low.data(), high.data(), nullptr, nullptr, nullptr);
    Gathered fresh;
    for (const auto j : columns) add_column(j, fresh);
    lp.addColumns(fresh.count(), fresh.lower.data(), fresh.upper.data(), fresh.costs.data(), fresh.starts.data(),
                  fresh.rows.data(), fresh.values.data());
  }

  void fix(int column) {
    lp.setColumnLower(column, 1);
    taken[static_cast<size_t>(model.columns[static_cast<size_t>(column_of[static_cast<size_t>(column)])].unit)] = 1;
  }

  // Whose unit has gone elsewhere takes nothing.
  void close_others() {
    for (int i = 0; i < lp.numberColumns(); ++i) {
      const auto j = column_of[static_cast<size_t>(i)];
      if (j < 0 || lp.columnLower()[i] > 0.5) continue;
      if (taken[static_cast<size_t>(model.columns[static_cast<size_t>(j)].unit)]) lp.setColumnUpper(i, 0);
    }
  }

  double slack() const {
    double sum = 0;
    const double* x = lp.primalColumnSolution();
    for (int i = 0; i < lp.numberColumns(); ++i)
      if (slack_of[static_cast<size_t>(i)].first >= 0) sum += x[i];
    return sum;
  }

  Choice rounded(const double* x) const {
    Choice choice(model.units.size(), -1);
    for (size_t i = 0; i < column_of.size(); ++i)
      if (column_of[i] >= 0 && x[i] > 0.5)
        choice[static_cast<size_t>(model.columns[static_cast<size_t>(column_of[i])].unit)] = column_of[i];
    return choice;
  }
};

Programme::Programme(const Model& model, const Prices& prices, size_t count)
    : inside_(std::make_unique<Inside>(model, prices)) {
  auto& in = *inside_;
  in.row_of_unit.assign(model.units.size(), -1);
  in.inside.assign(model.columns.size(), 0);
  in.taken.assign(model.units.size(), 0);
  in.bound = bound_at(model, prices);
  in.load(nearest(model, prices, count));
}

Programme::~Programme() = default;

bool Programme::relax() {
  auto& in = *inside_;
  if (in.ended) return false;
  if (in.first) {  // what can be seen to be fixed is taken out first; a quarter of the time
    in.first = false;
    in.lp.setMaximumIterations(most_pivots);
    ClpSolve how;
    how.setSolveType(ClpSolve::useDual);
    how.setPresolveType(ClpSolve::presolveOn);
    in.lp.initialSolve(how);
  } else {
    in.lp.setMaximumIterations(slice);
    in.lp.primal(1);
  }
  if (in.lp.status() == 3) return true;
  if (in.lp.status() != 0) {
    in.ended = true;
    return false;
  }
  const auto fresh = in.priced();
  if (fresh.empty()) {
    in.ended = in.solved = true;
    return false;
  }
  in.add(fresh);
  return true;
}

bool Programme::solved() const { return inside_->solved; }
Cost Programme::bound() const { return inside_->bound; }
const Prices& Programme::prices() const { return inside_->prices; }

std::vector<Programme::Broken> Programme::broken() const {
  std::vector<Broken> found;
  const double* x = inside_->lp.primalColumnSolution();
  for (size_t i = 0; i < inside_->slack_of.size(); ++i) {
    const auto& [row, sign] = inside_->slack_of[i];
    if (row >= 0 && x[i] > 1e-6) found.push_back({row, sign * x[i]});
  }
  return found;
}

bool Programme::fix() {
  auto& in = *inside_;
  constexpr double sure = 0.9;
  const int columns = in.lp.numberColumns();
  const std::vector<double> x(in.lp.primalColumnSolution(), in.lp.primalColumnSolution() + columns);
  std::vector<std::pair<double, int>> open;
  size_t fixed = 0;
  for (int i = 0; i < columns; ++i) {
    const double part = x[static_cast<size_t>(i)];
    if (in.column_of[static_cast<size_t>(i)] < 0 || in.lp.columnLower()[i] > 0.5 || part <= 1e-6) continue;
    if (part > sure) {
      in.fix(i);
      ++fixed;
    } else {
      open.emplace_back(-part, i);
    }
  }
  if (open.size() <= few) return false;
  std::sort(open.begin(), open.end());
  const size_t wanted = 5 + open.size() / 20;
  for (size_t i = 0; fixed < wanted && i < wanted && (i == 0 || open[i].first <= -0.5); ++i) {
    const auto unit_of = in.model.columns[static_cast<size_t>(in.column_of[static_cast<size_t>(open[i].second)])].unit;
    if (!in.taken[static_cast<size_t>(unit_of)]) in.fix(open[i].second);
  }
  in.close_others();
  in.lp.setMaximumIterations(most_pivots);
  in.lp.dual();
  return in.lp.status() == 0 && in.slack() < 1e-6;
}

Choice Programme::decide(int nodes) {
  auto& in = *inside_;
  in.close_others();
  try {
    OsiClpSolverInterface solver(&in.lp, false);
    solver.messageHandler()->setLogLevel(0);
    for (int i = 0; i < in.lp.numberColumns(); ++i)
      if (in.column_of[static_cast<size_t>(i)] >= 0) solver.setInteger(i);
    CbcModel cbc(solver);
    cbc.setLogLevel(0);
    cbc.setMaximumNodes(nodes);
    cbc.setAllowableFractionGap(1e-5);
    CbcRounding rounding(cbc);
    cbc.addHeuristic(&rounding);
    cbc.branchAndBound();
    if (const double* x = cbc.bestSolution()) return in.rounded(x);
  } catch (const CoinError&) {  // what stands below is good enough to be searched from
  }
  return in.rounded(in.lp.primalColumnSolution());
}

std::vector<int32_t> Programme::columns() const {
  std::vector<int32_t> found;
  for (const auto j : inside_->column_of)
    if (j >= 0) found.push_back(j);
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace doorstep::transfer
