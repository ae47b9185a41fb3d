// Prints: quick 64-bit digests of rows, to notice that a row changed. Kept in the database, so the same members must
// always give the same print. Not secret and not proof against an attacker.
#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

#include <doorstep/base/date.h>
#include <doorstep/base/describe.h>
#include <doorstep/base/json.h>

namespace doorstep::registry {

class Print {
 public:
  explicit Print(uint64_t seed = 0) : state_(seed ^ 0x2d358dccaa6c78a5ull) {}

  void number(uint64_t value) { state_ = mix(state_ ^ value, 0x8bb84b93962eacc9ull); }
  void text(std::string_view bytes) {
    number(bytes.size());
    while (bytes.size() >= 8) {
      number(word(bytes.data(), 8));
      bytes.remove_prefix(8);
    }
    if (!bytes.empty()) number(word(bytes.data(), bytes.size()));
  }
  uint64_t value() const { return mix(state_, 0x4b33a62ed433d4a3ull); }

  template <class T>
  void member(const T& of) {
    if constexpr (describe::is_optional<T>::value) {
      number(of.has_value());
      if (of) member(*of);
    } else if constexpr (std::is_same_v<T, Date>) {
      number(static_cast<uint64_t>(of.days()));
    } else if constexpr (std::is_same_v<T, SchoolYear>) {
      number(static_cast<uint64_t>(of.start));
    } else if constexpr (describe::DescribedEnum<T>) {
      text(describe::enum_name(of));
    } else if constexpr (std::is_floating_point_v<T>) {
      uint64_t bits = 0;
      std::memcpy(&bits, &of, sizeof bits);
      number(bits);
    } else if constexpr (std::is_integral_v<T>) {
      number(static_cast<uint64_t>(of));
    } else if constexpr (json::is_id<T>::value) {
      text(of.value);
    } else {
      text(of);
    }
  }

 private:
  static uint64_t mix(uint64_t a, uint64_t b) {
    const auto product = static_cast<unsigned __int128>(a) * b;
    return static_cast<uint64_t>(product) ^ static_cast<uint64_t>(product >> 64);
  }
  static uint64_t word(const char* bytes, size_t count) {
    uint64_t value = 0;
    std::memcpy(&value, bytes, count);
    return value;
  }

  uint64_t state_;
};

template <class Row>
int64_t print_of(const Row& row) {
  Print print;
  describe::each_member(row, [&](std::string_view, const auto& member) { print.member(member); });
  return static_cast<int64_t>(print.value());
}

// 128 bits that stand for a key: the bits of a UUID, or two prints of any other text.
struct Key {
  uint64_t high = 0, low = 0;
  friend bool operator==(const Key&, const Key&) = default;
};
Key key_of_text(std::string_view text);
std::string uuid_of(const Key& key);

}  // namespace doorstep::registry
