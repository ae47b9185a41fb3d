// Any bytes behind a handshake, as a recorder sends them: chunks, commands, FLV tags, up to the parts that are kept.
#include <doorstep/media/packager.h>

#include <cstdlib>
#include <optional>

#include "flv.h"
#include "fuzz.h"
#include "made.h"
#include "rtmp.h"

using namespace doorstep;
using namespace doorstep::media;

namespace {

class House : public Rtmp::Says {
 public:
  void publish(const std::string&, const std::string& stream) override { refused_ = stream == "no"; }
  void audio(uint32_t milliseconds, std::string_view body) override { take(flv_.audio(milliseconds, body)); }
  void video(uint32_t milliseconds, std::string_view body) override { take(flv_.video(milliseconds, body)); }
  void metadata(const Amf& values) override { flv_.metadata(values); }
  void unpublish() override {}
  bool refused() const { return refused_; }

 private:
  void take(const Result<FlvReader::Tag>& tag) {
    if (!tag) return;
    if (tag->track) {
      if (codec_text(*tag->track).empty()) std::abort();
      (is_video(tag->track->codec) ? picture_ : sound_) = *tag->track;
      packager_.reset();
    }
    if (!tag->frame || (!picture_ && !sound_)) return;
    if (!packager_) {
      std::vector<Track> tracks;
      if (picture_) tracks.push_back(*picture_);
      if (sound_) tracks.push_back(*sound_);
      packager_.emplace(std::move(tracks));
    }
    std::vector<Part> made;
    const auto fate = packager_->add(*tag->frame, made);
    if (fate == Packager::Fate::new_epoch || fate == Packager::Fate::too_large) packager_.reset();
  }

  FlvReader flv_;
  std::optional<Track> picture_, sound_;
  std::optional<Packager> packager_;
  bool refused_ = false;
};

std::string message(uint8_t type, uint32_t time, std::string_view body, uint64_t chunks = 4) {
  std::string out;
  put8(out, chunks);
  put24(out, time);
  put24(out, body.size());
  put8(out, type);
  out += std::string{"\1\0\0\0", 4};
  for (size_t at = 0; at < body.size(); at += 128) {
    if (at > 0) put8(out, 0xc0 | chunks);
    out += body.substr(at, 128);
  }
  return out;
}

std::string asking(const char* stream) {
  return message(20, 0, write_amf({Amf::of("connect"), Amf::of(1), Amf::object({{"app", Amf::of("live")}})}), 3) +
         message(20, 0, write_amf({Amf::of("createStream"), Amf::of(2), Amf{}}), 3) +
         message(20, 0, write_amf({Amf::of("publish"), Amf::of(3), Amf{}, Amf::of(stream), Amf::of("live")}), 3);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const std::string hello = "\3" + std::string(2 * 1536, 'h');
  House house;
  Rtmp rtmp{house, std::string(1528, 'r')};
  if (!rtmp.take(hello)) std::abort();
  const std::string_view bytes{reinterpret_cast<const char*>(data), size};
  for (size_t at = 0; at < bytes.size(); at += 700) {
    if (!rtmp.take(bytes.substr(at, 700))) return 0;
    if (rtmp.waiting()) house.refused() ? rtmp.reject("no") : rtmp.accept();
    rtmp.out().clear();
  }
  return 0;
}

std::vector<std::string> fuzz_seeds() {
  const auto size =
      write_amf({Amf::of("@setDataFrame"), Amf::of("onMetaData"),
                 Amf::object({{"width", Amf::of(1280)}, {"height", Amf::of(720)}, {"encoder", Amf::of("a")}})});
  std::string chunk_size;
  put32(chunk_size, 128);
  const auto tracks = message(9, 0, video_tag(true, 0, avcc_640())) + message(8, 0, audio_tag(0, asc_44100()), 6);
  return {asking("key") + message(18, 0, size, 5) + tracks + message(9, 0, video_tag(true, 1, std::string(300, 'v'))) +
              message(8, 5, audio_tag(1, "sound"), 6) + message(9, 40, video_tag(false, 1, "next", 80)) +
              message(9, 700, video_tag(true, 1, "key")),
          asking("no") + message(1, 0, chunk_size, 2) + message(9, 0, std::string{"\x90hvc1", 5}),
          asking("key") +
              message(9, 0,
                      std::string{"\x90"
                                  "av01\x81\x05\x0c\x00",
                                  9}) +
              message(9, 0, std::string{"\xa3hvc1pic", 8}) +
              message(20, 0, write_amf({Amf::of("deleteStream"), Amf::of(4), Amf{}, Amf::of(1)}), 3)};
}
