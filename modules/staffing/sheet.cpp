#include "sheet.h"

#include <doorstep/registry/columns.h>
#include <doorstep/sheets/write.h>

#include "sheet_columns.h"

namespace doorstep::staffing {
namespace {

using sheets::CellValue;
using sheets::ColumnKind;

std::string stage_in(std::string_view code, Language language) {
  return registry::choice_word("service", "section", code).in(language);
}
std::string subject_in(std::string_view code, Language language) {
  return registry::choice_word("service", "subject", code).in(language);
}

CellValue cell(const std::optional<double>& value) {
  if (!value) return std::monostate{};
  return *value;
}
CellValue cell(const std::optional<int64_t>& value) {
  if (!value) return std::monostate{};
  return *value;
}

std::string year_text(int year) { return SchoolYear{year}.text(); }

// A sheet begun column by column.
class Plan {
 public:
  Plan(Words name, Language language) : language_(language) { plan_.name = name.in(language); }
  Plan& note(const Words& words) {
    plan_.notes.push_back(words.in(language_));
    return *this;
  }
  Plan& note(std::string text) {
    plan_.notes.push_back(std::move(text));
    return *this;
  }
  Plan& column(const Words& header, double width, ColumnKind kind = ColumnKind::text, int decimals = 0) {
    plan_.columns.push_back(sheets::column(header, language_, width, kind, decimals));
    return *this;
  }
  const sheets::SheetPlan& made() const { return plan_; }

