#include "checks.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace doorstep::exchange {
namespace {

constexpr double days_of_a_year = 365.25;

std::optional<double> limit_of(const RuleEdition& edition, std::string_view code) {
  const auto found = std::ranges::find(edition.rules, code, &RuleValue::code);
  return found == edition.rules.end() ? std::nullopt : std::optional{found->value};
}

RuleCheck person_check(const char* rule, const staff::Teacher& teacher, bool kept, Words what) {
  return {rule, teacher.id, teacher.name, kept, std::move(what)};
}

}  // namespace

double years_between(Date from, Date to) { return static_cast<double>(to.days() - from.days()) / days_of_a_year; }

std::optional<double> years_left(const RuleEdition& edition, const staff::Teacher& teacher, Date on) {
  const auto age = limit_of(edition, teacher.sex == "1" ? "retire_men" : "retire_women");
  const auto born = Date::parse(teacher.birth_month + "-01");
  if (!age || !born || (teacher.sex != "1" && teacher.sex != "2")) return {};
  return std::max(0.0, *age - years_between(*born, on));
}

double years_away(const staff::Teacher& teacher, Date on) {
  double sum = 0;
  for (const auto& away : teacher.away)
    if (away.begin_on < on) sum += years_between(away.begin_on, std::min(away.end_on, on));
  return sum;
}

std::optional<double> years_since_away(const staff::Teacher& teacher, Date on) {
  std::optional<double> least;
  for (const auto& away : teacher.away) {
    if (away.begin_on >= on) continue;
    const double years = std::max(0.0, years_between(away.end_on, on));
    least = std::min(years, least.value_or(years));
  }
  return least;
}

std::vector<RuleCheck> check_person(const RuleEdition& edition, const staff::Teacher& teacher, const Said& said,
                                    Date on) {
  std::vector<RuleCheck> made;
  const auto add = [&](const char* rule, bool kept, Words what) {
    made.push_back(person_check(rule, teacher, kept, std::move(what)));
  };
  if (said.exempt) add("exempt", false, say("已获准免于交流", "is exempt: a claim was accepted"));
  if (const auto least = limit_of(edition, "years_here")) {
    const double years = years_between(teacher.at_school_since, on);
    add("years_here", years >= *least,
        say("在本校 {0:.1f} 年，要求不少于 {1} 年", "{0:.1f} years at the school, {1} are needed", years, *least));
  }
  if (const auto least = limit_of(edition, "years_left")) {
    const auto years = years_left(edition, teacher, on);
    add("years_left", !years || *years >= *least,
        years
            ? say("距退休 {0:.1f} 年，要求不少于 {1} 年", "{0:.1f} years to retirement, {1} are needed", *years, *least)
            : say("出生年月未登记，未核对距退休年限",
                  "month of birth not known: years to retirement were not checked"));
  }
  if (const auto least = limit_of(edition, "years_rest"))
    if (const auto years = years_since_away(teacher, on))
      add("years_rest", *years >= *least,
          say("距上次交流 {0:.1f} 年，要求间隔不少于 {1} 年", "{0:.1f} years since the last time away, {1} are needed",
              *years, *least));
  if (const auto most = limit_of(edition, "years_away_most")) {
    const double years = years_away(teacher, on);
    add("years_away_most", years <= *most,
        say("累计交流 {0:.1f} 年，不超过 {1} 年", "{0:.1f} years away in all, at most {1}", years, *most));
  }
  if (limit_of(edition, "full_time_only").value_or(0) != 0)
    add("full_time_only", teacher.full_time,
        teacher.full_time ? say("全职", "works full time") : say("不是全职", "does not work full time"));
  if (limit_of(edition, "refusals_hold").value_or(0) != 0 && said.wish == WishAnswer::no)
    add("refusals_hold", false, say("本人表示不愿意", "has said no"));
  if (limit_of(edition, "willing_only").value_or(0) != 0)
    add("willing_only", said.wish == WishAnswer::yes,
        said.wish == WishAnswer::yes ? say("本人愿意", "has said yes") : say("本人没有表示愿意", "has not said yes"));
  return made;
}

