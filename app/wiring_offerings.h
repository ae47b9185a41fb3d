// The rooms of children's courses and work, built and connected; a part of the wiring.
#pragma once

#include "product.h"

namespace doorstep::app {

// After children, staff, bookings and notices.
void open_offerings(Product& product);
void open_assignments(Product& product);

}  // namespace doorstep::app
