// Columns of our own sheets: one row a column. Templates, reading, error texts, exports and docs/formats are all made
// from these rows.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include <doorstep/base/words.h>

namespace doorstep::registry {

enum class ColumnType {
  text,
  id,  // digits that a spreadsheet must keep as text
  whole,
  number,
  date,  // YYYY-MM-DD
  yes_no,
  code,   // one of `choices`
  codes,  // several of `choices`, comma-separated
};

struct Choice {
  std::string_view code, zh, en;
};

struct Column {
  std::string_view name;  // stable, as in the row struct
  std::string_view zh, en;
  std::string_view aliases;  // other headings, divided by '|'
  ColumnType type = ColumnType::text;
  bool required = false;
  std::string_view meaning_zh, meaning_en;
  std::string_view example;
  std::span<const Choice> choices{};
  bool may_be_blank = false;  // the heading is required, its cells are not
};

struct Sheet {
  std::string_view name;  // "schools"
  std::string_view zh, en;
  std::span<const Column> columns;
  bool figures = false;  // followed by one column for each figure of standards/figures.toml
};

// In the order in which an import reads them.
std::span<const Sheet> sheets();
const Sheet* sheet_named(std::string_view name);  // by name, Chinese or English title
// What a code of a column is called; the code itself where it has no word.
Words choice_word(std::string_view sheet, std::string_view column, std::string_view code);

// What a code of a column means; the code itself where the column does not know it.
Words word_of(std::string_view sheet, std::string_view column, std::string_view code);

}  // namespace doorstep::registry
