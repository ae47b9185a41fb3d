// FlvReader: the bodies of FLV's audio and video tags (Adobe, "Video File Format", 10.1, annex E; Veovera, "Enhanced
// RTMP", v2), which RTMP carries, become tracks and frames. Not thread safe.
#pragma once

#include <optional>

#include "amf.h"
#include "frame.h"

namespace doorstep::media {

class FlvReader {
 public:
  // What one tag was. At most one of the two is set; neither for tags without pictures or sound.
  struct Tag {
    std::optional<Track> track;  // announced, for the first time or anew
    std::optional<Frame> frame;  // views the tag
  };

  // invalid: a codec or form that lessons cannot take; names it and what to set at the source.
  Result<Tag> video(uint32_t milliseconds, std::string_view body);
  Result<Tag> audio(uint32_t milliseconds, std::string_view body);
  void metadata(const Amf& values);

 private:
  class Clock {  // milliseconds of 32 bits that wrap become microseconds that go on
   public:
    int64_t microseconds(uint32_t milliseconds);

   private:
    std::optional<uint32_t> last_;
    int64_t at_ = 0;
  };

  Result<Tag> enhanced_video(uint32_t milliseconds, std::string_view body);
  Result<Tag> enhanced_audio(uint32_t milliseconds, std::string_view body);
  Result<Tag> configured(Codec codec, std::string_view config);
  Tag coded(uint32_t milliseconds, int32_t offset, bool key, std::string_view data);

  Clock clock_;
  int width_ = 0, height_ = 0;  // as the metadata has them
};

}  // namespace doorstep::media
