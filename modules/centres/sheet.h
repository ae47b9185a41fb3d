// Centres as an Excel workbook.
#pragma once

#include <string>

#include <doorstep/centres/centres.h>

namespace doorstep::centres {

std::string centres_workbook(const GroupCentres& centres, Language language);

}  // namespace doorstep::centres
