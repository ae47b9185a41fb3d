#include "intake.h"

#include <algorithm>

namespace doorstep::media {
namespace {

constexpr int64_t second = 1'000'000;

tl::unexpected<Error> too_many_bits() {
  return refuse(Fault::too_large, "rate-absurd",
                say("码率超过每秒 8 兆比特，请在录播设备或软件中调低",
                    "more than 8 Mbit a second: set the recorder or the program lower"));
}

}  // namespace

Intake::Intake(std::filesystem::path folder, Clocks clocks, std::function<void()> grew)
    : folder_(std::move(folder)), clocks_(std::move(clocks)), grew_(std::move(grew)) {
  const auto there = epochs_in(folder_);
  epoch_ = there.empty() ? 0 : there.back();
}

Intake::~Intake() { finish(); }

void Intake::metadata(const Amf& values) { flv_.metadata(values); }

Result<void> Intake::video(uint32_t milliseconds, std::string_view body) {
  if (too_much(body.size(), true)) return too_many_bits();
  return take(flv_.video(milliseconds, body));
}

Result<void> Intake::audio(uint32_t milliseconds, std::string_view body) {
  if (too_much(body.size(), false)) return too_many_bits();
  return take(flv_.audio(milliseconds, body));
}

// Counts by whole seconds, and keeps those of the window.
bool Intake::too_much(size_t bytes, bool picture) {
  const auto now = clocks_.steady() / second * second;
  if (seconds_.empty() || seconds_.back().at != now) {
    std::erase_if(seconds_, [&](const Moment& one) { return one.at <= now - rate_window; });
    seconds_.push_back({now, 0, 0});
  }
  seconds_.back().bytes += static_cast<int64_t>(bytes);
  seconds_.back().pictures += picture;
  int64_t sum = 0;
  for (const auto& one : seconds_) sum += one.bytes;
  return sum * 8 > bits_most / second * rate_window;
}

Result<void> Intake::take(Result<FlvReader::Tag> tag) {
  if (!tag) return pass_on(tag);
  if (tag->track) return announced(std::move(*tag->track));
  if (tag->frame) return hold(*tag->frame);
  return {};
}

// A track that is new or other than before begins an epoch with the next frames.
Result<void> Intake::announced(Track track) {
  auto& known = is_video(track.codec) ? picture_ : sound_;
  if (known == track) return {};
  known = std::move(track);
  if (packager_) close();
  return {};
}

Result<void> Intake::frame(const Frame& frame) {
  if (too_much(frame.data.size(), frame.video)) return too_many_bits();
  return hold(frame);
}

Result<void> Intake::hold(const Frame& frame) {
  if (frame.video ? !picture_ : !sound_) return ++dropped_, Result<void>{};  // was never announced
  if (packager_) return add(frame);
  held_.push_back({frame, std::string{frame.data}});
  held_bytes_ += frame.data.size();
  const bool both = picture_ && sound_;
  if (both || frame.dts - held_.front().frame.dts >= tracks_wait || held_bytes_ > early_bytes_most) return begin();
  return {};
}

Result<void> Intake::begin() {
  std::vector<Track> tracks;
  if (picture_) tracks.push_back(*picture_);
  if (sound_) tracks.push_back(*sound_);
  packager_ = std::make_unique<Packager>(std::move(tracks));
  const auto held = std::exchange(held_, {});
  held_bytes_ = 0;
  for (const auto& one : held) {
    auto again = one.frame;
    again.data = one.data;
    DOORSTEP_TRY(add(again));
  }
  return {};
}

Result<void> Intake::add(const Frame& frame) {
  switch (packager_->add(frame, made_)) {
    case Packager::Fate::taken:
      break;
    case Packager::Fate::dropped:
      ++dropped_;
      break;
    case Packager::Fate::new_epoch: {
      close();
      held_.push_back({frame, std::string{frame.data}});
      return begin();
    }
    case Packager::Fate::too_large:
      return refuse(Fault::too_large, "part-absurd",
                    say("半秒的画面超过 4 MB，请在录播设备或软件中调低码率",
                        "half a second of pictures is over 4 MB: set the recorder or the program lower"));
  }
  return keep();
}

Result<void> Intake::keep() {
  for (const auto& part : made_) {
    if (!recorder_) {
      auto recorder = Recorder::begin(folder_, epoch_ + 1, packager_->tracks());
      if (!recorder) return made_.clear(), pass_on(recorder);
      ++epoch_;
      const std::lock_guard hold(mutex_);
      recorder_ = std::move(*recorder);
      wall_ = clocks_.wall() - part.begin - part.duration;
    }
    const auto entry = recorder_->append(part, wall_ + part.begin);
    if (!entry) return made_.clear(), tl::unexpected<Error>(entry.error());
    bytes_ += entry->size;
    last_part_ = clocks_.wall();
    grew_();
  }
  made_.clear();
  return {};
}

void Intake::close() {
  if (!packager_) return;
  packager_->finish(made_);
  (void)keep();  // the disk may refuse: what was written stands
  longest_gop_ = std::max(longest_gop_, packager_->longest_gop());
  nudged_ += packager_->nudged();
  packager_.reset();
  const std::lock_guard hold(mutex_);
  recorder_.reset();
}

void Intake::finish() { close(); }

void Intake::sync() {
  std::shared_ptr<Recorder> recorder;
  {
    const std::lock_guard hold(mutex_);
    recorder = recorder_;
  }
  if (recorder) recorder->sync();
}

SourceStats Intake::stats() {
  SourceStats made;
  const auto& shown = picture_ ? picture_ : sound_;
  if (picture_) made.codecs = codec_text(*picture_);
  if (sound_) made.codecs += (made.codecs.empty() ? "" : ", ") + codec_text(*sound_);
  if (shown) made.width = shown->width, made.height = shown->height;
  made.epoch = epoch_;
  const auto now = clocks_.steady() / second * second;
  int64_t count = 0, bytes = 0, pictures = 0;
  for (const auto& one : seconds_) {
    if (one.at >= now || one.at < now - rate_window) continue;  // the present second is not over
    ++count, bytes += one.bytes, pictures += one.pictures;
  }
  if (count > 0) {
    made.bits = bytes * 8 / count;
    made.pictures = static_cast<double>(pictures) / static_cast<double>(count);
  }
  made.last_part = last_part_;
  made.longest_gop = std::max(longest_gop_, packager_ ? packager_->longest_gop() : 0);
  made.nudged = nudged_ + (packager_ ? packager_->nudged() : 0);
  made.dropped = dropped_;
  made.bytes = bytes_;
  return made;
}

}  // namespace doorstep::media
