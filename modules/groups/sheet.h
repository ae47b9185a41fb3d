// Coverage as an Excel workbook.
#pragma once

#include <string>

#include <doorstep/groups/groups.h>

namespace doorstep::groups {

std::string coverage_workbook(const Coverage& coverage, Language language);

// What a row of a coverage is about, as people say it.
Words dimension_word(std::string_view dimension);
Words code_word(const CoverageRow& row);

}  // namespace doorstep::groups
