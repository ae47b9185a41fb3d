#include "sheet.h"

#include <algorithm>

#include <doorstep/registry/columns.h>
#include <doorstep/sheets/write.h>

#include "standing.h"

namespace doorstep::exchange {
namespace {

using sheets::CellValue;
using sheets::column;
using sheets::ColumnKind;

CellValue number_or_none(const std::optional<double>& value) {
  if (!value) return std::monostate{};
  return *value;
}

Words word_of(WishAnswer answer) {
  return answer == WishAnswer::yes  ? say("愿意", "yes")
         : answer == WishAnswer::no ? say("不愿意", "no")
                                    : say("未定", "open");
}

Words word_of(Reached reached) {
  return reached == Reached::fully    ? say("全部实现", "fully")
         : reached == Reached::mostly ? say("大部分实现", "mostly")
                                      : say("部分实现", "partly");
}

std::string word_in(std::string_view column, const std::string& code, Language language) {
  return registry::choice_word("service", column, code).in(language);
}

std::string names_of(const std::vector<NamedSchool>& schools, Language language) {
  std::string made;
  for (const auto& one : schools) made += (made.empty() ? "" : language == Language::zh ? "、" : ", ") + one.name;
  return made;
}

void add_outcomes(sheets::WorkbookWriter& book, const ExchangePlan& plan, Language language) {
  sheets::SheetPlan sheet;
  sheet.name = say("均衡程度", "Balance").in(language);
  sheet.notes = {fmt::format("{}  {}  {}", plan.of.org, plan.of.title, plan.rules)};
  sheet.columns = {column(say("指标", "Indicator"), language, 44),
                   column(say("学段", "Stage"), language, 10),
                   column(say("现在的差异系数", "Coefficient now"), language, 14, ColumnKind::number, 3),
                   column(say("交流后的差异系数", "Coefficient after"), language, 14, ColumnKind::number, 3),
                   column(say("限值", "Limit"), language, 10, ColumnKind::number, 2),
                   column(say("现在未达标学校", "Schools below now"), language, 14, ColumnKind::whole),
                   column(say("交流后未达标学校", "Schools below after"), language, 14, ColumnKind::whole)};
  book.sheet(sheet);
  for (const auto& one : plan.outcomes)
    book.row({std::string_view{one.name.in(language)}, std::string_view{word_in("section", one.stage, language)},
              number_or_none(one.before), number_or_none(one.after), number_or_none(one.limit), one.below_before,
              one.below_after});
}

void add_moves(sheets::WorkbookWriter& book, const ExchangePlan& plan, const std::vector<PlanReason>& reasons,
               Language language) {
  sheets::SheetPlan sheet;
  sheet.name = say("交流名单", "Moves").in(language);
  sheet.columns = {column(say("姓名", "Name"), language, 12),
                   column(say("学段", "Stage"), language, 10),
                   column(say("学科", "Subject"), language, 12),
                   column(say("派出学校", "From"), language, 28),
                   column(say("接收学校", "To"), language, 28),
                   column(say("单程公里", "Km one way"), language, 10, ColumnKind::number, 1),
                   column(say("单程分钟", "Minutes one way"), language, 10, ColumnKind::number, 0),
                   column(say("说明", "Why"), language, 80)};
  book.sheet(sheet);
  for (const auto& move : plan.moves) {
    std::string why;
    const auto found = std::ranges::find(reasons, move.person_id, &PlanReason::person_id);
    if (found != reasons.end())
      for (const auto& sentence : found->sentences) why += (why.empty() ? "" : "\n") + sentence.in(language);
    const auto stage = word_in("section", move.stage, language), subject = word_in("subject", move.subject, language);
    book.row({std::string_view{move.name}, std::string_view{stage}, std::string_view{subject},
              std::string_view{move.from}, std::string_view{move.to}, move.km, move.minutes, std::string_view{why}});
  }
}

}  // namespace

std::string secondments_workbook(const std::vector<Secondment>& all, Language language) {
  return sheets::workbook_bytes([&](sheets::WorkbookWriter& book) {
    sheets::SheetPlan sheet;
    sheet.name = say("教师交流", "Secondments").in(language);
    sheet.columns = {column(say("交流", "Secondment"), language, 32),
                     column(say("姓名", "Name"), language, 12),
                     column(say("派出学校", "From"), language, 28),
                     column(say("接收学校", "To"), language, 28),
                     column(say("到校身份", "Role there"), language, 12),
                     column(say("学科", "Subject"), language, 12),
                     column(say("工作量", "Share"), language, 10, ColumnKind::percent),
                     column(say("津贴（元/月）", "Allowance (yuan a month)"), language, 12, ColumnKind::whole),
                     column(say("开始", "From day"), language, 12, ColumnKind::date),
                     column(say("返校", "Back on"), language, 12, ColumnKind::date),
                     column(say("状态", "Standing"), language, 14),
                     column(say("约定实现", "Came about"), language, 12),
                     column(say("评议", "Review"), language, 50)};
    book.sheet(sheet);
    for (const auto& one : all)
      for (const auto& person : one.people) {
        const auto standing = standing_words(one.of.standing);
        const auto reached = person.reached ? word_of(*person.reached) : Words{};
        const auto role = word_in("role", person.role, language),
                   subject = word_in("subject", person.subject, language);
        CellValue allowance;
        if (person.allowance) allowance = *person.allowance;
        book.row({std::string_view{one.of.title}, std::string_view{person.name}, std::string_view{person.home},
                  std::string_view{one.of.host}, std::string_view{role}, std::string_view{subject}, person.share,
                  allowance, one.of.begin_on, person.returned_on.value_or(one.of.end_on),
                  std::string_view{standing.in(language)}, std::string_view{reached.in(language)},
                  std::string_view{person.review}});
      }
  });
}

std::string wishes_workbook(const OrgWishes& wishes, Language language) {
  return sheets::workbook_bytes([&](sheets::WorkbookWriter& book) {
    sheets::SheetPlan sheet;
    sheet.name = say("交流意愿", "Wishes").in(language);
    sheet.columns = {column(say("姓名", "Name"), language, 12),
                     column(say("学校", "School"), language, 28),
                     column(say("学科", "Subject"), language, 12),
                     column(say("意愿", "Wish"), language, 10),
                     column(say("愿意去", "Would go to"), language, 40),
                     column(say("不能去", "Cannot go to"), language, 40),
                     column(say("说明", "Why"), language, 50)};
    book.sheet(sheet);
    for (const auto& row : wishes.items) {
      const auto answer = word_of(row.wish.answer);
      const auto subject = word_in("subject", row.subject, language);
      const auto places = names_of(row.wish.places, language), never = names_of(row.wish.never, language);
      book.row({std::string_view{row.name}, std::string_view{row.school}, std::string_view{subject},
                std::string_view{answer.in(language)}, std::string_view{places}, std::string_view{never},
                std::string_view{row.wish.why}});
    }
  });
}

std::string plan_workbook(const ExchangePlan& plan, const std::vector<PlanReason>& reasons, Language language) {
  return sheets::workbook_bytes([&](sheets::WorkbookWriter& book) {
    add_moves(book, plan, reasons, language);
    add_outcomes(book, plan, language);
  });
}

std::string effects_workbook(const PlanEffects& effects, Language language) {
  return sheets::workbook_bytes([&](sheets::WorkbookWriter& book) {
    sheets::SheetPlan sheet;
    sheet.name = say("成效", "Effects").in(language);
    sheet.columns = {column(say("学校", "School"), language, 28),
                     column(say("学段", "Stage"), language, 10),
                     column(say("指标", "Indicator"), language, 44),
                     column(say("之前", "Before"), language, 12, ColumnKind::number, 2),
                     column(say("按交流应为", "Planned"), language, 12, ColumnKind::number, 2),
                     column(say("之后", "Real"), language, 12, ColumnKind::number, 2),
                     column(say("来校", "Came"), language, 8, ColumnKind::whole),
                     column(say("外派", "Went"), language, 8, ColumnKind::whole)};
    book.sheet(sheet);
    for (const auto& one : effects.items)
      book.row({std::string_view{one.school}, std::string_view{word_in("section", one.stage, language)},
                std::string_view{one.name.in(language)}, number_or_none(one.before), number_or_none(one.planned),
                number_or_none(one.real), one.in, one.out});
  });
}

}  // namespace doorstep::exchange
