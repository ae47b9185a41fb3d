#include "sheet_match.h"

#include <algorithm>

#include "cells.h"

namespace doorstep::imports {
namespace {

struct Counted {
  SheetMatch match;
  int found = 0;     // columns of the sheet that the header has
  int headings = 0;  // of the header, those that are not empty
};

Counted count(const registry::Sheet& sheet, const std::vector<std::string>& header) {
  Counted made{{&sheet, {}}, 0, 0};
  const auto at = match_columns(sheet, header);
  for (size_t i = 0; i < at.size(); ++i) {
    made.found += at[i] >= 0;
    if (at[i] < 0 && sheet.columns[i].required) made.match.missing.push_back(&sheet.columns[i]);
  }
  for (const auto& heading : header) made.headings += !heading.empty();
  return made;
}

void note(const sheets::TableReader& table, registry::Intake& intake, Words what, Words remedy, bool fatal) {
  intake.fault({{table.info().name, table.header_row(), ""}, std::move(what), std::move(remedy), fatal});
}

}  // namespace

SheetMatch match_sheet(const sheets::TableReader& table) {
  const auto& name = table.info().name;
  const auto slash = name.rfind('/');
  const auto file = name.substr(slash == name.npos ? 0 : slash + 1);
  const auto* named = registry::sheet_named(file.substr(0, file.rfind('.')));
  if (named)
    if (auto own = count(*named, table.header()); own.match.missing.empty()) return own.match;
  Counted best, meant;
  for (const auto& sheet : registry::sheets()) {
    auto one = count(sheet, table.header());
    if (one.match.missing.empty() && one.found > best.found)
      best = std::move(one);
    else if (one.match.missing.size() == 1 && one.found >= 3 && one.found == one.headings && one.found > meant.found)
      meant = std::move(one);
  }
  if (best.match.sheet) return best.match;
  if (named)
    if (auto own = count(*named, table.header()); own.found > 0) return own.match;
  return meant.match;
}

SheetMatch nearest_sheet(const std::vector<std::string>& header) {
  Counted best;
  for (const auto& sheet : registry::sheets())
    if (auto one = count(sheet, header); one.found >= 3 && one.found > best.found) best = std::move(one);
  return best.match;
}

bool check_sheet(const sheets::TableReader& table, const SheetMatch& match, const std::vector<FigureColumn>& figures,
                 registry::Intake& intake) {
  const auto& header = table.header();
  for (const auto& duplicate : table.duplicates())
    intake.fault({{table.info().name, table.header_row(),
                   sheets::column_letters(duplicate.columns.back()) + " " + duplicate.name},
                  say("列名“{}”出现了两次", "the heading “{}” stands twice", duplicate.name),
                  say("删除或改名其中一列", "remove or rename one of them"),
                  true});
  if (!match.missing.empty()) {
    Words list;
    for (const auto* column : match.missing) {
      list.zh += (list.zh.empty() ? "" : "、") + std::string{column->zh};
      list.en += (list.en.empty() ? "" : ", ") + std::string{column->en};
    }
    note(table, intake,
         {fmt::format("“{}”表缺少必需的列：{}", match.sheet->zh, list.zh),
          fmt::format("the sheet “{}” lacks required columns: {}", match.sheet->en, list.en)},
         say("按模板补上这些列", "add them as in the template"), true);
    return false;
  }
  std::vector<bool> taken(header.size());
  for (const int column : match_columns(*match.sheet, header))
    if (column >= 0) taken[static_cast<size_t>(column)] = true;
  for (const auto& figure : figures) taken[figure.column] = true;
  std::string left;
  for (size_t i = 0; i < header.size(); ++i)
    if (!taken[i] && !header[i].empty()) left += (left.empty() ? "" : ", ") + header[i];
  if (!left.empty())
    note(table, intake, say("未采用的列：{}", "columns that are not taken: {}", left),
         say("列名应与模板一致", "headings must be those of the template"), false);
  return true;
}

void tell_merged(const sheets::TableReader& table, registry::Intake& intake) {
  for (const auto& range : table.merged()) {
    if (range.last_row <= table.header_row()) continue;
    intake.fault(
        {{table.info().name, std::max(range.row, table.header_row() + 1), sheets::column_letters(range.column)},
         say("合并的单元格只有第一格有内容", "of merged cells only the first has a content"),
         say("取消合并并填满每一格", "unmerge them and fill every cell"),
         false});
  }
}

}  // namespace doorstep::imports
