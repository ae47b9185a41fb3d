// The rooms about students besides what they choose: care, honours, development. A part of the wiring.
#pragma once

#include "product.h"

namespace doorstep::app {

void add_student_migrations(std::vector<db::Migration>& all);

// After children, staff and bookings.
void open_students(Product& product);

void add_student_routes(Product& product, std::vector<http::Route>& all);

}  // namespace doorstep::app
