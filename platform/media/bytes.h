// Bytes: big-endian numbers in and out of strings, and never past an end. Not thread safe; no allocation when reading.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace doorstep::media {

// Reads forward. Reading past the end gives zero and makes ok() false from then on, so that a parser may read a whole
// structure and ask once.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : rest_(bytes) {}
  bool ok() const { return ok_; }
  size_t left() const { return rest_.size(); }
  std::string_view rest() const { return rest_; }
  std::string_view take(size_t count) {
    if (count > rest_.size()) return ok_ = false, rest_ = {}, std::string_view{};
    const auto taken = rest_.substr(0, count);
    rest_.remove_prefix(count);
    return taken;
  }
  void skip(size_t count) { take(count); }
  uint64_t number(size_t bytes) {  // 1 to 8
    uint64_t value = 0;
    for (const char c : take(bytes)) value = value << 8 | static_cast<uint8_t>(c);
    return value;
  }
  uint8_t u8() { return static_cast<uint8_t>(number(1)); }
  uint16_t u16() { return static_cast<uint16_t>(number(2)); }
  uint32_t u24() { return static_cast<uint32_t>(number(3)); }
  uint32_t u32() { return static_cast<uint32_t>(number(4)); }
  uint64_t u64() { return number(8); }
  int32_t i24() {
    const auto value = static_cast<int32_t>(u24());
    return value & 0x800000 ? value - 0x1000000 : value;
  }

 private:
  std::string_view rest_;
  bool ok_ = true;
};

inline void put_number(std::string& out, uint64_t value, size_t bytes) {
  for (size_t i = bytes; i-- > 0;) out += static_cast<char>(value >> (8 * i));
}
inline void put8(std::string& out, uint64_t value) { put_number(out, value, 1); }
inline void put16(std::string& out, uint64_t value) { put_number(out, value, 2); }
inline void put24(std::string& out, uint64_t value) { put_number(out, value, 3); }
inline void put32(std::string& out, uint64_t value) { put_number(out, value, 4); }
inline void put64(std::string& out, uint64_t value) { put_number(out, value, 8); }
inline void set32(std::string& out, size_t at, uint32_t value) {
  for (size_t i = 0; i < 4; ++i) out[at + i] = static_cast<char>(value >> (24 - 8 * i));
}

// Bits from the highest on, as codec headers have them; past the end it reads zeros and ok() is false.
class Bits {
 public:
  explicit Bits(std::string_view bytes) : bytes_(bytes) {}
  bool ok() const { return at_ <= bytes_.size() * 8; }
  uint32_t take(int count) {
    uint32_t value = 0;
    for (; count > 0; --count, ++at_)
      value = value << 1 | (at_ / 8 < bytes_.size() ? static_cast<uint8_t>(bytes_[at_ / 8]) >> (7 - at_ % 8) & 1u : 0u);
    return value;
  }
  // Exponential-Golomb (ITU-T H.264, 9.1).
  uint32_t golomb() {
    int zeros = 0;
    while (zeros < 31 && ok() && !take(1)) ++zeros;
    return (1u << zeros) - 1 + take(zeros);
  }
  int32_t signed_golomb() {
    const auto value = golomb();
    return value & 1 ? static_cast<int32_t>(value / 2 + 1) : -static_cast<int32_t>(value / 2);
  }

 private:
  std::string_view bytes_;
  size_t at_ = 0;
};

}  // namespace doorstep::media
