// The account of giving and receiving as an Excel workbook.
#pragma once

#include <string>

#include "flows.h"

namespace doorstep::flows {

std::string flows_workbook(const OrgFlows& flows, Language language);

}  // namespace doorstep::flows
