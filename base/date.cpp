#include "date.h"

#include <fmt/format.h>

#include <chrono>
#include <ctime>

namespace doorstep {
namespace {

using std::chrono::sys_days;
using std::chrono::year_month_day;

year_month_day calendar(int64_t days) { return year_month_day{sys_days{std::chrono::days{days}}}; }

}  // namespace

std::optional<Date> Date::of(int year, int month, int day) {
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31) return std::nullopt;
  const year_month_day ymd{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                           std::chrono::day{static_cast<unsigned>(day)}};
  if (!ymd.ok()) return std::nullopt;
  return from_days(sys_days{ymd}.time_since_epoch().count());
}

std::optional<Date> Date::parse(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto number = [&](size_t from, size_t count) {
    int value = 0;
    for (size_t i = from; i < from + count; ++i) {
      if (text[i] < '0' || text[i] > '9') return -1;
      value = value * 10 + (text[i] - '0');
    }
    return value;
  };
  return of(number(0, 4), number(5, 2), number(8, 2));
}

Date Date::from_days(int64_t days_since_1970) {
  Date date;
  date.days_ = days_since_1970;
  return date;
}

Date Date::today() {
  const std::time_t now = std::time(nullptr);
  std::tm local{};
  localtime_r(&now, &local);
  return *of(local.tm_year + 1900, local.tm_mon + 1, local.tm_mday);
}

Date Date::never() { return *of(9999, 12, 31); }

int Date::year() const { return static_cast<int>(calendar(days_).year()); }
int Date::month() const { return static_cast<int>(static_cast<unsigned>(calendar(days_).month())); }
int Date::day() const { return static_cast<int>(static_cast<unsigned>(calendar(days_).day())); }

// 1970-01-01 was a Thursday.
int Date::weekday() const { return static_cast<int>(((days_ + 3) % 7 + 7) % 7 + 1); }

std::string Date::text() const {
  const auto ymd = calendar(days_);
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(ymd.year()), static_cast<unsigned>(ymd.month()),
                     static_cast<unsigned>(ymd.day()));
}

std::string SchoolYear::text() const { return fmt::format("{}-{:02}", start, (start + 1) % 100); }

namespace {

std::string rfc3339(int64_t ms) {
  const std::time_t seconds = ms / 1000;
  std::tm utc{};
  gmtime_r(&seconds, &utc);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", utc.tm_year + 1900, utc.tm_mon + 1, utc.tm_mday,
                     utc.tm_hour, utc.tm_min, utc.tm_sec, ms % 1000);
}

}  // namespace

Date begin_of_school_year(Date day) { return *Date::of(day.month() >= 9 ? day.year() : day.year() - 1, 9, 1); }

std::string now_utc() {
  const auto now = std::chrono::system_clock::now();
  return rfc3339(std::chrono::duration_cast<std::chrono::milliseconds>(now.time_since_epoch()).count());
}

std::string now_after(const std::string& last) {
  const auto now = now_utc();
  const auto day = last.size() == now.size() ? Date::parse(last.substr(0, 10)) : std::nullopt;
  if (now > last || !day) return now;
  const auto number = [&](size_t at, size_t length) { return std::stoll(last.substr(at, length)); };
  const auto seconds = ((day->days() * 24 + number(11, 2)) * 60 + number(14, 2)) * 60 + number(17, 2);
  return rfc3339(seconds * 1000 + number(20, 3) + 1);
}

std::string utc_text(int64_t seconds) { return rfc3339(seconds * 1000); }

}  // namespace doorstep
