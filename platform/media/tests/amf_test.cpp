#include "amf.h"

#include <gtest/gtest.h>

#include "bytes.h"

namespace doorstep::media {
namespace {

TEST(Amf, WhatIsWrittenIsRead) {
  const auto bytes =
      write_amf({Amf::of("connect"), Amf::of(1), Amf::object({{"app", Amf::of("live")}, {"none", Amf{}}})});
  const auto read = read_amf(bytes);
  ASSERT_TRUE(read);
  ASSERT_EQ(read->size(), 3u);
  EXPECT_EQ((*read)[0].text, "connect");
  EXPECT_EQ((*read)[1].number, 1);
  ASSERT_TRUE((*read)[2].member("app"));
  EXPECT_EQ((*read)[2].member("app")->text, "live");
  EXPECT_EQ((*read)[2].number_of("missing"), 0);
}

// The example of the specification, 2.5: an object with one member.
TEST(Amf, MapsAndArraysAreObjects) {
  std::string map{"\x08\x00\x00\x00\x01\x00\x05width\x00", 13};
  put64(map, 0x4094000000000000);  // 1280.0
  map += std::string{"\x00\x00\x09", 3};
  const auto read = read_amf(map);
  ASSERT_TRUE(read);
  EXPECT_EQ((*read)[0].number_of("width"), 1280);
  const auto list = read_amf(std::string{"\x0a\x00\x00\x00\x01\x01\x01", 7});
  ASSERT_TRUE(list);
  EXPECT_EQ((*list)[0].number_of("0"), 1);
}

TEST(Amf, WhatIsCutOffOrTooDeepOrTooMuchIsNothing) {
  const auto whole = write_amf({Amf::of("publish"), Amf::object({{"a", Amf::of("b")}})});
  for (size_t size = 1; size < whole.size(); ++size)
    if (size != 10) {  // between the two values
      EXPECT_FALSE(read_amf(std::string_view{whole}.substr(0, size))) << size;
    }
  auto deep = Amf::of(1);
  for (int i = 0; i < amf_depth + 1; ++i) deep = Amf::object({{"in", deep}});
  EXPECT_FALSE(read_amf(write_amf({deep})));
  EXPECT_FALSE(read_amf(std::string(amf_limit + 1, '\5')));
  EXPECT_FALSE(read_amf(std::string(amf_values + 1, '\5')));
  EXPECT_FALSE(read_amf(std::string{"\x0a\xff\xff\xff\xff", 5}))
      << "an array that claims four thousand million members";
}

}  // namespace
}  // namespace doorstep::media
