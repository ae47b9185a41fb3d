#include <doorstep/variation/variation.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include <doorstep/variation/sum.h>

namespace doorstep::variation {

namespace {

// A share of nothing carries no information: x ln x -> 0.
double x_log_x(double x) { return x > 0 ? x * std::log(x) : 0; }

// Positions of the usable schools, in the order given.
std::vector<uint32_t> usable(std::span<const double> amounts, std::span<const double> students,
                             std::vector<LeftOut>* left_out) {
  std::vector<uint32_t> rows;
  rows.reserve(amounts.size());
  for (uint32_t i = 0; i < amounts.size(); ++i) {
    const auto reason = unusable(amounts[i], students[i]);
    if (!reason)
      rows.push_back(i);
    else if (left_out)
      left_out->push_back({i, *reason});
  }
  return rows;
}

void finish(Spread& spread, double variance) {
  spread.s = std::sqrt(std::max(0.0, variance));
  if (spread.schools >= 2 && spread.mean > 0) spread.cv = spread.s / spread.mean;
}

// Sums of one group, or of all.
struct Totals {
  Sum amount, students;
  Sum log_ratio;          // sum X ln x, for Theil T
  Sum students_log;       // sum P ln x, for Theil L
  bool has_zero = false;  // Theil L is infinite
  std::vector<uint32_t> rows;

