// Lists as Excel workbooks, and the sheet that signs students up.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <doorstep/care/care.h>

namespace doorstep::care {

// Counts by dish and diet, and how many cannot have what; names nobody.
std::string kitchen_workbook(const CareDesk& desk, Language language);
// Who comes, until when, who went to whom; nothing of what guardians entered about them.
std::string pick_up_workbook(const CareDesk& desk, Language language);
std::string month_workbook(const CareBooks& books, Language language);

std::string menus_workbook(const CareMenus& menus, Language language);
Result<std::vector<CareMenuLine>> read_menu_sheet(const std::filesystem::path& file);

std::string sign_up_workbook(const CareRoll& people, Language language);  // to be filled in
Result<std::vector<CareSheetLine>> read_sign_up_sheet(const std::filesystem::path& file);

}  // namespace doorstep::care
