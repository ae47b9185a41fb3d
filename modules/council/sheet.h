// Resolutions and tasks as an Excel workbook.
#pragma once

#include <string>
#include <vector>

#include <doorstep/council/council.h>

namespace doorstep::council {

std::string council_workbook(const Council& council, const std::vector<Meeting>& meetings, Language language);

}  // namespace doorstep::council
