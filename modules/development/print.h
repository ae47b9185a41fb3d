// A student's record as a PDF.
#pragma once

#include <string>

#include <doorstep/development/development.h>

namespace doorstep::development {

Result<std::string> record_pdf(const StudentRecord& record, const std::vector<DevelopmentSide>& sides, Date on,
                               Language language);

}  // namespace doorstep::development
