// Hours, who takes part and who came, as Excel workbooks, and the sheet of attendance read back.
#pragma once

#include <filesystem>

#include <doorstep/training/training.h>

namespace doorstep::training {

std::string hours_workbook(const HoursPage& all, const DutyBook& book, Language language);
std::string people_workbook(const OfferFile& file, Language language);
std::string attendance_workbook(const OfferFile& file, const std::string& session, Language language);
// invalid (column-missing, too-many-rows, sheet-empty), and what is wrong with the file itself.
// One line for each of the people, to be filled in and multiplied.
std::string past_hours_workbook(const HoursPage& people, const DutyBook& book, Language language);
Result<std::vector<PastHoursLine>> read_past_hours_sheet(const std::filesystem::path& file);
Result<std::vector<AttendanceLine>> read_attendance_sheet(const std::filesystem::path& file);

}  // namespace doorstep::training
