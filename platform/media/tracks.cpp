#include <array>

#include <fmt/format.h>

#include "bytes.h"
#include "frame.h"

namespace doorstep::media {
namespace {

constexpr int largest_side = 8192;  // pixels

tl::unexpected<Error> unreadable(const char* what) {
  return refuse(Fault::invalid, "codec-config-wrong",
                say("编码参数 {} 无法读取", "the codec parameters ({}) cannot be read", what));
}

// Without the 03 of 00 00 03 (ITU-T H.264, 7.4.1).
std::string unescaped(std::string_view nal) {
  std::string out;
  int zeros = 0;
  for (const char c : nal) {
    if (zeros >= 2 && c == 3) {
      zeros = 0;
      continue;
    }
    zeros = c == 0 ? zeros + 1 : 0;
    out += c;
  }
  return out;
}

void skip_scaling_lists(Bits& bits, int lists) {
  for (int i = 0; i < lists; ++i) {
    if (!bits.take(1)) continue;
    int last = 8, next = 8;
    for (int j = 0; j < (i < 6 ? 16 : 64) && bits.ok(); ++j) {
      if (next != 0) next = (last + bits.signed_golomb() + 256) % 256;
      last = next == 0 ? last : next;
    }
  }
}

bool has_chroma_format(uint32_t profile) {
  for (const uint32_t one : {100u, 110u, 122u, 244u, 44u, 83u, 86u, 118u, 128u, 138u, 139u, 134u, 135u})
    if (profile == one) return true;
  return false;
}

// Size of the pictures by a sequence parameter set (ITU-T H.264, 7.3.2.1.1); false when it makes no sense.
bool size_of_h264(std::string_view nal, Track& track) {
  const auto plain = unescaped(nal.substr(std::min<size_t>(1, nal.size())));
  Bits bits{plain};
  const auto profile = bits.take(8);
  bits.take(16);
  bits.golomb();
  uint32_t chroma = 1;
  if (has_chroma_format(profile)) {
    chroma = bits.golomb();
    if (chroma == 3) bits.take(1);
    bits.golomb();
    bits.golomb();
    bits.take(1);
    if (bits.take(1)) skip_scaling_lists(bits, chroma == 3 ? 12 : 8);
  }
  bits.golomb();
  if (const auto order = bits.golomb(); order == 0) {
    bits.golomb();
  } else if (order == 1) {
    bits.take(1);
    bits.signed_golomb();
    bits.signed_golomb();
    for (auto left = std::min(bits.golomb(), 256u); left > 0; --left) bits.signed_golomb();
  }
  bits.golomb();
  bits.take(1);
  const int64_t wide = (int64_t{bits.golomb()} + 1) * 16;
  const int64_t map = int64_t{bits.golomb()} + 1;
  const bool frames = bits.take(1) != 0;
  if (!frames) bits.take(1);
  bits.take(1);
  int64_t left = 0, right = 0, top = 0, bottom = 0;
  if (bits.take(1)) left = bits.golomb(), right = bits.golomb(), top = bits.golomb(), bottom = bits.golomb();
  const int64_t unit_x = chroma == 1 || chroma == 2 ? 2 : 1;
  const int64_t unit_y = (chroma == 1 ? 2 : 1) * (frames ? 1 : 2);
  const int64_t width = wide - unit_x * (left + right);
  const int64_t height = map * 16 * (frames ? 1 : 2) - unit_y * (top + bottom);
  if (!bits.ok() || width < 16 || height < 16 || width > largest_side || height > largest_side) return false;
  track.width = static_cast<int>(width);
  track.height = static_cast<int>(height);
  return true;
}

bool sensible(int width, int height) {
  return width >= 16 && height >= 16 && width <= largest_side && height <= largest_side;
}

std::string hevc_text(std::string_view config) {
  const auto at = [&](size_t i) { return static_cast<uint8_t>(config[i]); };
  const char* spaces[] = {"", "A", "B", "C"};
  uint32_t flags = 0;  // the 32 bits in reverse order (ISO/IEC 14496-15, E.3)
  for (size_t i = 0; i < 32; ++i) flags |= (at(2 + i / 8) >> (7 - i % 8) & 1u) << i;
  auto out = fmt::format("hvc1.{}{}.{:X}.{}{}", spaces[at(1) >> 6], at(1) & 31, flags, at(1) & 32 ? 'H' : 'L', at(12));
  size_t last = 12;
  while (last > 6 && at(last - 1) == 0) --last;
  for (size_t i = 6; i < last; ++i) out += fmt::format(".{:X}", at(i));
  return out;
}

}  // namespace

std::string codec_text(const Track& track) {
  const auto at = [&](size_t i) { return static_cast<uint8_t>(track.config[i]); };
  switch (track.codec) {
    case Codec::h264:
      return fmt::format("avc1.{:02x}{:02x}{:02x}", at(1), at(2), at(3));
    case Codec::hevc:
      return hevc_text(track.config);
    case Codec::av1:
      return fmt::format("av01.{}.{:02}{}.{:02}", at(1) >> 5, at(1) & 31, at(2) & 128 ? 'H' : 'M',
                         at(2) & 64 ? (at(2) & 32 ? 12 : 10) : 8);
    case Codec::aac: {
      Bits bits{track.config};
      const auto type = bits.take(5);
      return fmt::format("mp4a.40.{}", type == 31 ? 32 + bits.take(6) : type);
    }
    case Codec::opus:
      return "opus";
  }
  return {};
}

Result<Track> h264_track(std::string_view avcc) {
  Reader in{avcc};
  const auto version = in.u8();
  in.skip(3);
  const auto lengths = in.u8() & 3;
  const auto sets = in.u8() & 31;
  const auto size = in.u16();
  const auto set = in.take(size);
  if (!in.ok() || version != 1 || sets < 1 || avcc.size() > 4096) return unreadable("avcC");
  if (lengths != 3)
    return refuse(Fault::invalid, "nal-lengths-short",
                  say("NAL 长度字段不是 4 字节", "the lengths of NAL units are not of 4 bytes"));
  Track track{Codec::h264, std::string{avcc}};
  if (!size_of_h264(set, track)) return unreadable("SPS");
  return track;
}

Result<Track> hevc_track(std::string_view hvcc, int width, int height) {
  if (hvcc.size() < 23 || hvcc.size() > 8192 || hvcc[0] != 1 || (hvcc[21] & 3) != 3) return unreadable("hvcC");
  if (!sensible(width, height)) width = 1920, height = 1080;
  return Track{Codec::hevc, std::string{hvcc}, width, height};
}

Result<Track> av1_track(std::string_view av1c, int width, int height) {
  if (av1c.size() < 4 || av1c.size() > 4096 || static_cast<uint8_t>(av1c[0]) != 0x81) return unreadable("av1C");
  if (!sensible(width, height)) width = 1920, height = 1080;
  return Track{Codec::av1, std::string{av1c}, width, height};
}

Result<Track> aac_track(std::string_view config) {
  constexpr std::array rates{96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050, 16000, 12000, 11025, 8000, 7350};
  Bits bits{config};
  auto type = bits.take(5);
  if (type == 31) type = 32 + bits.take(6);
  const auto index = bits.take(4);
  const auto rate = index == 15 ? bits.take(24) : index < rates.size() ? static_cast<uint32_t>(rates[index]) : 0;
  const auto channels = bits.take(4);
  if (!bits.ok() || config.size() > 64 || type == 0 || rate < 7350 || rate > 96000 || channels < 1 || channels > 8)
    return unreadable("AudioSpecificConfig");
  return Track{Codec::aac, std::string{config}, 0, 0, static_cast<int>(rate), static_cast<int>(channels)};
}

// dOps has the numbers of OpusHead in big-endian order, and version 0 (Opus in ISOBMFF, 4.3.2).
Result<Track> opus_track(std::string_view head) {
  if (head.size() < 19 || head.size() > 512 || !head.starts_with("OpusHead")) return unreadable("OpusHead");
  const auto at = [&](size_t i) { return static_cast<uint8_t>(head[i]); };
  const int channels = at(9);
  if (channels < 1 || channels > 8 || (at(18) != 0 && head.size() < 21u + static_cast<size_t>(channels)))
    return unreadable("OpusHead");
  std::string config;
  put8(config, 0);
  put8(config, at(9));
  put16(config, at(10) | at(11) << 8);
  put32(config, at(12) | at(13) << 8 | at(14) << 16 | static_cast<uint32_t>(at(15)) << 24);
  put16(config, at(16) | at(17) << 8);
  put8(config, at(18));
  if (at(18) != 0) config += head.substr(19, 2 + static_cast<size_t>(channels));
  return Track{Codec::opus, config, 0, 0, 48000, channels};
}

}  // namespace doorstep::media
