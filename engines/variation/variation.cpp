#include <doorstep/variation/variation.h>

#include <algorithm>
#include <cmath>

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
  int32_t group = 0;
  uint32_t schools = 0;
  Sum amount, students;
  Sum log_ratio;          // sum X ln x, for Theil T
  Sum students_log;       // sum P ln x, for Theil L
  Sum squares;            // sum P (x - mean)^2, once the mean is known
  bool has_zero = false;  // Theil L is infinite

  void add(double x, double p, double log) {
    ++schools;
    amount.add(x);
    students.add(p);
    if (x > 0) {
      log_ratio.add(x * log);
      students_log.add(p * log);
    } else {
      has_zero = true;
    }
  }
  double mean() const { return amount.value() / students.value(); }
  double theil_t() const {
    return amount.value() > 0 ? std::max(0.0, log_ratio.value() / amount.value() - std::log(mean())) : 0;
  }
  double mld() const { return std::max(0.0, std::log(mean()) - students_log.value() / students.value()); }

  GroupPart part() const {
    GroupPart part{group, schools, students.value(), amount.value(), mean(), {}, theil_t()};
    if (schools >= 2 && part.mean > 0) part.cv = std::sqrt(squares.value() / part.students) / part.mean;
    return part;
  }
};

// The numbers of the groups that usable schools belong to, each with empty sums, ascending.
std::vector<Totals> groups_of(const std::vector<uint32_t>& rows, std::span<const int32_t> groups) {
  std::vector<int32_t> numbers;
  for (const auto i : rows)
    if (groups[i] >= 0) numbers.push_back(groups[i]);
  std::sort(numbers.begin(), numbers.end());
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
  std::vector<Totals> totals(numbers.size());
  for (size_t i = 0; i < numbers.size(); ++i) totals[i].group = numbers[i];
  return totals;
}

Totals& find(std::vector<Totals>& totals, int32_t group) {
  return *std::lower_bound(totals.begin(), totals.end(), group,
                           [](const Totals& one, int32_t number) { return one.group < number; });
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
  auto parts = groups_of(rows, groups);
  for (const auto i : rows) {
    const double log = amounts[i] > 0 ? std::log(amounts[i] / students[i]) : 0;
    all.add(amounts[i], students[i], log);
    if (groups[i] >= 0) find(parts, groups[i]).add(amounts[i], students[i], log);
  }
  if (rows.empty() || all.amount.value() <= 0) return std::nullopt;

  Decomposition result;
  result.schools = all.schools;
  const double mean = all.mean(), amount = all.amount.value(), weight = all.students.value();
  Sum t_within, t_between, l_within, l_between;
  const auto between = [&](double x, double p) {
    t_between.add(p / weight * x_log_x(x / p / mean));
    if (!all.has_zero) l_between.add(p / weight * std::log(mean * p / x));
  };
  for (const auto i : rows) {
    if (groups[i] < 0) {
      between(amounts[i], students[i]);
      ++result.alone;
      continue;
    }
    auto& part = find(parts, groups[i]);
    const double away = amounts[i] / students[i] - part.mean();
    part.squares.add(students[i] * away * away);
  }
  for (const auto& totals : parts) {
    result.groups.push_back(totals.part());
    between(totals.amount.value(), totals.students.value());
    t_within.add(totals.amount.value() / amount * totals.theil_t());
    if (!all.has_zero) l_within.add(totals.students.value() / weight * totals.mld());
  }
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
