#include "rtmp.h"

#include <gtest/gtest.h>

#include "made.h"

namespace doorstep::media {
namespace {

constexpr size_t hello_size = 1536;

class RtmpTest : public testing::Test, public Rtmp::Says {
 protected:
  void publish(const std::string& app, const std::string& stream) override { asked_ = app + "/" + stream; }
  void audio(uint32_t milliseconds, std::string_view body) override {
    heard_.push_back(std::to_string(milliseconds) + " " + std::to_string(body.size()));
  }
  void video(uint32_t milliseconds, std::string_view body) override {
    seen_.push_back(std::to_string(milliseconds) + " " + std::to_string(body.size()));
  }
  void metadata(const Amf& values) override { width_ = values.number_of("width"); }
  void unpublish() override { ended_ = true; }

  // A message in chunks of `chunk` bytes, its header whole.
  static std::string message(uint8_t type, uint32_t time, std::string_view body, size_t chunk = 128, int id = 4) {
    std::string out;
    put8(out, static_cast<uint64_t>(id));
    put24(out, time >= 0xffffff ? 0xffffff : time);
    put24(out, body.size());
    put8(out, type);
    out += std::string{"\1\0\0\0", 4};
    if (time >= 0xffffff) put32(out, time);
    for (size_t at = 0; at < body.size(); at += chunk) {
      if (at > 0) {
        put8(out, 0xc0 | static_cast<uint64_t>(id));
        if (time >= 0xffffff) put32(out, time);
      }
      out += body.substr(at, chunk);
    }
    return out;
  }
  static std::string command(const std::vector<Amf>& values) { return message(20, 0, write_amf(values), 128, 3); }
  static std::string hello() { return "\3" + std::string(hello_size, 'c') + std::string(hello_size, 'd'); }
  static std::string asking() {
    return hello() + command({Amf::of("connect"), Amf::of(1), Amf::object({{"app", Amf::of("live")}})}) +
           command({Amf::of("createStream"), Amf::of(2), Amf{}}) +
           command({Amf::of("publish"), Amf::of(3), Amf{}, Amf::of("secret"), Amf::of("live")});
  }
  void published() {
    ASSERT_TRUE(rtmp_.take(asking())) << rtmp_.trouble();
    ASSERT_EQ(asked_, "live/secret");
    ASSERT_TRUE(rtmp_.waiting());
    rtmp_.accept();
    rtmp_.out().clear();
  }

