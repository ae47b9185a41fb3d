#include "sheet.h"

#include <algorithm>
#include <array>
#include <map>

#include <doorstep/sheets/form.h>
#include <doorstep/sheets/write.h>

#include "rules.h"

namespace doorstep::care {
namespace {

using sheets::CellValue;
using sheets::ColumnKind;

constexpr size_t most_sheet_lines = 50'000;

Words words_of(CareStanding standing) {
  static const std::array words{say("待登记", "to be entered"), say("到场", "there"), say("缺席", "absent"),
                                say("已接走", "picked up")};
  return words.at(static_cast<size_t>(standing));
}

double yuan(int64_t fen) { return static_cast<double>(fen) / 100; }

struct SignUpColumn {
  const char* code;
  Words heading;
  bool required;
  std::string CareSheetLine::*member;
};
const std::array<SignUpColumn, 5>& sign_up_columns() {
  static const std::array<SignUpColumn, 5> all{{
      {"number", say("编号", "Number"), false, &CareSheetLine::number},
      {"name", say("姓名", "Name"), true, &CareSheetLine::name},
      {"class", say("班级", "Class"), false, &CareSheetLine::of_class},
      {"day", say("星期或日期", "Day"), true, &CareSheetLine::day},
      {"choice", say("选项", "Choice"), true, &CareSheetLine::choice},
  }};
  return all;
}

}  // namespace

std::string kitchen_workbook(const CareDesk& desk, Language language) {
  return sheets::workbook_bytes([&](sheets::WorkbookWriter& out) {
    sheets::SheetPlan plan;
    plan.name = say("备餐人数", "Counts").in(language);
    plan.notes = {desk.school, desk.on.text()};
    plan.columns = {sheets::column(say("校区", "Campus"), language, 18),
                    sheets::column(say("服务", "Service"), language, 24),
                    sheets::column(say("选项或菜品", "Choice or dish"), language, 28),
                    sheets::column(say("人数", "Children"), language, 10, ColumnKind::whole),
                    sheets::column(say("其中不能吃", "Of them cannot have it"), language, 14, ColumnKind::whole)};
    out.sheet(plan);
    for (const auto& one : desk.services) {
      if (!one.runs) continue;
      const auto line = [&](std::string_view what, int64_t count, CellValue avoid) {
        out.row({std::string_view{one.campus}, std::string_view{one.title}, what, count, avoid});
      };
      for (const auto& count : one.counts) line(count.name, count.children, CellValue{});
      for (const auto& dish : one.dishes) line(dish.dish.name, dish.portions, dish.avoid);
      for (const auto& allergy : one.allergies) {
        const auto named = std::ranges::find(desk.allergens, allergy.code, &CareAllergen::code);
        const auto what =
            say("过敏：{}", "Allergic to: {}", named == desk.allergens.end() ? allergy.code : named->name.in(language))
                .in(language);
        line(what, allergy.children, CellValue{});
      }
    }
  });
}

std::string pick_up_workbook(const CareDesk& desk, Language language) {
  return sheets::workbook_bytes([&](sheets::WorkbookWriter& out) {
    for (const auto& service : desk.services) {
      if (!service.runs) continue;
      sheets::SheetPlan plan;
      plan.name = service.title;
      plan.notes = {desk.school + " " + service.title, desk.on.text()};
      plan.columns = {
          sheets::column(say("班级", "Class"), language, 20),  sheets::column(say("姓名", "Name"), language, 14),
          sheets::column(say("选项", "Choice"), language, 18), sheets::column(say("结束", "Until"), language, 8),
          sheets::column(say("状态", "State"), language, 12),  sheets::column(say("时间", "At"), language, 8),
          sheets::column(say("接走人", "To"), language, 16)};
      out.sheet(plan);
      for (const auto& one : desk.lines) {
        if (one.service_id != service.id) continue;
        const auto state = words_of(one.standing).in(language);
        out.row({std::string_view{one.of_class}, std::string_view{one.name},
                 std::string_view{service.counts.at(static_cast<size_t>(one.choice - 1)).name},
                 std::string_view{one.ends}, std::string_view{state}, std::string_view{one.at},
                 std::string_view{one.to}});
      }
    }
    if (std::ranges::none_of(desk.services, &CareServiceDay::runs)) {
      sheets::SheetPlan empty;
      empty.name = desk.on.text();
      empty.columns = {sheets::column(say("这一天没有服务", "Nothing runs on this day"), language, 30)};
      out.sheet(empty);
    }
  });
}

std::string month_workbook(const CareBooks& books, Language language) {
  const auto& month = books.month;
  std::map<std::string, const CareServiceMonth*> services;
  for (const auto& one : month.services) services[one.id] = &one;
  std::map<PersonId, const CareBillLine*> people;
  for (const auto& one : month.lines) people[one.person_id] = &one;
  return sheets::workbook_bytes([&](sheets::WorkbookWriter& out) {
    sheets::SheetPlan plan;
    plan.name = say("月账单", "Bills").in(language);
    plan.notes = {month.school, month.month};
    plan.columns = {sheets::column(say("班级", "Class"), language, 20),
                    sheets::column(say("姓名", "Name"), language, 14),
                    sheets::column(say("服务", "Service"), language, 24),
                    sheets::column(say("天数", "Days"), language, 8, ColumnKind::whole),
                    sheets::column(say("其中缺席", "Of them absent"), language, 10, ColumnKind::whole),
                    sheets::column(say("金额（元）", "Yuan"), language, 12, ColumnKind::number, 2)};
    out.sheet(plan);
    for (const auto& one : month.lines)
      out.row({std::string_view{one.of_class}, std::string_view{one.name},
               std::string_view{services.at(one.service_id)->title}, one.days, one.absent, yuan(one.fen)});
    sheets::SheetPlan days;
    days.name = say("逐日", "By day").in(language);
    days.columns = {sheets::column(say("日期", "Day"), language, 12, ColumnKind::date),
                    sheets::column(say("班级", "Class"), language, 20),
                    sheets::column(say("姓名", "Name"), language, 14),
                    sheets::column(say("服务", "Service"), language, 24),
                    sheets::column(say("选项", "Choice"), language, 18),
                    sheets::column(say("金额（元）", "Yuan"), language, 12, ColumnKind::number, 2),
                    sheets::column(say("状态", "State"), language, 12),
                    sheets::column(say("时间", "At"), language, 8)};
    out.sheet(days);
    for (const auto& one : books.days) {
      const auto& service = *services.at(one.service_id);
      const auto& who = *people.at(one.person_id);
      const auto state = words_of(one.standing).in(language);
      out.row({one.on, std::string_view{who.of_class}, std::string_view{who.name}, std::string_view{service.title},
               std::string_view{service.choices.at(static_cast<size_t>(one.choice - 1))}, yuan(one.fen),
               std::string_view{state}, std::string_view{one.at}});
    }
  });
}

std::string sign_up_workbook(const CareRoll& people, Language language) {
  return sheets::workbook_bytes([&](sheets::WorkbookWriter& out) {
    sheets::SheetPlan plan;
    plan.name = say("报名", "Sign-up").in(language);
    for (const auto& one : sign_up_columns()) {
      auto column = sheets::column(one.heading.in(language), 18);
      const std::string_view code = one.code;
      if (code == "number")
        column.comment =
            say("请勿改动；手工加行时可留空", "leave as it is; may be empty in rows of your own").in(language);
      if (code == "day")
        column.comment = say("每名学生每天一行：星期（如周一）为整学期，日期（如 2026-11-30）只改一天",
                             "a row for each day of a student: Monday counts for the term, 2026-11-30 for that day")
                             .in(language);
      if (code == "choice") {
        for (const auto& choice : people.service.choices) column.choices.push_back(choice.name);
        column.choices.push_back(say("不参加", "not coming").in(language));
      }
      plan.columns.push_back(std::move(column));
    }
    out.sheet(plan);
    for (const auto& one : people.items) {
      if (one.days.empty())
        out.row({std::string_view{one.person_id.value}, std::string_view{one.name}, std::string_view{one.of_class}});
      for (const auto& day : one.days)
        out.row({std::string_view{one.person_id.value}, std::string_view{one.name}, std::string_view{one.of_class},
                 std::string_view{weekday_words(day.weekday).in(language)},
                 std::string_view{people.service.choices.at(static_cast<size_t>(day.choice - 1)).name}});
    }
  });
}

Result<std::vector<CareSheetLine>> read_sign_up_sheet(const std::filesystem::path& file) {
  DOORSTEP_LET(lines, sheets::read_form<CareSheetLine>(file, sign_up_columns(), most_sheet_lines));
  // Rows of the template that nobody filled in.
  std::erase_if(lines, [](const CareSheetLine& line) { return line.day.empty() && line.choice.empty(); });
  if (lines.empty())
    return refuse(Fault::invalid, "sheet-empty", say("表中没有报名", "nobody is signed up in the sheet"));
  return lines;
}

}  // namespace doorstep::care
