#include "amf.h"

#include <bit>

#include "bytes.h"

namespace doorstep::media {
namespace {

enum Marker : uint8_t {
  amf_number = 0,
  amf_boolean = 1,
  amf_string = 2,
  amf_object = 3,
  amf_null = 5,
  amf_undefined = 6,
  amf_map = 8,
  amf_end = 9,
  amf_array = 10,
  amf_date = 11,
  amf_long_string = 12,
};

class AmfReader {
 public:
  explicit AmfReader(std::string_view bytes) : in_(bytes) {}

  std::optional<std::vector<Amf>> all() {
    std::vector<Amf> values;
    while (in_.left() > 0 && fine_) values.push_back(value(0));
    if (!fine_ || !in_.ok()) return {};
    return values;
  }

 private:
  Amf value(int depth) {
    if (depth > amf_depth || ++count_ > amf_values || !in_.ok()) return fine_ = false, Amf{};
    switch (in_.u8()) {
      case amf_number:
        return Amf::of(std::bit_cast<double>(in_.u64()));
      case amf_boolean:
        return {Amf::Kind::boolean, in_.u8() != 0 ? 1.0 : 0.0, {}, {}};
      case amf_string:
        return Amf::of(std::string{in_.take(in_.u16())});
      case amf_long_string:
        return Amf::of(std::string{in_.take(in_.u32())});
      case amf_object:
        return members(depth);
      case amf_map:
        in_.u32();  // a hint of the count, often wrong
        return members(depth);
      case amf_array:
        return array(depth);
      case amf_date:
        in_.skip(10);
        return {};
      case amf_null:
      case amf_undefined:
        return {};
      default:
        return fine_ = false, Amf{};
    }
  }

  Amf members(int depth) {
    auto made = Amf::object({});
    while (fine_ && in_.ok()) {
      std::string name{in_.take(in_.u16())};
      if (name.empty() && !in_.rest().empty() && in_.rest()[0] == amf_end) {
        in_.skip(1);
        return made;
      }
      auto member = value(depth + 1);
      made.members.push_back({std::move(name), std::move(member)});
    }
    return fine_ = false, Amf{};
  }

  Amf array(int depth) {
    auto made = Amf::object({});
    const auto size = in_.u32();
    for (uint32_t i = 0; i < size && fine_ && in_.ok(); ++i) {
      auto member = value(depth + 1);
      made.members.push_back({std::to_string(i), std::move(member)});
    }
    return made;
  }

  Reader in_;
  size_t count_ = 0;
  bool fine_ = true;
};

void write(std::string& out, const Amf& value) {
  switch (value.kind) {
    case Amf::Kind::number:
      put8(out, amf_number);
      put64(out, std::bit_cast<uint64_t>(value.number));
      break;
    case Amf::Kind::boolean:
      put8(out, amf_boolean);
      put8(out, value.number != 0);
      break;
    case Amf::Kind::text:
      put8(out, amf_string);
      put16(out, std::min<size_t>(value.text.size(), 0xffff));
      out += value.text.substr(0, 0xffff);
      break;
    case Amf::Kind::object:
      put8(out, amf_object);
      for (const auto& [name, member] : value.members) {
        put16(out, name.size());
        out += name;
        write(out, member);
      }
      put24(out, amf_end);
      break;
    case Amf::Kind::null:
      put8(out, amf_null);
  }
}

}  // namespace

std::optional<std::vector<Amf>> read_amf(std::string_view bytes) {
  if (bytes.size() > amf_limit) return {};
  return AmfReader{bytes}.all();
}

std::string write_amf(const std::vector<Amf>& values) {
  std::string out;
  for (const auto& value : values) write(out, value);
  return out;
}

}  // namespace doorstep::media