 private:
  Language language_;
  sheets::SheetPlan plan_;
};

void schools_sheet(sheets::WorkbookWriter& book, const OrgStaffing& staffing, Language language) {
  Plan plan{say("编制与在岗", "Posts and staff"), language};
  plan.note(staffing.org)
      .note(say("编制按 {0} 学年；在岗人员截至 {1}；学生与班级取 {2} 学年报表",
                "posts of {0}; people as of {1}; pupils and classes of the returns of {2}", year_text(staffing.year),
                Date::today().text(), staffing.figures_year ? year_text(staffing.figures_year) : "-"));
  plan.column(say("学校", "School"), 28)
      .column(say("学生", "Pupils"), 10, ColumnKind::whole)
      .column(say("班级", "Classes"), 9, ColumnKind::whole)
      .column(say("按标准编制", "Posts by the norm"), 12, ColumnKind::whole)
      .column(say("核定编制", "Posts given"), 12, ColumnKind::whole)
      .column(say("周转编制", "From the reserve"), 12, ColumnKind::whole)
      .column(say("在岗", "In post"), 9, ColumnKind::whole)
      .column(say("在编", "Established"), 9, ColumnKind::whole)
      .column(say("校聘", "Hired by the school"), 9, ColumnKind::whole)
      .column(say("空编（负为超编）", "Vacant (below 0: over)"), 14, ColumnKind::whole)
      .column(say("请假", "On leave"), 9, ColumnKind::whole)
      .column(say("借出", "Lent out"), 9, ColumnKind::number, 1)
      .column(say("借入", "Lent in"), 9, ColumnKind::number, 1)
      .column(say("每百名学生教职工", "Staff for 100 pupils"), 14, ColumnKind::number, 1);
  book.sheet(plan.made());
  for (const auto& one : staffing.schools)
    book.row({std::string_view{one.school}, cell(one.students), cell(one.classes), cell(one.norm), cell(one.posts),
              one.turnover, one.in_post, one.established, one.hired, cell(one.vacancies), one.on_leave, one.lent_out,
              one.lent_in, cell(one.per_100)});
}

void subjects_sheet(sheets::WorkbookWriter& book, const OrgStaffing& staffing, Language language) {
  Plan plan{say("学科余缺", "Subjects"), language};
  plan.note(say("需要 = 周课时 × 班级 ÷ 满工作量；可用 = 本校 − 借出 + 借入 − 请假",
                "need = weekly hours x classes / full load; available = own - lent out + lent in - on leave"));
  plan.column(say("学校", "School"), 28).column(say("学科", "Subject"), 14);
  for (const auto& [header, decimals] :
       {std::pair{say("需要", "Need"), 1}, std::pair{say("本校", "Own"), 0}, std::pair{say("借出", "Lent out"), 1},
        std::pair{say("借入", "Lent in"), 1}, std::pair{say("请假", "On leave"), 1},
        std::pair{say("可用", "Available"), 1}, std::pair{say("余缺", "Over or short"), 1}})
    plan.column(header, 10, ColumnKind::number, decimals);
  book.sheet(plan.made());
  const auto write = [&](const std::string& school, const std::vector<SubjectStand>& subjects) {
    for (const auto& one : subjects) {
      const auto subject = subject_in(one.subject, language);
      book.row({std::string_view{school}, std::string_view{subject}, cell(one.need), one.own, one.lent_out, one.lent_in,
                one.on_leave, one.available, cell(one.gap)});
    }
  };
  for (const auto& school : staffing.schools) write(school.school, school.subjects);
  if (staffing.schools.size() > 1) write(say("合计", "All").in(language), staffing.total.subjects);
}

void history_sheet(sheets::WorkbookWriter& book, const OrgStaffing& staffing, Language language) {
  Plan plan{say("核编记录", "Decisions"), language};
  plan.column(say("时间", "When"), 20)
      .column(say("学年", "Year"), 10)
      .column(say("学校", "School"), 28)
      .column(say("学科", "Subject"), 12)
      .column(say("编制", "Posts"), 8, ColumnKind::whole)
      .column(say("周转", "Reserve"), 8, ColumnKind::whole)
      .column(say("理由", "Reason"), 40)
      .column(say("办理人", "By"), 14);
  book.sheet(plan.made());
  for (const auto& one : staffing.history) {
    const auto year = year_text(one.year), subject = one.subject.empty() ? "" : subject_in(one.subject, language);
    book.row({std::string_view{one.at}, std::string_view{year}, std::string_view{one.school}, std::string_view{subject},
              one.posts, one.turnover, std::string_view{one.reason}, std::string_view{one.by_name}});
  }
}

}  // namespace

std::string staffing_workbook(const OrgStaffing& staffing, Language language) {
  return sheets::workbook_bytes([&](sheets::WorkbookWriter& book) {
    schools_sheet(book, staffing, language);
    subjects_sheet(book, staffing, language);
    if (!staffing.history.empty()) history_sheet(book, staffing, language);
  });
}

std::string allotments_workbook(const OrgStaffing& staffing, Language language) {
  return sheets::workbook_bytes([&](sheets::WorkbookWriter& book) {
    sheets::SheetPlan plan;
    plan.name = say("核编", "Posts").in(language);
    for (const auto& one : allotment_columns()) {
      auto made = sheets::column(one.heading, language, one.width, one.kind);
      made.required = one.required;
      made.comment = one.comment.in(language);
      plan.columns.push_back(std::move(made));
    }
    book.sheet(plan);
    for (const auto& one : staffing.schools)
      if (one.norm || one.posts)
        book.row({std::string_view{one.school}, int64_t{staffing.year}, std::string_view{},
                  one.posts ? CellValue{*one.posts} : cell(one.norm), one.turnover, std::string_view{}});
  });
}

std::string announcement_workbook(const Round& round, Language language) {
  return sheets::workbook_bytes([&](sheets::WorkbookWriter& book) {
    Plan plan{say("招聘岗位", "Openings"), language};
    plan.note(round.title).note(round.org);
    plan.column(say("学校", "School"), 30)
        .column(say("学段", "Stage"), 12)
        .column(say("学科", "Subject"), 14)
        .column(say("招聘人数", "Posts"), 10, ColumnKind::whole);
    book.sheet(plan.made());
    for (const auto& one : round.openings) {
      if (one.approved.value_or(0) <= 0) continue;
      const auto stage = stage_in(one.stage, language), subject = subject_in(one.subject, language);
      book.row({std::string_view{one.school}, std::string_view{stage}, std::string_view{subject}, *one.approved});
    }
  });
}

std::string forecast_workbook(const OrgForecast& forecast, Language language) {
  return sheets::workbook_bytes([&](sheets::WorkbookWriter& book) {
    Plan plan{say("供需预测", "Forecast"), language};
    plan.note(forecast.org)
        .note(say("假设：每年流失 {0}%，请假 {1}%，起始年级新生每年变化 {2}%，每年招聘 {3} 人，班额变化 {4} 人",
                  "supposed: {0} % leave a year, {1} % on leave, entrants change by {2} % a year, {3} recruits a year, "
                  "classes larger by {4}",
                  forecast.leaving, forecast.on_leave, forecast.births, forecast.recruits, forecast.class_size));
    if (forecast.birth_unknown)
      plan.note(say("{} 人出生年月不详，按未退休计", "{} people without month of birth are counted as staying",
                    forecast.birth_unknown));
    plan.column(say("学科", "Subject"), 14).column(say("学年", "Year"), 10);
    for (const auto& header : {say("供给", "Supply"), say("需要", "Need"), say("余缺", "Over or short"),
                               say("退休", "Retiring"), say("流失", "Leaving"), say("招聘", "Recruits")})
      plan.column(header, 10, ColumnKind::number, 1);
    book.sheet(plan.made());
    for (const auto& subject : forecast.subjects)
      for (const auto& one : subject.years) {
        const auto name =
            subject.subject.empty() ? say("全部", "All").in(language) : subject_in(subject.subject, language);
        const auto year = year_text(one.year);
        book.row({std::string_view{name}, std::string_view{year}, one.supply, one.need, one.gap, one.retiring,
                  one.leaving, one.recruits});
      }
  });
}

}  // namespace doorstep::staffing
