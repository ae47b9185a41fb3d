#include "prints.h"

#include <fmt/format.h>

namespace doorstep::registry {
namespace {

// Value of a lower-case hexadecimal digit; 16 for anything else.
constexpr unsigned digit(char c) {
  if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
  if (c >= 'a' && c <= 'f') return static_cast<unsigned>(c - 'a' + 10);
  return 16;
}

}  // namespace

Key key_of_text(std::string_view text) {
  if (text.size() == 36) {
    Key key;
    bool uuid = true;
    size_t digits = 0;
    for (size_t i = 0; i < 36 && uuid; ++i) {
      if (i == 8 || i == 13 || i == 18 || i == 23) {
        uuid = text[i] == '-';
        continue;
      }
      const auto value = digit(text[i]);
      uuid = value < 16;
      auto& half = digits++ < 16 ? key.high : key.low;
      half = half << 4 | value;
    }
    if (uuid) return key;
  }
  Print high{1}, low{2};
  high.text(text);
  low.text(text);
  return {high.value(), low.value()};
}

std::string uuid_of(const Key& key) {
  return fmt::format("{:08x}-{:04x}-{:04x}-{:04x}-{:012x}", key.high >> 32, key.high >> 16 & 0xffff, key.high & 0xffff,
                     key.low >> 48, key.low & 0xffffffffffffull);
}

}  // namespace doorstep::registry
