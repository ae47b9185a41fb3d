#include "sheet.h"

#include <algorithm>
#include <array>

#include <doorstep/sheets/write.h>

namespace doorstep::offerings {

using sheets::ColumnKind;

Words words_of(OfferingKind kind) {
  static const std::array words{say("共享课程", "shared course"), say("兴趣社团", "club"),
                                say("体育活动", "sports"),        say("艺术展演", "art"),
                                say("参观研学", "study visit"),   say("实验班", "experimental class"),
                                say("特长班", "talent class"),    say("走校学习", "study at another school")};
  return words[static_cast<size_t>(kind)];
}
Words words_of(OfferingState state) {
  static const std::array words{say("草稿", "draft"), say("已发布", "published"), say("已取消", "cancelled")};
  return words[static_cast<size_t>(state)];
}
Words words_of(PlaceState state) {
  static const std::array words{say("已录取", "has a place"), say("候补", "waiting"), say("候选", "candidate"),
                                say("未录取", "not taken"), say("已退出", "given up")};
  return words[static_cast<size_t>(state)];
}

Words words_of(const OfferingSession& session) {
  static const std::array days{say("周一", "Mon"), say("周二", "Tue"), say("周三", "Wed"), say("周四", "Thu"),
                               say("周五", "Fri"), say("周六", "Sat"), say("周日", "Sun")};
  auto made = session.on ? Words{session.on->text(), session.on->text()}
                         : days[static_cast<size_t>(session.weekday.value_or(1) - 1)];
  for (auto* text : {&made.zh, &made.en}) *text += " " + session.from + "–" + session.to;
  return made;
}

std::string people_workbook(const OfferingFile& file, Language language) {
  return sheets::workbook_bytes([&](sheets::WorkbookWriter& out) {
    sheets::SheetPlan plan;
    plan.name = say("名单", "People").in(language);
    plan.notes = {file.offering.title.in(language), file.offering.host + " " + file.offering.place};
    for (const auto& one : file.offering.sessions) plan.notes.push_back(words_of(one).in(language));
    plan.columns = {sheets::column(say("姓名", "Name"), language, 14),
                    sheets::column(say("学校", "School"), language, 28),
                    sheets::column(say("班级", "Class"), language, 18),
                    sheets::column(say("状态", "State"), language, 12),
                    sheets::column(say("候补顺位", "On the waiting list"), language, 10, ColumnKind::whole),
                    sheets::column(say("监护人同意", "Guardian agrees"), language, 12)};
    out.sheet(plan);
    for (const auto& one : file.people) {
      auto state = words_of(one.state).in(language);
      if (one.late) state += say("（补报）", " (late)").in(language);
      const auto agrees = !file.offering.consent ? std::string{}
                          : one.consent          ? say("已同意", "yes").in(language)
                                                 : say("没有", "no").in(language);
      out.row({std::string_view{one.name}, std::string_view{one.school}, std::string_view{one.of_class},
               std::string_view{state}, one.turn ? sheets::CellValue{*one.turn} : sheets::CellValue{},
               std::string_view{agrees}});
    }
  });
}

std::string club_workbook(const ClubFile& file, Language language) {
  return sheets::workbook_bytes([&](sheets::WorkbookWriter& out) {
    sheets::SheetPlan plan;
    plan.name = say("考勤", "Attendance").in(language);
    plan.notes = {file.offering.title.in(language)};
    plan.columns = {sheets::column(say("姓名", "Name"), language, 14),
                    sheets::column(say("学校", "School"), language, 28),
                    sheets::column(say("班级", "Class"), language, 18)};
    std::vector<const ClubDay*> days;
    for (const auto& day : file.days)
      if (day.came + day.missed > 0) {
        days.push_back(&day);
        plan.columns.push_back(sheets::column(day.on.text() + " " + day.from, 16));
      }
    out.sheet(plan);
    const auto yes = say("是", "yes").in(language), no = say("否", "no").in(language);
    for (const auto& one : file.people) {
      std::vector<sheets::CellValue> cells{std::string_view{one.name}, std::string_view{one.school},
                                           std::string_view{one.of_class}};
      for (const auto* day : days) {
        const auto mark = std::ranges::find_if(file.marks, [&](const ClubMark& each) {
          return each.person_id == one.id && each.on == day->on && each.from == day->from;
        });
        cells.emplace_back(mark == file.marks.end() ? std::string_view{} : std::string_view{mark->came ? yes : no});
      }
      out.row(cells);
    }
  });
}

std::string pupils_workbook(const std::vector<PupilPlace>& pupils, Language language) {
  return sheets::workbook_bytes([&](sheets::WorkbookWriter& out) {
    sheets::SheetPlan plan;
    plan.name = say("本校学生", "Our students").in(language);
    plan.columns = {sheets::column(say("班级", "Class"), language, 18),
                    sheets::column(say("姓名", "Name"), language, 14),
                    sheets::column(say("项目", "Offering"), language, 28),
                    sheets::column(say("承办学校", "Host"), language, 28),
                    sheets::column(say("时间", "When"), language, 28),
                    sheets::column(say("状态", "State"), language, 12),
                    sheets::column(say("已登记次数", "Meetings with a list"), language, 12, ColumnKind::whole),
                    sheets::column(say("到场次数", "Came"), language, 10, ColumnKind::whole),
                    sheets::column(say("成绩", "Mark"), language, 12),
                    sheets::column(say("评语", "In words"), language, 40)};
    out.sheet(plan);
    for (const auto& one : pupils) {
      const auto result = one.result.value_or(OfferingResult{});
      std::string when;
      for (const auto& session : one.offering.sessions)
        when += (when.empty() ? "" : "; ") + words_of(session).in(language);
      const auto title = one.offering.title.in(language), state = words_of(one.state).in(language);
      out.row({std::string_view{one.of_class}, std::string_view{one.name}, std::string_view{title},
               std::string_view{one.offering.host}, std::string_view{when}, std::string_view{state}, one.held, one.came,
               std::string_view{result.mark}, std::string_view{result.words}});
    }
  });
}

std::string offerings_workbook(const OrgOfferings& all, Language language) {
  return sheets::workbook_bytes([&](sheets::WorkbookWriter& out) {
    sheets::SheetPlan plan;
    plan.name = say("课程与社团", "Offerings").in(language);
    plan.notes = {all.org};
    plan.columns = {sheets::column(say("名称", "Title"), language, 28),
                    sheets::column(say("类别", "Kind"), language, 12),
                    sheets::column(say("承办学校", "Host"), language, 28),
                    sheets::column(say("地点", "Place"), language, 20),
                    sheets::column(say("时间", "When"), language, 28),
                    sheets::column(say("教师", "Teachers"), language, 20),
                    sheets::column(say("年级", "Grades"), language, 14),
                    sheets::column(say("名额", "Places"), language, 8, ColumnKind::whole),
                    sheets::column(say("已录取", "Taken"), language, 8, ColumnKind::whole),
                    sheets::column(say("费用（元）", "Cost (yuan)"), language, 10, ColumnKind::whole),
                    sheets::column(say("状态", "State"), language, 10)};
    out.sheet(plan);
    for (const auto& one : all.offerings) {
      std::string when, teachers, grades;
      for (const auto& session : one.sessions) when += (when.empty() ? "" : "; ") + words_of(session).in(language);
      for (const auto& teacher : one.teachers) teachers += (teachers.empty() ? "" : ", ") + teacher.name.value_or("");
      for (const auto grade : one.grades) grades += (grades.empty() ? "" : ",") + std::to_string(grade);
      const auto place = one.campus.empty() ? one.place : one.campus + " " + one.place;
      const auto kind = words_of(one.kind).in(language), state = words_of(one.state).in(language);
      out.row({std::string_view{one.title.in(language)}, std::string_view{kind}, std::string_view{one.host},
               std::string_view{place}, std::string_view{when}, std::string_view{teachers}, std::string_view{grades},
               one.capacity, one.taken, one.cost_yuan, std::string_view{state}});
    }
  });
}

}  // namespace doorstep::offerings
