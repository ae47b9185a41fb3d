#include <gtest/gtest.h>

#include <doorstep/draft/draft.h>

#include "lottery.h"

namespace doorstep::draft {
namespace {

std::string hex(const Key& key) {
  std::string text;
  for (const auto byte : key) text += fmt::format("{:02x}", byte);
  return text;
}

// RFC 4231, cases 1, 2 and 6: seeds of 20 bytes, of few, and longer than a block.
TEST(Lottery, KeysAreHmacSha256) {
  EXPECT_EQ(hex(Keys{std::string(20, '\x0b')}.of("Hi There")),
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
  EXPECT_EQ(hex(Keys{"Jefe"}.of("what do ya want for nothing?")),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  EXPECT_EQ(hex(Keys{std::string(131, '\xaa')}.of("Test Using Larger Than Block-Size Key - Hash Key First")),
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

TEST(Lottery, TheRollIsSortedLines) {
  // printf 'a\nb\nc\n' | sha256sum
  EXPECT_EQ(roll_hash(std::vector<std::string>{"c", "a", "b"}),
            "880553fca8fcea94e325ee2cfb48e5a985cc797f39a14cc6d3cedecfeb2ae4d2");
}

TEST(Lottery, AnyoneCanVerifyTheOrder) {
  const std::vector<std::string> ids{"s1", "s2", "s3", "s4", "s5"};
  auto order = lottery_order(ids, "2026-09-01 07 11 23");
  const auto roll = roll_hash(ids);
  EXPECT_TRUE(verify_lottery(order, roll, "2026-09-01 07 11 23"));
  EXPECT_FALSE(verify_lottery(order, roll, "another seed"));
  EXPECT_FALSE(verify_lottery(order, roll_hash(std::vector<std::string>{"s1"}), "2026-09-01 07 11 23"));
  std::swap(order[0], order[1]);
  EXPECT_FALSE(verify_lottery(order, roll, "2026-09-01 07 11 23"));
  EXPECT_NE(lottery_order(ids, "another seed"), lottery_order(ids, "2026-09-01 07 11 23"));
}

}  // namespace
}  // namespace doorstep::draft
