#include "answer_sheet.h"

#include <array>

#include <doorstep/sheets/form.h>
#include <doorstep/sheets/write.h>

#include "cells.h"

namespace doorstep::assignments {
namespace {

using questions::QuestionKind;

constexpr size_t most_answer_lines = 300;

struct AnswerSheetColumn {
  const char* code;
  Words heading;
  bool required;
  std::string AnswerLine::*member;
};
const std::array<AnswerSheetColumn, 2>& answer_columns() {
  static const std::array<AnswerSheetColumn, 2> all{
      {{"id", say("编号", "No."), true, &AnswerLine::id}, {"name", say("姓名", "Name"), true, &AnswerLine::name}}};
  return all;
}

// The question with its options, as a teacher needs it beside the answers.
std::string asked(const questions::QuestionBody& question) {
  auto made = question.text;
  if (question.kind != QuestionKind::true_false)
    for (size_t at = 0; at < question.options.size(); ++at)
      made += "\n" + letter(at) + ". " + question.options[at].text;
  size_t left = 0;
  for (const auto& one : question.pairs)
    if (!one.left.empty()) made += "\n" + std::to_string(++left) + ". " + one.left;
  for (size_t at = 0; at < question.pairs.size(); ++at) made += "\n" + letter(at) + ". " + question.pairs[at].right;
  return made;
}

}  // namespace

std::string answer_column(int64_t place) { return "Q" + std::to_string(place); }

std::string answer_workbook(const std::string& title, const std::vector<AssignmentItem>& items,
                            const std::vector<AnswerLine>& children, Language language) {
  return sheets::workbook_bytes([&](sheets::WorkbookWriter& out) {
    sheets::SheetPlan plan;
    plan.name = say("答案", "Answers").in(language);
    plan.notes = {title,
                  say("各列怎样填见第二张表。整行空白为未交；编号和姓名不要改。",
                      "How each column is filled stands in the second sheet. An empty line: not handed in. Leave "
                      "numbers and names as they are.")
                      .in(language)};
    for (const auto& one : answer_columns()) {
      auto column = sheets::column(one.heading.in(language), one.member == &AnswerLine::id ? 10 : 14);
      column.required = true;
      plan.columns.push_back(std::move(column));
    }
    for (const auto& item : items) {
      auto column = sheets::column(answer_column(item.place), 14);
      column.comment = word_of(item.question.kind).in(language) + ": " + how_to_enter(item.question).in(language);
      if (item.question.kind == QuestionKind::true_false)
        column.choices = {say("对", "true").in(language), say("错", "false").in(language)};
      plan.columns.push_back(std::move(column));
    }
    plan.filter = false;
    out.sheet(plan);
    for (const auto& child : children) {
      std::vector<sheets::CellValue> row{std::string_view{child.id}, std::string_view{child.name}};
      for (size_t at = 0; at < items.size(); ++at) row.emplace_back(std::monostate{});
      out.row(row);
    }
    sheets::SheetPlan guide;
    guide.name = say("题目", "Questions").in(language);
    guide.columns = {sheets::column(say("列", "Column"), language, 8),
                     sheets::column(say("题型", "Kind"), language, 14),
                     sheets::column(say("分值", "Points"), language, 8, sheets::ColumnKind::number, 2),
                     sheets::column(say("题目", "Question"), language, 60),
                     sheets::column(say("怎样填", "How to fill it in"), language, 50)};
    guide.filter = false;
    out.sheet(guide);
    for (const auto& item : items) {
      const auto name = answer_column(item.place), kind = word_of(item.question.kind).in(language),
                 text = asked(item.question), how = how_to_enter(item.question).in(language);
      out.row({std::string_view{name}, std::string_view{kind}, item.question.points, std::string_view{text},
               std::string_view{how}});
    }
  });
}

Result<std::vector<AnswerLine>> read_answer_lines(const std::filesystem::path& file,
                                                  const std::vector<AssignmentItem>& items) {
  std::vector<std::string> more;
  for (const auto& item : items) more.push_back(answer_column(item.place));
  return sheets::read_form<AnswerLine>(file, answer_columns(), most_answer_lines, more);
}

}  // namespace doorstep::assignments
