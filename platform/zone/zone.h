// Zones: wall clocks of places and the instants that they show, by the system's time zone data. Thread safe.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <doorstep/base/date.h>
#include <doorstep/base/result.h>

namespace doorstep::zone {

// A moment as a wall clock shows it.
struct Clock {
  Date on;
  int minute = 0;  // of the day, 0 to 1439
};

bool known(const std::string& zone);  // "Asia/Shanghai"

// Seconds since 1970.
//   invalid  time-skipped: clocks go forward over it that day; time-twice: clocks go back, and it comes twice
Result<int64_t> instant(const std::string& zone, const Clock& at);

Clock clock_at(const std::string& zone, int64_t instant);

// "14:05" of minutes, and back; empty when it is no time of day.
std::string text_of(int minute);
std::optional<int> minute_of(std::string_view text);

}  // namespace doorstep::zone
