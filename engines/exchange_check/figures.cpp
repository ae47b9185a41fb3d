#include "figures.h"

#include <algorithm>
#include <cmath>

namespace doorstep::exchange_check {

using transfer::Goal;

Point point_of(const transfer::School& school) {
  constexpr double radian = 3.14159265358979323846 / 180;
  const double latitude = *school.latitude * radian, longitude = *school.longitude * radian;
  return {std::cos(latitude) * std::cos(longitude), std::cos(latitude) * std::sin(longitude), std::sin(latitude)};
}

// By the chord between them, through the middle of the earth.
double kilometres(const Point& a, const Point& b) {
  constexpr double radius = 6371.0;
  const double chord = std::hypot(a.x - b.x, a.y - b.y, a.z - b.z);
  return 2 * radius * std::asin(std::min(1.0, chord / 2));
}

Figures::Figures(const transfer::Problem& problem, const transfer::Plan& plan,
                 const std::map<std::string, std::string>& to)
    : problem_(problem), plan_(plan), to_(to), counts_(problem.indicators.size()) {
  for (size_t k = 0; k < counts_.size(); ++k)
    for (const auto& teacher : problem.teachers) {
      const auto& indicator = problem.indicators[k];
      if (teacher.stage != indicator.stage) continue;
      if (std::find(teacher.counts.begin(), teacher.counts.end(), indicator.code) == teacher.counts.end()) continue;
      const auto move = to.find(teacher.id);
      counts_[k].before[teacher.school] += 1;
      counts_[k].after[move == to.end() ? teacher.school : move->second] += 1;
    }
}

double Figures::pupils(const transfer::School& school, const std::string& stage) const {
  for (const auto& section : school.sections)
    if (section.stage == stage) return static_cast<double>(section.pupils);
  return 0;
}

// The definition as it stands: the root of the mean square distance from the mean, weighted by pupils, over the mean.
std::optional<double> Figures::coefficient(size_t indicator, const std::map<std::string, double>& count) const {
  const auto& stage = problem_.indicators[indicator].stage;
  const auto at = [&](const transfer::School& school) {
    const auto found = count.find(school.id);
    return found == count.end() ? 0.0 : found->second;
  };
  double all = 0, counted = 0;
  for (const auto& school : problem_.schools) {
    const double p = pupils(school, stage);
    if (p <= 0) continue;
    all += p;
    counted += at(school);
  }
  if (all <= 0 || counted <= 0) return std::nullopt;
  const double mean = counted / all;
  double square = 0;
  for (const auto& school : problem_.schools) {
    const double p = pupils(school, stage);
    if (p <= 0) continue;
    const double apart = at(school) / p - mean;
    square += p / all * apart * apart;
  }
  return std::sqrt(square) / mean;
}

transfer::Outcome Figures::outcome(size_t indicator) const {
  const auto& of = problem_.indicators[indicator];
  transfer::Outcome made{of.code,
                         of.stage,
                         coefficient(indicator, counts_[indicator].before),
                         coefficient(indicator, counts_[indicator].after),
                         0,
                         0};
  for (const auto& school : problem_.schools) {
    const double p = pupils(school, of.stage);
    if (p <= 0 || !of.least) continue;
    const auto short_of = [&](const std::map<std::string, double>& count) {
      const auto found = count.find(school.id);
      return (found == count.end() ? 0.0 : found->second) * 100 / p < *of.least - 1e-9;
    };
    made.below_before += short_of(counts_[indicator].before);
    made.below_after += short_of(counts_[indicator].after);
  }
  return made;
}

double Figures::most_moves() const {
  double eligible = 0;
  const auto& rules = problem_.rules;
  for (const auto& teacher : problem_.teachers) {
    const auto wish = teacher.wish.value_or(transfer::Wish::none);
    const bool barred = teacher.exempt || teacher.years_here < rules.years_here.value_or(-1e9) ||
                        teacher.years_left.value_or(1e9) < rules.years_left.value_or(-1e9) ||
                        teacher.years_since_away.value_or(1e9) < rules.years_rest.value_or(-1e9) ||
                        (rules.full_time_only.value_or(false) && teacher.share.value_or(1) < 1) ||
                        teacher.years_away.value_or(0) > rules.years_away_most.value_or(1e9) ||
                        (rules.willing_only.value_or(false) && wish != transfer::Wish::yes) ||
                        (rules.refusals_hold.value_or(false) && wish == transfer::Wish::no);
    eligible += !barred;
  }
  const double most = rules.moved_most ? std::floor(*rules.moved_most * eligible + 1e-9) : eligible;
  return std::max(most, 1.0);
}

// As stated, or by place: each a hundredth of the one before, in units that make the goals comparable.
double Figures::weight(Goal goal) const {
  std::vector<Goal> order;
  for (const auto& entry : problem_.goals) {
    if (entry.goal == goal && entry.weight) return *entry.weight;
    order.push_back(entry.goal);
  }
  if (order.empty()) order = {Goal::evenness, Goal::shortfall, Goal::travel, Goal::burden, Goal::churn, Goal::wishes};
  const auto place = std::find(order.begin(), order.end(), goal);
  if (place == order.end()) return 0;
  const double by_place = std::pow(0.01, static_cast<double>(place - order.begin()));
  if (goal == Goal::evenness || goal == Goal::shortfall) return by_place;
  const double person = by_place / most_moves();
  return goal == Goal::travel ? person / 10 : goal == Goal::burden ? person / 9 : person;
}

// Along the tangent: the square of a coefficient over twice the coefficient at which its root is taken.
void Figures::add_indicator(size_t indicator, Objective& sum) const {
  const auto& of = problem_.indicators[indicator];
  double weights = 0;
  for (const auto& one : problem_.indicators) weights += one.weight.value_or(1);
  if (weights <= 0) return;
  const double share = of.weight.value_or(1) / weights;
  const auto before = coefficient(indicator, counts_[indicator].before);
  const auto after = coefficient(indicator, counts_[indicator].after);
  auto at = before;
  if (indicator < plan_.tangent.size() && plan_.tangent[indicator] > 0) at = plan_.tangent[indicator];
  constexpr double steepest = 0.001;
  if (before && after && at)
    sum.value +=
        1e12 * weight(Goal::evenness) * share * (*after * *after - *before * *before) / (2 * std::max(*at, steepest));
  double needed = 0, missing_before = 0, missing_after = 0;
  for (const auto& school : problem_.schools) {
    const double p = pupils(school, of.stage);
    if (p <= 0) continue;
    const auto count = [&](const std::map<std::string, double>& by_school) {
      const auto found = by_school.find(school.id);
      return found == by_school.end() ? 0.0 : found->second;
    };
    const double least = of.least ? std::ceil(*of.least * p / 100 - 1e-9) : 0;
    const double was = count(counts_[indicator].before), is = count(counts_[indicator].after);
    needed += least;
    missing_before += std::max(0.0, least - was);
    missing_after += std::max(0.0, least - is);
    // A cell's costs are two whole numbers, times the counts that come or go.
    sum.rounding += std::abs(is - was) + (is - was) * (is - was) + std::abs(is - was);
  }
  if (needed > 0) sum.value += 1e12 * weight(Goal::shortfall) * share * (missing_after - missing_before) / needed;
}

void Figures::add_people(Objective& sum) const {
  std::map<std::string, std::string> approved;
  for (const auto& move : problem_.approved) approved[move.teacher] = move.to;
  const double term = static_cast<double>(problem_.rules.term.value_or(1));
  const double travel = weight(Goal::travel), burden = weight(Goal::burden), churn = weight(Goal::churn),
               wishes = weight(Goal::wishes);
  double cost = 0;
  std::map<std::string, double> km;
  for (const auto& move : plan_.moves) km[move.teacher] = move.km;
  for (const auto& teacher : problem_.teachers) {
    const auto planned = approved.find(teacher.id);
    const auto move = to_.find(teacher.id);
    const std::string before = planned == approved.end() ? "" : planned->second;
    const std::string now = move == to_.end() ? "" : move->second;
    if (before != now) cost += churn;
    if (now.empty()) continue;
    const double away = teacher.years_away.value_or(0);
    cost += travel * km[teacher.id] + burden * ((away + term) * (away + term) - away * away);
    if (teacher.wish.value_or(transfer::Wish::none) != transfer::Wish::yes) cost += wishes;
    sum.rounding += 4;
  }
  sum.rounding += static_cast<double>(problem_.approved.size());
  sum.value += 1e12 * cost;
}

Objective Figures::objective() const {
  Objective sum;
  for (size_t k = 0; k < problem_.indicators.size(); ++k) add_indicator(k, sum);
  add_people(sum);
  // Doubles themselves: squares of coefficients are sums over all schools.
  sum.rounding += 1e12 * 1e-11 + 1e-9 * std::abs(sum.value);
  return sum;
}

}  // namespace doorstep::exchange_check
