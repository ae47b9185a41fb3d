#include "flv.h"

#include <gtest/gtest.h>

#include "made.h"

namespace doorstep::media {
namespace {

TEST(Flv, AnnouncesWhatTheConfigurationSays) {
  FlvReader flv;
  const auto video = flv.video(0, video_tag(true, 0, avcc_640()));
  ASSERT_TRUE(video);
  ASSERT_TRUE(video->track);
  EXPECT_EQ(video->track->width, 640);
  EXPECT_EQ(video->track->height, 360);
  EXPECT_EQ(codec_text(*video->track), "avc1.4d401e");
  const auto audio = flv.audio(0, audio_tag(0, asc_44100()));
  ASSERT_TRUE(audio);
  ASSERT_TRUE(audio->track);
  EXPECT_EQ(audio->track->rate, 44100);
  EXPECT_EQ(audio->track->channels, 1);
  EXPECT_EQ(codec_text(*audio->track), "mp4a.40.2");
}

TEST(Flv, FramesKeepTheirTimesOverTheEndOfTheirClock) {
  FlvReader flv;
  std::string body;  // frames view it
  const auto at = [&](uint32_t milliseconds, int32_t offset = 0) {
    body = video_tag(milliseconds == 1000, 1, "picture", offset);
    const auto tag = flv.video(milliseconds, body);
    EXPECT_TRUE(tag && tag->frame);
    return *tag->frame;
  };
  const auto first = at(1000, 66);
  EXPECT_TRUE(first.key);
  EXPECT_EQ(first.dts, 1'000'000);
  EXPECT_EQ(first.pts, 1'066'000);
  EXPECT_EQ(first.data, "picture");
  EXPECT_EQ(at(1033, -5).pts, 1'028'000);
  FlvReader old;
  ASSERT_TRUE(old.audio(0xfffffff0, audio_tag(1, "x")));
  const auto wrapped = old.audio(0x10, audio_tag(1, "x"));
  EXPECT_EQ(wrapped->frame->dts, (int64_t{0xfffffff0} + 32) * 1000) << "49.7 days are 32 bits of milliseconds";
}

TEST(Flv, EnhancedTagsNameTheirCodecs) {
  FlvReader flv;
  std::string hevc{"\x90hvc1", 5};
  hevc += from_hex("0101600000009000000000003ff000fcfdf8f800000f00");
  Amf size = Amf::object({{"width", Amf::of(1280)}, {"height", Amf::of(720)}});
  flv.metadata(size);
  const auto track = flv.video(0, hevc);
  ASSERT_TRUE(track && track->track) << (track ? "" : track.error().what.en);
  EXPECT_EQ(track->track->width, 1280);
  EXPECT_EQ(codec_text(*track->track), "hvc1.1.6.L63.90");
  const auto coded = flv.video(40, std::string_view{"\x91hvc1\x00\x00\x28pic", 11});
  ASSERT_TRUE(coded && coded->frame);
  EXPECT_TRUE(coded->frame->key);
  EXPECT_EQ(coded->frame->pts - coded->frame->dts, 40'000);
  const auto plain = flv.video(80, std::string_view{"\xa3hvc1pic", 8});
  ASSERT_TRUE(plain && plain->frame);
  EXPECT_EQ(plain->frame->data, "pic");
  const auto av1 = flv.video(0, std::string{"\x90"
                                            "av01\x81\x05\x0c\x00",
                                            9});
  ASSERT_TRUE(av1 && av1->track);
  EXPECT_EQ(codec_text(*av1->track), "av01.0.05M.08");
  std::string announced{"\x90OpusOpusHead"};
  announced.append("\x01\x02\x38\x01\x80\xbb\x00\x00\x00\x00\x00", 11);
  const auto opus = flv.audio(0, announced);
  ASSERT_TRUE(opus && opus->track) << (opus ? "" : opus.error().what.en);
  EXPECT_EQ(opus->track->channels, 2);
}

TEST(Flv, WhatLessonsCannotTakeIsNamedWithItsRemedy) {
  FlvReader flv;
  EXPECT_NE(flv.audio(0, "\x2fmp3").error().what.en.find("MP3 cannot be taken: set the recorder"), std::string::npos);
  EXPECT_NE(flv.video(0, std::string{"\x90vp09", 5}).error().what.en.find("vp09"), std::string::npos);
  EXPECT_EQ(flv.video(0, "\x22xx").error().code, "video-codec-unfit");
  EXPECT_EQ(flv.video(0, "\x17").error().code, "tag-short");
  EXPECT_EQ(flv.video(0, video_tag(true, 0, "\x01")).error().code, "codec-config-wrong");
  auto short_lengths = avcc_640();
  short_lengths[4] = static_cast<char>(0xfd);
  EXPECT_EQ(flv.video(0, video_tag(true, 0, short_lengths)).error().code, "nal-lengths-short");
  EXPECT_EQ(flv.audio(0, audio_tag(0, "\x07")).error().code, "codec-config-wrong");
}

}  // namespace
}  // namespace doorstep::media
