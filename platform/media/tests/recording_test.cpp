#include "recording.h"

#include <gtest/gtest.h>

#include <fstream>

#include "made.h"

namespace doorstep::media {
namespace {

namespace fs = std::filesystem;

class RecordingTest : public testing::Test {
 protected:
  RecordingTest() : folder_(fs::temp_directory_path() / ("doorstep-recording-" + std::to_string(::getpid()))) {
    fs::remove_all(folder_);
  }
  ~RecordingTest() override { fs::remove_all(folder_); }

  // Ten seconds of a source that sends a key frame every two.
  std::vector<Part> parts() const {
    Packager packager{tracks_};
    std::vector<Part> made;
    for (int64_t i = 0; i < 300; ++i) {
      const auto at = i * 1'000'000 / 30;
      packager.add({true, i % 60 == 0, at, at, "picture"}, made);
      packager.add({false, true, at, at, "sound"}, made);
    }
    packager.finish(made);
    return made;
  }
  void record() {
    const auto recorder = Recorder::begin(folder_, 1, tracks_);
    ASSERT_TRUE(recorder) << recorder.error().what.en;
    for (const auto& part : parts()) {
      const auto entry = (*recorder)->append(part, 1'000'000'000'000'000 + part.begin);
      ASSERT_TRUE(entry);
      written_.push_back(*entry);
    }
  }
  static void cut(const fs::path& file, int64_t bytes) {
    fs::resize_file(file, fs::file_size(file) - static_cast<uintmax_t>(bytes));
  }
  Epoch read() const {
    auto epoch = read_epoch(folder_, 1);
    EXPECT_TRUE(epoch) << epoch.error().what.en;
    return epoch ? *epoch : Epoch{};
  }

  const std::vector<Track> tracks_{*h264_track(avcc_640()), *aac_track(asc_44100())};
  const fs::path folder_;
  std::vector<Entry> written_;
};

TEST_F(RecordingTest, WhatWasWrittenIsReadWhileItGrows) {
  const auto made = parts();
  const auto recorder = *Recorder::begin(folder_, 1, tracks_);
  const auto reader = *EpochReader::open(folder_, 1);
  EXPECT_EQ(reader->epoch().about.codecs, (std::vector<std::string>{"avc1.4d401e", "mp4a.40.2"}));
  EXPECT_EQ(reader->epoch().about.width, 640);
  EXPECT_FALSE(reader->refresh());
  for (size_t i = 0; i < made.size(); ++i) {
    const auto entry = *recorder->append(made[i], 5 + made[i].begin);
    EXPECT_TRUE(reader->refresh());
    ASSERT_EQ(reader->epoch().parts.size(), i + 1);
    EXPECT_EQ(reader->epoch().parts.back(), entry);
    EXPECT_EQ(entry.key(), made[i].key);
  }
  EXPECT_EQ(static_cast<int64_t>(fs::file_size(epoch_file(folder_, 1))), recorder->size());
  EXPECT_EQ(Recorder::begin(folder_, 1, tracks_).error().code, "epoch-there");
  EXPECT_EQ(epochs_in(folder_), std::vector{1});
}

TEST_F(RecordingTest, PartsThatTheIndexDoesNotKnowAreAdoptedAsTheyWere) {
  record();
  for (const int64_t lost : {int64_t{1}, int64_t{40}, int64_t{61}, int64_t{40 * 7}}) {
    cut(epoch_index(folder_, 1), lost);
    const auto adopted = recover_epoch(folder_, 1);
    ASSERT_TRUE(adopted) << adopted.error().what.en;
    EXPECT_EQ(*adopted, (lost + 39) / 40);
    const auto back = read();
    ASSERT_EQ(back.parts.size(), written_.size());
    for (size_t i = 0; i < written_.size(); ++i) {
      EXPECT_EQ(back.parts[i].offset, written_[i].offset);
      EXPECT_EQ(back.parts[i].size, written_[i].size);
      EXPECT_EQ(back.parts[i].flags | Entry::closes_flag, written_[i].flags | Entry::closes_flag) << i;
      EXPECT_NEAR(static_cast<double>(back.parts[i].begin), static_cast<double>(written_[i].begin), 30'000);
      EXPECT_NEAR(static_cast<double>(back.parts[i].wall), static_cast<double>(written_[i].wall), 30'000);
    }
  }
}

TEST_F(RecordingTest, ATornPartIsCutOffAndTheRestStands) {
  record();
  cut(epoch_file(folder_, 1), 10);
  EXPECT_EQ(*recover_epoch(folder_, 1), 0);
  const auto back = read();
  EXPECT_EQ(back.parts.size(), written_.size() - 1) << "the index named more than there was";
  EXPECT_EQ(static_cast<int64_t>(fs::file_size(epoch_file(folder_, 1))), written_.back().offset);

  std::ofstream{epoch_file(folder_, 1), std::ios::app | std::ios::binary} << parts()[0].bytes.substr(0, 150);
  EXPECT_EQ(*recover_epoch(folder_, 1), 0);
  EXPECT_EQ(static_cast<int64_t>(fs::file_size(epoch_file(folder_, 1))), written_.back().offset);
  EXPECT_EQ(*recover_epoch(folder_, 1), 0) << "twice is as once";
}

TEST_F(RecordingTest, AnIndexThatWasSpoiltAnywhereCostsNothing) {
  record();
  const auto media = fs::file_size(epoch_file(folder_, 1));
  for (const int from_end : {20, 300, 700}) {
    std::fstream file{epoch_index(folder_, 1), std::ios::in | std::ios::out | std::ios::binary};
    file.seekp(-from_end, std::ios::end);
    file.put('\x5a');
    file.close();
    ASSERT_TRUE(recover_epoch(folder_, 1));
    EXPECT_EQ(read().parts.size(), written_.size());
    EXPECT_EQ(fs::file_size(epoch_file(folder_, 1)), media);
  }
}

TEST_F(RecordingTest, AnEpochWithoutPartsGoesAndOneWithoutItsBeginningIsLeftAsItIs) {
  { const auto recorder = Recorder::begin(folder_, 2, tracks_); }
  EXPECT_EQ(*recover_epoch(folder_, 2), 0);
  EXPECT_TRUE(epochs_in(folder_).empty());
  record();
  fs::resize_file(epoch_index(folder_, 1), 12);
  EXPECT_EQ(recover_epoch(folder_, 1).error().code, "index-damaged");
  EXPECT_EQ(epochs_in(folder_), std::vector{1});
}

TEST_F(RecordingTest, AnEntryWithOneWrongBitIsNone) {
  const Entry entry{123456789012, 60000, 500000, 77, 88, 3};
  const auto bytes = write_entry(entry);
  ASSERT_EQ(bytes.size(), Entry::bytes);
  EXPECT_EQ(read_entry(bytes), entry);
  for (size_t bit = 0; bit < bytes.size() * 8; ++bit) {
    auto wrong = bytes;
    wrong[bit / 8] = static_cast<char>(wrong[bit / 8] ^ 1 << bit % 8);
    EXPECT_FALSE(read_entry(wrong)) << bit;
  }
}

}  // namespace
}  // namespace doorstep::media
