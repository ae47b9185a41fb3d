// AMF0: the values that RTMP's commands and FLV's metadata are made of (Adobe, "Action Message Format -- AMF 0", 2007).
// Pure functions, thread safe.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
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

  const Amf* member(std::string_view name) const;
  double number_of(std::string_view name) const;
};

struct AmfMember {
  std::string name;
  Amf value;
};

inline const Amf* Amf::member(std::string_view name) const {
  for (const auto& [key, value] : members)
    if (key == name) return &value;
  return nullptr;
}
inline double Amf::number_of(std::string_view name) const {
  const auto* found = member(name);
  return found ? found->number : 0;
}
inline Amf Amf::of(double value) { return {Kind::number, value, {}, {}}; }
inline Amf Amf::of(std::string value) { return {Kind::text, 0, std::move(value), {}}; }
inline Amf Amf::object(std::vector<AmfMember> members) { return {Kind::object, 0, {}, std::move(members)}; }

inline constexpr size_t amf_limit = 64 * 1024;  // bytes of a message that is read
inline constexpr int amf_depth = 8;
inline constexpr size_t amf_values = 1024;  // in one message, members included

// The values one after the other; nothing when they are malformed or over a limit.
std::optional<std::vector<Amf>> read_amf(std::string_view bytes);
std::string write_amf(const std::vector<Amf>& values);

}  // namespace doorstep::media
