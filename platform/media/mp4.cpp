#include "mp4.h"

#include <functional>

#include "bytes.h"

namespace doorstep::media {
namespace {

constexpr uint32_t sync_sample = 0x02000000;  // depends on no other (ISO/IEC 14496-12, 8.8.3.1)
constexpr uint32_t other_sample = 0x01010000;
constexpr uint32_t run_flags = 0x000001 | 0x000100 | 0x000200 | 0x000400 | 0x000800;
constexpr size_t sample_fields = 16;

void box(std::string& out, const char* type, const std::function<void()>& body) {
  const auto at = out.size();
  put32(out, 0);
  out.append(type, 4);
  body();
  set32(out, at, static_cast<uint32_t>(out.size() - at));
}

void full_box(std::string& out, const char* type, uint8_t version, uint32_t flags, const std::function<void()>& body) {
  box(out, type, [&] {
    put8(out, version);
    put24(out, flags);
    body();
  });
}

void matrix(std::string& out) {
  for (const uint32_t one : {0x10000u, 0u, 0u, 0u, 0x10000u, 0u, 0u, 0u, 0x40000000u}) put32(out, one);
}

// A length of a descriptor in one byte; ours are short (ISO/IEC 14496-1, 8.3.3).
void descriptor(std::string& out, uint8_t tag, const std::string& body) {
  put8(out, tag);
  put8(out, body.size());
  out += body;
}

std::string aac_descriptor(const Track& track) {
  std::string config, decoder, stream;
  descriptor(config, 5, track.config);
  put8(decoder, 0x40);  // MPEG-4 audio
  put8(decoder, 0x15);  // a stream of sound
  put24(decoder, 0);
  put32(decoder, 0);
  put32(decoder, 0);
  decoder += config;
  put16(stream, 1);
  put8(stream, 0);
  descriptor(stream, 4, decoder);
  descriptor(stream, 6, std::string(1, '\x02'));
  std::string whole;
  descriptor(whole, 3, stream);
  return whole;
}

const char* entry_type(Codec codec) {
  switch (codec) {
    case Codec::h264:
      return "avc1";
    case Codec::hevc:
      return "hvc1";
    case Codec::av1:
      return "av01";
    case Codec::aac:
      return "mp4a";
    case Codec::opus:
      return "Opus";
  }
  return "";
}

void video_entry(std::string& out, const Track& track) {
  const char* config = track.codec == Codec::h264 ? "avcC" : track.codec == Codec::hevc ? "hvcC" : "av1C";
  box(out, entry_type(track.codec), [&] {
    out.append(6, '\0');
    put16(out, 1);
    out.append(16, '\0');
    put16(out, static_cast<uint64_t>(track.width));
    put16(out, static_cast<uint64_t>(track.height));
    put32(out, 0x480000);
    put32(out, 0x480000);
    put32(out, 0);
    put16(out, 1);
    out.append(32, '\0');
    put16(out, 0x18);
    put16(out, 0xffff);
    box(out, config, [&] { out += track.config; });
  });
}

void audio_entry(std::string& out, const Track& track) {
  box(out, entry_type(track.codec), [&] {
    out.append(6, '\0');
    put16(out, 1);
    out.append(8, '\0');
    put16(out, static_cast<uint64_t>(track.channels));
    put16(out, 16);
    put32(out, 0);
    put32(out, static_cast<uint64_t>(track.rate) << 16 & 0xffffffffu);
    if (track.codec == Codec::aac)
      full_box(out, "esds", 0, 0, [&] { out += aac_descriptor(track); });
    else
      box(out, "dOps", [&] { out += track.config; });
  });
}

void sample_table(std::string& out, const Track& track) {
  box(out, "stbl", [&] {
    full_box(out, "stsd", 0, 0, [&] {
      put32(out, 1);
      is_video(track.codec) ? video_entry(out, track) : audio_entry(out, track);
    });
    full_box(out, "stts", 0, 0, [&] { put32(out, 0); });
    full_box(out, "stsc", 0, 0, [&] { put32(out, 0); });
    full_box(out, "stsz", 0, 0, [&] { put64(out, 0); });
    full_box(out, "stco", 0, 0, [&] { put32(out, 0); });
  });
}

void media_box(std::string& out, const Track& track) {
  const bool video = is_video(track.codec);
  box(out, "mdia", [&] {
    full_box(out, "mdhd", 0, 0, [&] {
      put64(out, 0);
      put32(out, static_cast<uint64_t>(scale_of(track)));
      put32(out, 0);
      put16(out, 0x55c4);  // "und"
      put16(out, 0);
    });
    full_box(out, "hdlr", 0, 0, [&] {
      put32(out, 0);
      out += video ? "vide" : "soun";
      out.append(12, '\0');
      out += video ? "pictures" : "sound";
      put8(out, 0);
    });
    box(out, "minf", [&] {
      if (video)
        full_box(out, "vmhd", 0, 1, [&] { put64(out, 0); });
      else
        full_box(out, "smhd", 0, 0, [&] { put32(out, 0); });
      box(out, "dinf", [&] {
        full_box(out, "dref", 0, 0, [&] {
          put32(out, 1);
          full_box(out, "url ", 0, 1, [] {});
        });
      });
      sample_table(out, track);
    });
  });
}

void track_box(std::string& out, const Track& track, uint32_t id) {
  const bool video = is_video(track.codec);
  box(out, "trak", [&] {
    full_box(out, "tkhd", 0, 3, [&] {
      put64(out, 0);
      put32(out, id);
      put32(out, 0);
      put32(out, 0);
      put64(out, 0);
      put32(out, 0);
      put16(out, video ? 0 : 0x100);
      put16(out, 0);
      matrix(out);
      put32(out, static_cast<uint64_t>(track.width) << 16);
      put32(out, static_cast<uint64_t>(track.height) << 16);
    });
    media_box(out, track);
  });
}

void run_box(std::string& out, const Run& run, uint32_t id, std::vector<size_t>& data_at) {
  box(out, "traf", [&] {
    full_box(out, "tfhd", 0, 0x020000, [&] { put32(out, id); });
    full_box(out, "tfdt", 1, 0, [&] { put64(out, static_cast<uint64_t>(run.begin)); });
    full_box(out, "trun", 1, run_flags, [&] {
      put32(out, run.samples.size());
      data_at.push_back(out.size());
      put32(out, 0);
      for (const auto& sample : run.samples) {
        put32(out, static_cast<uint64_t>(sample.duration));
        put32(out, sample.size);
        put32(out, sample.key ? sync_sample : other_sample);
        put32(out, static_cast<uint64_t>(sample.offset));
      }
    });
  });
}

// The body of the next box, when it is of `type` and whole.
std::optional<std::string_view> body_of(Reader& in, std::string_view type) {
  const auto size = in.u32();
  if (in.take(4) != type || size < 8) return {};
  const auto body = in.take(size - 8);
  if (!in.ok()) return {};
  return body;
}

bool read_run(std::string_view traf, size_t tracks, PartRead& part) {
  Reader in{traf};
  const auto header = body_of(in, "tfhd"), time = body_of(in, "tfdt"), run = body_of(in, "trun");
  if (!header || !time || !run) return false;
  Reader id{header->substr(std::min<size_t>(4, header->size()))},
      begin{time->substr(std::min<size_t>(4, time->size()))};
  const auto track = id.u32();
  const auto at = static_cast<int64_t>(begin.u64());
  Reader rows{run->substr(std::min<size_t>(4, run->size()))};
  const auto count = rows.u32();
  rows.skip(4);
  if (!id.ok() || !begin.ok() || !rows.ok() || track < 1 || track > tracks || rows.left() != count * sample_fields)
    return false;
  part.begins[track - 1] = at;
  for (uint32_t i = 0; i < count; ++i) {
    part.durations[track - 1] += rows.u32();
    rows.skip(4);
    const auto flags = rows.u32();
    if (track == 1 && i == 0) part.key = flags == sync_sample;
    rows.skip(4);
  }
  return true;
}

}  // namespace

std::string mp4_head(const std::vector<Track>& tracks) {
  std::string out;
  box(out, "ftyp", [&] {
    out += "iso6";
    put32(out, 0);
    out += "iso6cmfcmp41";
  });
  box(out, "moov", [&] {
    full_box(out, "mvhd", 0, 0, [&] {
      put64(out, 0);
      put32(out, 1000);
      put32(out, 0);
      put32(out, 0x10000);
      put16(out, 0x100);
      out.append(10, '\0');
      matrix(out);
      out.append(24, '\0');
      put32(out, tracks.size() + 1);
    });
    for (size_t i = 0; i < tracks.size(); ++i) track_box(out, tracks[i], static_cast<uint32_t>(i + 1));
    box(out, "mvex", [&] {
      for (size_t i = 0; i < tracks.size(); ++i)
        full_box(out, "trex", 0, 0, [&] {
          put32(out, i + 1);
          put32(out, 1);
          put64(out, 0);
          put32(out, 0);
        });
    });
  });
  return out;
}

std::string mp4_part(uint32_t number, const std::vector<Run>& runs) {
  std::string out;
  size_t bytes = 0, samples = 0;
  for (const auto& run : runs) bytes += run.data.size(), samples += run.samples.size();
  out.reserve(bytes + samples * sample_fields + 256);
  std::vector<size_t> data_at;
  box(out, "moof", [&] {
    full_box(out, "mfhd", 0, 0, [&] { put32(out, number); });
    for (size_t i = 0; i < runs.size(); ++i)
      if (!runs[i].samples.empty()) run_box(out, runs[i], static_cast<uint32_t>(i + 1), data_at);
  });
  size_t from = out.size() + 8, nth = 0;
  for (const auto& run : runs) {
    if (run.samples.empty()) continue;
    set32(out, data_at[nth++], static_cast<uint32_t>(from));
    from += run.data.size();
  }
  box(out, "mdat", [&] {
    for (const auto& run : runs)
      if (!run.samples.empty()) out += run.data;
  });
  return out;
}

std::optional<PartRead> read_part(std::string_view bytes, size_t tracks) {
  PartRead part{0, std::vector<int64_t>(tracks, -1), std::vector<int64_t>(tracks, 0), false};
  Reader in{bytes};
  const auto moof = body_of(in, "moof");
  const auto size = in.u32();
  if (!moof || in.take(4) != "mdat" || size < 8) return {};
  part.size = static_cast<int64_t>(moof->size()) + 8 + size;
  Reader inside{*moof};
  if (!body_of(inside, "mfhd")) return {};
  bool any = false;
  while (inside.left() > 0) {
    const auto traf = body_of(inside, "traf");
    if (!traf || !read_run(*traf, tracks, part)) return {};
    any = true;
  }
  if (!any) return {};
  return part;
}

}  // namespace doorstep::media
