#include "rules.h"

#include <fmt/ranges.h>
#include <algorithm>
#include <array>
#include <charconv>
#include <set>

#include <doorstep/zone/zone.h>

namespace doorstep::care {

Date monday_of(Date day) { return day.plus(1 - day.weekday()); }

const Words& weekday_words(int64_t weekday) {
  static const std::array words{say("周一", "Monday"),   say("周二", "Tuesday"), say("周三", "Wednesday"),
                                say("周四", "Thursday"), say("周五", "Friday"),  say("周六", "Saturday"),
                                say("周日", "Sunday")};
  return words.at(static_cast<size_t>(weekday - 1));
}

RunDay run_day(const store::ServiceRow& service, std::span<const store::ExceptionRow> exceptions, Date day) {
  RunDay made;
  if (day < service.from_on || service.last_on < day) {
    made.why = say("服务时间为 {} 至 {}", "it runs from {} to {}", service.from_on.text(), service.last_on.text());
    return made;
  }
  made.weekday = day.weekday();
  const store::ExceptionRow* found = nullptr;
  for (const auto& one : exceptions)
    if (one.on_day == day && (one.service_id == service.id || (one.service_id.empty() && !found))) found = &one;
  if (found && !found->as_weekday) {
    made.why =
        found->reason.empty() ? say("当天停止服务", "there is none that day") : Words{found->reason, found->reason};
    return made;
  }
  if (found) made.weekday = *found->as_weekday;
  const auto days = listed_numbers(service.weekdays);
  made.runs = std::ranges::count(days, made.weekday) > 0;
  if (!made.runs) made.why = say("这一天没有此项服务", "it does not run on this day of the week");
  return made;
}

bool past_deadline(const store::ServiceRow& service, Date day, const CareClock& now) {
  const auto last = day.plus(-service.deadline_days);
  return last < now.on || (last == now.on && service.deadline_minute <= now.minute);
}
std::string deadline_text(const store::ServiceRow& service, Date day) {
  return day.plus(-service.deadline_days).text() + " " + zone::text_of(static_cast<int>(service.deadline_minute));
}
Date first_open_day(const store::ServiceRow& service, const CareClock& now) {
  const auto day = now.on.plus(service.deadline_days + (service.deadline_minute <= now.minute ? 1 : 0));
  return std::max(day, service.from_on);
}

std::optional<std::pair<Date, Date>> month_of(const std::string& month) {
  const auto first = Date::parse(month + "-01");
  if (!first) return {};
  auto last = first->plus(27);
  while (last.plus(1).month() == first->month()) last = last.plus(1);
  return std::pair{*first, last};
}

bool for_grade(const store::ServiceRow& service, const std::string& grade) {
  if (service.grades.empty()) return true;
  const auto mine = listed_numbers(grade), all = listed_numbers(service.grades);
  return !mine.empty() && std::ranges::count(all, mine.front()) > 0;
}

Sheet::Sheet(store::ServiceRow service, std::vector<store::ExceptionRow> exceptions,
             const std::vector<store::PatternRow>& patterns, const std::vector<store::ChangeRow>& changes)
    : service_(std::move(service)), exceptions_(std::move(exceptions)) {
  for (const auto& one : patterns) patterns_[one.person_id].push_back(one);
  for (const auto& one : changes) changes_.insert_or_assign({one.person_id, one.on_day}, one);
}

std::optional<int64_t> Sheet::pattern_of(const PersonId& person, Date on) const {
  const auto run = day(on);
  const auto found = patterns_.find(person);
  if (!run.runs || found == patterns_.end()) return {};
  for (const auto& one : found->second)
    if (one.weekday == run.weekday && one.from_on <= on && on < one.until_on) return one.choice;
  return {};
}
std::optional<int64_t> Sheet::choice_of(const PersonId& person, Date on) const {
  if (!day(on).runs) return {};
  if (const auto found = changes_.find({person, on}); found != changes_.end())
    return found->second.coming ? std::optional{found->second.choice} : std::nullopt;
  return pattern_of(person, on);
}
std::map<PersonId, int64_t> Sheet::coming(Date on) const {
  std::map<PersonId, int64_t> made;
  if (!day(on).runs) return made;
  std::set<PersonId> people;
  for (const auto& [person, rows] : patterns_) people.insert(person);
  for (const auto& [key, row] : changes_) people.insert(key.first);
  for (const auto& person : people)
    if (const auto choice = choice_of(person, on)) made[person] = *choice;
  return made;
}

}  // namespace doorstep::care
