// What a class wrote on paper, as a sheet: a line a child, a column a question.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <doorstep/assignments/work.h>
#include <doorstep/base/result.h>

namespace doorstep::assignments {

struct AnswerLine {
  int64_t row = 0;
  std::string id, name;             // the child's in the register
  std::vector<std::string> values;  // by question, in the order of the assignment
};

std::string answer_workbook(const std::string& title, const std::vector<AssignmentItem>& items,
                            const std::vector<AnswerLine>& children, Language language);
//   invalid  no table, a column is missing (column-missing), too-many-rows
Result<std::vector<AnswerLine>> read_answer_lines(const std::filesystem::path& file,
                                                  const std::vector<AssignmentItem>& items);

std::string answer_column(int64_t place);  // "Q1"

}  // namespace doorstep::assignments
