// The text of feeds, read back by libical; what a feed shows to whom is walked in the web's journeys.
#include <gtest/gtest.h>
#include <libical/ical.h>

#include <memory>

#include "ical.h"

namespace doorstep::calendar {
namespace {

std::unique_ptr<icalcomponent, decltype(&icalcomponent_free)> read_back(const std::string& text) {
  return {icalparser_parse_string(text.c_str()), &icalcomponent_free};
}

Event event(const char* title, int64_t at) {
  Event made;
  made.id = "1";
  made.title = title;
  made.place = "Room; 2, left";
  made.group = "东升教育集团";
  made.begins_at = at;
  made.ends_at = at + 5400;
  made.path = "/groups/x/joint";
  return made;
}

TEST(Ical, IsReadBackAsItWasMeant) {
  const std::string title =
      "第三单元：说明文，“怎样写得清楚”; and a line that is longer than the seventy-five octets of RFC 5545";
  const auto text = ical_text({event(title.c_str(), 1795392000)}, "王老师", "https://district.example", 1795000000);
  EXPECT_TRUE(text.starts_with("BEGIN:VCALENDAR\r\n"));
  for (size_t at = 0; at < text.size();) {
    const auto end = text.find("\r\n", at);
    ASSERT_NE(end, text.npos) << "every line ends as RFC 5545 wants it";
    EXPECT_LE(end - at, 75u);
    at = end + 2;
  }
  const auto calendar = read_back(text);
  ASSERT_TRUE(calendar);
  auto* found = icalcomponent_get_first_component(calendar.get(), ICAL_VEVENT_COMPONENT);
  ASSERT_TRUE(found);
  EXPECT_EQ(icalcomponent_get_summary(found), title);
  EXPECT_STREQ(icalcomponent_get_location(found), "Room; 2, left");
  EXPECT_STREQ(icalcomponent_get_uid(found), "1@doorstep");
  const auto begins = icalcomponent_get_dtstart(found);
  EXPECT_EQ(icaltime_as_timet_with_zone(begins, icaltimezone_get_utc_timezone()), 1795392000);
  EXPECT_TRUE(icaltime_is_utc(begins));
  EXPECT_EQ(icalcomponent_count_errors(calendar.get()), 0);
}

TEST(Ical, WithoutEventsIsStillACalendar) {
  const auto calendar = read_back(ical_text({}, "x", "https://district.example", 0));
  ASSERT_TRUE(calendar);
  EXPECT_EQ(icalcomponent_count_components(calendar.get(), ICAL_VEVENT_COMPONENT), 0);
}

}  // namespace
}  // namespace doorstep::calendar
