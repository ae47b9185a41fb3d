#include "sheet.h"

#include <doorstep/registry/columns.h>
#include <doorstep/sheets/write.h>

#include "models.h"

namespace doorstep::groups {
namespace {

using sheets::CellValue;
using sheets::ColumnKind;

CellValue share(double part, double whole) { return whole > 0 ? CellValue{part / whole} : CellValue{}; }

}  // namespace

Words dimension_word(std::string_view dimension) {
  if (dimension == "all") return say("全部", "All");
  if (dimension == "model") return say("集团模式", "Model");
  if (dimension == "stage") return say("学段", "Stage");
  if (dimension == "legal_form") return say("办学性质", "Legal form");
  if (dimension == "setting") return say("城乡", "Setting");
  if (dimension == "town") return say("乡镇街道", "Town");
  return say("区县", "District");
}

Words code_word(const CoverageRow& row) {
  if (row.dimension == "all") return say("全部学校", "All schools");
  if (row.code.empty()) return say("未说明", "Not stated");
  if (row.dimension == "model") return model_word(row.code);
  const auto column_name = row.dimension == "stage" ? "stages" : row.dimension;
  for (const auto& known : registry::sheet_named("schools")->columns)
    if (known.name == column_name)
      for (const auto& choice : known.choices)
        if (choice.code == row.code) return {std::string{choice.zh}, std::string{choice.en}};
  return {row.code, row.code};
}

std::string coverage_workbook(const Coverage& coverage, Language language) {
  return sheets::workbook_bytes([&](sheets::WorkbookWriter& book) {
    sheets::SheetPlan plan;
    plan.name = say("集团覆盖", "Coverage").in(language);
    plan.notes.push_back(fmt::format("{}  {}", coverage.area, coverage.on.text()));
    if (coverage.source && !coverage.source->notice.empty()) plan.notes.push_back(coverage.source->notice.in(language));
    if (coverage.source && coverage.source->generated)
      plan.notes.push_back(say("生成数据，非真实数据", "generated data, not real").in(language));
    if (coverage.few) plan.notes.push_back(registry::few_words().in(language));
    plan.columns = {sheets::column(say("分组", "By"), language, 14),
                    sheets::column(say("名称", "Name"), language, 30),
                    sheets::column(say("集团", "Groups"), language, 0, ColumnKind::whole),
                    sheets::column(say("学校", "Schools"), language, 0, ColumnKind::whole),
                    sheets::column(say("集团内学校", "Schools in groups"), language, 0, ColumnKind::whole),
                    sheets::column(say("学校覆盖率", "Share of schools"), language, 0, ColumnKind::percent, 1),
                    sheets::column(say("学生", "Students"), language, 0, ColumnKind::whole),
                    sheets::column(say("集团内学生", "Students in groups"), language, 0, ColumnKind::whole),
                    sheets::column(say("学生覆盖率", "Share of students"), language, 0, ColumnKind::percent, 1),
                    sheets::column(say("无学生数的学校", "Schools without a number"), language, 0, ColumnKind::whole)};
    book.sheet(plan);
    for (const auto& row : coverage.rows) {
      const auto dimension = dimension_word(row.dimension), name = code_word(row);
      const bool grouped = row.dimension == "all" || row.dimension == "model";
      book.row({std::string_view{dimension.in(language)}, std::string_view{name.in(language)},
                grouped ? CellValue{row.groups} : CellValue{}, row.schools, row.covered_schools,
                share(static_cast<double>(row.covered_schools), static_cast<double>(row.schools)), row.students,
                row.covered_students, share(row.covered_students, row.students), row.without_students});
    }
  });
}

}  // namespace doorstep::groups
