#include "amounts.h"

#include <algorithm>
#include <limits>

#include <doorstep/sheets/number.h>
#include <doorstep/sheets/table.h>

namespace doorstep::balance {
namespace {

Result<size_t> column_named(const std::vector<std::string>& header, const std::string& name) {
  const auto found = std::ranges::find(header, name);
  if (found != header.end()) return static_cast<size_t>(found - header.begin());
  std::string all;
  for (const auto& heading : header) all += (all.empty() ? "" : ", ") + heading;
  return refuse(Fault::invalid, "column-unknown",
                say("没有名为“{}”的列；有：{}", "there is no column “{}”; there are: {}", name, all));
}

Result<double> number_at(const sheets::TableReader& table, const sheets::TableRow& row, size_t column) {
  const auto text = sheets::narrow(row.cells[column]);
  if (text.empty()) return std::numeric_limits<double>::quiet_NaN();
  if (const auto number = sheets::parse_number(text)) return *number;
  const auto place = sheets::in_words(table.place(column));
  const auto& heading = table.header()[column];
  return refuse(Fault::invalid, "number-expected",
                {fmt::format("{}（{}）应为数字，而不是“{}”", place.zh, heading, text),
                 fmt::format("{} ({}) must be a number, not “{}”", place.en, heading, text)});
}

}  // namespace

Result<Amounts> read_amounts(const std::string& file, const std::string& amount, const std::string& students) {
  DOORSTEP_LET(table, sheets::open_table(sheets::Input::file(file)));
  DOORSTEP_LET(amount_column, column_named(table->header(), amount));
  DOORSTEP_LET(students_column, column_named(table->header(), students));
  Amounts read;
  while (true) {
    auto next = table->next();
    if (!next) return pass_on(next);
    const auto* row = *next;
    if (!row) return read;
    DOORSTEP_LET(amount_value, number_at(*table, *row, amount_column));
    DOORSTEP_LET(students_value, number_at(*table, *row, students_column));
    read.amounts.push_back(amount_value);
    read.students.push_back(students_value);
    read.rows.push_back(row->row);
  }
}

}  // namespace doorstep::balance
