#include "sheet.h"

#include <algorithm>

#include <doorstep/registry/columns.h>
#include <doorstep/sheets/write.h>

#include "words.h"

namespace doorstep::portfolio {
namespace {

using sheets::CellValue;
using sheets::ColumnKind;

CellValue number_or_none(const std::optional<double>& value) {
  if (!value) return std::monostate{};
  return *value;
}
CellValue day_or_none(Date day) {
  if (day <= Date::always() || day >= Date::never()) return std::monostate{};
  return day;
}
// Spans are half-open; people read the last day.
CellValue last_day(Date end) {
  if (end >= Date::never()) return std::monostate{};
  return end.plus(-1);
}

}  // namespace

std::string portfolio_workbook(const Portfolio& page, const PortfolioKinds& kinds, Language language) {
  const auto names = [&](const std::string& code) {
    const auto kind = std::ranges::find(kinds.kinds, code, &PortfolioKind::code);
    if (kind == kinds.kinds.end()) return std::pair<std::string, std::string>{};
    const auto area = std::ranges::find(kinds.areas, kind->area, &PortfolioArea::code);
    return std::pair{area->name.in(language), kind->name.in(language)};
  };
  return sheets::workbook_bytes([&](sheets::WorkbookWriter& book) {
    sheets::SheetPlan plan;
    plan.name = say("成长档案", "Portfolio").in(language);
    plan.notes = {fmt::format("{}  {}  {}", page.head.name, page.head.school, Date::today().text())};
    plan.columns = {sheets::column(say("方面", "Area"), language, 12),
                    sheets::column(say("类别", "Kind"), language, 18),
                    sheets::column(say("内容", "What"), language, 44),
                    sheets::column(say("自", "From"), language, 12, ColumnKind::date),
                    sheets::column(say("至", "Until"), language, 12, ColumnKind::date),
                    sheets::column(say("级别", "Level"), language, 10),
                    sheets::column(say("数量", "Quantity"), language, 10, ColumnKind::number, 1),
                    sheets::column(say("来源", "Comes from"), language, 12),
                    sheets::column(say("状态", "State"), language, 10),
                    sheets::column(say("说明", "Words"), language, 50)};
    book.sheet(plan);
    for (const auto& fact : page.facts) {
      const auto [area, kind] = names(fact.kind);
      book.row({std::string_view{area}, std::string_view{kind}, std::string_view{fact.title.in(language)},
                day_or_none(fact.begin_on), last_day(fact.end_on), std::monostate{}, number_or_none(fact.quantity),
                std::string_view{say("系统", "this system").in(language)}, std::monostate{}, std::monostate{}});
    }
    for (const auto& entry : page.entries) {
      const auto [area, kind] = names(entry.kind);
      const auto level = level_word(entry.level).in(language), state = state_word(entry.state).in(language);
      book.row({std::string_view{area}, std::string_view{kind}, std::string_view{entry.title}, entry.begin_on,
                last_day(entry.end_on), std::string_view{level}, number_or_none(entry.quantity),
                std::string_view{say("本人", "the teacher").in(language)}, std::string_view{state},
                std::string_view{entry.words}});
    }
  });
}

std::string teachers_workbook(const TeacherList& list, Language language) {
  return sheets::workbook_bytes([&](sheets::WorkbookWriter& book) {
    sheets::SheetPlan plan;
    plan.name = say("教师", "Teachers").in(language);
    plan.notes = {fmt::format("{}  {}", list.org, Date::today().text())};
    plan.columns = {sheets::column(say("姓名", "Name"), language, 14),
                    sheets::column(say("学校", "School"), language, 30),
                    sheets::column(say("身份", "Role"), language, 12),
                    sheets::column(say("学科", "Subject"), language, 14),
                    sheets::column(say("学段", "Stage"), language, 12),
                    sheets::column(say("学历", "Degree"), language, 12),
                    sheets::column(say("职称", "Title"), language, 14),
                    sheets::column(say("骨干", "Backbone"), language, 12),
                    sheets::column(say("到校", "At the school since"), language, 12, ColumnKind::date),
                    sheets::column(say("已确认记录", "Confirmed entries"), language, 12, ColumnKind::whole)};
    book.sheet(plan);
    for (const auto& one : list.items) {
      const auto word = [&](const char* sheet, const char* column, const std::string& code) {
        return registry::choice_word(sheet, column, code).in(language);
      };
      const std::string words[] = {
          word("service", "role", one.role),     word("service", "subject", one.subject),
          word("service", "section", one.stage), word("staff", "qualification", one.qualification),
          word("staff", "title", one.title),     word("staff", "backbone", one.backbone)};
      book.row({std::string_view{one.name}, std::string_view{one.school}, std::string_view{words[0]},
                std::string_view{words[1]}, std::string_view{words[2]}, std::string_view{words[3]},
                std::string_view{words[4]}, std::string_view{words[5]}, day_or_none(one.at_school_since),
                one.confirmed});
    }
  });
}

std::string performance_workbook(const PerformanceSheet& sheet, Language language) {
  return sheets::workbook_bytes([&](sheets::WorkbookWriter& book) {
    sheets::SheetPlan plan;
    plan.name = say("学期考核", "Performance").in(language);
    plan.notes = {fmt::format("{}  {}", sheet.of.school, sheet.of.title)};
    plan.columns = {sheets::column(say("编号", "Id"), language, 38), sheets::column(say("姓名", "Name"), language, 14)};
    for (const auto& item : sheet.items) {
      auto column = sheets::column(item.name, 16, ColumnKind::number, 1);
      column.comment = say("权重 {}%，满分 {}", "weight {}%, full {}", item.weight, item.full).in(language);
      plan.columns.push_back(std::move(column));
    }
    plan.columns.push_back(sheets::column(say("评语", "Remark"), language, 50));
    plan.columns.push_back(sheets::column(say("总分", "Score"), language, 10, ColumnKind::number, 1));
    book.sheet(plan);
    for (const auto& row : sheet.rows) {
      std::vector<CellValue> cells{std::string_view{row.person_id.value}, std::string_view{row.name}};
      for (const auto& value : row.values) cells.push_back(number_or_none(value.value));
      cells.push_back(std::string_view{row.remark});
      cells.push_back(number_or_none(row.score));
      book.row(cells);
    }
  });
}

}  // namespace doorstep::portfolio
