// Frame and Track: what a source sends, whatever it came in. All times are microseconds of the source's own clock.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <doorstep/base/result.h>

namespace doorstep::media {

enum class Codec { h264, hevc, av1, aac, opus };

inline bool is_video(Codec codec) { return codec == Codec::h264 || codec == Codec::hevc || codec == Codec::av1; }

// One elementary stream as its source announces it.
struct Track {
  Codec codec = Codec::h264;
  std::string config;          // body of avcC, hvcC, av1C; AudioSpecificConfig (ISO/IEC 14496-3); body of dOps for Opus
  int width = 0, height = 0;   // pixels; video
  int rate = 0, channels = 0;  // samples a second; audio
  bool operator==(const Track&) const = default;
};

// One coded picture, or one packet of sound, in the form that MP4 stores (NAL units with lengths, raw AAC).
struct Frame {
  bool video = false;
  bool key = false;          // decoding can begin here; always true for sound
  int64_t dts = 0, pts = 0;  // microseconds
  std::string_view data;
};

// Name of a codec with its profile for playlists and browsers (RFC 6381): "avc1.64001f", "mp4a.40.2", "opus".
std::string codec_text(const Track& track);

// A track from a decoder configuration record; `invalid` names what is wrong with it.
Result<Track> h264_track(std::string_view avcc);
Result<Track> hevc_track(std::string_view hvcc, int width, int height);  // the record does not tell its size
Result<Track> av1_track(std::string_view av1c, int width, int height);
Result<Track> aac_track(std::string_view audio_specific_config);
Result<Track> opus_track(std::string_view opus_head);  // "OpusHead" as in Ogg and Matroska (RFC 7845, 5.1)

}  // namespace doorstep::media
