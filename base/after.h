// Moments of records of which the last one counts.
#pragma once

#include <string>

namespace doorstep {

// Now as now_utc() writes it; where the clock says no later than `last`, the millisecond after it. `last`: such a text,
// or empty.
std::string now_after(const std::string& last);

}  // namespace doorstep
