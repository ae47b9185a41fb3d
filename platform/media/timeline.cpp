#include "timeline.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>

namespace doorstep::media {
namespace {

constexpr int64_t skip_until = 6 * Timeline::target_duration * 1'000'000LL;  // (4.4.3.8)

double seconds(int64_t microseconds) { return static_cast<double>(microseconds) / 1e6; }

std::string instant(int64_t wall) {
  const std::chrono::sys_time<std::chrono::seconds> at{std::chrono::seconds(wall / 1'000'000)};
  return fmt::format("{:%FT%T}.{:03}Z", at, wall / 1000 % 1000);
}

}  // namespace

void Timeline::begin(int epoch, const EpochAbout& about) {
  close_last();
  epoch_ = epoch;
  epochs_[epoch] = about;
}

void Timeline::close_last() {
  if (segments_.empty() || segments_.back().whole) return;
  auto& last = segments_.back();
  last.whole = true;
  most_bits_ = std::max(most_bits_, static_cast<double>(last.size()) * 8 / std::max(seconds(last.duration()), 0.1));
  text_at_.push_back(text_.size());
  text_ += before(segments_.size() - 1) + line(segments_.size() - 1);
}

void Timeline::add(const Entry& entry) {
  if (segments_.empty() || segments_.back().whole || entry.opens()) {
    close_last();
    segments_.push_back({epoch_, {}, false});
  }
  segments_.back().parts.push_back(entry);
  duration_ += entry.duration;
  bytes_ += entry.size;
  longest_part_ = std::max<int64_t>(longest_part_, entry.duration - 1);
  if (entry.closes()) close_last();
}

void Timeline::end() {
  close_last();
  ended_ = true;
}

int64_t Timeline::last_wall() const {
  if (segments_.empty()) return 0;
  const auto& last = segments_.back().parts.back();
  return last.wall + last.duration;
}

bool Timeline::has(int64_t segment, std::optional<int64_t> part) const {
  const auto count = static_cast<int64_t>(segments_.size());
  if (ended_ || segment < 0 || segment + 1 < count) return true;
  if (segment >= count) return false;
  const auto& last = segments_.back();
  if (!part) return last.whole;
  return *part < static_cast<int64_t>(last.parts.size());
}

// Tags that stand before a segment: a new epoch's, and the clock.
std::string Timeline::before(size_t segment) const {
  const auto& one = segments_[segment];
  std::string out;
  if (segment == 0 || segments_[segment - 1].epoch != one.epoch) {
    if (segment > 0) out += "#EXT-X-DISCONTINUITY\n";
    fmt::format_to(std::back_inserter(out), "#EXT-X-MAP:URI=\"e{}.mp4\"\n", one.epoch);
  }
  fmt::format_to(std::back_inserter(out), "#EXT-X-PROGRAM-DATE-TIME:{}\n", instant(one.parts.front().wall));
  return out;
}

std::string Timeline::line(size_t segment) const {
  return fmt::format("#EXTINF:{:.5f},\ns{}.m4s\n", seconds(segments_[segment].duration()), segment);
}

std::string Timeline::parts_of(size_t segment) const {
  std::string out;
  const auto& parts = segments_[segment].parts;
  for (size_t i = 0; i < parts.size(); ++i)
    fmt::format_to(std::back_inserter(out), "#EXT-X-PART:DURATION={:.5f},URI=\"s{}.{}.m4s\"{}\n",
                   seconds(parts[i].duration), segment, i, parts[i].key() ? ",INDEPENDENT=YES" : "");
  return out;
}

std::string Timeline::front(bool parts) const {
  std::string out = "#EXTM3U\n#EXT-X-VERSION:9\n";
  fmt::format_to(std::back_inserter(out), "#EXT-X-TARGETDURATION:{}\n", target_duration);
  if (ended_) return out + "#EXT-X-PLAYLIST-TYPE:VOD\n#EXT-X-MEDIA-SEQUENCE:0\n";
  const auto part = seconds(longest_part_);
  if (parts)
    fmt::format_to(std::back_inserter(out),
                   "#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,CAN-SKIP-UNTIL={:.1f},PART-HOLD-BACK={:.3f},"
                   "HOLD-BACK={:.1f}\n#EXT-X-PART-INF:PART-TARGET={:.5f}\n",
                   seconds(skip_until), part * 3, target_duration * 3.0, part);
  return out + "#EXT-X-MEDIA-SEQUENCE:0\n";
}

// The first segment whose parts are still told: those further behind than three target durations are not (4.4.4.9), and
// three segments, with the one that comes, are never more.
size_t Timeline::recent() const {
  const auto next = growing();
  return next < 2 ? 0 : next - 2;
}

// The segment that the next part belongs to.
size_t Timeline::growing() const { return segments_.size() - (segments_.empty() || segments_.back().whole ? 0 : 1); }

std::string Timeline::low_latency(bool skip) const {
  if (ended_) return plain();
  std::string out = front(true);
  size_t skipped = 0;
  if (skip) {
    int64_t behind = 0;
    skipped = segments_.size();
    while (skipped > 0 && behind < skip_until) behind += segments_[--skipped].duration();
  }
  if (skipped > 0) fmt::format_to(std::back_inserter(out), "#EXT-X-SKIP:SKIPPED-SEGMENTS={}\n", skipped);
  const auto first = std::max(skipped, recent());
  const auto at = [&](size_t segment) { return segment < text_at_.size() ? text_at_[segment] : text_.size(); };
  out.append(text_, at(skipped), at(first) - at(skipped));
  for (size_t i = first; i < segments_.size(); ++i) {
    out += before(i) + parts_of(i);
    if (segments_[i].whole) out += line(i);
  }
  if (segments_.empty()) return out;
  const auto& last = segments_.back();
  fmt::format_to(std::back_inserter(out), "#EXT-X-PRELOAD-HINT:TYPE=PART,URI=\"s{}.{}.m4s\"\n", growing(),
                 last.whole ? 0 : last.parts.size());
  return out;
}

std::string Timeline::plain() const { return front(false) + text_ + (ended_ ? "#EXT-X-ENDLIST\n" : ""); }

std::string Timeline::variants(const std::string& playlist) const {
  std::string out = "#EXTM3U\n#EXT-X-VERSION:9\n#EXT-X-INDEPENDENT-SEGMENTS\n";
  if (epochs_.empty()) return out;
  const auto& about = epochs_.rbegin()->second;
  std::string codecs;
  for (const auto& one : about.codecs) codecs += (codecs.empty() ? "" : ",") + one;
  const auto average = static_cast<double>(bytes_) * 8 / std::max(seconds(duration_), 0.1);
  fmt::format_to(std::back_inserter(out), "#EXT-X-STREAM-INF:BANDWIDTH={:.0f},AVERAGE-BANDWIDTH={:.0f},CODECS=\"{}\"",
                 std::max({most_bits_, average, 64'000.0}), std::max(average, 64'000.0), codecs);
  if (about.pictures) fmt::format_to(std::back_inserter(out), ",RESOLUTION={}x{}", about.width, about.height);
  return out + "\n" + playlist + "\n";
}

std::optional<Range> Timeline::head(int epoch) const {
  const auto found = epochs_.find(epoch);
  if (found == epochs_.end()) return {};
  return Range{epoch, 0, found->second.head};
}

std::optional<Range> Timeline::segment(int64_t number) const {
  if (number < 0 || number >= static_cast<int64_t>(segments_.size())) return {};
  const auto& one = segments_[static_cast<size_t>(number)];
  if (!one.whole) return {};
  return Range{one.epoch, one.parts.front().offset, one.size()};
}

std::optional<Range> Timeline::part(int64_t segment, int64_t number) const {
  if (segment < 0 || segment >= static_cast<int64_t>(segments_.size())) return {};
  const auto& one = segments_[static_cast<size_t>(segment)];
  if (number < 0 || number >= static_cast<int64_t>(one.parts.size())) return {};
  const auto& entry = one.parts[static_cast<size_t>(number)];
  return Range{one.epoch, entry.offset, entry.size};
}

bool Timeline::expected(int64_t segment, int64_t part) const {
  if (ended_) return false;
  const auto count = static_cast<int64_t>(segments_.size());
  if (segments_.empty() || segments_.back().whole) return segment == count && part == 0;
  return segment == count - 1 && part == static_cast<int64_t>(segments_.back().parts.size());
}

}  // namespace doorstep::media
