#include "packager.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <limits>
#include <utility>

namespace doorstep::media {
namespace {

constexpr int64_t second = 1'000'000;

int64_t ticks(int64_t microseconds, int64_t scale) {
  return (microseconds * scale + (microseconds < 0 ? -second / 2 : second / 2)) / second;
}

// Samples of one packet of sound: AAC always has 1,024; of Opus the first byte tells (RFC 6716, 3.1).
int64_t packet_samples(const Track& track, std::string_view data) {
  if (track.codec == Codec::aac) return 1024;
  if (data.empty()) return 960;
  const auto first = static_cast<uint8_t>(data[0]);
  const int config = first >> 3;
  const int64_t frame = config < 12   ? std::array<int64_t, 4>{480, 960, 1920, 2880}[config & 3]
                        : config < 16 ? (config & 1 ? 960 : 480)
                                      : std::array<int64_t, 4>{120, 240, 480, 960}[config & 3];
  const int code = first & 3;
  const int64_t count = code == 0 ? 1 : code < 3 ? 2 : data.size() > 1 ? static_cast<uint8_t>(data[1]) & 63 : 1;
  return frame * std::max<int64_t>(count, 1);
}

}  // namespace

Packager::Packager(std::vector<Track> tracks)
    : tracks_(std::move(tracks)),
      pictures_(is_video(tracks_.front().codec)),
      sounds_(!is_video(tracks_.back().codec)) {}

// Further from both tracks than a clock goes by itself: one of them may have paused.
bool Packager::far(int64_t time) const {
  if (!last_picture_ && !last_sound_) return false;
  const auto from = [&](const std::optional<int64_t>& last) {
    return last ? std::abs(time - *last) : std::numeric_limits<int64_t>::max();
  };
  return std::min(from(last_picture_), from(last_sound_)) > jump_least;
}

Packager::Fate Packager::add(const Frame& frame, std::vector<Part>& made) {
  if (frame.video ? !pictures_ : !sounds_) return Fate::dropped;
  if (!base_ && !begin_with(frame, made)) return frame.video ? Fate::dropped : Fate::taken;
  if (far(frame.dts)) return Fate::new_epoch;
  if (bytes_ + frame.data.size() > part_bytes_most) return Fate::too_large;
  return frame.video ? picture(frame, made) : sound(frame, made);
}

// Sound that comes shortly before the first key frame is kept for it: sources send both from their very beginning, in
// either order.
bool Packager::begin_with(const Frame& frame, std::vector<Part>& made) {
  if (!pictures_ || (frame.video && frame.key)) {
    while (!early_.empty() && early_.front().dts < frame.dts - early_most) early_.pop_front();
    base_ = early_.empty() ? frame.dts : std::min(frame.dts, early_.front().dts);
    for (const auto& one : std::exchange(early_, {})) sound({false, true, one.dts, one.dts, one.data}, made);
    return true;
  }
  if (frame.video) return false;
  while (!early_.empty() && std::abs(frame.dts - early_.front().dts) > early_most) early_.pop_front();
  early_.push_back({frame.dts, std::string{frame.data}});
  return false;
}

Packager::Fate Packager::picture(const Frame& frame, std::vector<Part>& made) {
  last_picture_ = frame.dts;
  const auto at = frame.dts - *base_;
  auto begin = ticks(at, video_scale);
  if (!picture_queue_.empty()) {
    auto& before = picture_queue_.back();
    if (begin <= before.begin) begin = before.begin + 1, ++nudged_;
    before.sample.duration = begin - before.begin;
    if (at > before.at) frame_lasts_ = std::min(at - before.at, part_most);
  }
  if (frame.key) {
    gop_ = at - last_key_;
    longest_gop_ = std::max(longest_gop_, gop_);
    if (begins_segment(at)) cut(at, made, true);
    last_key_ = at;
  }
  if (at > part_begin_) {
    const auto limit = std::min(part_begin_ + part_most, segment_limit());
    const auto before = picture_queue_.empty() ? part_begin_ : picture_queue_.back().at;
    if (at > limit && before > part_begin_) cut(before, made, before + frame_lasts_ > segment_limit());
    if (at + frame_lasts_ > std::min(part_begin_ + part_most, segment_limit()) ||
        (frame.key && at - part_begin_ >= part_most * 85 / 100))
      cut(at, made, at + frame_lasts_ > segment_limit());
  }
  const auto size = static_cast<uint32_t>(frame.data.size());
  picture_queue_.push_back(
      {at,
       begin,
       {ticks(frame_lasts_, video_scale), ticks(frame.pts - frame.dts, video_scale), frame.key, size},
       std::string{frame.data}});
  bytes_ += size;
  return Fate::taken;
}

Packager::Fate Packager::sound(const Frame& frame, std::vector<Part>& made) {
  const auto& track = tracks_.back();
  const auto at = frame.dts - *base_;
  if (at < 0) return Fate::dropped;
  last_sound_ = frame.dts;
  const auto wanted = ticks(at, track.rate);
  // Its clock counts milliseconds; laid end to end it has neither gaps nor overlaps.
  if (sound_ticks_ < 0 || std::abs(wanted - sound_ticks_) > ticks(sound_drift_most, track.rate))
    sound_ticks_ = std::max(wanted, sound_ticks_);
  if (!sound_queue_.empty()) sound_queue_.back().sample.duration = sound_ticks_ - sound_queue_.back().begin;
  const auto lasts = packet_samples(track, frame.data);
  const auto size = static_cast<uint32_t>(frame.data.size());
  sound_queue_.push_back(
      {sound_ticks_ * second / track.rate, sound_ticks_, {lasts, 0, true, size}, std::string{frame.data}});
  sound_ticks_ += lasts;
  bytes_ += size;
  cut_behind_sound(made);
  return Fate::taken;
}

// Sound alone makes parts where there are no pictures, or where they have stopped for a while.
void Packager::cut_behind_sound(std::vector<Part>& made) {
  const auto heard = sound_queue_.back().at;
  const auto patience = pictures_ ? part_most : 0;
  auto at = std::min(part_begin_ + part_most, segment_limit());
  while (heard >= at + patience) {
    const auto before = part_begin_;
    cut(at, made, at >= segment_limit() || (!pictures_ && at - segment_begin_ >= 4 * part_most), true);
    at = part_begin_ == before ? at + part_most : std::min(part_begin_ + part_most, segment_limit());
  }
}

// A segment that has begun without a key frame ends where the next one is expected, if that is near enough.
int64_t Packager::segment_limit() const {
  const auto limit = segment_begin_ + segment_most;
  const auto expected = last_key_ + gop_;
  if (gop_ > 0 && expected > limit && expected < limit + segment_least) return expected - segment_least;
  return limit;
}

bool Packager::begins_segment(int64_t at) const {
  const auto lasted = at - segment_begin_;
  return lasted >= segment_wanted || (lasted >= segment_least && lasted + gop_ > segment_most);
}

Run Packager::run_until(Queue& queue, int64_t at, size_t kept) {
  Run run;
  while (queue.size() > kept && queue.front().at < at) {
    auto& one = queue.front();
    if (run.samples.empty()) run.begin = one.begin;
    run.samples.push_back(one.sample);
    run.data += one.data;
    bytes_ -= one.data.size();
    queue.pop_front();
  }
  return run;
}

// `waiting`: the last picture is not known to have ended.
void Packager::cut(int64_t at, std::vector<Part>& made, bool segment, bool waiting) {
  if (at <= part_begin_) return;
  std::vector<Run> runs;
  const bool key = pictures_ ? !picture_queue_.empty() && picture_queue_.front().sample.key : true;
  if (pictures_) runs.push_back(run_until(picture_queue_, at, waiting ? 1 : 0));
  if (sounds_) runs.push_back(run_until(sound_queue_, at, 0));
  const bool empty = std::ranges::all_of(runs, [](const Run& run) { return run.samples.empty(); });
  if (empty) return;  // the next part has it
  Part part;
  part.pictures = pictures_ ? static_cast<uint32_t>(runs.front().samples.size()) : 0;
  part.bytes = mp4_part(++number_, runs);
  part.begin = part_begin_;
  part.duration = at - part_begin_;
  part.key = key && (!pictures_ || part.pictures > 0);
  part.opens = opens_;
  part.closes = segment;
  made.push_back(std::move(part));
  part_begin_ = at;
  opens_ = segment;
  if (segment) segment_begin_ = at;
}

void Packager::finish(std::vector<Part>& made) {
  int64_t end = part_begin_;
  if (!picture_queue_.empty()) end = std::max(end, picture_queue_.back().at + frame_lasts_);
  if (!sound_queue_.empty()) {
    const auto& last = sound_queue_.back();
    end = std::max(end, (last.begin + last.sample.duration) * second / tracks_.back().rate);
  }
  while (end - part_begin_ > part_most) {
    const auto before = part_begin_;
    cut(part_begin_ + part_most, made, part_begin_ + 2 * part_most > segment_limit());
    if (part_begin_ == before) break;
  }
  cut(end + 1, made, true);
}

}  // namespace doorstep::media
