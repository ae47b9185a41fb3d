// Results of a class as an Excel workbook.
#pragma once

#include <string>

#include <doorstep/assignments/work.h>
#include <doorstep/base/words.h>

namespace doorstep::assignments {

std::string results_workbook(const ClassResults& results, Language language);

}  // namespace doorstep::assignments
