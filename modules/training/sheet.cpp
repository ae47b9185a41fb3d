#include "sheet.h"

#include <algorithm>
#include <array>
#include <map>

#include <doorstep/sheets/form.h>
#include <doorstep/sheets/write.h>

namespace doorstep::training {
namespace {

using sheets::CellValue;
using sheets::ColumnKind;

constexpr size_t most_lines = 5000;

struct LineColumn {
  const char* code;
  Words heading;
  bool required;
  std::string AttendanceLine::*member;
};
const std::array<LineColumn, 4>& line_columns() {
  static const std::array<LineColumn, 4> all{{
      {"number", say("编号", "Number"), false, &AttendanceLine::number},
      {"name", say("姓名", "Name"), true, &AttendanceLine::name},
      {"school", say("学校", "School"), false, &AttendanceLine::school},
      {"came", say("到场", "Came"), true, &AttendanceLine::came},
  }};
  return all;
}
Words word_of(EnrolmentState state) {
  switch (state) {
    case EnrolmentState::applied:
      return say("待遴选", "applied");
    case EnrolmentState::waiting:
      return say("候补", "waiting");
    case EnrolmentState::enrolled:
      return say("已录取", "enrolled");
    case EnrolmentState::refused:
      return say("未入选", "not chosen");
    case EnrolmentState::withdrawn:
      break;
  }
  return say("已退出", "withdrawn");
}
Words yes_or_no(bool yes) { return yes ? say("是", "yes") : say("否", "no"); }

}  // namespace

std::string hours_workbook(const HoursPage& all, const DutyBook& book, Language language) {
  const auto& people = all.items;
  return sheets::workbook_bytes([&](sheets::WorkbookWriter& out) {
    sheets::SheetPlan plan;
    plan.name = say("培训学时", "Training hours").in(language);
    plan.notes = {all.org};
    for (const auto& rule : book.rules)
      plan.notes.push_back(say("{0}：每年 {1} 学时，{2} 年 {3} 学时（{4}）",
                               "{0}: {1} hours a year, in {2} years {3} ({4})", rule.name.in(language), rule.yearly,
                               book.window, rule.hours, rule.source.in(language))
                               .in(language));
    const auto column = [&](Words header, double width, ColumnKind kind = ColumnKind::text) {
      plan.columns.push_back(sheets::column(header.in(language), width, kind, kind == ColumnKind::number ? 1 : 0));
    };
    column(say("姓名", "Name"), 14);
    column(say("学校", "School"), 28);
    if (!people.empty())
      for (const auto& year : people.front().standing.years)
        column(say("{} 年", "{}", year.year), 10, ColumnKind::number);
    for (const auto& level : book.levels) column(level.name, 14, ColumnKind::number);
    column(say("应完成", "Due"), 10, ColumnKind::number);
    column(say("已完成", "Done"), 10, ColumnKind::number);
    column(say("还缺", "Lacks"), 10, ColumnKind::number);
    column(say("落后", "Behind"), 8);
    out.sheet(plan);
    for (const auto& one : people) {
      const auto behind = yes_or_no(one.standing.behind).in(language);
      std::vector<CellValue> cells{std::string_view{one.name}, std::string_view{one.school}};
      std::map<std::string, double> levels;
      for (const auto& year : one.standing.years) {
        cells.emplace_back(year.hours);
        for (const auto& level : year.levels) levels[level.code] += level.hours;
      }
      for (const auto& level : book.levels) cells.emplace_back(levels[level.code]);
      cells.insert(cells.end(), {one.standing.due, one.standing.hours, one.standing.lacks});
      cells.emplace_back(std::string_view{behind});
      out.row(cells);
    }
  });
}

std::string people_workbook(const OfferFile& file, Language language) {
  return sheets::workbook_bytes([&](sheets::WorkbookWriter& out) {
    sheets::SheetPlan plan;
    plan.name = say("参训名单", "People").in(language);
    plan.notes = {file.offer.title, file.offer.org};
    const auto column = [&](std::string header, double width, ColumnKind kind = ColumnKind::text, int decimals = 0) {
      plan.columns.push_back(sheets::column(std::move(header), width, kind, decimals));
    };
    column(say("姓名", "Name").in(language), 14);
    column(say("学校", "School").in(language), 28);
    column(say("状态", "State").in(language), 10);
    for (const auto& of : file.offer.sessions) column(of.on.text() + " " + of.from, 16);
    column(say("学时", "Hours").in(language), 8, ColumnKind::number, 1);
    column(say("证书", "Certificate").in(language), 18);
    out.sheet(plan);
    for (const auto& one : file.people) {
      const auto state = word_of(one.state).in(language);
      std::vector<std::string> came;
      for (const auto& of : file.offer.sessions) {
        const auto at = std::ranges::find(one.attended, of.id, &SessionAttendance::session_id);
        came.push_back(at == one.attended.end() ? "" : yes_or_no(at->came).in(language));
      }
      std::vector<CellValue> cells{std::string_view{one.name}, std::string_view{one.school}, std::string_view{state}};
      for (const auto& text : came) cells.emplace_back(std::string_view{text});
      cells.emplace_back(one.hours);
      cells.emplace_back(one.certificate && !one.certificate->revoked ? std::string_view{one.certificate->code}
                                                                      : std::string_view{});
      out.row(cells);
    }
  });
}

std::string attendance_workbook(const OfferFile& file, const std::string& session, Language language) {
  return sheets::workbook_bytes([&](sheets::WorkbookWriter& out) {
    sheets::SheetPlan plan;
    plan.name = say("考勤", "Attendance").in(language);
    for (const auto& one : line_columns()) {
      auto column = sheets::column(one.heading.in(language), 26);
      if (std::string_view{one.code} == "came")
        column.choices = {yes_or_no(true).in(language), yes_or_no(false).in(language)};
      if (std::string_view{one.code} == "number")
        column.comment =
            say("请勿改动；手工加行时可留空", "leave as it is; may be empty in rows of your own").in(language);
      plan.columns.push_back(std::move(column));
    }
    out.sheet(plan);
    for (const auto& one : file.people) {
      if (one.state != EnrolmentState::enrolled) continue;
      const auto at = std::ranges::find(one.attended, session, &SessionAttendance::session_id);
      const auto came = at == one.attended.end() ? std::string{} : yes_or_no(at->came).in(language);
      out.row(
          {std::string_view{one.id}, std::string_view{one.name}, std::string_view{one.school}, std::string_view{came}});
    }
  });
}

Result<std::vector<AttendanceLine>> read_attendance_sheet(const std::filesystem::path& file) {
  DOORSTEP_LET(lines, sheets::read_form<AttendanceLine>(file, line_columns(), most_lines));
  if (lines.empty()) return refuse(Fault::invalid, "sheet-empty", say("表中没有人", "nobody stands in the sheet"));
  return lines;
}

}  // namespace doorstep::training
