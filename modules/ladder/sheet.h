// Ladders as Excel workbooks, and lists of applicants read from one.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <doorstep/ladder/ladder.h>

namespace doorstep::ladder {

// Applications, ranking and agreement of a call.
std::string call_workbook(const LadderCallWhole& call, Language language);
std::string holders_workbook(const std::vector<RankHeld>& ranks, Language language);
std::string posts_workbook(const LadderPostsTable& table, Language language);
std::string pyramid_workbook(const LadderPyramid& pyramid, Language language);

// One line of a list of who applied on paper.
struct ApplicantRow {
  int64_t row = 0;  // in the sheet
  std::string name, school, subject, statement;
};
std::string applicants_template(Language language);
Result<std::vector<ApplicantRow>> read_applicants(const std::filesystem::path& file);

}  // namespace doorstep::ladder
