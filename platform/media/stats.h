// SourceStats: what operators see of a source that is being taken in.
#pragma once

#include <cstdint>
#include <string>

#include <doorstep/base/describe.h>

namespace doorstep::media {

struct SourceStats {
  std::string lesson, source;
  std::string codecs;  // "avc1.64001f, mp4a.40.2"
  int width = 0, height = 0;
  int epoch = 0;
  int64_t bits = 0;                 // a second, over the last ten
  double pictures = 0;              // a second, over the last ten
  int64_t last_part = 0;            // when the last part was kept, microseconds since 1970
  int64_t longest_gop = 0;          // microseconds
  int64_t nudged = 0, dropped = 0;  // frames whose time stood still; frames that could not be kept
  int64_t bytes = 0;                // kept since it came
};
BOOST_DESCRIBE_STRUCT(SourceStats, (),
                      (lesson, source, codecs, width, height, epoch, bits, pictures, last_part, longest_gop, nudged,
                       dropped, bytes))

}  // namespace doorstep::media
