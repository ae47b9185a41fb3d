// Dates: days of the proleptic Gregorian calendar, written YYYY-MM-DD. Stored as that text, so that text order is time
// order. Spans are half-open [from, to): `to` is the first day on which the thing no longer holds.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace doorstep {

class Date {
 public:
  Date() = default;                                             // 0001-01-01, "always"
  static std::optional<Date> of(int year, int month, int day);  // empty when there is no such day
  static std::optional<Date> parse(std::string_view text);      // YYYY-MM-DD only
  static Date from_days(int64_t days_since_1970);
  static Date today();                     // local day of the machine
  static Date always() { return Date{}; }  // 0001-01-01
  static Date never();                     // 9999-12-31, the open end of a span

  int64_t days() const { return days_; }  // days since 1970-01-01
  int year() const;
  int month() const;
  int day() const;
  int weekday() const;  // 1 Monday to 7 Sunday
  Date plus(int64_t days) const { return from_days(days_ + days); }
  std::string text() const;  // YYYY-MM-DD

  friend auto operator<=>(const Date&, const Date&) = default;

 private:
  int64_t days_ = -719162;
};

// A school year, named by the calendar year in which it begins: 2024 is 2024-25 (Taiwan's 113, OneRoster's 2025).
struct SchoolYear {
  int start = 0;
  std::string text() const;  // "2024-25"
  friend auto operator<=>(const SchoolYear&, const SchoolYear&) = default;
};

// Whether something with begin_on and end_on holds on a day; whether two such things hold on a common day. An empty
// span holds on none.
template <class Dated>
bool holds_on(const Dated& one, Date day) {
  return one.begin_on <= day && day < one.end_on;
}
template <class Dated, class Other>
bool overlap(const Dated& one, const Other& other) {
  return one.begin_on < other.end_on && other.begin_on < one.end_on && one.begin_on < one.end_on &&
         other.begin_on < other.end_on;
}

// The first of September on the day or before it.
Date begin_of_school_year(Date day);

// Seconds since 1970 as RFC 3339 text in UTC with milliseconds, 2026-11-23T06:00:00.000Z.
std::string now_utc();
std::string utc_text(int64_t seconds);

// Now, or where the clock says no later than `last` (such a text, or empty) the millisecond after it: for records of
// which the last one counts.
std::string now_after(const std::string& last);

}  // namespace doorstep
