#include "channels.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <fstream>

#include "address.h"
#include "made.h"
#include "routes.h"

namespace doorstep::media {
namespace {

namespace fs = std::filesystem;

class ChannelsTest : public testing::Test {
 protected:
  ChannelsTest() : folder_(fs::temp_directory_path() / ("doorstep-channels-" + std::to_string(::getpid()))) {
    fs::remove_all(folder_);
    Packager packager{tracks_};
    for (int64_t i = 0; i < 300; ++i) {
      const auto at = i * 1'000'000 / 30;
      packager.add({true, i % 60 == 0, at, at, std::string(static_cast<size_t>(100 + i), 'p')}, parts_);
      packager.add({false, true, at, at, "sound"}, parts_);
    }
    packager.finish(parts_);
  }
  ~ChannelsTest() override { fs::remove_all(folder_); }

  void begin(int epoch = 1) {
    recorder_.reset();
    recorder_ = *Recorder::begin(folder_ / "lesson-1" / "main", epoch, tracks_);
    next_ = 0;
  }
  void grow(size_t count) {
    for (size_t i = 0; i < count; ++i, ++next_) ASSERT_TRUE(recorder_->append(parts_[next_], parts_[next_].begin));
    channels_.grew("lesson-1", "main");
  }
  Result<http::Reply> ask(const std::string& file, std::vector<std::pair<std::string, std::string>> query = {},
                          bool waited = false) {
    http::Call call;
    call.waited = waited;
    for (auto& [name, value] : query) call.parameters[name] = value;
    return channels_.find(call, {"lesson-1", "main", file}, "viewer");
  }
  std::string text(const std::string& file, std::vector<std::pair<std::string, std::string>> query = {}) {
    const auto reply = ask(file, std::move(query));
    EXPECT_TRUE(reply) << (reply ? "" : reply.error().what.en);
    return reply ? reply->body : "";
  }

