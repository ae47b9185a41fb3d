// Timeline: the epochs of one source as players see them: numbered segments and parts, and the playlists that name them
// (RFC 8216bis, draft 15: HTTP Live Streaming with its low-latency tags). Pure: no clock, no files. Not thread safe.
//
// Segments count from 0 over all epochs; so do their names: "s12.m4s" is segment 12, "s12.3.m4s" its part 3, "e2.mp4"
// the head of epoch 2. What a name once meant it means for ever.
#pragma once

#include <deque>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <doorstep/media/recording.h>

namespace doorstep::media {

// Bytes of the MP4 of an epoch.
struct Range {
  int epoch = 0;
  int64_t offset = 0, size = 0;
};

class Timeline {
 public:
  static constexpr int target_duration = 2;  // seconds; segments are never longer than 2.49 (packager.h)

  // Epochs in their order, their entries in theirs; one that is not told any more is over when the next begins.
  void begin(int epoch, const EpochAbout& about);
  void add(const Entry& entry);
  void end();  // nothing more will come

  bool ended() const { return ended_; }
  bool empty() const { return segments_.empty(); }
  int64_t duration() const { return duration_; }  // microseconds of media, without what is missing between epochs
  int64_t last_wall() const;                      // when the last part ended by the clock; 0 when there is none

  // Whether a playlist would name this part, or this whole segment; also what comes after them (6.2.5.2).
  bool has(int64_t segment, std::optional<int64_t> part) const;
  // Further ahead than any player may ask.
  bool absurd(int64_t segment) const { return segment > static_cast<int64_t>(segments_.size()) + 1; }

  std::string low_latency(bool skip) const;                 // with parts; `skip`: without what the player has already
  std::string plain() const;                                // whole segments only
  std::string variants(const std::string& playlist) const;  // the one that names `playlist` with its codecs

  std::optional<Range> head(int epoch) const;
  std::optional<Range> segment(int64_t number) const;  // whole ones only
  std::optional<Range> part(int64_t segment, int64_t number) const;
  // The next part that comes, where it is known which that will be: it is asked for before it is there.
  bool expected(int64_t segment, int64_t part) const;

 private:
  struct One {
    int epoch = 0;
    std::vector<Entry> parts;
    bool whole = false;
    int64_t duration() const { return parts.back().begin + parts.back().duration - parts.front().begin; }
    int64_t size() const { return parts.back().offset + parts.back().size - parts.front().offset; }
  };
  void close_last();
  std::string front(bool parts) const;
  std::string before(size_t segment) const;
  std::string line(size_t segment) const;
  std::string parts_of(size_t segment) const;
  size_t recent() const;
  size_t growing() const;

  std::map<int, EpochAbout> epochs_;
  std::vector<One> segments_;
  std::string text_;             // of all whole segments from the first
  std::vector<size_t> text_at_;  // where each of them begins in it
  int epoch_ = 0;
  int64_t duration_ = 0, longest_part_ = 500'000;
  double most_bits_ = 0;  // a second, of the heaviest segment
  int64_t bytes_ = 0;
  bool ended_ = false;
};

}  // namespace doorstep::media
