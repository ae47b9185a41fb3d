#include "annexb.h"

#include "bytes.h"

namespace doorstep::media {
namespace {

enum UnitType { idr = 5, sequence_set = 7, picture_set = 8, delimiter = 9, filler = 12 };
constexpr size_t set_most = 1024;  // bytes of one parameter set; real ones have less than a hundred

// Where the next 00 00 01 begins; the end when there is none.
size_t next_code(std::string_view bytes, size_t from) {
  const auto found = bytes.find(std::string_view{"\0\0\1", 3}, from);
  return found == bytes.npos ? bytes.size() : found;
}

}  // namespace

std::vector<std::string_view> nal_units(std::string_view bytes) {
  std::vector<std::string_view> made;
  auto at = next_code(bytes, 0);
  if (bytes.find_first_not_of('\0') < at || at == bytes.size()) return made;
  while (at < bytes.size()) {
    const auto begin = at + 3;
    at = next_code(bytes, begin);
    auto unit = bytes.substr(begin, at - begin);
    while (unit.ends_with('\0')) unit.remove_suffix(1);  // a unit never ends with zero; they belong to the next code
    if (!unit.empty()) made.push_back(unit);
  }
  return made;
}

bool AnnexB::take(std::string_view bytes) {
  data_.clear();
  key_ = false;
  const auto units = nal_units(bytes);
  for (const auto unit : units) {
    const int type = unit[0] & 31;
    if (type == sequence_set || type == picture_set) {
      if (unit.size() >= 4 && unit.size() <= set_most) (type == sequence_set ? sequence_ : picture_) = unit;
      continue;
    }
    if (type == delimiter || type == filler) continue;
    key_ = key_ || type == idr;
    put32(data_, unit.size());
    data_ += unit;
  }
  return !units.empty();
}

// ISO/IEC 14496-15, 5.3.3.1.
std::string AnnexB::avcc() const {
  if (sequence_.empty() || picture_.empty()) return {};
  std::string out{"\1"};
  out += sequence_.substr(1, 3);
  put8(out, 0xff);
  put8(out, 0xe1);
  put16(out, sequence_.size());
  out += sequence_;
  put8(out, 1);
  put16(out, picture_.size());
  out += picture_;
  const auto profile = static_cast<uint8_t>(sequence_[1]);
  if (profile == 100 || profile == 110 || profile == 122 || profile == 144) {
    Bits bits{std::string_view{sequence_}.substr(4)};
    bits.golomb();
    const auto chroma = bits.golomb();
    if (chroma == 3) bits.take(1);
    const auto luma_depth = bits.golomb(), chroma_depth = bits.golomb();
    put8(out, 0xfc | (chroma & 3));
    put8(out, 0xf8 | (luma_depth & 7));
    put8(out, 0xf8 | (chroma_depth & 7));
    put8(out, 0);
  }
  return out;
}

}  // namespace doorstep::media
