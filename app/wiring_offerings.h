// The rooms of children's courses and work, built and connected; a part of the wiring.
#pragma once

#include "product.h"

namespace doorstep::app {

// After children, staff, bookings and notices.
void open_offerings(Product& product);
void open_assignments(Product& product);
// What is due, for the calendar.
std::vector<calendar::Event> due_events(Product& product, const Actor& actor, Date from, Date to);

}  // namespace doorstep::app
