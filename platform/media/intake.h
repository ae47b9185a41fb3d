// Intake: what one publisher sends becomes epochs on disk: the bodies of FLV tags in, or tracks and frames; appended
// parts out. Knows no sockets; the clocks are given. Not thread safe, except sync().
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "flv.h"
#include "recording.h"
#include "stats.h"

namespace doorstep::media {

inline constexpr int64_t bits_most = 8'000'000;      // a second, on average over rate_window
inline constexpr int64_t rate_window = 10'000'000;   // microseconds
inline constexpr int64_t tracks_wait = 1'000'000;    // of media, for the second track to be announced
inline constexpr size_t early_bytes_most = 6 << 20;  // while tracks are waited for
inline constexpr int64_t gop_long = 4'000'000;       // key frames further apart than this are a warning

class Intake {
 public:
  struct Clocks {
    std::function<int64_t()> wall;    // microseconds since 1970; read when an epoch begins
    std::function<int64_t()> steady;  // microseconds that only go on
  };
  // `grew` is called after each part that was kept.
  Intake(std::filesystem::path folder, Clocks clocks, std::function<void()> grew);
  ~Intake();

  // Refused: the source is to be told why and let go. video-codec-unfit and what else FlvReader says; rate-absurd,
  // part-absurd; disk.
  Result<void> video(uint32_t milliseconds, std::string_view body);
  Result<void> audio(uint32_t milliseconds, std::string_view body);
  void metadata(const Amf& values);
  // The same of what comes in another form than FLV.
  Result<void> announced(Track track);
  Result<void> frame(const Frame& frame);
  void finish();  // what is left is kept; nothing may follow

  SourceStats stats();  // lesson and source are left to the caller
  int epoch() const { return epoch_; }
  void sync();  // thread safe

 private:
  struct Held {  // a frame that came before it was known which tracks there are
    Frame frame;
    std::string data;
  };
  struct Moment {
    int64_t at = 0, bytes = 0, pictures = 0;
  };

  Result<void> take(Result<FlvReader::Tag> tag);
  Result<void> hold(const Frame& frame);
  Result<void> begin();
  Result<void> add(const Frame& frame);
  Result<void> keep();
  void close();
  bool too_much(size_t bytes, bool picture);

  const std::filesystem::path folder_;
  const Clocks clocks_;
  const std::function<void()> grew_;
  FlvReader flv_;
  std::optional<Track> picture_, sound_;  // as announced last
  std::vector<Held> held_;
  size_t held_bytes_ = 0;
  std::unique_ptr<Packager> packager_;
  std::mutex mutex_;  // of recorder_, for sync()
  std::shared_ptr<Recorder> recorder_;
  std::vector<Part> made_;
  int epoch_ = 0;
  int64_t wall_ = 0, arrived_ = 0;  // when the epoch began, by both clocks
  std::vector<Moment> seconds_;     // of the last rate_window, one each
  int64_t longest_gop_ = 0, nudged_ = 0, dropped_ = 0, bytes_ = 0, last_part_ = 0;
};

}  // namespace doorstep::media
