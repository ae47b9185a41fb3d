// Reads the sheet by which a district gives posts.
#include <algorithm>

#include <doorstep/registry/columns.h>
#include <doorstep/sheets/form.h>

#include "sheet.h"
#include "sheet_columns.h"

namespace doorstep::staffing {
namespace {

constexpr size_t most_sheet_rows = 1000;

std::string subject_code(const std::string& text) {
  for (const auto& sheet : registry::sheets())
    for (const auto& column : sheet.columns)
      if (column.name == "subject")
        for (const auto& choice : column.choices)
          if (text == choice.zh || text == choice.en) return std::string{choice.code};
  return text;
}

// "2026", "2026-27": the year in which the school year begins.
std::string year_begin(const std::string& text) { return text.substr(0, std::min(text.find('-'), text.find('/'))); }

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
  DOORSTEP_LET(rows, sheets::read_form<SheetRow>(file, allotment_columns(), most_sheet_rows));
  for (auto& row : rows) {
    row.subject = subject_code(row.subject);
    row.year = year_begin(row.year);
  }
  if (rows.empty()) return refuse(Fault::invalid, "sheet-empty", say("表中没有数据", "the sheet has no rows"));
  return rows;
}

}  // namespace doorstep::staffing
