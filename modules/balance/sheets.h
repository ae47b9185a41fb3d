// The balance as an Excel file: indicators, schools, and what was left out.
#pragma once

#include <vector>

#include <doorstep/balance/balance.h>
#include <doorstep/http/route.h>

namespace doorstep::balance {

http::Reply report_sheet(const Report& report, const std::vector<SchoolResult>& schools, Language language);

}  // namespace doorstep::balance
