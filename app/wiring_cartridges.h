// Course packages, which become courses, resources and questions. A part of the wiring.
#pragma once

#include "product.h"

namespace doorstep::app {

// After courses, resources and assignments.
void open_cartridges(Product& product);

void add_cartridge_routes(Product& product, std::vector<http::Route>& all);

}  // namespace doorstep::app
