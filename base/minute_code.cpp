#include "minute_code.h"

#include <fmt/format.h>

#include "digest.h"

namespace doorstep {

std::string minute_code(std::string_view key, std::string_view about, int64_t now) {
  const auto digest = keyed_digest_128(key, fmt::format("{}|{}", about, now / minute_code_seconds));
  uint64_t number = 0;
  for (size_t i = 0; i < 8; ++i) number = number << 8 | digest[i];
  return fmt::format("{:06}", number % 1'000'000);
}

int64_t minute_code_left(int64_t now) { return minute_code_seconds - now % minute_code_seconds; }

bool is_minute_code(std::string_view typed, std::string_view key, std::string_view about, int64_t now) {
  return typed == minute_code(key, about, now) || typed == minute_code(key, about, now - minute_code_seconds);
}

}  // namespace doorstep
