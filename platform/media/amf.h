// AMF0: the values that RTMP's commands and FLV's metadata are made of (Adobe, "Action Message Format -- AMF 0", 2007).
// Pure functions, thread safe.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace doorstep::media {

struct AmfMember;

struct Amf {
  enum class Kind { null, number, boolean, text, object };
  Kind kind = Kind::null;
  double number = 0;  // also 0 or 1 of a boolean
  std::string text;
  std::vector<AmfMember> members;  // arrays count their members "0", "1", ...

  static Amf of(double value);
  static Amf of(std::string value);
  static Amf object(std::vector<AmfMember> members);

  const Amf* member(std::string_view name) const;  // null when there is none
  double number_of(std::string_view name) const;   // 0 when there is none
};

struct AmfMember {
  std::string name;
  Amf value;
};

inline constexpr size_t amf_limit = 64 * 1024;  // bytes of a message that is read
inline constexpr int amf_depth = 8;
inline constexpr size_t amf_values = 1024;  // in one message, members included

// The values one after the other; nothing when they are malformed or over a limit.
std::optional<std::vector<Amf>> read_amf(std::string_view bytes);
std::string write_amf(const std::vector<Amf>& values);

}  // namespace doorstep::media
