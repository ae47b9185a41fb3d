#include <doorstep/zone/zone.h>
#include <gtest/gtest.h>

namespace doorstep::zone {
namespace {

Clock at(const char* day, const char* time) { return {*Date::parse(day), *minute_of(time)}; }

TEST(Zone, WallClocksAndInstants) {
  EXPECT_EQ(*instant("Asia/Shanghai", at("2026-11-23", "08:00")), 1795392000) << "2026-11-23T00:00:00Z";
  EXPECT_EQ(*instant("Europe/London", at("2026-07-01", "09:30")),
            *instant("Europe/London", at("2026-07-01", "08:30")) + 3600);
  const auto back = clock_at("Asia/Shanghai", 1795392000);
  EXPECT_EQ(back.on.text() + " " + text_of(back.minute), "2026-11-23 08:00");
}

TEST(Zone, ClocksThatGoForwardSkipATimeAndThoseThatGoBackHaveOneTwice) {
  EXPECT_EQ(instant("Europe/London", at("2026-03-29", "01:30")).error().code, "time-skipped");
  EXPECT_EQ(instant("Europe/London", at("2026-10-25", "01:30")).error().code, "time-twice");
  EXPECT_TRUE(instant("Europe/London", at("2026-03-29", "02:00")));
  EXPECT_TRUE(instant("Asia/Shanghai", at("2026-03-29", "01:30")));
  EXPECT_EQ(instant("Asia/Shanghai", at("1986-05-04", "02:30")).error().code, "time-skipped")
      << "China had it, 1986 to 1991";
}

TEST(Zone, NamesAndTimesOfDay) {
  EXPECT_TRUE(known("Asia/Shanghai"));
  EXPECT_FALSE(known("Mars/Olympus"));
  EXPECT_EQ(minute_of("23:59"), 1439);
  for (const char* wrong : {"24:00", "9:30", "09:60", "", "noon"}) EXPECT_FALSE(minute_of(wrong)) << wrong;
}

}  // namespace
}  // namespace doorstep::zone
