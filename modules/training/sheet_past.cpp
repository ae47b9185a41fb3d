// The sheet of hours from before, or from elsewhere.
#include <array>

#include <doorstep/sheets/form.h>
#include <doorstep/sheets/write.h>

#include "sheet.h"

namespace doorstep::training {
namespace {

constexpr size_t most_past_lines = 100'000;

struct PastColumn {
  const char* code;
  Words heading;
  bool required;
  std::string PastHoursLine::*member;
};
const std::array<PastColumn, 10>& past_columns() {
  static const std::array<PastColumn, 10> all{{
      {"number", say("编号", "Number"), false, &PastHoursLine::number},
      {"name", say("姓名", "Name"), true, &PastHoursLine::name},
      {"school", say("学校", "School"), false, &PastHoursLine::school},
      {"title", say("培训名称", "Training"), true, &PastHoursLine::title},
      {"issuer", say("举办单位", "Held by"), true, &PastHoursLine::issuer},
      {"kind", say("类别", "Kind"), true, &PastHoursLine::kind},
      {"level", say("级别", "Level"), true, &PastHoursLine::level},
      {"hours", say("学时", "Hours"), true, &PastHoursLine::hours},
      {"begin_on", say("开始日期", "First day"), true, &PastHoursLine::begin_on},
      {"last_on", say("结束日期", "Last day"), true, &PastHoursLine::last_on},
  }};
  return all;
}

}  // namespace

std::string past_hours_workbook(const HoursPage& people, const DutyBook& book, Language language) {
  return sheets::workbook_bytes([&](sheets::WorkbookWriter& out) {
    sheets::SheetPlan plan;
    plan.name = say("历史学时", "Hours from before").in(language);
    for (const auto& one : past_columns()) {
      auto column = sheets::column(one.heading.in(language), 18);
      const std::string_view code = one.code;
      if (code == "kind")
        for (const auto& kind : book.kinds) column.choices.push_back(kind.name.in(language));
      if (code == "level")
        for (const auto& level : book.levels) column.choices.push_back(level.name.in(language));
      if (code == "number")
        column.comment =
            say("请勿改动；手工加行时可留空", "leave as it is; may be empty in rows of your own").in(language);
      plan.columns.push_back(std::move(column));
    }
    out.sheet(plan);
    for (const auto& one : people.items)
      out.row({std::string_view{one.id.value}, std::string_view{one.name}, std::string_view{one.school}});
  });
}

Result<std::vector<PastHoursLine>> read_past_hours_sheet(const std::filesystem::path& file) {
  DOORSTEP_LET(lines, sheets::read_form<PastHoursLine>(file, past_columns(), most_past_lines));
  // Rows of the template that nobody filled in.
  std::erase_if(lines, [](const PastHoursLine& line) { return line.title.empty() && line.hours.empty(); });
  if (lines.empty()) return refuse(Fault::invalid, "sheet-empty", say("表中没有学时", "no hours stand in the sheet"));
  return lines;
}

}  // namespace doorstep::training
