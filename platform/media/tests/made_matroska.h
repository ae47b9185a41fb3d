// Matroska as recorders write it, for tests.
#pragma once

#include <vector>

#include "made.h"

namespace doorstep::media {

inline std::string mkv_element(uint32_t id, std::string_view body) {
  std::string out;
  put_number(out, id, id > 0xffffff ? 4 : id > 0xffff ? 3 : id > 0xff ? 2 : 1);
  put32(out, 0x10000000u | static_cast<uint32_t>(body.size()));
  return out + std::string{body};
}
inline std::string mkv_head() { return mkv_element(0x1a45dfa3, mkv_element(0x4282, "matroska")); }
inline std::string mkv_segment() { return from_hex("1853806701ffffffffffffff"); }
inline std::string mkv_cluster(uint64_t ticks) {
  std::string time;
  put32(time, ticks);
  return from_hex("1f43b67501ffffffffffffff") + mkv_element(0xe7, time);
}
inline std::string mkv_track(char number, char type, std::string_view codec, std::string_view config) {
  auto body = mkv_element(0xd7, {&number, 1}) + mkv_element(0x83, {&type, 1}) + mkv_element(0x86, codec);
  if (!config.empty()) body += mkv_element(0x63a2, config);
  return mkv_element(0xae, body);
}
inline std::string mkv_h264(char number) { return mkv_track(number, 1, "V_MPEG4/ISO/AVC", avcc_640()); }
inline std::string mkv_opus(char number) {
  return mkv_track(number, 2, "A_OPUS", "OpusHead" + from_hex("0102380180bb0000000000"));
}
inline std::string mkv_tracks(const std::vector<std::string>& entries) {
  std::string body;
  for (const auto& one : entries) body += one;
  return mkv_element(0x1654ae6b, body);
}
inline std::string mkv_block(char number, int16_t offset, bool key, std::string_view data) {
  std::string body(1, static_cast<char>(0x80 | number));
  put16(body, static_cast<uint16_t>(offset));
  put8(body, key ? 0x80 : 0);
  return mkv_element(0xa3, body + std::string{data});
}

}  // namespace doorstep::media
