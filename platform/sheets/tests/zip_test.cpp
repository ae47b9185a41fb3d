#include <gtest/gtest.h>

#include <doorstep/sheets/zip.h>

#include "files.h"

using namespace doorstep;
using namespace doorstep::sheets;
using namespace doorstep::sheets::testing;

namespace {

std::string code_of(const std::string& bytes, const ZipLimits& limits = {}) {
  auto zip = ZipArchive::open(Input::memory("a.zip", bytes), limits);
  return zip ? "opened" : zip.error().code;
}

// `bytes` with every `from` as `to`, of the same length: the names in both headers.
std::string renamed(std::string bytes, const std::string& from, const std::string& to) {
  for (size_t at = bytes.find(from); at != std::string::npos; at = bytes.find(from, at + 1))
    bytes.replace(at, from.size(), to);
  return bytes;
}

}  // namespace

TEST(Zip, GivesBackWhatWasWritten) {
  std::string large;
  for (int i = 0; i < 200'000; ++i) large += std::to_string(i * 7919LL) + ",";
  const auto bytes = zip_of({{"orgs.csv", "a,b\r\n"}, {"学校.csv", large}, {"empty.csv", ""}, {"sub/users.csv", "x"}});
  auto zip = ZipArchive::open(Input::memory("a.zip", bytes));
  ASSERT_TRUE(zip) << zip.error().what.en;
  ASSERT_EQ(zip->entries().size(), 4u);
  EXPECT_EQ(everything(**zip->read(*zip->find("ORGS.csv"))), "a,b\r\n");
  EXPECT_EQ(everything(**zip->read(*zip->find("学校.csv"))), large);
  EXPECT_EQ(everything(**zip->read(*zip->find("empty.csv"))), "");
  EXPECT_EQ(zip->entries()[3].folder, "sub");
  EXPECT_EQ(zip->entries()[3].file, "users.csv");
  EXPECT_EQ(zip->find("users.csv"), nullptr);
}

TEST(Zip, SameContentSameBytes) {
  const Parts parts{{"a.csv", "1"}, {"b.csv", std::string(100'000, 'x')}};
  EXPECT_EQ(zip_of(parts), zip_of(parts));
}

TEST(Zip, AnEntryMayBeAppendedInPieces) {
  const Folder folder;
  ZipWriter writer{folder / "a.zip"};
  writer.add("a.csv");
  for (int i = 0; i < 1000; ++i) writer.append("line\r\n");
  writer.finish();
  auto zip = ZipArchive::open(Input::file(folder / "a.zip"));
  ASSERT_TRUE(zip);
  EXPECT_EQ(everything(**zip->read(zip->entries()[0])).size(), 6000u);
}

TEST(Zip, LinksAreRefused) {
  auto bytes = zip_of({{"a.csv", "/etc/passwd"}});
  const auto directory = bytes.find("PK\x01\x02");
  bytes[directory + 5] = 3;  // made on Unix
  constexpr uint32_t link = 0120777u << 16;
  for (int at = 0; at < 4; ++at) bytes[directory + 38 + at] = static_cast<char>(link >> 8 * at & 0xFF);
  EXPECT_EQ(code_of(bytes), "zip-link");
}

TEST(Zip, CutOffAtAnyPlaceIsRefused) {
  const auto whole = zip_of({{"a.csv", "hello,world"}, {"b.csv", "more"}});
  for (size_t length = 0; length < whole.size(); ++length)
    EXPECT_EQ(code_of(whole.substr(0, length)), "zip-broken") << length;
  EXPECT_EQ(code_of(whole), "opened");
}

TEST(Zip, DamagedContentIsRefusedWhileReading) {
  std::string noise;
  for (uint32_t i = 0, x = 1; i < 50'000; ++i) noise += static_cast<char>((x = x * 1664525 + 1013904223) >> 24);
  auto bytes = zip_of({{"a.csv", noise}});
  bytes[bytes.size() / 2] ^= 0x55;
  auto zip = ZipArchive::open(Input::memory("a.zip", bytes));
  ASSERT_TRUE(zip);
  EXPECT_EQ(everything(**zip->read(zip->entries()[0])), "error: zip-entry-broken");
}

TEST(Zip, BombIsRefusedBeforeItIsRead) {
  const auto bomb = zip_of({{"users.csv", std::string(20'000'000, 'a')}});
  EXPECT_LT(bomb.size(), 30'000u);
  EXPECT_EQ(code_of(bomb), "zip-bomb");
  EXPECT_EQ(code_of(zip_of({{"users.csv", std::string(9'000'000, 'a')}})), "opened");
}

TEST(Zip, ABombThatClaimsToBeSmallIsCutOff) {
  const size_t real = 20'000'000;
  auto bytes = zip_of({{"users.csv", std::string(real, 'a')}});
  const std::string size{"\x00\x2D\x31\x01", 4};  // 20,000,000
  bytes = renamed(bytes, size, std::string{"\x00\x10\x00\x00", 4});
  auto zip = ZipArchive::open(Input::memory("a.zip", bytes));
  ASSERT_TRUE(zip);
  EXPECT_EQ(everything(**zip->read(zip->entries()[0])), "error: zip-entry-broken");
}

TEST(Zip, LimitsHold) {
  const auto bytes = zip_of({{"a.csv", "12345"}, {"b.csv", "67890"}});
  EXPECT_EQ(code_of(bytes, {.entries = 1}), "zip-entries");
  EXPECT_EQ(code_of(bytes, {.entry_bytes = 4}), "zip-too-large");
  EXPECT_EQ(code_of(bytes, {.total_bytes = 9}), "zip-too-large");
}

TEST(Zip, NamesThatLeadOutAreRefused) {
  EXPECT_EQ(code_of(zip_of({{"../etc/passwd", "x"}})), "zip-path");
  EXPECT_EQ(code_of(zip_of({{"a/../../b.csv", "x"}})), "zip-path");
  EXPECT_EQ(code_of(zip_of({{"/a.csv", "x"}})), "zip-path");
  EXPECT_EQ(code_of(zip_of({{"..\\a.csv", "x"}})), "zip-path");
  EXPECT_EQ(code_of(zip_of({{"C:\\a.csv", "x"}})), "zip-path");
  EXPECT_EQ(code_of(zip_of({{"a..b.csv", "x"}})), "opened");
}

TEST(Zip, TwoOfOneNameAreRefused) {
  EXPECT_EQ(code_of(zip_of({{"users.csv", "1"}, {"users.csv", "2"}})), "zip-duplicate");
  EXPECT_EQ(code_of(zip_of({{"users.csv", "1"}, {"Users.csv", "2"}})), "zip-duplicate");
}

TEST(Zip, PasswordIsRefused) {
  auto bytes = zip_of({{"a.csv", "x"}});
  bytes[6] |= 1;  // flags of the local header
  bytes[bytes.find("PK\x01\x02") + 8] |= 1;
  EXPECT_EQ(code_of(bytes), "zip-encrypted");
}

TEST(Zip, ChineseWindowsNamesAreRead) {
  // "学校.csv" in GBK, as Windows writes it without saying so
  auto bytes = renamed(zip_of({{"abcd.csv", "x"}}), "abcd", "\xD1\xA7\xD0\xA3");
  bytes[7] = 0;
  bytes[bytes.find("PK\x01\x02") + 9] = 0;
  auto zip = ZipArchive::open(Input::memory("a.zip", bytes));
  ASSERT_TRUE(zip);
  EXPECT_EQ(zip->entries()[0].name, "学校.csv");
}

TEST(Zip, ClutterOfOtherSystemsIsNotListed) {
  auto zip =
      ZipArchive::open(Input::memory("a.zip", zip_of({{"__MACOSX/._a.csv", "x"}, {".DS_Store", "x"}, {"a.csv", "x"}})));
  ASSERT_TRUE(zip);
  ASSERT_EQ(zip->entries().size(), 1u);
  EXPECT_EQ(zip->entries()[0].file, "a.csv");
}

TEST(Zip, MissingFileIsSaid) {
  auto zip = ZipArchive::open(Input::file("/nowhere/a.zip"));
  ASSERT_FALSE(zip);
  EXPECT_EQ(zip.error().code, "file-missing");
}
