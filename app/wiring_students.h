// The rooms about students besides what they choose: care, honours, development. A part of the wiring.
#pragma once

#include <doorstep/children/module.h>

#include "product.h"

namespace doorstep::app {

void add_student_migrations(std::vector<db::Migration>& all);

// After children, staff and bookings.
void open_students(Product& product);

// What these rooms keep of a child that is erased.
void forget_student(Product& product, db::Session& session, const PersonId& child, children::Forgetting what);

void add_student_routes(Product& product, std::vector<http::Route>& all);

}  // namespace doorstep::app
