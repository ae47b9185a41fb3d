// Channels: the sources of lessons as viewers get them: playlists and byte ranges of what is on disk. Thread safe, and
// waits for nothing but the disk's cache.
//
// What is there to ask for of a source:
//   index.m3u8            which codecs and sizes there are
//   live.m3u8             the low-latency playlist; ?_HLS_msn= and ?_HLS_part= wait for what is not there yet, and
//                         ?_HLS_skip=YES leaves out what the player has
//   plain.m3u8            the same without parts, for caches that cannot wait
//   e1.mp4 s12.m4s s12.3.m4s   head of an epoch, segment, part: the same bytes for ever
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include <doorstep/http/route.h>
#include <doorstep/media/recording.h>
#include <doorstep/media/timeline.h>

namespace doorstep::media {

// What there is of a source, for pages.
struct SourceState {
  bool there = false;     // something was recorded
  int64_t duration = 0;   // microseconds
  int64_t last_wall = 0;  // when the last part ended, microseconds since 1970
  int viewers = 0;        // who asked for something in the last viewing_seconds
};

struct MediaName {
  std::string lesson, source, file;
};

// What of a lesson's recordings belongs to it.
struct LessonSpan {
  int64_t from = 0;   // microseconds since 1970: what was kept before is a rehearsal, and is not shown
  bool over = false;  // nothing more will come
};

class Channels {
 public:
  static constexpr std::chrono::milliseconds longest_wait{6000};  // three target durations (RFC 8216bis, 6.2.5.2)
  static constexpr int64_t viewing_seconds = 15;
  static constexpr size_t most_idle = 2000;  // recordings kept in memory that nobody adds to

  // `span` is asked when a source is first looked at, and again after moved().
  Channels(std::filesystem::path folder, std::function<LessonSpan(const std::string& lesson)> span);
  ~Channels();

  // `viewer` is counted. not_found: no such lesson, source or piece. invalid (media-ahead, media-number).
  Result<http::Reply> find(const http::Call& call, const MediaName& name, const std::string& viewer);
  SourceState state(const std::string& lesson, const std::string& source);
  std::vector<std::string> sources_of(const std::string& lesson) const;  // by name; from the disk

  void grew(const std::string& lesson, const std::string& source);  // wakes who waits
  void moved(const std::string& lesson);                            // its span is another; who waits is answered
  void refresh();  // of all that are held: after nobody told of parts for a while

 private:
  class Channel;
  std::shared_ptr<Channel> channel(const std::string& lesson, const std::string& source);

  const std::filesystem::path folder_;
  const std::function<LessonSpan(const std::string&)> span_;
  std::mutex mutex_;
  std::map<std::pair<std::string, std::string>, std::shared_ptr<Channel>> channels_;
};

}  // namespace doorstep::media
