#include "flv.h"

#include "bytes.h"

namespace doorstep::media {
namespace {

constexpr int key_frame = 1, command_frame = 5;

enum CodecId { sorenson = 2, avc = 7, hevc = 12 };  // 12 is what recorders send that were never told of FourCC
enum SoundFormat { mp3 = 2, enhanced_sound = 9, aac = 10, mp3_8k = 14 };
enum PacketType {
  sequence_start = 0,
  coded_frames = 1,
  sequence_end = 2,
  coded_frames_x = 3,
  multitrack = 6,
  modified = 7
};

tl::unexpected<Error> unfit(const char* code, Words what) { return refuse(Fault::invalid, code, std::move(what)); }

tl::unexpected<Error> short_tag() {
  return unfit("tag-short", say("音视频数据包不完整", "a packet of sound or pictures is too short"));
}

tl::unexpected<Error> unfit_video(const std::string& name) {
  return unfit("video-codec-unfit",
               say("不支持视频编码 {}，请在录播设备或软件中改用 H.264",
                   "video coded as {} cannot be taken: set the recorder or the program to H.264", name));
}

tl::unexpected<Error> unfit_audio(const std::string& name) {
  return unfit("audio-codec-unfit",
               say("不支持音频编码 {}，请在录播设备或软件中改用 AAC",
                   "sound coded as {} cannot be taken: set the recorder or the program to AAC", name));
}

std::optional<Codec> video_of(std::string_view four) {
  if (four == "avc1") return Codec::h264;
  if (four == "hvc1") return Codec::hevc;
  if (four == "av01") return Codec::av1;
  return {};
}

std::optional<Codec> audio_of(std::string_view four) {
  if (four == "mp4a") return Codec::aac;
  if (four == "Opus") return Codec::opus;
  return {};
}

// Four characters for people, whatever bytes they are.
std::string printable(std::string_view four) {
  std::string out;
  for (const char c : four) out += c > 32 && c < 127 ? c : '?';
  return out;
}

// Extensions that stand before the packet proper (ModEx); gives the type of the packet.
int packet_type(Reader& in, int type) {
  for (int i = 0; i < 8 && type == modified && in.ok(); ++i) {
    size_t size = in.u8() + size_t{1};
    if (size == 256) size = in.u16() + size_t{1};
    in.skip(size);
    type = in.u8() & 15;
  }
  return type;
}

}  // namespace

int64_t FlvReader::Clock::microseconds(uint32_t milliseconds) {
  if (last_)
    at_ += static_cast<int32_t>(milliseconds - *last_);  // the shorter way round
  else
    at_ = milliseconds;
  last_ = milliseconds;
  return at_ * 1000;
}

void FlvReader::metadata(const Amf& values) {
  const auto side = [&](const char* name) {
    const auto value = values.number_of(name);
    return value >= 16 && value <= 8192 ? static_cast<int>(value) : 0;
  };
  width_ = side("width");
  height_ = side("height");
}

FlvReader::Tag FlvReader::coded(uint32_t milliseconds, int32_t offset, bool key, std::string_view data) {
  const auto dts = clock_.microseconds(milliseconds);
  return {{}, Frame{true, key, dts, dts + int64_t{offset} * 1000, data}};
}

Result<FlvReader::Tag> FlvReader::configured(Codec codec, std::string_view config) {
  auto track = codec == Codec::h264   ? h264_track(config)
               : codec == Codec::hevc ? hevc_track(config, width_, height_)
               : codec == Codec::av1  ? av1_track(config, width_, height_)
               : codec == Codec::aac  ? aac_track(config)
                                      : opus_track(config);
  if (!track) return pass_on(track);
  return Tag{std::move(*track), {}};
}

Result<FlvReader::Tag> FlvReader::video(uint32_t milliseconds, std::string_view body) {
  Reader in{body};
  const auto first = in.u8();
  if (first & 0x80) return enhanced_video(milliseconds, body);
  const int frame = first >> 4, codec = first & 15;
  if (frame == command_frame) return Tag{};
  if (codec != avc && codec != hevc)
    return unfit_video(codec == sorenson ? "Sorenson H.263" : "FLV " + std::to_string(codec));
  const auto type = in.u8();
  const auto offset = in.i24();
  if (!in.ok()) return short_tag();
  if (type == 0) return configured(codec == avc ? Codec::h264 : Codec::hevc, in.rest());
  if (type != 1 || in.left() == 0) return Tag{};
  return coded(milliseconds, offset, frame == key_frame, in.rest());
}

Result<FlvReader::Tag> FlvReader::enhanced_video(uint32_t milliseconds, std::string_view body) {
  Reader in{body};
  const auto first = in.u8();
  const int frame = first >> 4 & 7;
  const auto type = packet_type(in, first & 15);
  if (frame == command_frame) return Tag{};
  if (type == multitrack)
    return unfit("multitrack-unfit", say("不支持一路推流含多路视频，请为每路画面单独推流",
                                         "several videos in one stream cannot be taken: send each by itself"));
  const auto four = in.take(4);
  if (!in.ok()) return short_tag();
  const auto codec = video_of(four);
  if (!codec) return unfit_video(printable(four));
  if (type == sequence_start) return configured(*codec, in.rest());
  const auto offset = type == coded_frames && *codec != Codec::av1 ? in.i24() : 0;
  if (!in.ok()) return short_tag();
  if ((type != coded_frames && type != coded_frames_x) || in.left() == 0) return Tag{};
  return coded(milliseconds, offset, frame == key_frame, in.rest());
}

Result<FlvReader::Tag> FlvReader::audio(uint32_t milliseconds, std::string_view body) {
  Reader in{body};
  const auto format = in.u8() >> 4;
  if (format == enhanced_sound) return enhanced_audio(milliseconds, body);
  if (format == mp3 || format == mp3_8k) return unfit_audio("MP3");
  if (format != aac) return unfit_audio("FLV " + std::to_string(format));
  const auto type = in.u8();
  if (!in.ok()) return short_tag();
  if (type == 0) return configured(Codec::aac, in.rest());
  if (in.left() == 0) return Tag{};
  const auto at = clock_.microseconds(milliseconds);
  return Tag{{}, Frame{false, true, at, at, in.rest()}};
}

Result<FlvReader::Tag> FlvReader::enhanced_audio(uint32_t milliseconds, std::string_view body) {
  Reader in{body};
  const auto type = packet_type(in, in.u8() & 15);
  if (type == 5) return unfit_audio("multitrack");
  const auto four = in.take(4);
  if (!in.ok()) return short_tag();
  const auto codec = audio_of(four);
  if (!codec) return unfit_audio(printable(four));
  if (type == sequence_start) return configured(*codec, in.rest());
  if (type != coded_frames || in.left() == 0) return Tag{};
  const auto at = clock_.microseconds(milliseconds);
  return Tag{{}, Frame{false, true, at, at, in.rest()}};
}

}  // namespace doorstep::media
