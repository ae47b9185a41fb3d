#include "sheet.h"

#include <doorstep/sheets/write.h>

namespace doorstep::evaluation {
namespace {

sheets::CellValue number(const std::optional<double>& value) {
  if (!value) return std::monostate{};
  return *value;
}

}  // namespace

std::string round_workbook(const EvaluationRound& round, Language language) {
  return sheets::workbook_bytes([&](sheets::WorkbookWriter& book) {
    sheets::SheetPlan plan;
    plan.name = say("结果", "Results").in(language);
    plan.notes = {fmt::format("{}  {}  {}", round.of.org, round.of.title, round.of.year)};
    plan.columns = {
        sheets::column((round.of.of_district ? say("集团", "Group") : say("学校", "School")).in(language), 32),
        sheets::column(say("总分", "Score").in(language), 10, sheets::ColumnKind::number, 1),
        sheets::column(say("依据的权重", "Weight it rests on").in(language), 12, sheets::ColumnKind::whole)};
    for (const auto& one : round.indicators)
      plan.columns.push_back(
          sheets::column(fmt::format("{} ({}%)", one.name, one.weight), 18, sheets::ColumnKind::number, 1));
    book.sheet(plan);
    for (const auto& result : round.results) {
      std::vector<sheets::CellValue> cells{std::string_view{result.org}, number(result.score), result.weight};
      for (const auto& score : result.scores) cells.push_back(number(score.score));
      book.row(cells);
    }
  });
}

}  // namespace doorstep::evaluation
