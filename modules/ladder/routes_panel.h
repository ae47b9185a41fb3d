// Rows for one's own: applying, reading as one of a panel, the public notice.
#pragma once

#include <vector>

#include "module.h"

namespace doorstep::ladder {

void add_own_rows(std::vector<http::Route>& rows, Ladders& ladders, const files::Files& files);
void add_panel_rows(std::vector<http::Route>& rows, Ladders& ladders, const files::Files& files);

}  // namespace doorstep::ladder
