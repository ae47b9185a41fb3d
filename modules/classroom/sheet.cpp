#include "sheet.h"

#include <array>

#include <doorstep/registry/columns.h>
#include <doorstep/sheets/form.h>
#include <doorstep/sheets/write.h>

#include "rules.h"

namespace doorstep::classroom {
namespace {

using sheets::CellValue;

constexpr size_t most_lines = 1000;

struct LineColumn {
  const char* code;
  Words heading;
  bool required;
  std::string LessonLine::*member;
  double width;
};
const std::array<LineColumn, 13>& line_columns() {
  static const std::array<LineColumn, 13> all{{
      {"title", say("课题", "Title"), true, &LessonLine::title, 30},
      {"kind", say("类型", "Kind"), false, &LessonLine::kind, 16},
      {"subject", say("学科", "Subject"), true, &LessonLine::subject, 12},
      {"grade", say("年级", "Grade"), false, &LessonLine::grade, 8},
      {"teacher", say("授课教师", "Teacher"), true, &LessonLine::teacher, 14},
      {"school", say("教师学校", "School of the teacher"), false, &LessonLine::school, 26},
      {"on", say("日期", "Day"), true, &LessonLine::on, 13},
      {"from", say("开始", "From"), true, &LessonLine::from, 8},
      {"to", say("结束", "To"), true, &LessonLine::to, 8},
      {"room", say("地点", "Place"), false, &LessonLine::room, 22},
      {"audience", say("开放范围", "Open to"), false, &LessonLine::audience, 10},
      {"series", say("系列", "Series"), false, &LessonLine::series, 22},
      {"about", say("说明", "About"), false, &LessonLine::about, 40},
  }};
  return all;
}

std::span<const registry::Choice> subjects() {
  if (const auto* sheet = registry::sheet_named("service"))
    for (const auto& column : sheet->columns)
      if (column.name == "subject") return column.choices;
  return {};
}

template <class Enum>
std::optional<Enum> named(const std::string& cell) {
  for (const auto& name : describe::enum_names<Enum>()) {
    const auto value = *describe::enum_value<Enum>(name);
    const auto& word = word_of(value);
    if (cell == name || cell == word.zh || cell == word.en) return value;
  }
  return {};
}

void add_to(Words& all, const Words& one) {
  all.zh += (all.zh.empty() ? "" : "、") + one.zh;
  all.en += (all.en.empty() ? "" : ", ") + one.en;
}

sheets::SheetPlan plan_of(Language language) {
  sheets::SheetPlan plan;
  plan.name = say("公开课", "Open classes").in(language);
  for (const auto& one : line_columns()) {
    auto column = sheets::column(one.heading.in(language), one.width);
    const std::string_view code = one.code;
    if (code == "kind")
      for (const auto& name : describe::enum_names<LessonKind>())
        column.choices.push_back(word_of(*describe::enum_value<LessonKind>(name)).in(language));
    if (code == "audience")  // a public lesson wants the consent of guardians, which is entered on its page
      for (const auto audience : {LessonAudience::school, LessonAudience::group, LessonAudience::district})
        column.choices.push_back(word_of(audience).in(language));
    if (code == "subject")
      for (const auto& one_subject : subjects())
        column.choices.emplace_back(language == Language::zh ? one_subject.zh : one_subject.en);
    if (code == "grade") column.comment = say("01 至 12，或 KG", "01 to 12, or KG").in(language);
    if (code == "on") column.comment = say("例如 2026-12-08", "such as 2026-12-08").in(language);
    if (code == "from" || code == "to") column.comment = say("例如 14:00", "such as 14:00").in(language);
    if (code == "school")
      column.comment = say("有同名教师时填写", "needed where several teachers have the name").in(language);
    if (code == "audience") column.comment = say("不填为集团", "the group when empty").in(language);
    plan.columns.push_back(std::move(column));
  }
  return plan;
}

}  // namespace

std::optional<std::string> subject_of(const std::string& cell) {
  for (const auto& one : subjects())
    if (cell == one.code || cell == one.zh || cell == one.en) return std::string{one.code};
  return {};
}
Words all_subjects() {
  Words all;
  for (const auto& one : subjects()) add_to(all, {std::string{one.zh}, std::string{one.en}});
  return all;
}
std::optional<LessonKind> kind_of(const std::string& cell) { return named<LessonKind>(cell); }
Words all_kinds() {
  Words all;
  for (const auto& name : describe::enum_names<LessonKind>())
    add_to(all, word_of(*describe::enum_value<LessonKind>(name)));
  return all;
}
std::optional<LessonAudience> audience_of(const std::string& cell) { return named<LessonAudience>(cell); }

std::string plan_template(Language language) {
  return sheets::workbook_bytes([&](sheets::WorkbookWriter& out) { out.sheet(plan_of(language)); });
}

std::string lessons_workbook(const std::vector<OpenLesson>& lessons, Language language) {
  return sheets::workbook_bytes([&](sheets::WorkbookWriter& out) {
    auto plan = plan_of(language);
    plan.columns.push_back(sheets::column(say("主办", "Host").in(language), 26));
    plan.columns.push_back(sheets::column(say("状态", "State").in(language), 10));
    plan.columns.push_back(
        sheets::column(say("接收班级", "Receiving classes").in(language), 10, sheets::ColumnKind::number, 0));
    out.sheet(plan);
    for (const auto& one : lessons) {
      const auto kind = word_of(one.kind).in(language), audience = word_of(one.audience).in(language),
                 state = word_of(one.state).in(language), on = one.on.text(),
                 subject = registry::choice_word("service", "subject", one.subject).in(language);
      const std::vector<CellValue> cells{std::string_view{one.title},   std::string_view{kind},
                                         std::string_view{subject},     std::string_view{one.grade},
                                         std::string_view{one.teacher}, std::string_view{one.teacher_school},
                                         std::string_view{on},          std::string_view{one.from},
                                         std::string_view{one.to},      std::string_view{one.room},
                                         std::string_view{audience},    std::string_view{one.series},
                                         std::string_view{one.about},   std::string_view{one.org},
                                         std::string_view{state},       static_cast<double>(one.classes)};
      out.row(cells);
    }
  });
}

Result<std::vector<LessonLine>> read_lessons_sheet(const std::filesystem::path& file) {
  DOORSTEP_LET(lines, sheets::read_form<LessonLine>(file, line_columns(), most_lines));
  std::erase_if(lines, [](const LessonLine& line) { return line.title.empty() && line.teacher.empty(); });
  if (lines.empty()) return refuse(Fault::invalid, "sheet-empty", say("表中没有课", "no lessons stand in the sheet"));
  return lines;
}

}  // namespace doorstep::classroom
