// What goes between the library, courses and assignments: course packages, resources beside assignments. A part of the
// wiring.
#pragma once

#include "product.h"

namespace doorstep::app {

// After courses, resources and assignments.
void open_cartridges(Product& product);

// The library beside assignments.
assignments::Library library_of(Product& product);

void add_cartridge_routes(Product& product, std::vector<http::Route>& all);

}  // namespace doorstep::app
