// The plan of lessons as an Excel workbook, and a filled one read back.
#pragma once

#include <filesystem>

#include <doorstep/classroom/lessons.h>

namespace doorstep::classroom {

std::string lessons_workbook(const std::vector<OpenLesson>& lessons, Language language);
std::string plan_template(Language language);
// invalid (column-missing, too-many-rows, sheet-empty), and what is wrong with the file itself.
Result<std::vector<LessonLine>> read_lessons_sheet(const std::filesystem::path& file);

// What a cell says, by code or by either word; empty: none of them. `all`: the words there are, for messages.
std::optional<std::string> subject_of(const std::string& cell);
Words all_subjects();
std::optional<LessonKind> kind_of(const std::string& cell);
Words all_kinds();
std::optional<LessonAudience> audience_of(const std::string& cell);

}  // namespace doorstep::classroom
