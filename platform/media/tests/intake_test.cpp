#include "intake.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <sstream>

#include "made.h"
#include "matroska.h"

namespace doorstep::media {
namespace {

namespace fs = std::filesystem;

class IntakeTest : public testing::Test {
 protected:
  IntakeTest() : folder_(fs::temp_directory_path() / ("doorstep-intake-" + std::to_string(::getpid()))) {
    fs::remove_all(folder_);
    again();
  }
  ~IntakeTest() override {
    intake_.reset();
    fs::remove_all(folder_);
  }
  void again() {
    intake_.reset();
    intake_ = std::make_unique<Intake>(
        folder_, Intake::Clocks{[&] { return 1'700'000'000'000'000 + now_; }, [&] { return now_; }}, [&] { ++grew_; });
  }
  Result<void> announce(bool picture = true, bool sound = true) {
    if (picture) DOORSTEP_TRY(intake_->video(0, video_tag(true, 0, avcc_640())));
    if (sound) DOORSTEP_TRY(intake_->audio(0, audio_tag(0, asc_44100())));
    return {};
  }
  // Media from `from` to `to`, milliseconds of the source's clock.
  Result<void> send(int from, int to, bool picture = true, bool sound = true, size_t bytes = 500) {
    for (int at = from; at < to; at += 40) {
      now_ += 40'000;
      const auto time = static_cast<uint32_t>(at);
      if (picture) DOORSTEP_TRY(intake_->video(time, video_tag(at % 2000 == 0, 1, std::string(bytes, 'p'))));
      if (sound) DOORSTEP_TRY(intake_->audio(time, audio_tag(1, "sound")));
    }
    return {};
  }
  Epoch epoch(int number) const {
    auto read = read_epoch(folder_, number);
    EXPECT_TRUE(read) << number << ": " << (read ? "" : read.error().what.en);
    return read ? *read : Epoch{};
  }
  static double lasts(const Epoch& epoch) {
    return epoch.parts.empty() ? 0 : static_cast<double>(epoch.parts.back().begin + epoch.parts.back().duration) / 1e6;
  }

  const fs::path folder_;
  int64_t now_ = 0;
  int grew_ = 0;
  std::unique_ptr<Intake> intake_;
};

TEST_F(IntakeTest, ASourceBecomesAnEpochPartByPart) {
  ASSERT_TRUE(announce());
  ASSERT_TRUE(send(0, 10'000));
  EXPECT_GE(grew_, 18);
  EXPECT_EQ(epoch(1).parts.size(), static_cast<size_t>(grew_)) << "kept before it is told";
  const auto stats = intake_->stats();
  EXPECT_EQ(stats.codecs, "avc1.4d401e, mp4a.40.2");
  EXPECT_EQ(stats.width, 640);
  EXPECT_NEAR(stats.pictures, 25, 1);
  EXPECT_NEAR(static_cast<double>(stats.bits), 25 * 512 * 8, 5000);
  intake_->finish();
  EXPECT_NEAR(lasts(epoch(1)), 10, 0.05);
  EXPECT_NEAR(static_cast<double>(epoch(1).parts.front().wall), 1'700'000'000'000'000, 100'000);
}

TEST_F(IntakeTest, ASourceThatComesAgainIsAnEpochOfItsOwn) {
  ASSERT_TRUE(announce() && send(0, 3000));
  again();
  now_ += 60'000'000;
  ASSERT_TRUE(announce() && send(0, 3000));
  intake_->finish();
  EXPECT_EQ(epochs_in(folder_), (std::vector{1, 2}));
  EXPECT_NEAR(static_cast<double>(epoch(2).parts.front().wall - epoch(1).parts.front().wall), 63e6, 2e5);
}

TEST_F(IntakeTest, PicturesOrSoundAloneBeginAfterAMomentAndTheOtherIsANewEpoch) {
  ASSERT_TRUE(announce(true, false) && send(0, 4000, true, false));
  EXPECT_EQ(epoch(1).about.codecs.size(), 1u);
  ASSERT_TRUE(announce(false, true) && send(4000, 8000));
  intake_->finish();
  EXPECT_NEAR(lasts(epoch(1)), 4, 0.1);
  EXPECT_EQ(epoch(2).about.codecs.size(), 2u);
  EXPECT_NEAR(lasts(epoch(2)), 4, 0.1);
}

TEST_F(IntakeTest, TheSameTrackAnnouncedAgainChangesNothing) {
  ASSERT_TRUE(announce() && send(0, 2000) && announce() && send(2000, 4000));
  intake_->finish();
  EXPECT_EQ(epochs_in(folder_), std::vector{1});
  EXPECT_NEAR(lasts(epoch(1)), 4, 0.1);
}

TEST_F(IntakeTest, AClockThatJumpsIsANewEpochAndOneThatWrapsIsNot) {
  ASSERT_TRUE(announce() && send(0, 4000) && send(3'600'000, 3'604'000) && send(0, 4000));
  intake_->finish();
  EXPECT_EQ(epochs_in(folder_), (std::vector{1, 2, 3}));
  fs::remove_all(folder_);
  again();
  ASSERT_TRUE(announce());
  for (int i = 0; i < 100; ++i) {
    now_ += 40'000;
    const auto at = static_cast<uint32_t>(-2000 + i * 40);
    ASSERT_TRUE(intake_->video(at, video_tag(i % 25 == 0, 1, "picture")));
    ASSERT_TRUE(intake_->audio(at, audio_tag(1, "sound")));
  }
  intake_->finish();
  EXPECT_EQ(epochs_in(folder_), std::vector{1});
}

TEST_F(IntakeTest, AbsurdRatesAreRefusedWithTheRemedy) {
  ASSERT_TRUE(announce());
  const auto sent = send(0, 20'000, true, true, 60'000);  // 12 Mbit a second
  ASSERT_FALSE(sent);
  EXPECT_EQ(sent.error().code, "rate-absurd");
  EXPECT_GT(now_, 5'000'000);
  again();
  ASSERT_TRUE(announce());
  ASSERT_TRUE(send(0, 20'000, true, true, 38'000)) << "just below";
  again();
  ASSERT_TRUE(announce());
  const auto huge = send(0, 400, true, true, 3'000'000);
  ASSERT_FALSE(huge);
}

TEST_F(IntakeTest, WhatWasNeverAnnouncedIsDroppedAndCounted) {
  ASSERT_TRUE(announce(true, false) && send(0, 2000));
  EXPECT_EQ(intake_->stats().dropped, 50);
}

TEST_F(IntakeTest, ARecordingOfABrowserIsKept) {
  struct Into : Matroska::Says {
    explicit Into(Intake& to) : intake(to) {}
    Result<void> announced(Track track) override { return intake.announced(std::move(track)); }
    Result<void> frame(const Frame& one) override { return intake.frame(one); }
    Intake& intake;
  } into{*intake_};
  std::ifstream file(DOORSTEP_SOURCE_DIR "/platform/media/tests/browser.mkv", std::ios::binary);
  std::stringstream all;
  all << file.rdbuf();
  Matroska matroska{into};
  ASSERT_TRUE(matroska.take(all.str()));
  intake_->finish();
  EXPECT_EQ(epochs_in(folder_), std::vector{1});
  EXPECT_EQ(epoch(1).about.codecs.size(), 2u);
  EXPECT_NEAR(lasts(epoch(1)), 4.1, 0.3);
  EXPECT_EQ(intake_->stats().dropped, 0);
}

TEST_F(IntakeTest, ADiskThatRefusesIsToldToTheSource) {
  fs::create_directories(folder_.parent_path());
  std::ofstream{folder_} << "a file where the folder should be";
  again();
  ASSERT_TRUE(announce());
  const auto sent = send(0, 3000);
  ASSERT_FALSE(sent);
  EXPECT_EQ(sent.error().code, "disk");
}

}  // namespace
}  // namespace doorstep::media
