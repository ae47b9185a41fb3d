// Frames as sources send them, for tests: small, made up, and in the forms of FLV and RTMP.
#pragma once

#include <string>

#include "bytes.h"

namespace doorstep::media {

inline std::string from_hex(std::string_view hex) {
  std::string out;
  for (size_t i = 0; i + 1 < hex.size(); i += 2)
    out += static_cast<char>(std::stoi(std::string{hex.substr(i, 2)}, nullptr, 16));
  return out;
}

// Of x264 at 640 x 360, main profile, level 3.0.
inline std::string avcc_640() {
  return from_hex("014d401effe10018674d401eeca05017fcb80880000003008000001e078b16cb01000468ce0fc8");
}
// AAC-LC, 44,100 Hz, one channel.
inline std::string asc_44100() { return from_hex("120856e500"); }

inline std::string video_tag(bool key, int type, std::string_view data, int32_t offset = 0) {
  std::string out;
  put8(out, (key ? 0x10 : 0x20) | 7);
  put8(out, static_cast<uint64_t>(type));
  put24(out, static_cast<uint64_t>(offset));
  out += data;
  return out;
}
inline std::string audio_tag(int type, std::string_view data) {
  std::string out;
  put8(out, 0xaf);
  put8(out, static_cast<uint64_t>(type));
  out += data;
  return out;
}

}  // namespace doorstep::media