  const std::vector<Track> tracks_{*h264_track(avcc_640()), *aac_track(asc_44100())};
  const fs::path folder_;
  std::vector<Part> parts_;
  std::unique_ptr<Recorder> recorder_;
  size_t next_ = 0;
  std::atomic<bool> over_{false};
  std::atomic<int64_t> from_{0};
  Channels channels_{folder_, [&](const std::string&) { return LessonSpan{from_, over_}; }};
};

TEST_F(ChannelsTest, WhatIsOnDiskIsSentAsTheBytesItIs) {
  begin();
  grow(9);
  EXPECT_NE(text("index.m3u8").find("RESOLUTION=640x360\nlive.m3u8\n"), std::string::npos);
  EXPECT_NE(text("live.m3u8").find("#EXT-X-PART:DURATION=0.50000,URI=\"s2.0.m4s\""), std::string::npos);
  EXPECT_EQ(text("plain.m3u8").find("PART"), std::string::npos);
  std::string whole;
  for (const std::string name : {"e1.mp4", "s0.m4s", "s1.0.m4s", "s1.1.m4s", "s1.2.m4s", "s1.3.m4s", "s2.0.m4s"}) {
    const auto reply = ask(name);
    ASSERT_TRUE(reply) << name;
    EXPECT_EQ(reply->headers.back().second, "public, max-age=31536000, immutable");
    std::ifstream file{reply->file, std::ios::binary};
    std::string bytes(static_cast<size_t>(reply->file_length), '\0');
    file.seekg(reply->file_from);
    file.read(bytes.data(), reply->file_length);
    whole += bytes;
  }
  std::ifstream file{epoch_file(folder_ / "lesson-1" / "main", 1), std::ios::binary};
  EXPECT_EQ(whole, std::string(std::istreambuf_iterator<char>(file), {})) << "head, segment and parts are the file";
  EXPECT_EQ(channels_.state("lesson-1", "main").viewers, 1);
  EXPECT_EQ(channels_.sources_of("lesson-1"), std::vector<std::string>{"main"});
}

TEST_F(ChannelsTest, WhoWaitsIsCalledWhenItIsThere) {
  begin();
  grow(5);
  const auto held = ask("live.m3u8", {{"_HLS_msn", "1"}, {"_HLS_part", "1"}});
  ASSERT_TRUE(held && held->wait);
  EXPECT_EQ(held->wait_most, Channels::longest_wait);
  int called = 0;
  held->wait([&] { ++called; });
  const auto part = ask("s1.1.m4s");
  ASSERT_TRUE(part && part->wait);
  part->wait([&] { ++called; });
  EXPECT_EQ(called, 0);
  grow(1);
  EXPECT_EQ(called, 2);
  held->wait([&] { ++called; });
  EXPECT_EQ(called, 3) << "it came between the question and the waiting";
  EXPECT_FALSE(ask("live.m3u8", {{"_HLS_msn", "1"}, {"_HLS_part", "1"}})->wait);
  EXPECT_EQ(ask("s1.1.m4s")->file_length, static_cast<int64_t>(parts_[5].bytes.size()));
  EXPECT_FALSE(ask("live.m3u8", {{"_HLS_msn", "1"}, {"_HLS_part", "3"}}, true)->wait) << "it has waited long enough";
}

TEST_F(ChannelsTest, ASourceThatComesAgainGoesOn) {
  begin();
  grow(6);
  const auto held = ask("live.m3u8", {{"_HLS_msn", "2"}, {"_HLS_part", "0"}});
  int called = 0;
  held->wait([&] { ++called; });
  begin(2);
  channels_.grew("lesson-1", "main");
  grow(1);
  EXPECT_EQ(called, 1);
  EXPECT_NE(text("live.m3u8").find("#EXT-X-DISCONTINUITY\n#EXT-X-MAP:URI=\"e2.mp4\""), std::string::npos);
  over_ = true;
  channels_.moved("lesson-1");
  EXPECT_TRUE(text("live.m3u8").ends_with("#EXT-X-ENDLIST\n"));
  Channels again{folder_, [&](const std::string&) { return LessonSpan{0, true}; }};
  http::Call call;
  EXPECT_EQ(again.find(call, {"lesson-1", "main", "plain.m3u8"}, "v")->body, text("plain.m3u8"))
      << "a recording is what was live, also after a restart";
}

TEST_F(ChannelsTest, NobodyWaitsForEver) {
  begin();
  grow(5);
  int called = 0;
  ask("live.m3u8", {{"_HLS_msn", "2"}, {"_HLS_part", "0"}})->wait([&] { ++called; });
  over_ = true;
  channels_.moved("lesson-1");
  EXPECT_EQ(called, 1);
  EXPECT_FALSE(ask("live.m3u8", {{"_HLS_msn", "7"}})->wait);
}

TEST_F(ChannelsTest, TheRehearsalIsNoPartOfTheLesson) {
  begin();
  grow(6);
  EXPECT_NE(text("live.m3u8").find("00:00:00.000Z"), std::string::npos) << "hosts see it";
  from_ = parts_[5].begin + 100;
  channels_.moved("lesson-1");
  EXPECT_EQ(ask("live.m3u8").error().code, "media-unknown") << "the lesson begins with the next key frame";
  grow(4);
  EXPECT_EQ(text("live.m3u8").find("00:00:00.000Z"), std::string::npos);
  EXPECT_NE(text("live.m3u8")
                .find("#EXT-X-PROGRAM-DATE-TIME:1970-01-01T00:00:04.000Z\n#EXT-X-PART:DURATION=0.50000,URI=\"s0.0"),
            std::string::npos)
      << text("live.m3u8");
  EXPECT_EQ(
      ask("s0.0.m4s")->file_from, ask("e1.mp4")->file_length + [&] {
        int64_t before = 0;
        for (size_t i = 0; i < 8; ++i) before += static_cast<int64_t>(parts_[i].bytes.size());
        return before;
      }());
}

TEST_F(ChannelsTest, WhatIsNotThereIsNamed) {
  EXPECT_EQ(ask("live.m3u8").error().code, "media-unknown");
  begin();
  grow(5);
  for (const std::string name : {"", ".", "..", "e2.mp4", "e1.idx", "e0001.mp4x", "s9.m4s", "s1.m4s", "s1.9.m4s",
                                 "s-1.m4s", "s1.-1.m4s", "s99999999999999999999.m4s", "s1..m4s", "ex.mp4"})
    EXPECT_EQ(ask(name).error().code, "media-unknown") << name;
  EXPECT_EQ(ask("live.m3u8", {{"_HLS_msn", "4"}}).error().code, "media-ahead");
  EXPECT_EQ(ask("live.m3u8", {{"_HLS_msn", "x"}}).error().code, "media-number");
  EXPECT_EQ(ask("live.m3u8", {{"_HLS_part", "1"}}).error().code, "media-number");
  http::Call call;
  for (const auto& [lesson, source] : std::vector<std::pair<std::string, std::string>>{
           {"..", "main"}, {"lesson-1", ".."}, {"lesson-1/main", "x"}, {"", ""}, {"other", "main"}})
    EXPECT_FALSE(channels_.find(call, {lesson, source, "live.m3u8"}, "v"));
}

TEST_F(ChannelsTest, RowsSendNothingWithoutAGoodAddress) {
  begin();
  grow(5);
  const Addresses addresses{"secret"};
  const auto made = addresses.make("lesson-1", "account-1", 4'000'000'000);
  http::Call call;
  call.parameters["signature"] = made.substr(3, 32);
  call.parameters["stamp"] = made.substr(36, made.find('/', 36) - 36);
  call.parameters["lesson"] = "lesson-1";
  call.parameters["source"] = "main";
  call.parameters["file"] = "s0.m4s";
  const auto sends = media_row(addresses, channels_), allows = allowed_row(addresses);
  EXPECT_EQ(sends.handle(call).error().code, "address-of-another");
  EXPECT_EQ(allows.handle(call).error().code, "address-of-another");
  call.actor.account = AccountId{"account-1"};
  EXPECT_TRUE(sends.handle(call));
  EXPECT_EQ(allows.handle(call)->status, 204);
  call.parameters["lesson"] = "lesson-2";
  EXPECT_EQ(sends.handle(call).error().code, "address-wrong");
  EXPECT_EQ(allows.handle(call).error().code, "address-wrong");
}

TEST(Addresses, AreGoodForOneLessonOnePersonAndATime) {
  const Addresses addresses{"secret"};
  const auto made = addresses.make("lesson-1", "account-1", 2000);
  const auto signature = made.substr(3, 32), stamp = made.substr(36, made.find('/', 36) - 36);
  EXPECT_EQ(made, "/m/" + signature + "/" + stamp + "/lesson-1/");
  using enum Addresses::Verdict;
  EXPECT_EQ(addresses.check(signature, stamp, "lesson-1", "account-1", 1999), good);
  EXPECT_EQ(addresses.check(signature, stamp, "lesson-1", "account-1", 2001), over);
  EXPECT_EQ(addresses.check(signature, stamp, "lesson-1", "account-2", 1999), other);
  EXPECT_EQ(addresses.check(signature, stamp, "lesson-1", "", 1999), other);
  EXPECT_EQ(addresses.check(signature, stamp, "lesson-2", "account-1", 1999), forged);
  EXPECT_EQ(addresses.check(signature, "7d1" + stamp.substr(3), "lesson-1", "account-1", 1999), forged);
  EXPECT_EQ(Addresses{"other"}.check(signature, stamp, "lesson-1", "account-1", 1999), forged);
  const auto open = addresses.make("lesson-1", "", 2000);
  EXPECT_EQ(addresses.check(open.substr(3, 32), "7d0.0", "lesson-1", "", 1), good);
  EXPECT_EQ(addresses.check(open.substr(3, 32), "7d0.0", "lesson-1", "anybody", 1), good);
}

}  // namespace
}  // namespace doorstep::media
