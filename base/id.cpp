#include "id.h"

#include <sys/random.h>

#include <array>
#include <cstdint>
#include <stdexcept>

#include "digest.h"

namespace doorstep {
namespace {

std::string text_of(std::array<uint8_t, 16> bytes, int version) {
  bytes[6] = static_cast<uint8_t>((bytes[6] & 0x0f) | (version << 4));
  bytes[8] = static_cast<uint8_t>((bytes[8] & 0x3f) | 0x80);
  static constexpr char digits[] = "0123456789abcdef";
  std::string text;
  text.reserve(36);
  for (size_t i = 0; i < 16; ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) text += '-';
    text += digits[bytes[i] >> 4];
    text += digits[bytes[i] & 15];
  }
  return text;
}

}  // namespace

bool is_uuid(std::string_view text) {
  if (text.size() != 36) return false;
  for (size_t i = 0; i < 36; ++i) {
    const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
    const char c = text[i];
    if (dash ? c != '-' : !((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) return false;
  }
  return true;
}

std::string new_uuid() {
  std::array<uint8_t, 16> bytes{};
  if (getrandom(bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size()))
    throw std::runtime_error("the operating system gave no random bytes");
  return text_of(bytes, 4);
}

std::string derived_uuid(std::string_view space, std::string_view kind, std::string_view name,
                         std::string_view pepper) {
  std::string message;
  message.reserve(space.size() + kind.size() + name.size() + 2);
  message.append(space).push_back('\0');
  message.append(kind).push_back('\0');
  message.append(name);
  return text_of(keyed_digest_128(pepper, message), 8);
}

}  // namespace doorstep
