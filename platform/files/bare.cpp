#include "bare.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace doorstep::files {
namespace {

uint32_t number(std::string_view bytes, size_t at, size_t count, bool big) {
  uint32_t made = 0;
  for (size_t i = 0; i < count; ++i)
    made = (made << 8) | static_cast<uint8_t>(bytes[big ? at + i : at + count - 1 - i]);
  return made;
}
void add_number(std::string& bytes, uint32_t value, size_t count, bool big) {
  for (size_t i = 0; i < count; ++i) bytes += static_cast<char>((value >> (8 * (big ? count - 1 - i : i))) & 0xff);
}

// The orientation in an Exif segment (CIPA DC-008): 2 to 8; 0: upright, or not said.
uint32_t orientation_of(std::string_view exif) {
  constexpr std::string_view head{"Exif\0\0", 6};
  if (!exif.starts_with(head)) return 0;
  const auto tiff = exif.substr(head.size());
  if (tiff.size() < 8 || (!tiff.starts_with("II") && !tiff.starts_with("MM"))) return 0;
  const bool big = tiff.starts_with("MM");
  const size_t list = number(tiff, 4, 4, big);
  if (list > tiff.size() || tiff.size() - list < 2) return 0;
  constexpr size_t entry_size = 12;
  constexpr uint32_t orientation = 0x0112, most = 8;
  const auto count = number(tiff, list, 2, big);
  for (size_t i = 0, at = list + 2; i < count && at + entry_size <= tiff.size(); ++i, at += entry_size)
    if (number(tiff, at, 2, big) == orientation) {
      const auto value = number(tiff, at + 8, 2, big);
      return value >= 2 && value <= most ? value : 0;
    }
  return 0;
}

std::string exif_with(uint32_t orientation) {
  std::string body{"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01", 24};
  add_number(body, orientation, 2, true);
  body.append(6, '\0');
  std::string made{"\xff\xe1"};
  add_number(made, static_cast<uint32_t>(body.size()) + 2, 2, true);
  return made + body;
}

std::optional<std::string> bare_jpeg(std::string_view in) {
  std::string segments, out;
  uint32_t turned = 0;
  for (size_t at = 2; at + 4 <= in.size();) {
    if (in[at] != '\xff') return {};
    const auto mark = static_cast<uint8_t>(in[at + 1]);
    if (mark == 0xff) {  // fill
      ++at;
      continue;
    }
    const size_t length = number(in, at + 2, 2, true);
    if (length < 2 || at + 2 + length > in.size()) return {};
    const auto body = in.substr(at + 4, length - 2);
    // Tables, frames and scans; of the application's segments those that say how colours are meant.
    const bool frame = mark >= 0xc0 && mark <= 0xcf && mark != 0xc8;
    const bool table = mark == 0xdb || mark == 0xdd || mark == 0xda;
    const bool colour = mark == 0xee || (mark == 0xe2 && body.starts_with(std::string_view{"ICC_PROFILE\0", 12}));
    if (mark == 0xe1 && !turned) turned = orientation_of(body);
    if (frame || table || colour) segments += in.substr(at, length + 2);
    at += length + 2;
    if (mark != 0xda) continue;
    // What is coded runs to the next mark that is no restart; 0xff 0x00 is a byte of it.
    const auto from = at;
    while (at + 1 < in.size() &&
           !(in[at] == '\xff' && in[at + 1] != '\0' &&
             (static_cast<uint8_t>(in[at + 1]) < 0xd0 || static_cast<uint8_t>(in[at + 1]) > 0xd7)))
      ++at;
    segments += in.substr(from, at - from);
    if (at + 1 >= in.size() || in[at + 1] != '\xd9') continue;
    out = "\xff\xd8";
    if (turned) out += exif_with(turned);
    return out + segments + "\xff\xd9";
  }
  return {};
}

constexpr std::string_view png_head{"\x89PNG\r\n\x1a\n", 8};

std::optional<std::string> bare_png(std::string_view in) {
  constexpr std::array kept{"IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA",
                            "cHRM", "sRGB", "iCCP", "sBIT", "bKGD", "pHYs"};
  std::string out{png_head};
  for (size_t at = png_head.size(); at + 12 <= in.size();) {
    const size_t length = number(in, at, 4, true);
    if (length > in.size() - at - 12) return {};
    const auto name = in.substr(at + 4, 4);
    if (std::ranges::count(kept, name)) out += in.substr(at, length + 12);
    at += length + 12;
    if (name == "IEND") return out;
  }
  return {};
}

std::optional<std::string> bare_webp(std::string_view in) {
  constexpr std::array kept{"VP8 ", "VP8L", "VP8X", "ALPH", "ANIM", "ANMF", "ICCP"};
  constexpr char described = 0x08 | 0x04;  // VP8X: there is Exif, there is XMP
  std::string chunks;
  for (size_t at = 12; at < in.size();) {
    if (in.size() - at < 8) return {};
    const size_t length = number(in, at + 4, 4, false), padded = length + length % 2;
    if (padded > in.size() - at - 8) return {};
    const auto name = in.substr(at, 4);
    if (std::ranges::count(kept, name)) {
      std::string chunk{in.substr(at, padded + 8)};
      if (name == "VP8X" && length > 0) chunk[8] = static_cast<char>(chunk[8] & ~described);
      chunks += chunk;
    }
    at += padded + 8;
  }
  if (chunks.empty()) return {};
  std::string out{"RIFF"};
  add_number(out, static_cast<uint32_t>(chunks.size()) + 4, 4, false);
  return out + "WEBP" + chunks;
}

}  // namespace

std::optional<std::string> bare_picture(std::string_view picture) {
  if (picture.starts_with("\xff\xd8\xff")) return bare_jpeg(picture);
  if (picture.starts_with(png_head)) return bare_png(picture);
  if (picture.starts_with("RIFF") && picture.size() >= 12 && picture.substr(8, 4) == "WEBP") return bare_webp(picture);
  return {};
}

}  // namespace doorstep::files
