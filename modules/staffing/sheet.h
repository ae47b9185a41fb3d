// Staffing as Excel workbooks, and the sheet by which a district gives posts.
#pragma once

#include <filesystem>
#include <string>

#include <doorstep/staffing/forecast.h>
#include <doorstep/staffing/recruitment.h>
#include <doorstep/staffing/staffing.h>

namespace doorstep::staffing {

// Schools, subjects by school, and what the district decided.
std::string staffing_workbook(const OrgStaffing& staffing, Language language);
// The sheet to fill in: every public school with what holds.
std::string allotments_workbook(const OrgStaffing& staffing, Language language);
// What is advertised: approved posts, without who asked why.
std::string announcement_workbook(const Round& round, Language language);
std::string forecast_workbook(const OrgForecast& forecast, Language language);

// invalid: columns are missing, or there are too many rows. Subjects may be written by code or by word.
Result<std::vector<SheetRow>> read_allotments(const std::filesystem::path& file);

}  // namespace doorstep::staffing
