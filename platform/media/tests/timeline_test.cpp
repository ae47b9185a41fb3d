#include "timeline.h"

#include <gtest/gtest.h>

namespace doorstep::media {
namespace {

class TimelineTest : public testing::Test {
 protected:
  const EpochAbout about_{{"avc1.4d401e", "mp4a.40.2"}, {90000, 44100}, 1280, 720, 900, true};

  // Parts of half a second, four a segment.
  void grow(int parts, int64_t wall = 1'700'000'000'000'000) {
    for (int i = 0; i < parts; ++i, ++nth_) {
      const bool opens = nth_ % 4 == 0, closes = nth_ % 4 == 3;
      line_.add({offset_, 1000, 500'000, nth_ * 500'000LL, wall + nth_ * 500'000LL,
                 (opens ? Entry::key_flag | Entry::opens_flag : 0) | (closes ? Entry::closes_flag : 0)});
      offset_ += 1000;
    }
  }
  void epoch(int number) {
    line_.begin(number, about_);
    nth_ = 0;
    offset_ = 900;
  }
  static int count(const std::string& text, const std::string& what) {
    int found = 0;
    for (auto at = text.find(what); at != text.npos; at = text.find(what, at + 1)) ++found;
    return found;
  }
  Timeline line_;
  int nth_ = 0;
  int64_t offset_ = 900;
};

TEST_F(TimelineTest, AGrowingSegmentIsToldPartByPart) {
  epoch(1);
  grow(5);
  EXPECT_EQ(line_.low_latency(false),
            "#EXTM3U\n#EXT-X-VERSION:9\n#EXT-X-TARGETDURATION:2\n"
            "#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,CAN-SKIP-UNTIL=12.0,PART-HOLD-BACK=1.500,HOLD-BACK=6.0\n"
            "#EXT-X-PART-INF:PART-TARGET=0.50000\n#EXT-X-MEDIA-SEQUENCE:0\n"
            "#EXT-X-MAP:URI=\"e1.mp4\"\n#EXT-X-PROGRAM-DATE-TIME:2023-11-14T22:13:20.000Z\n"
            "#EXT-X-PART:DURATION=0.50000,URI=\"s0.0.m4s\",INDEPENDENT=YES\n"
            "#EXT-X-PART:DURATION=0.50000,URI=\"s0.1.m4s\"\n#EXT-X-PART:DURATION=0.50000,URI=\"s0.2.m4s\"\n"
            "#EXT-X-PART:DURATION=0.50000,URI=\"s0.3.m4s\"\n#EXTINF:2.00000,\ns0.m4s\n"
            "#EXT-X-PROGRAM-DATE-TIME:2023-11-14T22:13:22.000Z\n"
            "#EXT-X-PART:DURATION=0.50000,URI=\"s1.0.m4s\",INDEPENDENT=YES\n"
            "#EXT-X-PRELOAD-HINT:TYPE=PART,URI=\"s1.1.m4s\"\n");
  EXPECT_EQ(count(line_.plain(), "#EXTINF"), 1) << "only whole segments";
  EXPECT_EQ(line_.segment(0)->size, 4000);
  EXPECT_FALSE(line_.segment(1));
  EXPECT_EQ(line_.part(1, 0)->offset, 4900);
  EXPECT_TRUE(line_.expected(1, 1));
  EXPECT_FALSE(line_.expected(1, 2));
}

TEST_F(TimelineTest, WhatAPlayerWaitsForIsThereOrNot) {
  epoch(1);
  grow(4);
  EXPECT_TRUE(line_.has(0, 3));
  EXPECT_TRUE(line_.has(0, {}));
  EXPECT_FALSE(line_.has(0, 4)) << "the part after the last one is the first of the next segment";
  EXPECT_FALSE(line_.has(1, 0));
  EXPECT_TRUE(line_.expected(1, 0));
  grow(1);
  EXPECT_TRUE(line_.has(0, 4));
  EXPECT_TRUE(line_.has(1, 0));
  EXPECT_FALSE(line_.has(1, {}));
  EXPECT_FALSE(line_.absurd(3));
  EXPECT_TRUE(line_.absurd(4));
  line_.end();
  EXPECT_TRUE(line_.has(7, 0)) << "nobody waits for what never comes";
}

TEST_F(TimelineTest, AnEpochAfterAGapIsADiscontinuityWithItsOwnHeadAndClock) {
  epoch(1);
  grow(6);
  epoch(2);
  grow(4, 1'700'000'060'000'000);
  const auto text = line_.low_latency(false);
  EXPECT_EQ(count(text,
                  "#EXT-X-DISCONTINUITY\n#EXT-X-MAP:URI=\"e2.mp4\"\n"
                  "#EXT-X-PROGRAM-DATE-TIME:2023-11-14T22:14:20.000Z\n"),
            1);
  EXPECT_EQ(line_.segment(1)->size, 2000) << "what the broken epoch had of its last segment";
  EXPECT_EQ(line_.segment(2)->epoch, 2);
  EXPECT_EQ(line_.head(2)->size, 900);
  EXPECT_FALSE(line_.head(3));
}

TEST_F(TimelineTest, WhatAPlayerHasIsSkippedAndOldPartsAreNotTold) {
  epoch(1);
  grow(4 * 20 + 2);
  const auto whole = line_.low_latency(false), rest = line_.low_latency(true);
  EXPECT_EQ(count(whole, "#EXTINF"), 20);
  EXPECT_EQ(count(whole, "#EXT-X-PART:"), 4 * 2 + 2);
  EXPECT_NE(rest.find("#EXT-X-SKIP:SKIPPED-SEGMENTS=14\n"), rest.npos) << rest;
  EXPECT_EQ(count(rest, "#EXTINF"), 6);
  const auto tail = rest.substr(rest.find("SEGMENTS=14\n") + 12);
  EXPECT_TRUE(whole.ends_with(tail)) << "both tell the same of what both tell";
}

TEST_F(TimelineTest, OnceOverItIsARecording) {
  epoch(1);
  grow(6);
  line_.end();
  const auto text = line_.plain();
  EXPECT_EQ(text, line_.low_latency(true));
  EXPECT_TRUE(text.ends_with("#EXTINF:1.00000,\ns1.m4s\n#EXT-X-ENDLIST\n"));
  EXPECT_NE(text.find("#EXT-X-PLAYLIST-TYPE:VOD"), text.npos);
  EXPECT_EQ(count(text, "PART"), 0);
  EXPECT_EQ(line_.duration(), 3'000'000);
  EXPECT_NE(line_.variants("live.m3u8").find("CODECS=\"avc1.4d401e,mp4a.40.2\",RESOLUTION=1280x720\nlive.m3u8\n"),
            std::string::npos);
}

}  // namespace
}  // namespace doorstep::media
