// Open classes, built and connected; a part of the wiring.
#pragma once

#include <vector>

#include <doorstep/base/actor.h>
#include <doorstep/calendar/calendar.h>

#include "product.h"

namespace doorstep::app {

// After staff, bookings and notices.
void open_classroom(Product& product);
void add_classroom_routes(Product& product, std::vector<http::Route>& all);
// For the calendar: those of a person, and those of a group.
std::vector<calendar::Event> lesson_events(Product& product, const Actor& actor, Date from, Date to);
std::vector<calendar::Event> lesson_events_of(Product& product, const OrgId& group, Date from, Date to);

}  // namespace doorstep::app
