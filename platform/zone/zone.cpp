#include "zone.h"

#include <date/tz.h>

namespace doorstep::zone {
namespace {

date::local_time<std::chrono::minutes> local_of(const Clock& at) {
  return date::local_days{date::days{at.on.days()}} + std::chrono::minutes{at.minute};
}

}  // namespace

bool known(const std::string& zone) {
  try {
    return date::locate_zone(zone) != nullptr;
  } catch (const std::runtime_error&) {
    return false;
  }
}

Result<int64_t> instant(const std::string& zone, const Clock& at) {
  const auto local = local_of(at);
  const auto found = date::locate_zone(zone)->get_info(local);
  const auto text = at.on.text() + " " + text_of(at.minute);
  if (found.result == date::local_info::nonexistent)
    return refuse(Fault::invalid, "time-skipped",
                  say("{} 不存在：当天时钟拨快，跳过了这一时刻", "there is no {}: clocks go forward over it", text));
  if (found.result == date::local_info::ambiguous)
    return refuse(
        Fault::invalid, "time-twice",
        say("{} 出现两次：当天时钟拨慢，请换一个时刻", "{} comes twice: clocks go back; choose another time", text));
  return std::chrono::duration_cast<std::chrono::seconds>(local.time_since_epoch() - found.first.offset).count();
}

Clock clock_at(const std::string& zone, int64_t instant) {
  const date::sys_seconds at{std::chrono::seconds{instant}};
  const auto local = at.time_since_epoch() + date::locate_zone(zone)->get_info(at).offset;
  const auto days = std::chrono::floor<date::days>(local);
  return {Date::from_days(days.count()),
          static_cast<int>(std::chrono::duration_cast<std::chrono::minutes>(local - days).count())};
}

std::string text_of(int minute) { return fmt::format("{:02}:{:02}", minute / 60, minute % 60); }

std::optional<int> minute_of(std::string_view text) {
  const auto digit = [&](size_t at) { return text[at] >= '0' && text[at] <= '9'; };
  if (text.size() != 5 || text[2] != ':' || !digit(0) || !digit(1) || !digit(3) || !digit(4)) return {};
  const int hour = (text[0] - '0') * 10 + text[1] - '0', minute = (text[3] - '0') * 10 + text[4] - '0';
  if (hour > 23 || minute > 59) return {};
  return hour * 60 + minute;
}

}  // namespace doorstep::zone
