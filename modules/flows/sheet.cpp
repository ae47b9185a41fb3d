#include "sheet.h"

#include <algorithm>
#include <array>

#include <doorstep/sheets/write.h>

namespace doorstep::flows {
namespace {

using sheets::ColumnKind;

Words words_of(FlowKind kind) {
  static const std::array words{say("教师工时", "Teachers' hours"), say("资源使用（次）", "Resources used (times)"),
                                say("课程名额", "Places in courses"), say("社团活动名额", "Places in clubs")};
  return words[static_cast<size_t>(kind)];
}
Words words_of(OpportunityOf of) {
  static const std::array words{
      say("可及课程名额", "Course seats within reach"), say("可及社团活动名额", "Club seats within reach"),
      say("课程参加人次", "Course places taken"), say("社团活动参加人次", "Club places taken")};
  return words[static_cast<size_t>(of)];
}

constexpr std::array kinds{FlowKind::teaching, FlowKind::resources, FlowKind::courses, FlowKind::clubs};

sheets::CellValue number(const std::optional<double>& value) {
  if (!value) return std::monostate{};
  return *value;
}

void put_schools(sheets::WorkbookWriter& book, const OrgFlows& flows, Language language) {
  sheets::SheetPlan plan;
  plan.name = say("学校", "Schools").in(language);
  plan.notes = {flows.org, flows.from.text() + " – " + flows.until.plus(-1).text()};
  plan.columns = {sheets::column(say("学校", "School"), language, 30),
                  sheets::column(say("学生", "Students"), language, 10, ColumnKind::whole)};
  for (const auto& side : {say("输出", "gives"), say("输入", "receives")})
    for (const auto kind : kinds) {
      const auto of = words_of(kind);
      plan.columns.push_back(sheets::column({of.zh + "：" + side.zh, of.en + ": " + side.en}, language, 14,
                                            ColumnKind::number, kind == FlowKind::teaching ? 1 : 0));
    }
  for (const auto& one : flows.spreads)
    plan.columns.push_back(sheets::column(words_of(one.of), language, 14, ColumnKind::number, 1));
  book.sheet(plan);
  for (auto one : flows.schools) {
    std::vector<sheets::CellValue> cells{std::string_view{one.school}, static_cast<int64_t>(one.students)};
    for (auto* side : {&one.gives, &one.receives})
      for (const auto kind : kinds) cells.emplace_back(side->of(kind));
    for (const auto value : {one.course_seats, one.club_seats, one.course_places, one.club_places})
      cells.emplace_back(value);
    book.row(cells);
  }
}

void put_lines(sheets::WorkbookWriter& book, const OrgFlows& flows, Language language) {
  sheets::SheetPlan plan;
  plan.name = say("流向", "Flows").in(language);
  plan.columns = {sheets::column(say("共享内容", "What"), language, 20),
                  sheets::column(say("从", "From"), language, 30), sheets::column(say("到", "To"), language, 30),
                  sheets::column(say("数量", "Amount"), language, 12, ColumnKind::number, 1)};
  book.sheet(plan);
  const auto name = [&](const std::string& id) {
    const auto found = std::ranges::find(flows.nodes, id, &FlowNode::id);
    return found == flows.nodes.end() ? id : found->name.in(language);
  };
  for (const auto& one : flows.lines) {
    const auto what = words_of(one.kind).in(language), from = name(one.from), to = name(one.to);
    book.row({std::string_view{what}, std::string_view{from}, std::string_view{to}, one.amount});
  }
}

void put_spreads(sheets::WorkbookWriter& book, const OrgFlows& flows, Language language) {
  sheets::SheetPlan plan;
  plan.name = say("机会均衡", "Opportunity").in(language);
  plan.columns = {sheets::column(say("指标", "Figure"), language, 28),
                  sheets::column(say("合计", "In all"), language, 12, ColumnKind::number, 0),
                  sheets::column(say("每百名学生", "Per 100 students"), language, 14, ColumnKind::number, 2),
                  sheets::column(say("差异系数", "Coefficient of variation"), language, 14, ColumnKind::number, 3),
                  sheets::column(say("基尼系数", "Gini"), language, 12, ColumnKind::number, 3)};
  book.sheet(plan);
  for (const auto& one : flows.spreads) {
    const auto what = words_of(one.of).in(language);
    book.row({std::string_view{what}, one.amount, one.per_hundred, number(one.cv), number(one.gini)});
  }
}

}  // namespace

std::string flows_workbook(const OrgFlows& flows, Language language) {
  return sheets::workbook_bytes([&](sheets::WorkbookWriter& book) {
    put_schools(book, flows, language);
    put_lines(book, flows, language);
    put_spreads(book, flows, language);
  });
}

}  // namespace doorstep::flows
