#include "cells.h"

#include <algorithm>
#include <stdexcept>

#include <doorstep/sheets/number.h>

namespace doorstep::imports {
namespace {

bool one_of(std::string_view list, const std::string& wanted) {
  while (!list.empty()) {
    const auto bar = std::min(list.find('|'), list.size());
    if (plain_heading(list.substr(0, bar)) == wanted) return true;
    list.remove_prefix(std::min(bar + 1, list.size()));
  }
  return false;
}

bool names(const registry::Column& column, const std::string& heading) {
  return plain_heading(column.zh) == heading || plain_heading(column.en) == heading ||
         plain_heading(column.name) == heading || one_of(column.aliases, heading);
}

std::string choices_of(const registry::Column& column, bool zh) {
  std::string list;
  for (const auto& choice : column.choices)
    list += (list.empty() ? "" : zh ? "、" : ", ") + std::string{zh ? choice.zh : choice.en};
  return list;
}

// What a row says that is no record: a sum, or who filled in the sheet.
constexpr std::string_view closing_words[] = {"合计",     "总计",      "小计",     "共计",     "总数",    "总和",
                                              "汇总",     "填表人",    "制表人",   "填报人",   "审核人",  "负责人",
                                              "填表日期", "制表日期",  "填报日期", "填表说明", "说明",    "备注",
                                              "注:",      "合計",      "總計",     "小計",     "total",   "grandtotal",
                                              "subtotal", "sum",       "note:",    "notes:",   "source:", "summe",
                                              "gesamt",   "insgesamt", "yhteensä", "totaux"};

}  // namespace

std::string_view trimmed(std::string_view text) {
  static constexpr std::string_view spaces[] = {" ", "\t", "\n", "\r", "\u00a0", "\u3000", "\u200b", "\ufeff"};
  for (bool again = true; again;) {
    again = false;
    for (const auto space : spaces) {
      if (text.starts_with(space)) text.remove_prefix(space.size()), again = true;
      if (text.ends_with(space)) text.remove_suffix(space.size()), again = true;
    }
  }
  return text;
}

std::optional<double> number_in(std::string_view cell, char decimal) {
  const auto value = sheets::parse_number(cell, decimal);
  if (!value) return std::nullopt;
  return std::stod(fmt::format("{:.15g}", *value));
}

bool closing_row(const sheets::TableRow& row) {
  for (const auto& cell : row.cells) {
    if (trimmed(cell).empty()) continue;
    const auto plain = plain_heading(cell);
    return std::ranges::any_of(closing_words, [&](std::string_view word) {
      if (!plain.starts_with(word)) return false;
      const bool latin = static_cast<unsigned char>(word.front()) < 0x80;
      return !latin || plain.size() == word.size() || word.ends_with(':') || plain[word.size()] == ':';
    });
  }
  return false;
}

void leave_out(const sheets::TableReader& table, const sheets::TableRow& row, registry::Intake& intake) {
  const auto filled = std::ranges::find_if(row.cells, [](const auto& cell) { return !trimmed(cell).empty(); });
  intake.fault({place_of(table.place()),
                say("未读取这一行：“{}”不是记录", "this row was left out: “{}” is no record", *filled),
                say("合计与填表信息可以保留，也可以删除", "totals and signatures may stay or be removed"), false});
}

std::string plain_heading(std::string_view heading) {
  auto narrow = sheets::narrow(heading);
  std::string plain;
  int brackets = 0;
  for (size_t i = 0; i < narrow.size(); ++i) {
    const char c = narrow[i];
    if (c == '(' || c == '[') ++brackets;
    if (brackets == 0 && c != ' ' && c != '*' && c != '_')
      plain += static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
    if (c == ')' || c == ']') brackets = std::max(0, brackets - 1);
  }
  return plain;
}

std::vector<int> match_columns(const registry::Sheet& sheet, const std::vector<std::string>& header) {
  std::vector<int> at(sheet.columns.size(), -1);
  for (size_t column = 0; column < header.size(); ++column) {
    const auto heading = plain_heading(header[column]);
    for (size_t i = 0; i < sheet.columns.size(); ++i)
      if (at[i] < 0 && names(sheet.columns[i], heading)) {
        at[i] = static_cast<int>(column);
        break;
      }
  }
  return at;
}

registry::Place place_of(const sheets::Place& place, std::string_view heading) {
  auto column = place.column > 0 ? sheets::column_letters(place.column) : std::string{};
  if (!heading.empty()) column += column.empty() ? std::string{heading} : " " + std::string{heading};
  return {place.sheet, place.row, std::move(column)};
}

std::string month_in(std::string_view cell) {
  auto text = sheets::narrow(cell);
  if (const auto day = sheets::parse_date(text)) return day->text().substr(0, 7);
  if (text.size() == 6 && text.find_first_not_of("0123456789") == text.npos) text.insert(4, "-");
  for (const std::string_view mark : {"年", ".", "/"})
    if (const auto at = text.find(mark); at != text.npos) text.replace(at, mark.size(), "-");
  if (text.ends_with("月")) text.erase(text.size() - std::string_view{"月"}.size());
  const auto dash = text.find('-');
  if (dash != 4) return {};
  const auto year = sheets::parse_whole(text.substr(0, dash)), month = sheets::parse_whole(text.substr(dash + 1));
  if (!year || !month || *year < 1900) return {};
  const auto first = Date::of(static_cast<int>(*year), static_cast<int>(*month), 1);
  return first ? first->text().substr(0, 7) : std::string{};
}

std::optional<std::string> code_in(const registry::Column& column, std::string_view word) {
  const auto wanted = plain_heading(word);
  for (const auto& choice : column.choices)
    if (wanted == plain_heading(choice.code) || wanted == plain_heading(choice.zh) ||
        wanted == plain_heading(choice.en))
      return std::string{choice.code};
  return std::nullopt;
}

size_t Cells::position(std::string_view column) const {
  for (size_t i = 0; i < sheet_.columns.size(); ++i)
    if (sheet_.columns[i].name == column) return i;
  throw std::logic_error("sheet " + std::string{sheet_.name} + " has no column " + std::string{column});
}

void Cells::take(const sheets::TableRow& row) {
  row_ = &row;
  good_ = true;
  for (size_t i = 0; i < at_.size(); ++i) {
    const auto& column = sheet_.columns[i];
    if (at_[i] < 0) continue;
    const auto cell = static_cast<size_t>(at_[i]);
    if (column.required && !column.may_be_blank && trimmed(row.cells[cell]).empty())
      wrong(column.name, say("“{0}”为空", "“{1}” is empty", column.zh, column.en), say("请填写", "fill it in"));
    if (column.type == registry::ColumnType::id && row.lost(cell))
      wrong(column.name,
            say("编号超过 15 位且以数字保存，末几位已丢失",
                "an id of more than 15 digits was kept as a number: its last digits are lost"),
            say("把该列设为文本格式后重新填写", "format the column as text and type it again"));
    if (row.kind(cell) == sheets::CellKind::fault)
      wrong(column.name, say("单元格是错误值 {}", "the cell is an error: {}", row.cells[cell]),
            say("改正公式或填入值", "mend the formula or type the value"));
  }
}

std::string_view Cells::raw(std::string_view column) {
  const int at = at_[position(column)];
  return at < 0 ? std::string_view{} : trimmed(row_->cells[static_cast<size_t>(at)]);
}

bool Cells::closing(const sheets::TableRow& row) const {
  for (size_t i = 0; i < at_.size(); ++i)
    if (sheet_.columns[i].required && at_[i] >= 0 && trimmed(row.cells[static_cast<size_t>(at_[i])]).empty())
      return closing_row(row);
  return false;
}

registry::Place Cells::place(std::string_view column) const {
  if (column.empty()) return place_of(table_.place());
  const int at = at_[position(column)];
  if (at < 0) return place_of(table_.place());
  return place_of(table_.place(static_cast<size_t>(at)), table_.header()[static_cast<size_t>(at)]);
}

void Cells::wrong(std::string_view column, Words what, Words remedy) {
  good_ = false;
  intake_.fault({place(column), std::move(what), std::move(remedy), true});
}

std::string Cells::text(std::string_view column) {
  const auto cell = raw(column);
  return sheet_.columns[position(column)].type == registry::ColumnType::id ? sheets::narrow(cell) : std::string{cell};
}

std::optional<double> Cells::number(std::string_view column) {
  const auto cell = raw(column);
  if (cell.empty()) return std::nullopt;
  const auto value = number_in(cell);
  if (!value)
    wrong(column, say("“{}”不是数字", "“{}” is not a number", cell),
          say("填入数字，不带单位", "type a number without a unit"));
  return value;
}

// The day of a number that a spreadsheet program shows without its format. Years ("1998") are below, days written
// together ("20240901") above.
std::optional<Date> serial_day(const sheets::TableRow& row, size_t column) {
  if (row.kind(column) != sheets::CellKind::number) return std::nullopt;
  const auto days = sheets::parse_whole(row.cells[column]);
  if (!days || *days < 10'000 || *days > 80'000) return std::nullopt;
  return Date::of(1899, 12, 30)->plus(*days);
}

std::optional<Date> Cells::date(std::string_view column) {
  const auto cell = raw(column);
  if (cell.empty()) return std::nullopt;
  if (const auto day = sheets::parse_date(cell)) return day;
  const auto at = static_cast<size_t>(at_[position(column)]);
  if (const auto day = serial_day(*row_, at)) {
    intake_.fault(
        {place(column), say("数值 {} 按 Excel 日期读作 {}", "{} was read as Excel's number of {}", cell, day->text()),
         say("把该列设为日期格式可消除此提示", "format the column as a date and this note goes away"), false});
    return day;
  }
  wrong(column, say("“{}”不是存在的日期", "“{}” is not a day that exists", cell),
        say("写成 YYYY-MM-DD", "write it as YYYY-MM-DD"));
  return std::nullopt;
}

std::string Cells::month(std::string_view column) {
  const auto cell = raw(column);
  if (cell.empty()) return {};
  auto found = month_in(cell);
  if (found.empty())
    if (const auto day = serial_day(*row_, static_cast<size_t>(at_[position(column)])))
      found = day->text().substr(0, 7);
  if (found.empty())
    wrong(column, say("“{}”不是年月", "“{}” is no month of a year", cell), say("写成 YYYY-MM", "write it as YYYY-MM"));
  return found;
}

std::string Cells::code_of(const registry::Column& column, std::string_view word) {
  if (auto code = code_in(column, word)) return std::move(*code);
  wrong(column.name, say("“{}”不是此列的可选值", "“{}” is not a value of this column", word),
        {"应为：" + choices_of(column, true), "one of: " + choices_of(column, false)});
  return {};
}

std::string Cells::code(std::string_view column) {
  const auto cell = raw(column);
  return cell.empty() ? std::string{} : code_of(sheet_.columns[position(column)], cell);
}

std::string Cells::codes(std::string_view column) {
  auto rest = sheets::narrow(raw(column));
  for (const std::string_view comma : {"、", "；", ";"})
    for (size_t at; (at = rest.find(comma)) != rest.npos;) rest.replace(at, comma.size(), ",");
  std::string list;
  for (size_t at = 0; at < rest.size();) {
    const auto end = std::min(rest.find(',', at), rest.size());
    if (const auto word = sheets::narrow(std::string_view{rest}.substr(at, end - at)); !word.empty()) {
      const auto code = code_of(sheet_.columns[position(column)], word);
      if (!code.empty()) list += (list.empty() ? "" : ",") + code;
    }
    at = end + 1;
  }
  return list;
}

std::optional<bool> Cells::flag(std::string_view column) {
  const auto cell = sheets::narrow(raw(column));
  if (cell.empty()) return std::nullopt;
  const auto plain = plain_heading(cell);
  static constexpr std::string_view yes[] = {"true", "1", "y", "t", "√", "✓", "✔", "☑", "有", "对", "ja", "oui", "si"};
  static constexpr std::string_view no[] = {"false", "0", "n", "f", "×", "✗", "✘", "☐", "无", "無", "-", "nein", "non"};
  if (std::ranges::find(yes, plain) != std::end(yes)) return true;
  if (std::ranges::find(no, plain) != std::end(no)) return false;
  const auto code = code_of(sheet_.columns[position(column)], cell);
  if (code.empty()) return std::nullopt;
  return code == "yes";
}

}  // namespace doorstep::imports
