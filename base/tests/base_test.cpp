#include <gtest/gtest.h>

#include <doorstep/base/date.h>
#include <doorstep/base/digest.h>
#include <doorstep/base/id.h>
#include <doorstep/base/list.h>
#include <doorstep/base/minute_code.h>

using namespace doorstep;

TEST(Date, KnowsWhichDaysExist) {
  EXPECT_TRUE(Date::of(2024, 2, 29));
  EXPECT_FALSE(Date::of(2023, 2, 29));
  EXPECT_FALSE(Date::of(1900, 2, 29));
  EXPECT_TRUE(Date::of(2000, 2, 29));
  EXPECT_FALSE(Date::parse("2024-13-01"));
  EXPECT_FALSE(Date::parse("2024-1-01"));
  EXPECT_FALSE(Date::parse("2024/01/01"));
}

TEST(Date, TextOrderIsTimeOrder) {
  EXPECT_EQ(Date::always().text(), "0001-01-01");
  EXPECT_EQ(Date::never().text(), "9999-12-31");
  EXPECT_EQ(Date::parse("1970-01-01")->days(), 0);
  EXPECT_EQ(Date::parse("2026-11-23")->plus(40).text(), "2027-01-02");
  EXPECT_LT(*Date::parse("2024-02-29"), *Date::parse("2024-03-01"));
}

TEST(SchoolYear, IsNamedByItsStart) {
  EXPECT_EQ(SchoolYear{2024}.text(), "2024-25");
  EXPECT_EQ(SchoolYear{2099}.text(), "2099-00");
}

TEST(Id, DerivedIdsAreStableAndDistinct) {
  const auto one = derived_uuid("sis", "org", "1");
  EXPECT_TRUE(is_uuid(one));
  EXPECT_EQ(one, derived_uuid("sis", "org", "1"));
  EXPECT_NE(one, derived_uuid("sis", "org", "2"));
  EXPECT_NE(one, derived_uuid("sis", "user", "1"));
  EXPECT_NE(one, derived_uuid("sis", "org", "1", "pepper"));
  EXPECT_NE(derived_uuid("a", "bc", "d"), derived_uuid("ab", "c", "d"));
  EXPECT_NE(new_uuid(), new_uuid());
  EXPECT_FALSE(is_uuid("ABCDEFAB-0000-0000-0000-000000000000"));
}

TEST(Digest, IsBlake2b) {
  // RFC 7693 algorithm, 32-byte output, empty input (libsodium's and Python's hashlib agree).
  EXPECT_EQ(digest_hex(""), "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8");
}

TEST(NowAfter, IsLaterThanTheLastEvenWhenTheClockIsNot) {
  EXPECT_GT(now_after(""), "2026");
  EXPECT_EQ(now_after("2999-12-31T23:59:59.999Z"), "3000-01-01T00:00:00.000Z");
  EXPECT_EQ(now_after("2999-02-28T05:06:07.008Z"), "2999-02-28T05:06:07.009Z");
  EXPECT_GT(now_after("2001-01-01T00:00:00.000Z"), "2026");
}

TEST(Lists, StandInOneColumn) {
  EXPECT_EQ(listed("a,b"), (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(listed(",a,,b,"), (std::vector<std::string>{"a", "b"}));
  EXPECT_TRUE(listed("").empty());
  EXPECT_EQ(listed_numbers("3,x,05,7y,-1"), (std::vector<int64_t>{3, 5, -1}));
  EXPECT_EQ(joined(std::vector<std::string>{"a", "b"}), "a,b");
  EXPECT_EQ(joined(each_once(std::vector<int64_t>{3, 1, 3})), "1,3");
}

TEST(Dates, HaveWeekdays) {
  EXPECT_EQ(Date::parse("1970-01-01")->weekday(), 4);
  EXPECT_EQ(Date::parse("2026-11-29")->weekday(), 7);
  EXPECT_EQ(Date::parse("1969-12-29")->weekday(), 1);
  EXPECT_EQ(Date::always().weekday(), 1) << "0001-01-01 was a Monday";
}

TEST(MinuteCode, HoldsForItsMinuteAndTheNext) {
  const auto code = minute_code("key", "room", 600);
  EXPECT_EQ(code.size(), 6u);
  EXPECT_EQ(code, minute_code("key", "room", 659)) << "the same minute";
  EXPECT_EQ(minute_code_left(659), 1);
  EXPECT_TRUE(is_minute_code(code, "key", "room", 659));
  EXPECT_TRUE(is_minute_code(code, "key", "room", 719)) << "it was on the screen a moment ago";
  EXPECT_FALSE(is_minute_code(code, "key", "room", 720));
  EXPECT_FALSE(is_minute_code(code, "key", "other", 600));
  EXPECT_FALSE(is_minute_code(code, "other", "room", 600));
  EXPECT_FALSE(is_minute_code("", "key", "room", 600));
}