std::vector<RuleCheck> check_place(const RuleEdition& edition, const staff::Teacher& teacher, const Said& said,
                                   const OrgId& host, std::optional<double> km) {
  std::vector<RuleCheck> made;
  const auto add = [&](const char* rule, bool kept, Words what) {
    made.push_back(person_check(rule, teacher, kept, std::move(what)));
  };
  if (std::ranges::count(said.never, host))
    add("never", false, say("本人填报不能去该校", "has said that this school is out of reach"));
  if (limit_of(edition, "willing_only").value_or(0) != 0 && !said.places.empty())
    add("willing_only", std::ranges::count(said.places, host) > 0,
        std::ranges::count(said.places, host)
            ? say("该校在本人填报的学校之中", "the school is among those named")
            : say("该校不在本人填报的学校之中", "the school is not among those named"));
  const auto most_km = limit_of(edition, "km_most");
  const auto most_minutes = limit_of(edition, "minutes_most");
  if ((most_km || most_minutes) && !km)
    add("km_most", true, say("学校没有坐标，未核对距离", "a school has no coordinates: the way was not checked"));
  if (most_km && km)
    add("km_most", *km <= *most_km,
        say("单程 {0:.1f} 公里，不超过 {1} 公里", "{0:.1f} km one way, at most {1}", *km, *most_km));
  if (most_minutes && km) {
    const double minutes = *km * limit_of(edition, "minutes_per_km").value_or(2);
    add("minutes_most", minutes <= *most_minutes,
        say("单程约 {0:.0f} 分钟，不超过 {1} 分钟", "about {0:.0f} minutes one way, at most {1}", minutes,
            *most_minutes));
  }
  return made;
}

std::vector<RuleCheck> check_term(const RuleEdition& edition, Date begin, Date end) {
  const auto least = limit_of(edition, "term");
  if (!least) return {};
  // A term of a year may lack the summer.
  const double months = years_between(begin, end) * 12;
  return {{"term",
           {},
           {},
           months >= *least * 12 - 2.2,
           say("期限 {0:.0f} 个月，要求不少于 {1} 学年", "a term of {0:.0f} months, {1} school years are needed",
               months, *least)}};
}

std::vector<RuleCheck> check_leaving(const RuleEdition& edition, const std::string& school, int64_t away,
                                     int64_t staff) {
  const auto most = limit_of(edition, "leaving_most");
  if (!most || staff <= 0) return {};
  return {{"leaving_most",
           {},
           school,
           static_cast<double>(away) <= *most * static_cast<double>(staff),
           say("{0}：同时外派 {1} 人，教职工 {2} 人，不超过 {3:.0f}%",
               "{0}: {1} away at a time of {2} staff, at most {3:.0f}%", school, away, staff, *most * 100)}};
}

Words first_broken(const std::vector<RuleCheck>& checks) {
  const auto found = std::ranges::find(checks, false, &RuleCheck::kept);
  return found == checks.end() ? Words{} : found->what;
}

std::optional<double> km_between(const Spot& from, const Spot& to) {
  if (!from.longitude || !from.latitude || !to.longitude || !to.latitude) return {};
  constexpr double earth = 6371.0, degree = std::numbers::pi / 180;
  const double north = (*to.latitude - *from.latitude) * degree, east = (*to.longitude - *from.longitude) * degree;
  const double half = std::sin(north / 2) * std::sin(north / 2) + std::cos(*from.latitude * degree) *
                                                                      std::cos(*to.latitude * degree) *
                                                                      std::sin(east / 2) * std::sin(east / 2);
  return 2 * earth * std::asin(std::min(1.0, std::sqrt(half)));
}

}  // namespace doorstep::exchange