  Rtmp rtmp_{*this, std::string(1528, 'r')};
  std::string asked_;
  std::vector<std::string> heard_, seen_;
  double width_ = 0;
  bool ended_ = false;
};

TEST_F(RtmpTest, APublisherIsAskedForAndItsMediaComesWhateverTheChunks) {
  published();
  std::string sent = message(9, 40, std::string(1000, 'v')) + message(8, 45, std::string(7, 'a'), 128, 6);
  for (const char one : sent) ASSERT_TRUE(rtmp_.take(std::string_view{&one, 1}));
  EXPECT_EQ(seen_, (std::vector<std::string>{"40 1000"}));
  EXPECT_EQ(heard_, (std::vector<std::string>{"45 7"}));
  std::string size;
  put32(size, 4096);
  ASSERT_TRUE(rtmp_.take(message(1, 0, size, 128, 2) + message(9, 80, std::string(5000, 'v'), 4096)));
  EXPECT_EQ(seen_.back(), "80 5000");
  ASSERT_TRUE(rtmp_.take(message(
      18, 0, write_amf({Amf::of("@setDataFrame"), Amf::of("onMetaData"), Amf::object({{"width", Amf::of(1280)}})}),
      4096, 5)));
  EXPECT_EQ(width_, 1280);
  ASSERT_TRUE(rtmp_.take(message(20, 0, write_amf({Amf::of("deleteStream"), Amf::of(4), Amf{}, Amf::of(1)}), 4096, 3)));
  EXPECT_TRUE(ended_);
}

TEST_F(RtmpTest, ShorterHeadersAddToTheTimeAndLongTimesComeApart) {
  published();
  std::string later;
  put8(later, 0x40 | 4);  // without the stream
  put24(later, 33);
  put24(later, 2);
  put8(later, 9);
  later += "vv";
  put8(later, 0x80 | 4);  // with the time only
  put24(later, 34);
  later += "vv";
  put8(later, 0xc0 | 4);  // nothing at all: as before
  later += "vv";
  ASSERT_TRUE(rtmp_.take(message(9, 1000, "v") + later));
  EXPECT_EQ(seen_, (std::vector<std::string>{"1000 1", "1033 2", "1067 2", "1101 2"}));
  ASSERT_TRUE(rtmp_.take(message(9, 0x1234567, std::string(300, 'v'))));
  EXPECT_EQ(seen_.back(), std::to_string(0x1234567) + " 300");
}

TEST_F(RtmpTest, AnAggregateIsItsTags) {
  published();
  std::string tags;
  for (const uint32_t time : {500u, 540u}) {
    put8(tags, time == 500 ? 9 : 8);
    put24(tags, 3);
    put32(tags, time << 8);
    put24(tags, 0);
    tags += "abc";
    put32(tags, 14);
  }
  ASSERT_TRUE(rtmp_.take(message(22, 2000, tags)));
  EXPECT_EQ(seen_, (std::vector<std::string>{"2000 3"}));
  EXPECT_EQ(heard_, (std::vector<std::string>{"2040 3"}));
}

TEST_F(RtmpTest, WhoHasNoKeyIsToldWhy) {
  ASSERT_TRUE(rtmp_.take(asking()));
  EXPECT_NE(rtmp_.out().find("NetConnection.Connect.Success"), std::string::npos);
  rtmp_.reject("the key is not known: copy it again from the page of the lesson");
  EXPECT_NE(rtmp_.out().find("NetStream.Publish.BadName"), std::string::npos);
  EXPECT_NE(rtmp_.out().find("copy it again"), std::string::npos);
  EXPECT_FALSE(rtmp_.take(message(9, 0, "v")));
  EXPECT_TRUE(seen_.empty());
}

TEST_F(RtmpTest, MediaBeforeTheAnswerWaits) {
  ASSERT_TRUE(rtmp_.take(asking() + message(9, 40, "early")));
  EXPECT_TRUE(seen_.empty());
  rtmp_.accept();
  EXPECT_EQ(seen_, (std::vector<std::string>{"40 5"}));
}

TEST_F(RtmpTest, GarbageEndsTheConnectionAndNothingElse) {
  EXPECT_FALSE(rtmp_.take("GET / HTTP/1.1\r\n\r\n"));
  EXPECT_EQ(rtmp_.trouble(), "the first byte is not RTMP version 3");
  const auto trouble = [&](const std::string& after_hello) {
    Rtmp fresh{*this, {}};
    EXPECT_FALSE(fresh.take(hello() + after_hello));
    return fresh.trouble();
  };
  EXPECT_EQ(trouble("\xc4"), "a chunk refers to a header that was never sent");
  std::string huge;
  put8(huge, 4);
  put24(huge, 0);
  put24(huge, 0xffffff);
  put8(huge, 9);
  put32(huge, 1);
  EXPECT_EQ(trouble(huge), "a message is larger than 4 MB");
  std::string many;
  for (int id = 3; id < 60; ++id) many += message(9, 0, "v", 128, id);
  EXPECT_EQ(trouble(many), "too many chunk streams");
  std::string zero;
  put32(zero, 0);
  EXPECT_EQ(trouble(message(1, 0, zero, 128, 2)), "the chunk size is absurd");
  EXPECT_EQ(trouble(message(20, 0, "\x02\xff", 128, 3)), "a command is malformed");
  EXPECT_EQ(trouble(command({Amf::of("play"), Amf::of(1), Amf{}, Amf::of("x")})), "wants to play");
}

}  // namespace
}  // namespace doorstep::media
