// The school's rows of children.
#pragma once

#include "module.h"

namespace doorstep::children {

void add_school_routes(std::vector<http::Route>& rows, Children& children, registry::Registry& registry);

}  // namespace doorstep::children
