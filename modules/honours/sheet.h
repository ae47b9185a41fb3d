// Honours as an Excel workbook, and the sheet that enters them.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <doorstep/honours/honours.h>

namespace doorstep::honours {

std::string honours_workbook(const SchoolHonours& all, Language language);
std::string honours_template(const SchoolHonours& of, Language language);
Result<std::vector<HonourLine>> read_honours_sheet(const std::filesystem::path& file);

}  // namespace doorstep::honours
