// Reads the sheet by which a district gives posts.
#include <algorithm>
#include <map>

#include <doorstep/registry/columns.h>
#include <doorstep/sheets/table.h>

#include "sheet.h"
#include "sheet_columns.h"

namespace doorstep::staffing {
namespace {

constexpr size_t most_sheet_rows = 1000;

const AllotmentColumn* column_named(std::string_view heading) {
  const auto found = std::ranges::find_if(allotment_columns(), [&](const AllotmentColumn& one) {
    return heading == one.code || heading == one.heading.zh || heading == one.heading.en;
  });
  return found == allotment_columns().end() ? nullptr : &*found;
}

std::string subject_code(const std::string& text) {
  for (const auto& sheet : registry::sheets())
    for (const auto& column : sheet.columns)
      if (column.name == "subject")
        for (const auto& choice : column.choices)
          if (text == choice.zh || text == choice.en) return std::string{choice.code};
  return text;
}

// "2026", "2026-27": the year in which the school year begins.
std::string year_begin(const std::string& text) { return text.substr(0, std::min(text.find('-'), text.find("/"))); }

}  // namespace

const std::array<AllotmentColumn, 6>& allotment_columns() {
  using sheets::ColumnKind;
  static const std::array<AllotmentColumn, 6> all{{
      {"school", say("学校", "School"), true, 30, ColumnKind::text, say("学校全称", "full name of the school"),
       &SheetRow::school},
      {"year", say("学年", "Year"), true, 10, ColumnKind::whole,
       say("学年开始的年份，如 2026", "the year in which the school year begins, as 2026"), &SheetRow::year},
      {"subject", say("学科", "Subject"), false, 14, ColumnKind::text,
       say("留空为全校总数", "empty: the school as a whole"), &SheetRow::subject},
      {"posts", say("编制数", "Posts"), true, 10, ColumnKind::whole,
       say("核定的编制总数，不是增减数", "posts in all, not the change"), &SheetRow::posts},
      {"turnover", say("周转编制", "From the reserve"), false, 12, ColumnKind::whole,
       say("从周转编制中借给学校的数", "lent from the reserve"), &SheetRow::turnover},
      {"reason", say("理由", "Reason"), true, 40, ColumnKind::text, say("文号或理由", "the document or the reason"),
       &SheetRow::reason},
  }};
  return all;
}

Result<std::vector<SheetRow>> read_allotments(const std::filesystem::path& file) {
  sheets::TableOptions options;
  options.header_score = [](std::span<const std::string_view> cells) {
    return static_cast<double>(std::ranges::count_if(cells, [](auto cell) { return column_named(cell) != nullptr; }));
  };
  DOORSTEP_LET(table, sheets::open_table(sheets::Input::file(file.string()), options));
  std::map<std::string_view, size_t> at;
  for (size_t i = 0; i < table->header().size(); ++i)
    if (const auto* column = column_named(table->header()[i])) at.emplace(column->code, i);
  for (const auto& column : allotment_columns())
    if (column.required && !at.contains(column.code))
      return refuse(Fault::invalid, "column-missing",
                    say("表中缺少“{}”一列", "the sheet has no column “{}”", column.heading.zh, column.heading.en));
  std::vector<SheetRow> rows;
  while (true) {
    DOORSTEP_LET(row, table->next());
    if (!row) break;
    if (rows.size() >= most_sheet_rows)
      return refuse(Fault::invalid, "too-many-rows", say("一次最多 {} 行", "at most {} rows at once", most_sheet_rows));
    auto& made = rows.emplace_back();
    made.row = row->row;
    for (const auto& column : allotment_columns())
      if (const auto found = at.find(column.code); found != at.end()) made.*column.member = row->cells[found->second];
    made.subject = subject_code(made.subject);
    made.year = year_begin(made.year);
  }
  if (rows.empty()) return refuse(Fault::invalid, "sheet-empty", say("表中没有数据", "the sheet has no rows"));
  return rows;
}

}  // namespace doorstep::staffing
