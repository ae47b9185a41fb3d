// Rules: on which days a service runs, who comes then, until when that may change. Pure.
#pragma once

#include <map>
#include <span>

#include <doorstep/base/list.h>

#include "store.h"

namespace doorstep::care {

Date monday_of(Date day);
const Words& weekday_words(int64_t weekday);

struct RunDay {
  bool runs = false;
  int64_t weekday = 0;  // by which the day runs
  Words why;            // it does not
};
// An exception for the service goes before one for every service.
RunDay run_day(const store::ServiceRow& service, std::span<const store::ExceptionRow> exceptions, Date day);

// A moment as the school's clock shows it.
struct CareClock {
  Date on;
  int64_t minute = 0;
};
bool past_deadline(const store::ServiceRow& service, Date day, const CareClock& now);
std::string deadline_text(const store::ServiceRow& service, Date day);  // "2026-11-30 08:30"
// The first day that can still be changed.
Date first_open_day(const store::ServiceRow& service, const CareClock& now);

// The first and the last day of "2026-11"; empty when it is no month.
std::optional<std::pair<Date, Date>> month_of(const std::string& month);

bool for_grade(const store::ServiceRow& service, const std::string& grade);

// Who comes to a service, by the days of the week and the single days that differ.
class Sheet {
 public:
  Sheet(store::ServiceRow service, std::vector<store::ExceptionRow> exceptions,
        const std::vector<store::PatternRow>& patterns, const std::vector<store::ChangeRow>& changes);

  RunDay day(Date on) const { return run_day(service_, exceptions_, on); }
  std::optional<int64_t> choice_of(const PersonId& person, Date on) const;   // empty: does not come
  std::optional<int64_t> pattern_of(const PersonId& person, Date on) const;  // by the days of the week alone
  bool changed(const PersonId& person, Date on) const { return changes_.contains({person, on}); }
  std::map<PersonId, int64_t> coming(Date on) const;

 private:
  store::ServiceRow service_;
  std::vector<store::ExceptionRow> exceptions_;
  std::map<PersonId, std::vector<store::PatternRow>> patterns_;
  std::map<std::pair<PersonId, Date>, store::ChangeRow> changes_;
};

}  // namespace doorstep::care
