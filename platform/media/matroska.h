// Matroska: what a browser's MediaRecorder sends (RFC 8794, 9559) becomes tracks and frames, without its socket: bytes
// in by take(), in pieces of any size. Takes the part of the format that recorders write while they record: a segment
// and clusters whose sizes are not known, blocks without lacing; everything else is passed over by its size. Not
// thread safe.
//
// Browsers send H.264 with start codes and without a configuration, or as Matroska wants it; both are taken.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "annexb.h"
#include "frame.h"

namespace doorstep::media {

class Matroska {
 public:
  // Called from within take(); views end with the call. What is refused here is what take() gives back.
  class Says {
   public:
    virtual ~Says() = default;
    virtual Result<void> announced(Track track) = 0;  // for the first time, or anew
    virtual Result<void> frame(const Frame& frame) = 0;
  };

  static constexpr size_t element_most = 4 << 20;         // bytes of one element that is not entered
  static constexpr size_t head_most = 64 * 1024;          // of what describes the tracks
  static constexpr size_t entries_most = 8;               // tracks
  static constexpr int64_t time_most = int64_t{1} << 50;  // microseconds: 35 years

  explicit Matroska(Says& says) : says_(says) {}

  // Refused: matroska-wrong, video-codec-unfit, audio-codec-unfit, and what Says refuses. Nothing may follow then.
  Result<void> take(std::string_view bytes);

 private:
  struct Element {
    uint32_t id = 0;
    std::optional<uint64_t> size;  // nothing: not known
    std::string_view body;
  };
  struct Entry {  // a track that is taken
    uint64_t number = 0;
    std::optional<Track> track;  // of pictures with start codes: not before the first key frame
    bool video = false, start_codes = false;
  };

  // The next element's head, of `used` bytes; nothing when it is not there yet, or is none.
  std::optional<Element> head(std::string_view bytes, size_t& used) const;
  std::optional<Element> inner(std::string_view& body) const;
  Result<bool> step();
  Result<void> element(const Element& one);
  Result<void> about(std::string_view body);
  Result<void> tracks(std::string_view body);
  Result<void> track(std::string_view body);
  Result<void> group(std::string_view body);
  Result<void> block(std::string_view body, std::optional<bool> key);
  Result<void> picture(Entry& entry, int64_t at, bool key, std::string_view data);

  Says& says_;
  std::string in_;
  size_t from_ = 0;
  uint64_t passed_over_ = 0;  // bytes still to come of an element that is not wanted
  bool begun_ = false, in_segment_ = false, described_ = false;
  int64_t scale_ = 1'000'000;       // nanoseconds of one tick
  std::optional<int64_t> cluster_;  // ticks; nothing before the first cluster has told its time
  std::vector<Entry> entries_;
  AnnexB annexb_;
};

}  // namespace doorstep::media
