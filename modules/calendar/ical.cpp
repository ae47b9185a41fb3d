#include "ical.h"

#include <libical/ical.h>

#include <memory>

namespace doorstep::calendar {
namespace {

icaltimetype utc(int64_t at) {
  return icaltime_from_timet_with_zone(static_cast<time_t>(at), 0, icaltimezone_get_utc_timezone());
}

icalcomponent* event_of(const Event& event, const std::string& site, int64_t stamp) {
  auto* made = icalcomponent_new(ICAL_VEVENT_COMPONENT);
  const auto add = [&](icalproperty* property) { icalcomponent_add_property(made, property); };
  add(icalproperty_new_uid((event.id + "@doorstep").c_str()));
  add(icalproperty_new_dtstamp(utc(stamp)));
  add(icalproperty_new_dtstart(utc(event.begins_at)));
  if (event.ends_at > event.begins_at) add(icalproperty_new_dtend(utc(event.ends_at)));
  add(icalproperty_new_summary(event.title.c_str()));
  if (!event.place.empty()) add(icalproperty_new_location(event.place.c_str()));
  if (!event.group.empty()) add(icalproperty_new_description(event.group.c_str()));
  add(icalproperty_new_url((site + event.path).c_str()));
  return made;
}

}  // namespace

std::string ical_text(const std::vector<Event>& events, const std::string& name, const std::string& site,
                      int64_t stamp) {
  const std::unique_ptr<icalcomponent, decltype(&icalcomponent_free)> calendar{icalcomponent_new_vcalendar(),
                                                                               &icalcomponent_free};
  const auto add = [&](icalproperty* property) { icalcomponent_add_property(calendar.get(), property); };
  add(icalproperty_new_version("2.0"));
  add(icalproperty_new_prodid("-//Doorstep//Calendar//ZH"));
  add(icalproperty_new_method(ICAL_METHOD_PUBLISH));
  auto* titled = icalproperty_new_x(name.c_str());
  icalproperty_set_x_name(titled, "X-WR-CALNAME");
  add(titled);
  for (const auto& event : events) icalcomponent_add_component(calendar.get(), event_of(event, site, stamp));
  const std::unique_ptr<char, decltype(&std::free)> text{icalcomponent_as_ical_string_r(calendar.get()), &std::free};
  return text.get();
}

}  // namespace doorstep::calendar
