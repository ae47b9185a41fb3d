// Cells: one row of a table read by the columns of a sheet of ours. Everything wrong is told to the intake with its
// place and what to do; the reader of the row then gets the empty value and goes on.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <doorstep/registry/columns.h>
#include <doorstep/registry/intake.h>
#include <doorstep/sheets/table.h>

namespace doorstep::imports {

// The heading as it is compared: narrow letters, lower case, without spaces, stars and units in brackets.
std::string plain_heading(std::string_view heading);

// Without spaces at both ends, those of other scripts among them; what narrow() does to letters is left undone.
std::string_view trimmed(std::string_view text);

// The number in a cell, to the 15 digits that spreadsheet programs keep: 1967.3999999999999 is 1967.4 everywhere.
std::optional<double> number_in(std::string_view cell, char decimal = '.');

// A month as people write it (1979-05, 1979.5, 1979年5月, 197905, or a whole day) as YYYY-MM; empty when it is none.
std::string month_in(std::string_view cell);

// Whether a row begins as sums and signatures below a table do; and the note that it was left out.
bool closing_row(const sheets::TableRow& row);
void leave_out(const sheets::TableReader& table, const sheets::TableRow& row, registry::Intake& intake);

// Which column of the table each column of the sheet is; -1 where it has none.
std::vector<int> match_columns(const registry::Sheet& sheet, const std::vector<std::string>& header);

// The code that a word is in a column of codes: the code itself, or its Chinese or English name.
std::optional<std::string> code_in(const registry::Column& column, std::string_view word);

// The day of a number in a workbook whose cell has lost its format.
std::optional<Date> serial_day(const sheets::TableRow& row, size_t column);

class Cells {
 public:
  Cells(const sheets::TableReader& table, const registry::Sheet& sheet, registry::Intake& intake)
      : table_(table), sheet_(sheet), intake_(intake), at_(match_columns(sheet, table.header())) {}

  void take(const sheets::TableRow& row);
  // Whether the row is no record: a required cell is empty, and it begins as sums and signatures do.
  bool closing(const sheets::TableRow& row) const;

  // False when a required cell was empty or a cell was not what it must be: the row is not put.
  bool good() const { return good_; }

  bool has(std::string_view column) const { return at_[position(column)] >= 0; }
  std::string text(std::string_view column);
  std::optional<double> number(std::string_view column);
  std::optional<Date> date(std::string_view column);
  std::string month(std::string_view column);  // YYYY-MM, "" when empty
  std::string code(std::string_view column);   // "" when empty
  std::string codes(std::string_view column);  // codes by commas
  std::optional<bool> flag(std::string_view column);

  registry::Place place(std::string_view column = {}) const;
  void wrong(std::string_view column, Words what, Words remedy);

 private:
  size_t position(std::string_view column) const;
  std::string_view raw(std::string_view column);
  std::string code_of(const registry::Column& column, std::string_view word);

  const sheets::TableReader& table_;
  const registry::Sheet& sheet_;
  registry::Intake& intake_;
  std::vector<int> at_;
  const sheets::TableRow* row_ = nullptr;
  bool good_ = true;
};

// A place as the register's report has it.
registry::Place place_of(const sheets::Place& place, std::string_view heading = {});

}  // namespace doorstep::imports
