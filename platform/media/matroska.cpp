#include "matroska.h"

#include <algorithm>
#include <bit>

#include "bytes.h"

namespace doorstep::media {
namespace {

namespace id {  // RFC 9559, 5
constexpr uint32_t ebml = 0x1a45dfa3;
constexpr uint32_t doc_type = 0x4282;
constexpr uint32_t segment = 0x18538067;
constexpr uint32_t info = 0x1549a966;
constexpr uint32_t timestamp_scale = 0x2ad7b1;
constexpr uint32_t tracks = 0x1654ae6b;
constexpr uint32_t track_entry = 0xae;
constexpr uint32_t track_number = 0xd7;
constexpr uint32_t codec_id = 0x86;
constexpr uint32_t codec_private = 0x63a2;
constexpr uint32_t content_encodings = 0x6d80;
constexpr uint32_t cluster = 0x1f43b675;
constexpr uint32_t timestamp = 0xe7;
constexpr uint32_t simple_block = 0xa3;
constexpr uint32_t block_group = 0xa0;
constexpr uint32_t block = 0xa1;
constexpr uint32_t reference_block = 0xfb;
}  // namespace id

constexpr uint8_t key_flag = 0x80, lacing_flags = 0x06;

tl::unexpected<Error> unreadable_file(const char* what) {
  return refuse(Fault::invalid, "matroska-wrong",
                say("浏览器录制的数据无法读取（{}），请刷新页面重试",
                    "what the browser recorded cannot be read ({}): load the page again", what));
}

// Letters of a codec's name for people, whatever bytes they are.
std::string codec_name(std::string_view name) {
  std::string out;
  for (const char c : name.substr(0, 32)) out += c > 32 && c < 127 ? c : '?';
  return out;
}

tl::unexpected<Error> not_kept_video(std::string_view codec) {
  const auto name = codec_name(codec.starts_with("V_") ? codec.substr(2) : codec);
  return refuse(Fault::invalid, "video-codec-unfit",
                say("浏览器发送的是 {} 视频，无法保存成录像。请改用可以录制 H.264 的浏览器（新版 Chrome 或 Edge）",
                    "the browser sends {} video, which cannot be kept: use one that records H.264, such as a recent "
                    "Chrome or Edge",
                    name));
}

tl::unexpected<Error> not_kept_audio(std::string_view codec) {
  const auto name = codec_name(codec.starts_with("A_") ? codec.substr(2) : codec);
  return refuse(Fault::invalid, "audio-codec-unfit",
                say("浏览器发送的是 {} 音频，无法保存成录像。请改用可以录制 Opus 的浏览器（新版 Chrome 或 Edge）",
                    "the browser sends {} sound, which cannot be kept: use one that records Opus, such as a recent "
                    "Chrome or Edge",
                    name));
}

// A number of 0 to 8 bytes, as elements have them.
std::optional<uint64_t> number_of(std::string_view body) {
  if (body.size() > 8) return {};
  return Reader{body}.number(body.size());
}

// A number that tells its own length (RFC 8794, 4); nothing when bytes are missing, and `length` is 0 when it is wrong.
std::optional<uint64_t> variable(std::string_view bytes, size_t& length) {
  if (bytes.empty()) return {};
  const auto first = static_cast<uint8_t>(bytes[0]);
  length = static_cast<size_t>(std::countl_zero(first)) + 1;
  if (length > 8) return length = 0, std::nullopt;
  if (bytes.size() < length) return {};
  return Reader{bytes}.number(length) & ((uint64_t{1} << (7 * length)) - 1);
}

}  // namespace

std::optional<Matroska::Element> Matroska::head(std::string_view bytes, size_t& used) const {
  used = 0;
  size_t id_length = 4, size_length = 8;
  if (!variable(bytes, id_length)) return {};
  if (id_length > 4) return {};
  const auto name = static_cast<uint32_t>(Reader{bytes}.number(id_length));
  const auto size = variable(bytes.substr(id_length), size_length);
  if (!size) return {};
  used = id_length + size_length;
  const bool known = *size != (uint64_t{1} << (7 * size_length)) - 1;
  return Element{name, known ? size : std::nullopt, {}};
}

// The next child of an element that is there as a whole; nothing at its end, or where it makes no sense.
std::optional<Matroska::Element> Matroska::inner(std::string_view& body) const {
  size_t used = 0;
  auto one = head(body, used);
  if (!one || !one->size || *one->size > body.size() - used) return {};
  one->body = body.substr(used, *one->size);
  body.remove_prefix(used + *one->size);
  return one;
}

Result<void> Matroska::take(std::string_view bytes) {
  const auto over = std::min<uint64_t>(passed_over_, bytes.size());
  passed_over_ -= over;
  in_.erase(0, from_);
  from_ = 0;
  in_ += bytes.substr(over);
  for (;;) {
    DOORSTEP_LET(more, step());
    if (!more) return {};
  }
}

// False when what comes next is not there yet.
Result<bool> Matroska::step() {
  const auto bytes = std::string_view{in_}.substr(from_);
  size_t used = 0;
  auto one = head(bytes, used);
  if (!one) {
    if (bytes.size() >= 12 || (!bytes.empty() && static_cast<uint8_t>(bytes[0]) < 0x10)) return unreadable_file("EBML");
    return false;
  }
  if (!begun_ && one->id != id::ebml) return unreadable_file("EBML");
  if (one->id == id::segment || one->id == id::cluster) {  // entered: what is in them follows
    if (one->id == id::cluster && !in_segment_) return unreadable_file("Cluster");
    in_segment_ = true;
    if (one->id == id::cluster) cluster_.reset();
    from_ += used;
    return true;
  }
  if (!one->size) return unreadable_file("size");
  if (*one->size > element_most) return unreadable_file("size");
  const bool wanted = one->id == id::ebml || one->id == id::info || one->id == id::tracks || one->id == id::timestamp ||
                      one->id == id::simple_block || one->id == id::block_group;
  if (!wanted) {
    const auto there = std::min<uint64_t>(*one->size, bytes.size() - used);
    passed_over_ = *one->size - there;
    from_ += used + there;
    return passed_over_ == 0;
  }
  if (bytes.size() - used < *one->size) return false;
  one->body = bytes.substr(used, *one->size);
  from_ += used + one->body.size();
  DOORSTEP_TRY(element(*one));
  return true;
}

Result<void> Matroska::element(const Element& one) {
  const bool describes = one.id == id::ebml || one.id == id::info || one.id == id::tracks;
  if (describes && one.body.size() > head_most) return unreadable_file("size");
  if (one.id == id::ebml) {
    if (begun_) return unreadable_file("EBML");
    begun_ = true;
    auto body = one.body;
    while (const auto child = inner(body))
      if (child->id == id::doc_type && child->body != "matroska" && child->body != "webm")
        return unreadable_file("DocType");
    return {};
  }
  if (!in_segment_) return unreadable_file("Segment");
  switch (one.id) {
    case id::info:
      return about(one.body);
    case id::tracks:
      return tracks(one.body);
    case id::timestamp: {
      const auto ticks = number_of(one.body);
      if (!ticks || *ticks > static_cast<uint64_t>(time_most / scale_ * 1000)) return unreadable_file("Timestamp");
      cluster_ = static_cast<int64_t>(*ticks);
      return {};
    }
    case id::simple_block:
      return block(one.body, {});
    default:
      return group(one.body);
  }
}

Result<void> Matroska::about(std::string_view body) {
  while (const auto child = inner(body)) {
    if (child->id != id::timestamp_scale) continue;
    const auto scale = number_of(child->body);
    if (!scale || *scale < 1 || *scale > 1'000'000'000 || cluster_) return unreadable_file("TimestampScale");
    scale_ = static_cast<int64_t>(*scale);
  }
  return {};
}

Result<void> Matroska::tracks(std::string_view body) {
  if (described_) return unreadable_file("Tracks");
  described_ = true;
  while (const auto child = inner(body))
    if (child->id == id::track_entry) DOORSTEP_TRY(track(child->body));
  if (entries_.empty()) return unreadable_file("Tracks");
  return {};
}

Result<void> Matroska::track(std::string_view body) {
  Entry made;
  std::string_view codec, config;
  while (const auto child = inner(body)) {
    if (child->id == id::track_number) made.number = number_of(child->body).value_or(0);
    if (child->id == id::codec_id) codec = child->body.substr(0, child->body.find('\0'));
    if (child->id == id::codec_private) config = child->body;
    if (child->id == id::content_encodings) return unreadable_file("ContentEncodings");
  }
  const bool sound = codec.starts_with("A_");
  if (!sound && !codec.starts_with("V_")) return {};  // captions and the like
  if (made.number == 0 || entries_.size() >= entries_most) return unreadable_file("TrackEntry");
  made.video = !sound;
  if (std::ranges::any_of(entries_, [&](const Entry& one) { return one.video == made.video; })) return {};
  made.start_codes = codec == "V_MPEG4/ISO/AVC" && config.empty();
  if (!made.start_codes) {
    auto track = codec == "V_MPEG4/ISO/AVC"   ? h264_track(config)
                 : codec == "A_OPUS"          ? opus_track(config)
                 : codec.starts_with("A_AAC") ? aac_track(config)
                 : sound                      ? Result<Track>{not_kept_audio(codec)}
                                              : Result<Track>{not_kept_video(codec)};
    if (!track) return pass_on(track);
    DOORSTEP_TRY(says_.announced(*track));
    made.track = std::move(*track);
  }
  entries_.push_back(std::move(made));
  return {};
}

// A block of a group is a key frame when it refers to no other.
Result<void> Matroska::group(std::string_view body) {
  std::optional<std::string_view> found;
  bool key = true;
  while (const auto child = inner(body)) {
    if (child->id == id::block) found = child->body;
    if (child->id == id::reference_block) key = false;
  }
  return found ? block(*found, key) : Result<void>{};
}

Result<void> Matroska::block(std::string_view body, std::optional<bool> key) {
  size_t used = 0;
  const auto track = variable(body, used);
  if (!track) return unreadable_file("Block");
  Reader in{body.substr(used)};
  const auto offset = static_cast<int16_t>(in.u16());
  const auto flags = in.u8();
  if (!in.ok()) return unreadable_file("Block");
  const auto found = std::ranges::find(entries_, *track, &Entry::number);
  if (found == entries_.end() || in.left() == 0) return {};
  if (!cluster_) return unreadable_file("Timestamp");
  if (flags & lacing_flags) return unreadable_file("lacing");
  const auto ticks = *cluster_ + offset;
  const auto at = scale_ % 1000 == 0
                      ? ticks * (scale_ / 1000)
                      : static_cast<int64_t>(static_cast<double>(ticks) * static_cast<double>(scale_) / 1000);
  if (found->video) return picture(*found, at, key.value_or(flags & key_flag), in.rest());
  return says_.frame({false, true, at, at, in.rest()});
}

Result<void> Matroska::picture(Entry& entry, int64_t at, bool key, std::string_view data) {
  if (!entry.start_codes) return says_.frame({true, key, at, at, data});
  if (!annexb_.take(data)) return unreadable_file("NAL");
  if (annexb_.key()) {
    const auto config = annexb_.avcc();
    if (config.empty()) return unreadable_file("SPS");
    if (!entry.track || entry.track->config != config) {
      DOORSTEP_LET(track, h264_track(config));
      DOORSTEP_TRY(says_.announced(track));
      entry.track = std::move(track);
    }
  }
  if (!entry.track || annexb_.data().empty()) return {};
  return says_.frame({true, annexb_.key(), at, at, annexb_.data()});
}

}  // namespace doorstep::media
