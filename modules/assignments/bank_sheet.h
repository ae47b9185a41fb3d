// The question bank as an Excel workbook.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <doorstep/assignments/bank.h>
#include <doorstep/base/result.h>
#include <doorstep/base/sheet_fault.h>

namespace doorstep::assignments {

std::string bank_template(Language language);
// What a sheet cannot say is left out and counted in a note.
std::string bank_workbook(const std::vector<BankQuestion>& questions, Language language);

// A line read; school, shelf, licence are the caller's. Empty where a fault was noted.
struct BankLineRead {
  int64_t row = 0;
  std::optional<NewBankQuestion> question;
};
//   invalid  no table, a column is missing (column-missing), sheet-empty, too-many-rows
Result<std::vector<BankLineRead>> read_bank_lines(const std::filesystem::path& file, std::vector<SheetFault>& faults);

// The column of the sheet where a field of a question stands.
std::string bank_column_of(const std::string& field);

}  // namespace doorstep::assignments
