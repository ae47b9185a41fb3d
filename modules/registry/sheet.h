// Schools as an Excel workbook.
#pragma once

#include <string>
#include <vector>

#include <doorstep/registry/registry.h>

namespace doorstep::registry {

// `sources` are named above the table, as their licences ask.
std::string schools_workbook(const std::vector<SchoolSummary>& schools, const std::vector<Source>& sources,
                             Language language);

}  // namespace doorstep::registry
