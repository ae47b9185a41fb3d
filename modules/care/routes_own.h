#pragma once

#include <vector>

#include "module.h"

namespace doorstep::care {

void add_own_rows(std::vector<http::Route>& rows, Care& care);

}  // namespace doorstep::care
