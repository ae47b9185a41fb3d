#include "sheet.h"

#include <doorstep/sheets/write.h>

namespace doorstep::assignments {
namespace {

using sheets::CellValue;
using sheets::ColumnKind;

Words word_of(PaperState state) {
  switch (state) {
    case PaperState::none:
      return say("未开始", "not begun");
    case PaperState::working:
      return say("作答中", "being answered");
    case PaperState::handed:
      return say("待批改", "handed in");
    default:
      return say("已批改", "marked");
  }
}

CellValue number_or_none(const std::optional<double>& number) {
  if (!number) return std::monostate{};
  return *number;
}

}  // namespace

std::string results_workbook(const ClassResults& results, Language language) {
  return sheets::workbook_bytes([&](sheets::WorkbookWriter& book) {
    sheets::SheetPlan plan;
    plan.name = say("成绩", "Results").in(language);
    plan.notes = {results.of.title + " · " + results.of_class.school + " " + results.of_class.title};
    plan.columns = {sheets::column(say("姓名", "Name"), language, 14),
                    sheets::column(say("状态", "State"), language, 12),
                    sheets::column(say("迟交", "Late"), language, 8)};
    for (const auto& one : results.columns)
      plan.columns.push_back(sheets::column(say("第 {0} 题（{1} 分）", "Question {0} ({1})", one.place, one.most),
                                            language, 12, ColumnKind::number, 2));
    plan.columns.push_back(
        sheets::column(say("总分（{} 分）", "Total ({})", results.most), language, 12, ColumnKind::number, 2));
    book.sheet(plan);
    const auto yes = say("是", "yes").in(language), mean = say("平均", "Mean").in(language);
    for (const auto& line : results.lines) {
      const auto state = word_of(line.state).in(language);
      std::vector<CellValue> row{std::string_view{line.name}, std::string_view{state},
                                 line.late ? CellValue{std::string_view{yes}} : CellValue{std::monostate{}}};
      for (size_t i = 0; i < results.columns.size(); ++i)
        row.push_back(i < line.cells.size() ? number_or_none(line.cells[i].points) : CellValue{std::monostate{}});
      row.push_back(number_or_none(line.points));
      book.row(row);
    }
    std::vector<CellValue> row{std::string_view{mean}, std::monostate{}, std::monostate{}};
    for (const auto& one : results.columns) row.push_back(number_or_none(one.mean));
    row.push_back(number_or_none(results.mean));
    book.row(row);
  });
}

}  // namespace doorstep::assignments
