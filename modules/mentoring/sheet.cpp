#include "sheet.h"

#include <doorstep/registry/columns.h>
#include <doorstep/sheets/write.h>

namespace doorstep::mentoring {
namespace {

using sheets::CellValue;
using sheets::ColumnKind;

struct Heading {
  Words words;
  double width;
  ColumnKind kind = ColumnKind::text;
};

sheets::SheetPlan plan_of(const Words& name, const std::vector<Heading>& headings, Language language) {
  sheets::SheetPlan plan;
  plan.name = name.in(language);
  for (const auto& one : headings) plan.columns.push_back(sheets::column(one.words, language, one.width, one.kind));
  return plan;
}

std::string_view text(const std::string& from) { return from; }

CellValue day_or_none(Date on) {
  if (on == Date::never()) return std::monostate{};
  return on;
}

std::string subject_in(const std::string& code, Language language) {
  return registry::choice_word("service", "subject", code).in(language);
}

Words word_of(PairKind kind) {
  if (kind == PairKind::new_teacher) return say("青蓝工程", "new teacher");
  return kind == PairKind::subject ? say("学科带教", "subject") : say("跨校带教", "across schools");
}
Words word_of(PairState state) {
  switch (state) {
    case PairState::proposed:
      return say("待同意", "waits for agreement");
    case PairState::running:
      return say("进行中", "running");
    case PairState::ended:
      return say("已结束", "ended");
    default:
      return say("未同意", "declined");
  }
}
Words word_of(Outcome outcome) {
  if (outcome == Outcome::met) return say("达成", "met");
  return outcome == Outcome::partly ? say("部分达成", "partly met") : say("未达成", "not met");
}

std::string mentors_of(const Pair& pair) {
  std::string names;
  for (const auto& one : pair.mentors) names += (names.empty() ? "" : ", ") + one.name + " (" + one.school + ")";
  return names;
}

void pairs_sheet(sheets::WorkbookWriter& book, const OrgMentoring& of, Language language) {
  auto plan = plan_of(say("师徒结对", "Pairs"),
                      {{say("徒弟", "Mentee"), 14},
                       {say("学校", "School"), 26},
                       {say("学科", "Subject"), 12},
                       {say("师傅", "Mentors"), 34},
                       {say("类别", "Kind"), 14},
                       {say("自", "From"), 12, ColumnKind::date},
                       {say("至", "Until"), 12, ColumnKind::date},
                       {say("状态", "State"), 16},
                       {say("听课次数", "Visits held"), 10, ColumnKind::whole},
                       {say("结果", "Result"), 14},
                       {say("例外理由", "Exception"), 24}},
                      language);
  plan.notes = {of.org};
  book.sheet(plan);
  for (const auto& one : of.pairs) {
    const auto subject = subject_in(one.mentee.subject, language), mentors = mentors_of(one),
               kind = word_of(one.kind).in(language), state = word_of(one.state).in(language);
    std::string outcome;
    for (const auto& review : one.reviews)
      if (review.final_ && review.outcome) outcome = word_of(*review.outcome).in(language);
    book.row({text(one.mentee.name), text(one.mentee.school), text(subject), text(mentors), text(kind), one.begin_on,
              day_or_none(one.end_on), text(state), one.held, text(outcome), text(one.exception)});
  }
}

void new_teachers_sheet(sheets::WorkbookWriter& book, const OrgMentoring& of, Language language) {
  book.sheet(plan_of(say("新教师", "New teachers"),
                     {{say("姓名", "Name"), 14},
                      {say("学校", "School"), 26},
                      {say("学科", "Subject"), 12},
                      {say("从教自", "Teaching since"), 12, ColumnKind::date},
                      {say("师傅", "Mentor"), 24}},
                     language));
  for (const auto& one : of.new_teachers) {
    const auto subject = subject_in(one.subject, language);
    book.row({text(one.name), text(one.school), text(subject), one.since, text(one.mentor)});
  }
}

}  // namespace

std::string mentoring_workbook(const OrgMentoring& of, Language language) {
  return sheets::workbook_bytes([&](sheets::WorkbookWriter& book) {
    pairs_sheet(book, of, language);
    new_teachers_sheet(book, of, language);
  });
}

std::string service_workbook(const LeaderService& service, Language language) {
  return sheets::workbook_bytes([&](sheets::WorkbookWriter& book) {
    std::vector<Heading> headings{{say("学校", "School"), 28},
                                  {say("教师", "Teachers"), 9, ColumnKind::whole},
                                  {say("已见到", "Met"), 9, ColumnKind::whole}};
    if (!service.places.empty())
      for (const auto& month : service.places.front().months)
        headings.push_back({{month.month, month.month}, 9, ColumnKind::whole});
    auto plan = plan_of(say("到校情况", "Visits by school"), headings, language);
    plan.notes = {service.of.group, service.of.leader};
    book.sheet(plan);
    for (const auto& place : service.places) {
      const auto name = place.campus.empty() ? place.school : place.school + " " + place.campus;  // cells only view
      std::vector<CellValue> cells{text(name), place.teachers, place.met};
      for (const auto& month : place.months) cells.emplace_back(month.held);
      book.row(cells);
    }
    book.sheet(plan_of(say("教师名册", "Teachers"),
                       {{say("姓名", "Name"), 14},
                        {say("学校", "School"), 28},
                        {say("见面次数", "Times met"), 10, ColumnKind::whole},
                        {say("最近一次", "Last"), 12, ColumnKind::date}},
                       language));
    for (const auto& one : service.teachers)
      book.row({text(one.name), text(one.school), one.met, day_or_none(one.last_on)});
  });
}

}  // namespace doorstep::mentoring
