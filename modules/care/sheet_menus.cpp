// Menus as a workbook: what is there, and a row for each day that has none yet, to be filled in and brought back.
#include <array>

#include <doorstep/sheets/form.h>
#include <doorstep/sheets/write.h>

#include "sheet.h"

namespace doorstep::care {
namespace {

constexpr size_t most_menu_lines = 5'000;

struct MenuColumn {
  const char* code;
  Words heading;
  bool required;
  std::string CareMenuLine::*member;
};
const std::array<MenuColumn, 6>& menu_columns() {
  static const std::array<MenuColumn, 6> all{{
      {"day", say("日期", "Day"), true, &CareMenuLine::day},
      {"name", say("菜品", "Dish"), true, &CareMenuLine::name},
      {"choice", say("只供选项", "For the choice"), false, &CareMenuLine::choice},
      {"allergens", say("含有", "Holds"), false, &CareMenuLine::allergens},
      {"cost", say("成本（元/份）", "Cost (yuan a portion)"), false, &CareMenuLine::cost},
      {"published", say("公布", "Published"), false, &CareMenuLine::published},
  }};
  return all;
}

}  // namespace

std::string menus_workbook(const CareMenus& menus, Language language) {
  const auto yes = say("是", "yes").in(language), no = say("否", "no").in(language);
  const auto comma = say("、", ", ").in(language);
  const auto name_of = [&](const std::string& code) {
    for (const auto& one : menus.allergens)
      if (one.code == code) return one.name.in(language);
    return code;
  };
  return sheets::workbook_bytes([&](sheets::WorkbookWriter& out) {
    sheets::SheetPlan plan;
    plan.name = say("菜单", "Menus").in(language);
    for (const auto& one : menu_columns()) {
      const std::string_view code = one.code;
      const auto kind = code == "day"    ? sheets::ColumnKind::date
                        : code == "cost" ? sheets::ColumnKind::number
                                         : sheets::ColumnKind::text;
      auto column =
          sheets::column(one.heading.in(language), code == "allergens" ? 28 : 16, kind, code == "cost" ? 2 : 0);
      column.required = one.required;
      if (code == "name")
        column.comment = say("每道菜一行；表中出现的日子，以表为准整天替换",
                             "a row for each dish; a day that stands here becomes what stands here")
                             .in(language);
      if (code == "choice") {
        for (const auto& choice : menus.service.choices) column.choices.push_back(choice.name);
        column.comment = say("留空为所有人", "empty: everybody").in(language);
      }
      if (code == "allergens") {
        column.comment = say("用顿号分开：", "by commas: ").in(language);
        for (const auto& allergen : menus.allergens)
          column.comment += (&allergen == menus.allergens.data() ? "" : comma) + allergen.name.in(language);
      }
      if (code == "published") column.choices = {yes, no};
      plan.columns.push_back(std::move(column));
    }
    out.sheet(plan);
    for (const auto& day : menus.days) {
      if (!day.runs && day.dishes.empty()) continue;
      if (day.dishes.empty()) out.row({day.on});
      for (const auto& dish : day.dishes) {
        std::string holds;
        for (const auto& code : dish.allergens) holds += (holds.empty() ? "" : comma) + name_of(code);
        const auto choice = dish.choice > 0 ? menus.service.choices.at(static_cast<size_t>(dish.choice - 1)).name : "";
        out.row({day.on, std::string_view{dish.name}, std::string_view{choice}, std::string_view{holds},
                 static_cast<double>(dish.cost_fen) / 100, std::string_view{day.published ? yes : no}});
      }
    }
  });
}

Result<std::vector<CareMenuLine>> read_menu_sheet(const std::filesystem::path& file) {
  DOORSTEP_LET(lines, sheets::read_form<CareMenuLine>(file, menu_columns(), most_menu_lines));
  // Days that nobody filled in.
  std::erase_if(lines, [](const CareMenuLine& line) { return line.name.empty() && line.allergens.empty(); });
  if (lines.empty()) return refuse(Fault::invalid, "sheet-empty", say("表中没有菜品", "no dish stands in the sheet"));
  return lines;
}

}  // namespace doorstep::care
