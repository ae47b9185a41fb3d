// The rows for browsers on their way to a tool and back, and for the programs of tools.
#pragma once

#include <vector>

#include "module.h"

namespace doorstep::tools {

void add_lti_rows(std::vector<http::Route>& rows, Desk& desk);

}  // namespace doorstep::tools
