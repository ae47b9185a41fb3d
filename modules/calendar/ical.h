// Events as iCalendar text (RFC 5545), by libical. Thread safe.
#pragma once

#include <string>
#include <vector>

#include <doorstep/calendar/calendar.h>

namespace doorstep::calendar {

// `site` is the address of the product's pages, "https://district.example"; `stamp` is when this was written.
std::string ical_text(const std::vector<Event>& events, const std::string& name, const std::string& site,
                      int64_t stamp);

}  // namespace doorstep::calendar
