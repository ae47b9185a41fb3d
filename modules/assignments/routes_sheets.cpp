// The rows of sheets: the bank as a workbook, and answers on paper.
#include <doorstep/http/route.h>

#include "bank_sheet.h"
#include "module.h"

namespace doorstep::assignments {
namespace {

using http::Call;
using http::Method;
using http::None;
using http::Reply;
using http::Route;
using http::row;
using http::Run;

constexpr size_t most_sheet_bytes = 16 << 20, most_package_bytes = 64 << 20;

struct OfSheetClass {
  std::string id;
  ClassId part;
};
BOOST_DESCRIBE_STRUCT(OfSheetClass, (), (id, part))
struct ReadingAnswers {
  std::string id;
  ClassId part;
  bool dry = true;
};
BOOST_DESCRIBE_STRUCT(ReadingAnswers, (), (id, part, dry))

}  // namespace

std::vector<Route> sheet_routes(BySheet& desk) {
  std::vector<Route> rows;
  const std::string bank = "/api/own/question-sheet", answers = "/api/own/assignments/{id}/classes/{part}/answers";
  rows.push_back(row<BankQuery, Reply>(Method::get, bank + ".xlsx", Right::self, Run::work,
                                       say("题库，Excel 格式", "Questions as an Excel workbook"),
                                       [&desk](const Call& call, const BankQuery& in) -> Result<Reply> {
                                         DOORSTEP_LET(bytes, desk.bank_workbook(call.actor, in));
                                         return http::download(http::workbook_type, "questions.xlsx", std::move(bytes));
                                       })
                     .sends(http::workbook_type));
  rows.push_back(row<None, Reply>(Method::get, bank + "/template.xlsx", Right::self, Run::work,
                                  say("题库模板，Excel 格式", "A sheet to fill with questions"),
                                  [](const Call& call, const None&) -> Result<Reply> {
                                    return http::download(http::workbook_type, "questions-template.xlsx",
                                                          bank_template(call.language));
                                  })
                     .sends(http::workbook_type));
  rows.push_back(
      row<BankSheetForm, BankSheetRead>(
          Method::post, bank, Right::self, Run::work,
          say("按表导入题目；dry=true 只检查", "Take questions in by a sheet, all or none; dry=true only checks"),
          [&desk](const Call& call, const BankSheetForm& in) {
            return desk.read_bank_sheet(call.actor, call.spooled_file, in);
          })
          .uploads(most_sheet_bytes));
  rows.push_back(
      row<QuestionPackageForm, TakenQuestions>(
          Method::post, "/api/own/question-packages", Right::self, Run::work,
          say("导入 QTI 题包；dry=true 只检查", "Take questions in from a package of QTI; dry=true only checks"),
          [&desk](const Call& call, const QuestionPackageForm& in) {
            return desk.take_package(call.actor, call.spooled_file, in);
          })
          .uploads(most_package_bytes));
  rows.push_back(row<OfSheetClass, Reply>(Method::get, answers + ".xlsx", Right::self, Run::work,
                                          say("一个班的答案录入表", "A sheet for what a class wrote on paper"),
                                          [&desk](const Call& call, const OfSheetClass& in) -> Result<Reply> {
                                            DOORSTEP_LET(bytes, desk.answer_sheet(call.actor, in.id, in.part));
                                            return http::download(http::workbook_type, "answers.xlsx",
                                                                  std::move(bytes));
                                          })
                     .sends(http::workbook_type));
  rows.push_back(row<ReadingAnswers, AnswerSheetRead>(
                     Method::post, answers, Right::self, Run::work,
                     say("按表录入一个班的答案；dry=true 只检查",
                         "Enter what a class wrote on paper, all or none; dry=true only checks"),
                     [&desk](const Call& call, const ReadingAnswers& in) {
                       return desk.read_answer_sheet(call.actor, in.id, in.part, call.spooled_file, in.dry);
                     })
                     .uploads(most_sheet_bytes));
  return rows;
}

}  // namespace doorstep::assignments
