// A timetable as an Excel workbook.
#pragma once

#include <string>

#include <doorstep/bookings/bookings.h>

namespace doorstep::bookings {

std::string timetable_workbook(const Timetable& timetable, Language language);

}  // namespace doorstep::bookings
