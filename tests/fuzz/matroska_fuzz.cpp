// Any bytes as what a browser records, in pieces, up to the parts that are kept: refused, or packaged within the
// limits.
#include <doorstep/media/packager.h>

#include <cstdlib>
#include <optional>

#include "fuzz.h"
#include "made_matroska.h"
#include "matroska.h"

using namespace doorstep;
using namespace doorstep::media;

namespace {

class House : public Matroska::Says {
 public:
  Result<void> announced(Track track) override {
    if (codec_text(track).empty()) std::abort();
    auto& known = is_video(track.codec) ? picture_ : sound_;
    known = std::move(track);
    packager_.reset();
    return {};
  }
  Result<void> frame(const Frame& frame) override {
    if (frame.data.empty() || frame.data.size() > 2 * Matroska::element_most) std::abort();
    if (std::abs(frame.dts) > 2 * Matroska::time_most) std::abort();
    if (!packager_) {
      std::vector<Track> tracks;
      if (picture_) tracks.push_back(*picture_);
      if (sound_) tracks.push_back(*sound_);
      if (tracks.empty()) std::abort();
      packager_.emplace(std::move(tracks));
    }
    std::vector<Part> made;
    const auto fate = packager_->add(frame, made);
    if (fate == Packager::Fate::new_epoch || fate == Packager::Fate::too_large) packager_.reset();
    return {};
  }

 private:
  std::optional<Track> picture_, sound_;
  std::optional<Packager> packager_;
};

}  // namespace

// The first byte tells the size of the pieces.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes{reinterpret_cast<const char*>(data) + 1, size - 1};
  const size_t piece = data[0] < 128 ? size_t{data[0]} + 1 : size_t{data[0]} * 64;
  House house;
  Matroska matroska{house};
  for (size_t at = 0; at < bytes.size(); at += piece)
    if (!matroska.take(bytes.substr(at, piece))) return 0;
  return 0;
}

std::vector<std::string> fuzz_seeds() {
  const std::string unit{"\0\0\0\1", 4};
  const auto sets = unit + avcc_640().substr(8, 24) + unit + avcc_640().substr(35, 4);
  const auto begun = mkv_head() + mkv_segment();
  return {"\x10" + begun + mkv_tracks({mkv_h264(1), mkv_opus(2)}) + mkv_cluster(0) + mkv_block(1, 0, true, "key") +
              mkv_block(2, 5, true, "\x78sound") + mkv_block(1, 40, false, "next") + mkv_cluster(600) +
              mkv_block(1, 0, true, "key"),
          "\xff" + begun + mkv_tracks({mkv_track(1, 1, "V_MPEG4/ISO/AVC", "")}) + mkv_cluster(100) +
              mkv_block(1, 0, true, sets + unit + "\x65key") + mkv_block(1, 600, false, unit + "\x41next"),
          "\x01" + begun + mkv_tracks({mkv_track(1, 1, "V_VP8", "")})};
}
