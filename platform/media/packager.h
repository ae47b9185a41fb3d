// Packager: frames of one source become the parts and segments of one epoch. Pure: no clock, no files; the same frames
// give the same bytes. Not thread safe.
//
// Parts tile the time of the epoch without holes. A part lasts at most half a second (longer only where a source
// without sound sends fewer than two pictures a second); a segment at most 2.49 s, so that the target duration of a
// playlist is always 2. Segments begin at key frames where the source sends them at least every two seconds; of one
// that does not, each key frame still begins a segment, and segments without one stand between (RFC
// 8216bis, 4.4.3.1, 4.4.4.9).
#pragma once

#include <deque>
#include <optional>
#include <vector>

#include <doorstep/media/mp4.h>

namespace doorstep::media {

inline constexpr int64_t part_most = 500'000, segment_most = 2'490'000;  // microseconds
inline constexpr int64_t segment_least = 450'000, segment_wanted = 1'500'000;
inline constexpr int64_t jump_least = 2'000'000;     // further than this from everything before is another clock
inline constexpr int64_t sound_drift_most = 80'000;  // sound is laid end to end until it is this far off
inline constexpr int64_t early_most = 300'000;       // of sound before the first key frame
inline constexpr size_t part_bytes_most = 4 << 20;

struct Part {
  std::string bytes;                // moof and mdat
  int64_t begin = 0, duration = 0;  // microseconds since the epoch began
  bool key = false;                 // decoding can begin with it
  bool opens = false;               // a segment begins with it
  bool closes = false;              // a segment ends with it
  uint32_t pictures = 0;
};

class Packager {
 public:
  enum class Fate {
    taken,
    dropped,    // before the first key frame, or of a track that was not announced
    new_epoch,  // the clock jumped: finish() this one and begin another with this frame
    too_large,  // more bytes than a part may have: the source is to be stopped
  };

  // One track of pictures, one of sound, or one of each, pictures first.
  explicit Packager(std::vector<Track> tracks);

  Fate add(const Frame& frame, std::vector<Part>& made);
  // What is left, as the last part; nothing can be added afterwards.
  void finish(std::vector<Part>& made);

  const std::vector<Track>& tracks() const { return tracks_; }
  int64_t longest_gop() const { return longest_gop_; }  // microseconds
  int64_t nudged() const { return nudged_; }            // frames whose time did not advance

 private:
  struct Queued {
    int64_t at = 0;     // microseconds since the epoch began
    int64_t begin = 0;  // ticks
    Sample sample;
    std::string data;
  };
  using Queue = std::deque<Queued>;
  struct Early {
    int64_t dts = 0;
    std::string data;
  };

  bool far(int64_t time) const;
  bool begin_with(const Frame& frame, std::vector<Part>& made);
  Fate picture(const Frame& frame, std::vector<Part>& made);
  Fate sound(const Frame& frame, std::vector<Part>& made);
  bool begins_segment(int64_t at) const;
  int64_t segment_limit() const;
  void cut(int64_t at, std::vector<Part>& made, bool segment, bool waiting = false);
  void cut_behind_sound(std::vector<Part>& made);
  Run run_until(Queue& queue, int64_t at, size_t kept);

  std::vector<Track> tracks_;
  bool pictures_, sounds_;
  std::optional<int64_t> base_;                       // of the source's clock
  std::optional<int64_t> last_picture_, last_sound_;  // of the source's clock
  std::deque<Early> early_;                           // sound before the first key frame
  Queue picture_queue_, sound_queue_;  // the last picture waits for the next one, which tells how long it lasts
  int64_t part_begin_ = 0, segment_begin_ = 0, last_key_ = 0, gop_ = 0, longest_gop_ = 0, frame_lasts_ = 33'333;
  int64_t sound_ticks_ = -1;  // where the next sound goes
  size_t bytes_ = 0;          // in the queues
  uint32_t number_ = 0;
  int64_t nudged_ = 0;
  bool opens_ = true;
};

}  // namespace doorstep::media
