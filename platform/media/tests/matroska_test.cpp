#include "matroska.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "made.h"
#include "made_matroska.h"

namespace doorstep::media {
namespace {

class MatroskaTest : public testing::Test, public Matroska::Says {
 protected:
  struct Seen {
    bool video, key;
    int64_t at;
    std::string data;
  };
  Result<void> announced(Track track) override {
    tracks_.push_back(std::move(track));
    return {};
  }
  Result<void> frame(const Frame& one) override {
    EXPECT_EQ(one.dts, one.pts);
    frames_.push_back({one.video, one.key, one.dts, std::string{one.data}});
    return {};
  }
  static std::string begun() { return mkv_head() + mkv_segment() + mkv_tracks({mkv_h264(1), mkv_opus(2)}); }
  std::string code(std::string_view bytes) {
    const auto taken = matroska_.take(bytes);
    return taken ? "" : taken.error().code + ": " + taken.error().what.en;
  }

  Matroska matroska_{*this};
  std::vector<Track> tracks_;
  std::vector<Seen> frames_;
};

TEST_F(MatroskaTest, TracksAndFramesComeWhateverThePieces) {
  const auto sent = begun() + mkv_cluster(1000) + mkv_block(1, 0, true, "key") + mkv_block(2, 7, true, "sound") +
                    mkv_block(1, 40, false, "next") + mkv_cluster(70'000) + mkv_block(1, -3, true, "late");
  for (const char one : sent) ASSERT_EQ(code({&one, 1}), "");
  ASSERT_EQ(tracks_.size(), 2u);
  EXPECT_EQ(codec_text(tracks_[0]), "avc1.4d401e");
  EXPECT_EQ(tracks_[0].width, 640);
  EXPECT_EQ(codec_text(tracks_[1]), "opus");
  EXPECT_EQ(tracks_[1].channels, 2);
  ASSERT_EQ(frames_.size(), 4u);
  EXPECT_TRUE(frames_[0].video && frames_[0].key);
  EXPECT_EQ(frames_[0].at, 1'000'000);
  EXPECT_FALSE(frames_[1].video);
  EXPECT_EQ(frames_[1].data, "sound");
  EXPECT_EQ(frames_[1].at, 1'007'000);
  EXPECT_FALSE(frames_[2].key);
  EXPECT_EQ(frames_[3].at, 69'997'000) << "blocks count from their cluster, in both directions";
}

TEST_F(MatroskaTest, SizesMayBeKnownAndGroupsAndOtherScalesAreRead) {
  const auto block = std::string{"\x81\0\x05\0", 4} + "picture";
  const auto group = mkv_element(0xa0, mkv_element(0xa1, block));
  const auto later = mkv_element(0xa0, mkv_element(0xa1, block) + mkv_element(0xfb, "\x05"));
  const auto scale = mkv_element(0x1549a966, mkv_element(0x2ad7b1, from_hex("0186a0")));  // 0.1 ms
  const auto cluster = mkv_element(0x1f43b675, mkv_element(0xe7, from_hex("2710")) + group + later);
  ASSERT_EQ(code(mkv_head() + mkv_element(0x18538067, scale + mkv_tracks({mkv_h264(1)}) + cluster)), "");
  ASSERT_EQ(frames_.size(), 2u);
  EXPECT_EQ(frames_[0].at, 1'000'500);
  EXPECT_TRUE(frames_[0].key);
  EXPECT_FALSE(frames_[1].key) << "it refers to another";
}

TEST_F(MatroskaTest, StartCodesBecomeLengthsAndTheirParameterSetsAConfiguration) {
  const auto config = avcc_640();
  const auto set = std::string{"\0\0\0\1", 4} + config.substr(8, 24) + std::string{"\0\0\1", 3} + config.substr(35, 4);
  const auto sent = mkv_head() + mkv_segment() + mkv_tracks({mkv_track(1, 1, "V_MPEG4/ISO/AVC", "")}) + mkv_cluster(0);
  ASSERT_EQ(code(sent + mkv_block(1, 0, false, std::string{"\0\0\1\x41", 4} + "early")), "");
  EXPECT_TRUE(frames_.empty()) << "nobody could show it";
  ASSERT_EQ(code(mkv_block(1, 40, true,
                           set + std::string{"\0\0\1\x65", 4} + "key" + std::string{"\0\0\0\1\x65", 5} + "more")),
            "");
  ASSERT_EQ(tracks_.size(), 1u);
  EXPECT_EQ(tracks_[0].config, config);
  ASSERT_EQ(frames_.size(), 1u);
  EXPECT_EQ(frames_[0].data, std::string("\0\0\0\4\x65key\0\0\0\5\x65more", 17));
  EXPECT_TRUE(frames_[0].key);
  ASSERT_EQ(code(mkv_block(1, 80, true, std::string{"\0\0\1\x41", 4} + "next")), "");
  EXPECT_FALSE(frames_.back().key) << "decoding cannot begin with it, whatever the block says";
  ASSERT_EQ(code(mkv_block(1, 120, true, set + std::string{"\0\0\1\x65", 4} + "key")), "");
  EXPECT_EQ(tracks_.size(), 1u) << "the same again";
  EXPECT_EQ(code(mkv_block(1, 160, true, "no codes")).substr(0, 14), "matroska-wrong");
}

TEST_F(MatroskaTest, WhatIsNotWantedIsPassedOver) {
  const auto tags = mkv_element(0x1254c367, std::string(100'000, 't'));
  const auto sent = mkv_head() + mkv_segment() + mkv_element(0xec, std::string(300, 'v')) +
                    mkv_tracks({mkv_track(9, 17, "S_TEXT/UTF8", ""), mkv_h264(1), mkv_h264(3)}) + tags +
                    mkv_cluster(0) + mkv_block(9, 0, true, "words") + mkv_block(3, 0, true, "second") +
                    mkv_block(1, 0, true, "key");
  for (size_t at = 0; at < sent.size(); at += 4096) ASSERT_EQ(code(sent.substr(at, 4096)), "");
  EXPECT_EQ(tracks_.size(), 1u);
  ASSERT_EQ(frames_.size(), 1u);
  EXPECT_EQ(frames_[0].data, "key");
}

TEST_F(MatroskaTest, WhatCannotBeKeptIsNamedWithItsRemedy) {
  const auto refused = code(mkv_head() + mkv_segment() + mkv_tracks({mkv_track(1, 1, "V_VP8", "")}));
  EXPECT_NE(refused.find("video-codec-unfit"), std::string::npos) << refused;
  EXPECT_NE(refused.find("VP8 video, which cannot be kept: use one that records H.264"), std::string::npos);
  Matroska sound{*this};
  const auto taken =
      sound.take(mkv_head() + mkv_segment() + mkv_tracks({mkv_h264(1), mkv_track(2, 2, "A_PCM/FLOAT/IEEE", "")}));
  ASSERT_FALSE(taken);
  EXPECT_EQ(taken.error().code, "audio-codec-unfit");
}

TEST_F(MatroskaTest, BrokenBytesAreRefused) {
  const auto refused = [this](const std::string& bytes) {
    Matroska one{*this};
    const auto taken = one.take(bytes);
    return taken ? std::string{} : taken.error().what.en;
  };
  const auto there = begun() + mkv_cluster(0);
  EXPECT_NE(refused("GET / HTTP/1.1\r\n\r\n"), "");
  EXPECT_NE(refused(std::string(20, '\0')), "");
  EXPECT_NE(refused(mkv_head() + mkv_head()), "");
  EXPECT_NE(refused(mkv_head() + mkv_tracks({mkv_h264(1)})), "") << "outside a segment";
  EXPECT_NE(refused(begun() + mkv_tracks({mkv_h264(1)})), "") << "described twice";
  EXPECT_NE(refused(begun() + mkv_block(1, 0, true, "x")), "") << "before any time";
  EXPECT_NE(refused(there + std::string{"\xa3\x81\x81", 3}), "") << "a block without its head";
  auto laced = mkv_block(1, 0, true, "x");
  laced[laced.size() - 2] = '\x82';
  EXPECT_NE(refused(there + laced).find("lacing"), std::string::npos);
  EXPECT_NE(refused(there + from_hex("a310500000")), "") << "5 MB";
  EXPECT_NE(refused(there + from_hex("a301ffffffffffffff")), "") << "a block without a size";
  EXPECT_NE(refused(begun() + from_hex("1f43b67501ffffffffffffffe788ffffffffffffffff")), "") << "no such time";
  EXPECT_NE(refused(mkv_head() + mkv_segment() + mkv_tracks({})), "");
}

std::string recording() {
  std::ifstream in(DOORSTEP_SOURCE_DIR "/platform/media/tests/browser.mkv", std::ios::binary);
  std::stringstream all;
  all << in.rdbuf();
  return all.str();
}

// Four seconds of a picture of 320 x 180 and a tone, by the MediaRecorder of Chromium 156, asked for
// video/x-matroska;codecs=avc1,opus.
TEST_F(MatroskaTest, ARecordingOfABrowserIsTaken) {
  const auto all = recording();
  ASSERT_GT(all.size(), 50'000u);
  for (size_t at = 0; at < all.size(); at += 1000) ASSERT_EQ(code(std::string_view{all}.substr(at, 1000)), "");
  ASSERT_EQ(tracks_.size(), 2u);
  EXPECT_EQ(codec_text(tracks_[0]), "opus");
  EXPECT_EQ(codec_text(tracks_[1]), "avc1.42c015");
  EXPECT_EQ(tracks_[1].width, 320);
  EXPECT_EQ(tracks_[1].height, 180);
  const auto pictures = std::ranges::count_if(frames_, &Seen::video);
  const auto keys = std::ranges::count_if(frames_, [](const Seen& one) { return one.video && one.key; });
  EXPECT_NEAR(static_cast<double>(pictures), 95, 15);
  EXPECT_GE(keys, 3);
  EXPECT_NEAR(static_cast<double>(frames_.back().at - frames_.front().at), 4e6, 5e5);
}

}  // namespace
}  // namespace doorstep::media
