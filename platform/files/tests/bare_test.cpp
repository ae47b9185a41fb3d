// What a picture says beside itself is gone, and the picture is not.
#include <gtest/gtest.h>

#include "bare.h"

namespace doorstep::files {
namespace {

std::string segment(char mark, const std::string& body) {
  const auto size = body.size() + 2;
  return std::string{'\xff', mark, static_cast<char>(size >> 8), static_cast<char>(size & 0xff)} + body;
}
std::string exif(char orientation) {
  return segment('\xe1', std::string{"Exif\0\0II\x2a\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0", 24} + orientation +
                             std::string(7, '\0') + "GPS 31.2 121.4");
}
const std::string start{"\xff\xd8"}, end{"\xff\xd9"};
const std::string table = segment('\xdb', "table"), frame = segment('\xc0', "frame"),
                  scanned = segment('\xda', "scanned") + std::string{"ab\xff\0cd\xff\xd0gh", 10};

TEST(Bare, AJpegKeepsItsPictureAndWhichWayUpItIs) {
  const auto picture = start + segment('\xe0', "JFIF") + exif(6) + segment('\xed', "Photoshop") +
                       segment('\xfe', "mei") + table + frame + scanned + end + "a second picture";
  const auto made = bare_picture(picture);
  ASSERT_TRUE(made);
  for (const auto* word : {"GPS", "Photoshop", "mei", "second", "JFIF"})
    EXPECT_EQ(made->find(word), std::string::npos) << word;
  EXPECT_TRUE(made->ends_with(table + frame + scanned + end));
  EXPECT_NE(made->find(std::string{"\x01\x12\0\x03\0\0\0\x01\0\x06", 10}), std::string::npos);
  EXPECT_EQ(bare_picture(*made), made) << "the same of what is bare already";
  EXPECT_EQ(*bare_picture(start + exif(1) + table + frame + scanned + end), start + table + frame + scanned + end);
}

TEST(Bare, WhatCannotBeFollowedIsNotPassedOn) {
  const auto picture = start + exif(6) + table + frame + scanned + end;
  for (size_t cut = 0; cut < picture.size(); ++cut) EXPECT_FALSE(bare_picture(picture.substr(0, cut))) << cut;
  EXPECT_FALSE(bare_picture("GIF89a"));
  EXPECT_FALSE(bare_picture(start + "\xff\xe1\xff\xff" + "short"));
}

std::string chunk(const std::string& name, const std::string& body) {
  return std::string{'\0', '\0', '\0', static_cast<char>(body.size())} + name + body + "crc.";
}
TEST(Bare, APngKeepsWhatItIsMadeOf) {
  const std::string head{"\x89PNG\r\n\x1a\n", 8};
  const auto picture = chunk("IHDR", "size") + chunk("IDAT", "picture") + chunk("IEND", "");
  const auto told = head + chunk("IHDR", "size") + chunk("tEXt", "Author mei") + chunk("eXIf", "GPS") +
                    chunk("IDAT", "picture") + chunk("IEND", "") + "more";
  EXPECT_EQ(*bare_picture(told), head + picture);
  EXPECT_FALSE(bare_picture(told.substr(0, 60)));
}

std::string riff(const std::string& name, const std::string& body) {
  return name + std::string{static_cast<char>(body.size()), '\0', '\0', '\0'} + body;
}
TEST(Bare, AWebpSaysThatThereIsNothingBeside) {
  const auto chunks = riff("VP8X", std::string{"\x0c\0\0\0size..", 10}) + riff("VP8 ", "picture.");
  const auto told = chunks + riff("EXIF", "GPS.") + riff("XMP ", "mei.");
  const auto made =
      bare_picture("RIFF" + std::string{static_cast<char>(told.size() + 4), '\0', '\0', '\0'} + "WEBP" + told);
  ASSERT_TRUE(made);
  EXPECT_EQ(made->find("GPS"), std::string::npos);
  EXPECT_EQ(made->find("mei"), std::string::npos);
  EXPECT_EQ((*made)[20], '\0');
  EXPECT_EQ(static_cast<size_t>((*made)[4]), made->size() - 8);
}

}  // namespace
}  // namespace doorstep::files
