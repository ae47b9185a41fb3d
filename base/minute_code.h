// Minute code: six digits on a screen by which who is in the room checks in; another code every minute. Nobody who does
// not know the key can tell it, and it is kept nowhere. Pure functions, thread safe.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace doorstep {

inline constexpr int64_t minute_code_seconds = 60;

// `about` names the place and its room ("training-check-in|ID"); `now` in seconds since 1970.
std::string minute_code(std::string_view key, std::string_view about, int64_t now);
int64_t minute_code_left(int64_t now);  // seconds until the next one

// This minute's code, or the last one's, which may still have been on the screen.
bool is_minute_code(std::string_view typed, std::string_view key, std::string_view about, int64_t now);

}  // namespace doorstep
