#include "sheet.h"

#include <algorithm>
#include <array>

#include <doorstep/sheets/form.h>
#include <doorstep/sheets/write.h>

#include "terms.h"

namespace doorstep::honours {
namespace {

constexpr size_t most_honour_lines = 20'000;

struct HonourColumn {
  const char* code;
  Words heading;
  bool required;
  std::string HonourLine::*member;
};
const std::array<HonourColumn, 9>& honour_columns() {
  static const std::array<HonourColumn, 9> all{{
      {"number", say("编号", "Number"), false, &HonourLine::number},
      {"name", say("姓名", "Name"), true, &HonourLine::name},
      {"class", say("班级", "Class"), false, &HonourLine::of_class},
      {"title", say("荣誉名称", "Honour"), true, &HonourLine::title},
      {"kind", say("类别", "Kind"), true, &HonourLine::kind},
      {"level", say("级别", "Level"), true, &HonourLine::level},
      {"award", say("等级或名次", "Award"), false, &HonourLine::award},
      {"issuer", say("颁发单位", "Given by"), true, &HonourLine::issuer},
      {"on", say("日期", "Day"), true, &HonourLine::on},
  }};
  return all;
}

std::string named(const std::vector<HonourTerm>& of, const std::string& code, Language language) {
  const auto found = std::ranges::find(of, code, &HonourTerm::code);
  return found == of.end() ? code : found->name.in(language);
}

Words words_of(HonourState state) {
  static const std::array words{say("待核实", "to be verified"), say("已核实", "verified"),
                                say("不予认定", "not verified")};
  return words.at(static_cast<size_t>(state));
}

}  // namespace

std::string honours_workbook(const SchoolHonours& all, Language language) {
  return sheets::workbook_bytes([&](sheets::WorkbookWriter& out) {
    sheets::SheetPlan plan;
    plan.name = say("荣誉", "Honours").in(language);
    plan.notes = {all.school};
    for (const auto& one : honour_columns())
      if (std::string_view{one.code} != "number")
        plan.columns.push_back(
            sheets::column(one.heading, language, 18,
                           std::string_view{one.code} == "on" ? sheets::ColumnKind::date : sheets::ColumnKind::text));
    plan.columns.push_back(sheets::column(say("状态", "State"), language, 12));
    out.sheet(plan);
    const auto school = say("学校", "the school").in(language);
    for (const auto& one : all.honours) {
      const auto kind = named(all.kinds, one.kind, language), level = named(all.levels, one.level, language);
      const auto state = words_of(one.state).in(language);
      out.row({std::string_view{one.person_id.empty() ? school : one.name}, std::string_view{one.of_class},
               std::string_view{one.title}, std::string_view{kind}, std::string_view{level},
               std::string_view{one.award}, std::string_view{one.issuer}, one.on, std::string_view{state}});
    }
  });
}

std::string honours_template(const SchoolHonours& of, Language language) {
  return sheets::workbook_bytes([&](sheets::WorkbookWriter& out) {
    sheets::SheetPlan plan;
    plan.name = say("荣誉", "Honours").in(language);
    for (const auto& one : honour_columns()) {
      auto column = sheets::column(one.heading.in(language), 18);
      const std::string_view code = one.code;
      column.required = one.required;
      if (code == "kind")
        for (const auto& each : of.kinds) column.choices.push_back(each.name.in(language));
      if (code == "level")
        for (const auto& each : of.levels) column.choices.push_back(each.name.in(language));
      if (code == "name")
        column.comment = say("学校的荣誉写“学校”", "“the school” for an honour of the school").in(language);
      plan.columns.push_back(std::move(column));
    }
    out.sheet(plan);
  });
}

Result<std::vector<HonourLine>> read_honours_sheet(const std::filesystem::path& file) {
  DOORSTEP_LET(lines, sheets::read_form<HonourLine>(file, honour_columns(), most_honour_lines));
  std::erase_if(lines, [](const HonourLine& line) { return line.name.empty() && line.title.empty(); });
  if (lines.empty()) return refuse(Fault::invalid, "sheet-empty", say("表中没有荣誉", "no honours stand in the sheet"));
  return lines;
}

}  // namespace doorstep::honours
