#include "packager.h"

#include <gtest/gtest.h>

#include "made.h"

namespace doorstep::media {
namespace {

class PackagerTest : public testing::Test {
 protected:
  // `seconds` of pictures, a key frame every `gop` of them, with sound beside them; times in whole milliseconds.
  void send(Packager& packager, double seconds, int rate, int gop, bool sound = true, int64_t from = 0) {
    const auto frames = static_cast<int64_t>(seconds * rate);
    int64_t heard = 0;
    for (int64_t i = 0; i < frames; ++i) {
      const auto at = from + i * 1000 / rate * 1000;
      for (; sound && from + heard * 1024 * 1000 / 44100 * 1000 <= at; ++heard) {
        const auto when = from + heard * 1024 * 1000 / 44100 * 1000;
        fates_.push_back(packager.add({false, true, when, when, "aac"}, parts_));
        ++packets_;
      }
      fates_.push_back(packager.add({true, i % gop == 0, at, at + 40'000, "picture"}, parts_));
    }
  }
  void whole(const Packager& packager) {
    int64_t end = 0;
    bool closed = true;
    for (const auto& part : parts_) {
      EXPECT_EQ(part.opens, closed) << "a segment opens where the one before closed";
      closed = part.closes;
      EXPECT_EQ(part.begin, end) << "no holes";
      EXPECT_LE(part.duration, part_most + 1);
      const auto read = read_part(part.bytes, packager.tracks().size());
      ASSERT_TRUE(read);
      EXPECT_EQ(read->size, static_cast<int64_t>(part.bytes.size()));
      end = part.begin + part.duration;
    }
    EXPECT_TRUE(closed);
  }
  std::vector<double> segments() const {  // how long each lasts, in seconds
    std::vector<double> out;
    for (const auto& part : parts_) {
      if (part.opens) out.push_back(0);
      out.back() += static_cast<double>(part.duration) / 1e6;
    }
    return out;
  }

  const Track picture_ = *h264_track(avcc_640()), sound_ = *aac_track(asc_44100());
  std::vector<Part> parts_;
  std::vector<Packager::Fate> fates_;
  int64_t packets_ = 0;
};

TEST_F(PackagerTest, EveryFrameIsKeptOnceAndPartsTileTheTime) {
  Packager packager{{picture_, sound_}};
  send(packager, 10, 30, 60);
  packager.finish(parts_);
  whole(packager);
  uint32_t pictures = 0;
  int64_t sound_end = 0, picture_end = 0;
  for (const auto& part : parts_) {
    pictures += part.pictures;
    const auto read = *read_part(part.bytes, 2);
    if (read.begins[0] >= 0) {
      EXPECT_EQ(read.begins[0], picture_end) << "pictures follow one another";
      picture_end = read.begins[0] + read.durations[0];
    }
    if (read.begins[1] >= 0) {
      EXPECT_EQ(read.begins[1], sound_end) << "sound has no gaps";
      sound_end = read.begins[1] + read.durations[1];
    }
  }
  EXPECT_EQ(pictures, 300u);
  EXPECT_EQ(sound_end, packets_ * 1024);
  const auto lengths = segments();
  for (size_t i = 0; i + 1 < lengths.size(); ++i) EXPECT_NEAR(lengths[i], 2, 0.001);
  for (const auto& part : parts_) EXPECT_EQ(part.key, part.opens);
}

TEST_F(PackagerTest, SegmentsBeginWithKeyFramesWhateverTheirDistance) {
  for (const int gop : {10, 25, 30, 39, 50, 60, 75, 83, 90, 120, 250}) {
    parts_.clear();
    Packager packager{{picture_, sound_}};
    send(packager, 40, 30, gop);
    packager.finish(parts_);
    whole(packager);
    size_t with_key = 0;
    for (const auto& part : parts_) with_key += part.opens && part.key;
    const auto keys = static_cast<size_t>(40 * 30 / gop);
    EXPECT_GE(with_key, std::min<size_t>(keys, 12)) << gop;
    for (const auto length : segments()) EXPECT_LT(length, 2.5) << gop;
  }
}

TEST_F(PackagerTest, NothingBeginsBeforeAKeyFrame) {
  Packager packager{{picture_, sound_}};
  packager.add({false, true, 0, 0, "aac"}, parts_);
  EXPECT_EQ(packager.add({true, false, 0, 0, "x"}, parts_), Packager::Fate::dropped);
  packager.add({false, true, 1'000'000, 1'000'000, "aac"}, parts_);
  EXPECT_EQ(packager.add({true, true, 1'100'000, 1'100'000, "x"}, parts_), Packager::Fate::taken);
  packager.finish(parts_);
  ASSERT_EQ(parts_.size(), 1u);
  const auto read = *read_part(parts_[0].bytes, 2);
  EXPECT_EQ(read.begins, (std::vector<int64_t>{9000, 0})) << "sound shortly before the key frame is kept, older is not";
  EXPECT_EQ(read.durations[1], 1024);
}

TEST_F(PackagerTest, AClockThatJumpsBeginsAnEpochAndOneThatStandsStillDoesNot) {
  for (const int64_t jump : {3'000'000LL, -3'000'000LL, 100'000'000'000LL}) {
    Packager packager{{picture_, sound_}};
    send(packager, 4, 30, 60, true, 10'000'000);
    const auto at = 14'000'000 + jump;
    EXPECT_EQ(packager.add({true, true, at, at, "x"}, parts_), Packager::Fate::new_epoch) << jump;
    parts_.clear();
  }
  Packager packager{{picture_}};
  for (int i = 0; i < 90; ++i)
    EXPECT_EQ(packager.add({true, i == 0, 0, 0, "x"}, parts_), Packager::Fate::taken) << "the same time again";
  packager.finish(parts_);
  EXPECT_EQ(packager.nudged(), 89);
}

TEST_F(PackagerTest, SoundGoesOnWherePicturesStop) {
  Packager packager{{picture_, sound_}};
  send(packager, 2, 30, 60);
  for (int64_t i = 0; i < 200; ++i) {
    const auto at = 2'000'000 + i * 23'220;
    packager.add({false, true, at, at, "aac"}, parts_);
  }
  EXPECT_GT(parts_.back().begin, 5'000'000);
  packager.finish(parts_);
  whole(packager);
}

TEST_F(PackagerTest, SoundAloneIsALessonToo) {
  Packager packager{{sound_}};
  for (int64_t i = 0; i < 430; ++i) packager.add({false, true, i * 23'220, i * 23'220, "aac"}, parts_);
  packager.finish(parts_);
  whole(packager);
  EXPECT_GE(segments().size(), 5u);
  EXPECT_TRUE(parts_[4].opens && parts_[4].key);
}

TEST_F(PackagerTest, APartHasABound) {
  Packager packager{{picture_}};
  const std::string large(3 << 20, 'x');
  EXPECT_EQ(packager.add({true, true, 0, 0, large}, parts_), Packager::Fate::taken);
  EXPECT_EQ(packager.add({true, false, 1000, 1000, large}, parts_), Packager::Fate::too_large);
}

TEST_F(PackagerTest, ATornPartIsNotRead) {
  Packager packager{{picture_, sound_}};
  send(packager, 1, 30, 60);
  packager.finish(parts_);
  const auto& bytes = parts_[0].bytes;
  const auto head = bytes.find("mdat");
  for (const size_t size : {size_t{0}, size_t{4}, head, head + 3}) EXPECT_FALSE(read_part(bytes.substr(0, size), 2));
  EXPECT_FALSE(read_part(bytes, 1)) << "a track that the head does not have";
  EXPECT_TRUE(read_part(bytes.substr(0, head + 4), 2)) << "its head tells how long it is";
}

}  // namespace
}  // namespace doorstep::media
