#include "sheet.h"

#include <doorstep/sheets/write.h>

namespace doorstep::unity {
namespace {

using sheets::CellValue;
using sheets::ColumnKind;

// One mark a cell: what is agreed, and whether it is confirmed.
std::string mark(const Cell& cell, Language language) {
  if (cell.state == State::open) return {};
  const auto level = cell.level == Level::fully ? say("统一", "as one") : say("部分统一", "in part");
  const auto state = cell.state == State::one ? say("已确认", "confirmed") : say("已约定", "agreed");
  return fmt::format("{}（{}）", level.in(language), state.in(language));
}

Words kind_word(std::string_view kind) {
  if (kind == "brand") return say("品牌", "Brand");
  if (kind == "tradition") return say("传统", "Tradition");
  if (kind == "course") return say("课程", "Course");
  return say("特色", "Feature");
}

}  // namespace

std::string matrix_workbook(const Matrix& matrix, Language language) {
  return sheets::workbook_bytes([&](sheets::WorkbookWriter& book) {
    sheets::SheetPlan plan;
    plan.name = say("一体化", "As one").in(language);
    plan.notes = {fmt::format("{}  {}", matrix.group, Date::today().text())};
    plan.columns.push_back(sheets::column(say("事项", "What is unified").in(language), 32));
    for (const auto& school : matrix.schools) plan.columns.push_back(sheets::column(school.school, 18));
    book.sheet(plan);
    for (const auto& row : matrix.rows) {
      std::vector<std::string> texts{row.name.in(language)};
      for (const auto& cell : row.cells) texts.push_back(mark(cell, language));
      std::vector<CellValue> cells;
      for (const auto& text : texts) cells.push_back(text.empty() ? CellValue{} : CellValue{std::string_view{text}});
      book.row(cells);
    }
    sheets::SheetPlan own;
    own.name = say("各校特色", "Their own").in(language);
    own.columns = {sheets::column(say("学校", "School").in(language), 28),
                   sheets::column(say("类别", "Kind").in(language), 12),
                   sheets::column(say("名称", "Title").in(language), 28),
                   sheets::column(say("说明", "Words").in(language), 50),
                   sheets::column(say("链接", "Address").in(language), 30),
                   sheets::column(say("登记日期", "Since").in(language), 12, ColumnKind::date)};
    book.sheet(own);
    for (const auto& one : matrix.own) {
      const auto kind = kind_word(one.kind);
      book.row({std::string_view{one.school}, std::string_view{kind.in(language)}, std::string_view{one.title},
                std::string_view{one.words}, std::string_view{one.url}, one.begin_on});
    }
  });
}

}  // namespace doorstep::unity
