// Mp4: fragmented MP4 as CMAF players want it (ISO/IEC 14496-12, 23000-19): one head, then parts of moof and mdat. Pure
// functions and one builder; not thread safe.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <doorstep/media/frame.h>

namespace doorstep::media {

inline constexpr int64_t video_scale = 90000;  // ticks a second of pictures; sound ticks by its own rate

inline int64_t scale_of(const Track& track) { return is_video(track.codec) ? video_scale : track.rate; }

// ftyp and moov: what a player needs before the first part. Tracks count from 1 in their order.
std::string mp4_head(const std::vector<Track>& tracks);

// One coded frame as it lies in a part.
struct Sample {
  int64_t duration = 0;  // ticks
  int64_t offset = 0;    // of presentation against decoding, ticks
  bool key = false;
  uint32_t size = 0;  // bytes
};

// The samples of one track in a part, and their bytes one after the other.
struct Run {
  int64_t begin = 0;  // decoding time of the first, ticks since the epoch began
  std::vector<Sample> samples;
  std::string data;
};

// moof and mdat. `runs` stand as the tracks do; an empty one is left out.
std::string mp4_part(uint32_t number, const std::vector<Run>& runs);

// What a part says of itself, read back: for a file whose index was lost.
struct PartRead {
  int64_t size = 0;                // bytes of moof and mdat
  std::vector<int64_t> begins;     // by track, ticks; -1 where it has none
  std::vector<int64_t> durations;  // by track, ticks
  bool key = false;                // the first sample of the first track can be decoded by itself
};

// The part at the front of `bytes`; nothing when it is not whole or not one of ours. `mdat` may be cut off after its
// head: `size` tells how long it has to be.
std::optional<PartRead> read_part(std::string_view bytes, size_t tracks);

}  // namespace doorstep::media