  void add(uint32_t row, double x, double p) {
    amount.add(x);
    students.add(p);
    rows.push_back(row);
    if (x > 0) {
      log_ratio.add(x * std::log(x / p));
      students_log.add(p * std::log(x / p));
    } else {
      has_zero = true;
    }
  }
  double mean() const { return amount.value() / students.value(); }
  double theil_t() const {
    return amount.value() > 0 ? std::max(0.0, log_ratio.value() / amount.value() - std::log(mean())) : 0;
  }
  double mld() const { return std::max(0.0, std::log(mean()) - students_log.value() / students.value()); }
};

GroupPart part_of(int32_t group, const Totals& totals, std::span<const double> amounts,
                  std::span<const double> students) {
  GroupPart part{group,
                 static_cast<uint32_t>(totals.rows.size()),
                 totals.students.value(),
                 totals.amount.value(),
                 totals.mean(),
                 {},
                 totals.theil_t()};
  Sum squares;
  for (const auto row : totals.rows) {
    const double away = amounts[row] / students[row] - part.mean;
    squares.add(students[row] * away * away);
  }
  if (part.schools >= 2 && part.mean > 0) part.cv = std::sqrt(squares.value() / part.students) / part.mean;
  return part;
}

}  // namespace

std::optional<Reason> unusable(double amount, double students) {
  if (std::isnan(students)) return Reason::students_missing;
  if (std::isinf(students)) return Reason::not_finite;
  if (students < 0) return Reason::negative;
  if (students == 0) return Reason::no_students;
  if (std::isnan(amount)) return Reason::amount_missing;
  if (std::isinf(amount)) return Reason::not_finite;
  if (amount < 0) return Reason::negative;
  return std::nullopt;
}

Spread student_weighted(std::span<const double> amounts, std::span<const double> students) {
  Spread spread;
  const auto rows = usable(amounts, students, &spread.left_out);
  Sum amount, weight;
  for (const auto i : rows) {
    amount.add(amounts[i]);
    weight.add(students[i]);
  }
  spread.schools = static_cast<uint32_t>(rows.size());
  spread.amount = amount.value();
  spread.students = weight.value();
  if (rows.empty()) return spread;
  spread.mean = spread.amount / spread.students;
  Sum squares;
  for (const auto i : rows) {
    const double away = amounts[i] / students[i] - spread.mean;
    squares.add(students[i] * away * away);
  }
  finish(spread, squares.value() / spread.students);
  return spread;
}

Spread unweighted(std::span<const double> amounts, std::span<const double> students) {
  Spread spread;
  spread.form = Form::unweighted;
  const auto rows = usable(amounts, students, &spread.left_out);
  Sum amount, weight, ratios;
  for (const auto i : rows) {
    amount.add(amounts[i]);
    weight.add(students[i]);
    ratios.add(amounts[i] / students[i]);
  }
  spread.schools = static_cast<uint32_t>(rows.size());
  spread.amount = amount.value();
  spread.students = weight.value();
  if (rows.empty()) return spread;
  spread.mean = ratios.value() / spread.schools;
  Sum squares;
  for (const auto i : rows) {
    const double away = amounts[i] / students[i] - spread.mean;
    squares.add(away * away);
  }
  finish(spread, squares.value() / spread.schools);
  return spread;
}

std::vector<double> without_each(std::span<const double> amounts, std::span<const double> students,
                                 const Spread& spread) {
  std::vector<double> result(amounts.size(), missing);
  if (spread.schools < 3) return result;
  const double squares = spread.s * spread.s * spread.students;
  for (size_t i = 0; i < amounts.size(); ++i) {
    if (unusable(amounts[i], students[i])) continue;
    const double rest = spread.students - students[i];
    const double away = amounts[i] / students[i] - spread.mean;
    const double mean = spread.mean - students[i] * away / rest;
    const double left = squares - students[i] * away * away * spread.students / rest;
    if (mean > 0) result[i] = std::sqrt(std::max(0.0, left / rest)) / mean;
  }
  return result;
}

std::optional<double> gini(std::span<const double> amounts, std::span<const double> students) {
  auto rows = usable(amounts, students, nullptr);
  // The position breaks ties: the same bytes every time.
  std::sort(rows.begin(), rows.end(), [&](uint32_t a, uint32_t b) {
    const double left = amounts[a] / students[a], right = amounts[b] / students[b];
    return left != right ? left < right : a < b;
  });
  Sum amount, weight;
  for (const auto i : rows) {
    amount.add(amounts[i]);
    weight.add(students[i]);
  }
  if (rows.size() < 2 || amount.value() <= 0) return std::nullopt;
  // Twice the area under the Lorenz curve, by trapezoids.
  Sum area, below;
  for (const auto i : rows) {
    const double before = below.value();
    below.add(amounts[i]);
    area.add(students[i] * (before + below.value()));
  }
  return 1 - area.value() / (weight.value() * amount.value());
}

std::optional<Decomposition> decompose(std::span<const double> amounts, std::span<const double> students,
                                       std::span<const int32_t> groups) {
  const auto rows = usable(amounts, students, nullptr);
  Totals all;
  std::map<int32_t, Totals> by_group;
  std::vector<uint32_t> alone;
  for (const auto i : rows) {
    all.add(i, amounts[i], students[i]);
    if (groups[i] < 0)
      alone.push_back(i);
    else
      by_group[groups[i]].add(i, amounts[i], students[i]);
  }
  if (rows.empty() || all.amount.value() <= 0) return std::nullopt;

  Decomposition result;
  result.schools = static_cast<uint32_t>(rows.size());
  result.alone = static_cast<uint32_t>(alone.size());
  const double mean = all.mean(), amount = all.amount.value(), weight = all.students.value();
  Sum t_within, t_between, l_within, l_between;
  const auto between = [&](double x, double p) {
    t_between.add(p / weight * x_log_x(x / p / mean));
    if (!all.has_zero) l_between.add(p / weight * std::log(mean * p / x));
  };
  for (const auto& [group, totals] : by_group) {
    result.groups.push_back(part_of(group, totals, amounts, students));
    between(totals.amount.value(), totals.students.value());
    t_within.add(totals.amount.value() / amount * totals.theil_t());
    if (!all.has_zero) l_within.add(totals.students.value() / weight * totals.mld());
  }
  for (const auto i : alone) between(amounts[i], students[i]);
  result.theil_t = all.theil_t();
  result.theil_t_within = t_within.value();
  result.theil_t_between = t_between.value();
  if (!all.has_zero) {
    result.mld = all.mld();
    result.mld_within = l_within.value();
    result.mld_between = l_between.value();
  }
  return result;
}

}  // namespace doorstep::variation
