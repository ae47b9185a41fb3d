#pragma once

#include <vector>

#include "module.h"

namespace doorstep::offerings {

void add_club_rows(std::vector<http::Route>& rows, Offerings& offerings);
void add_own_rows(std::vector<http::Route>& rows, Offerings& offerings);

}  // namespace doorstep::offerings
