// The rows of assignments. Teachers and children come by rows of their own, which the service checks; a school's list
// names the school.
#include <doorstep/http/route.h>

#include "module.h"
#include "sheet.h"

namespace doorstep::assignments {
namespace {

using http::Call;
using http::Method;
using http::None;
using http::Reply;
using http::Route;
using http::row;
using http::row_with_body;
using http::Run;

struct OfQuestion {
  std::string id;
};
BOOST_DESCRIBE_STRUCT(OfQuestion, (), (id))
struct OfAssignment {
  std::string id;
};
BOOST_DESCRIBE_STRUCT(OfAssignment, (), (id))
struct OfAssignmentClass {
  std::string id;
  ClassId part;
};
BOOST_DESCRIBE_STRUCT(OfAssignmentClass, (), (id, part))
struct OfWork {
  PersonId id;
  std::string part;
};
BOOST_DESCRIBE_STRUCT(OfWork, (), (id, part))
struct OfWorkSchool {
  OrgId id;
};
BOOST_DESCRIBE_STRUCT(OfWorkSchool, (), (id))

struct QuestionFileQuery : BankQuery {
  QuestionFormat format{};
};
BOOST_DESCRIBE_STRUCT(QuestionFileQuery, (BankQuery), (format))

constexpr size_t most_file_body = 20 << 20;  // a file of questions as JSON text
constexpr size_t most_body = 4 << 20;        // of an assignment with its questions

void add_bank(std::vector<Route>& rows, Desk& desk) {
  const std::string at = "/api/own/questions";
  rows.push_back(
      row<BankQuery, BankPage>(Method::get, at, Right::self, Run::work, say("题库", "Questions that one may use"),
                               [&desk](const Call& call, const BankQuery& in) { return desk.bank(call.actor, in); }));
  rows.push_back(row<OfQuestion, BankQuestion>(
      Method::get, at + "/{id}", Right::self, Run::work, say("一道题", "One question"),
      [&desk](const Call& call, const OfQuestion& in) { return desk.question(call.actor, in.id); }));
  rows.push_back(
      row_with_body<None, NewBankQuestion, BankQuestion>(
          Method::post, at, Right::self, Run::work, say("新建题目", "Keep a question"),
          [&desk](const Call& call, const None&, const NewBankQuestion& body) { return desk.keep(call.actor, body); })
          .answers(201));
  rows.push_back(row_with_body<OfQuestion, NewBankQuestion, BankQuestion>(
      Method::put, at + "/{id}", Right::self, Run::work, say("修改题目", "Change a question"),
      [&desk](const Call& call, const OfQuestion& in, const NewBankQuestion& body) {
        return desk.change(call.actor, in.id, body);
      }));
  rows.push_back(row<OfQuestion, None>(Method::delete_, at + "/{id}", Right::self, Run::work,
                                       say("停用题目", "Retire a question"),
                                       [&desk](const Call& call, const OfQuestion& in) -> Result<None> {
                                         DOORSTEP_TRY(desk.retire(call.actor, in.id));
                                         return None{};
                                       }));
}

void add_files(std::vector<Route>& rows, Desk& desk) {
  auto taken = row_with_body<None, QuestionImport, TakenQuestions>(
      Method::post, "/api/own/question-files", Right::self, Run::work,
      say("导入题目：GIFT、Moodle XML、QTI 1.2，先试后写",
          "Take questions in from GIFT, Moodle XML or QTI 1.2, tried first"),
      [&desk](const Call& call, const None&, const QuestionImport& body) { return desk.take_in(call.actor, body); });
  taken.body_limit = most_file_body;
  rows.push_back(std::move(taken));
  rows.push_back(row<QuestionFileQuery, Reply>(
                     Method::get, "/api/own/question-files/{format}", Right::self, Run::work,
                     say("导出题目：gift、moodle 或 qti", "Questions as a file: gift, moodle or qti"),
                     [&desk](const Call& call, const QuestionFileQuery& in) -> Result<Reply> {
                       DOORSTEP_LET(text, desk.file_of(call.actor, in, in.format));
                       switch (in.format) {
                         case QuestionFormat::gift:
                           return http::download("text/plain; charset=utf-8", "questions.gift", std::move(text));
                         case QuestionFormat::moodle:
                           return http::download("application/xml", "questions.xml", std::move(text));
                         default:
                           return http::download("application/zip", "questions-qti3.zip", std::move(text));
                       }
                     })
                     .sends(http::file_type));
}

Route step(Desk& desk, const char* path, Words summary,
           Result<AssignmentFile> (Room::*act)(const Actor&, const std::string&)) {
  return row<OfAssignment, AssignmentFile>(
      Method::post, std::string{"/api/own/assignments/{id}"} + path, Right::self, Run::work, std::move(summary),
      [&desk, act](const Call& call, const OfAssignment& in) { return (desk.*act)(call.actor, in.id); });
}

void add_teachers(std::vector<Route>& rows, Desk& desk) {
  const std::string at = "/api/own/assignments";
  rows.push_back(row<None, OwnAssignments>(Method::get, at, Right::self, Run::work,
                                           say("我布置的作业", "One's own assignments"),
                                           [&desk](const Call& call, const None&) { return desk.own(call.actor); }));
  rows.push_back(row<OfAssignment, AssignmentFile>(
      Method::get, at + "/{id}", Right::self, Run::work, say("一份作业", "One assignment"),
      [&desk](const Call& call, const OfAssignment& in) { return desk.assignment(call.actor, in.id); }));
  rows.push_back(row<OfAssignment, Reply>(Method::get, at + "/{id}/qti.zip", Right::self, Run::work,
                                          say("作业的题目，QTI 3 题包", "Its questions as a package of QTI 3"),
                                          [&desk](const Call& call, const OfAssignment& in) -> Result<Reply> {
                                            DOORSTEP_LET(bytes, desk.package_of(call.actor, in.id));
                                            return http::download("application/zip", "assignment-qti3.zip",
                                                                  std::move(bytes));
                                          })
                     .sends(http::file_type));
  auto made =
      row_with_body<None, NewAssignment, AssignmentFile>(
          Method::post, at, Right::self, Run::work, say("新建作业", "Make an assignment"),
          [&desk](const Call& call, const None&, const NewAssignment& body) { return desk.make(call.actor, body); })
          .answers(201);
  made.body_limit = most_body;
  rows.push_back(std::move(made));
  auto changed = row_with_body<OfAssignment, NewAssignment, AssignmentFile>(
      Method::put, at + "/{id}", Right::self, Run::work, say("修改作业", "Change an assignment"),
      [&desk](const Call& call, const OfAssignment& in, const NewAssignment& body) {
        return desk.change(call.actor, in.id, body);
      });
  changed.body_limit = most_body;
  rows.push_back(std::move(changed));
  rows.push_back(row<OfAssignment, None>(Method::delete_, at + "/{id}", Right::self, Run::work,
                                         say("撤回作业", "Withdraw an assignment"),
                                         [&desk](const Call& call, const OfAssignment& in) -> Result<None> {
                                           DOORSTEP_TRY(desk.withdraw(call.actor, in.id));
                                           return None{};
                                         }));
  rows.push_back(step(desk, "/give", say("布置", "Give it to the classes"), &Room::give));
  rows.push_back(step(desk, "/return", say("返还", "Return it with its results"), &Room::give_back));
  rows.push_back(row<OfAssignmentClass, ClassResults>(
      Method::get, at + "/{id}/classes/{part}", Right::self, Run::work,
      say("一个班的成绩", "Results of a class by question"),
      [&desk](const Call& call, const OfAssignmentClass& in) { return desk.results(call.actor, in.id, in.part); }));
  rows.push_back(row<OfAssignmentClass, Reply>(Method::get, at + "/{id}/classes/{part}/results.xlsx", Right::self,
                                               Run::work, say("成绩，Excel 格式", "Results as an Excel workbook"),
                                               [&desk](const Call& call, const OfAssignmentClass& in) -> Result<Reply> {
                                                 DOORSTEP_LET(found, desk.results(call.actor, in.id, in.part));
                                                 return http::download(http::workbook_type, "results.xlsx",
                                                                       results_workbook(found, call.language));
                                               })
                     .sends(http::workbook_type));
  rows.push_back(row<OfWorkSchool, SchoolAssignments>(
                     Method::get, "/api/schools/{id}/assignments", Right::people_read, Run::work,
                     say("学校各班的作业", "Assignments of the classes of a school"),
                     [&desk](const Call&, const OfWorkSchool& in) { return desk.of_school(in.id); })
                     .within([](const Call& call) -> std::optional<OrgId> { return OrgId{call.parameter("id")}; }));
}

void add_children(std::vector<Route>& rows, Desk& desk) {
  const std::string at = "/api/account/homework";
  rows.push_back(row<None, OwnWork>(Method::get, at, Right::self, Run::work,
                                    say("孩子的作业", "What one's own children were set"),
                                    [&desk](const Call& call, const None&) { return desk.work(call.actor); }));
  const auto one = [&](Method method, const char* path, Words summary,
                       Result<WorkPaper> (Room::*act)(const Actor&, const PersonId&, const std::string&)) {
    rows.push_back(row<OfWork, WorkPaper>(
        method, at + "/{id}/{part}" + path, Right::self, Run::work, std::move(summary),
        [&desk, act](const Call& call, const OfWork& in) { return (desk.*act)(call.actor, in.id, in.part); }));
  };
  one(Method::get, "", say("一份作业的答卷", "A child's paper"), &Room::paper);
  one(Method::post, "/begin", say("开始作答", "Begin a paper, or the next try"), &Room::begin);
  one(Method::post, "/hand-in", say("提交", "Hand a paper in"), &Room::hand_in);
  rows.push_back(row_with_body<OfWork, SaveAnswer, SavedAnswer>(
      Method::put, at + "/{id}/{part}/answers", Right::self, Run::together, say("保存一题的答案", "Save one answer"),
      [&desk](const Call& call, const OfWork& in, const SaveAnswer& body) {
        return desk.save(call.actor, in.id, in.part, body);
      }));
}

}  // namespace

std::vector<Route> routes(Desk& desk) {
  std::vector<Route> rows;
  add_bank(rows, desk);
  add_files(rows, desk);
  add_teachers(rows, desk);
  add_children(rows, desk);
  for (auto& one : sheet_routes(desk)) rows.push_back(std::move(one));
  return rows;
}

}  // namespace doorstep::assignments
