// Answers of guardians as an Excel workbook.
#pragma once

#include <string>

#include <doorstep/children/children.h>

namespace doorstep::children {

std::string consent_workbook(const ConsentList& list, Language language);

}  // namespace doorstep::children
