// The rows of portfolio. One's own asks for no more than being signed in; whose portfolio is read and how much of it is
// decided by the table of visibility; who confirms, by the service.
#include "routes.h"

#include <doorstep/files/routes.h>

#include "print.h"
#include "service.h"
#include "sheet.h"

namespace doorstep::portfolio {
namespace {

using http::Call;
using http::Method;
using http::None;
using http::Page;
using http::Reply;
using http::Route;
using http::row;
using http::row_with_body;
using http::Run;

struct OwnEntry {
  std::string part;
};
BOOST_DESCRIBE_STRUCT(OwnEntry, (), (part))
struct OwnYear {
  int64_t year = 0;
};
BOOST_DESCRIBE_STRUCT(OwnYear, (), (year))
struct OfPerson {
  PersonId id;
};
BOOST_DESCRIBE_STRUCT(OfPerson, (), (id))
struct OfPersonsEntry {
  PersonId id;
  std::string part;
};
BOOST_DESCRIBE_STRUCT(OfPersonsEntry, (), (id, part))
struct OfPersonsFile {
  PersonId id;
  std::string part;
  bool shown = false;
};
BOOST_DESCRIBE_STRUCT(OfPersonsFile, (), (id, part, shown))
struct OfTeachers {
  OrgId id;
};
BOOST_DESCRIBE_STRUCT(OfTeachers, (), (id))

constexpr const char* mine = "/api/portfolio";
constexpr const char* theirs = "/api/people/{id}/portfolio";

// A step that the owner does to one entry.
Route does(Portfolios& portfolios, Method method, const char* path, Words summary,
           Result<Portfolio> (Portfolios::*step)(const Actor&, const std::string&)) {
  return row<OwnEntry, Portfolio>(
      method, std::string{mine} + path, Right::self, Run::work, std::move(summary),
      [&portfolios, step](const Call& call, const OwnEntry& in) { return (portfolios.*step)(call.actor, in.part); });
}

void add_own(std::vector<Route>& rows, Portfolios& portfolios) {
  rows.push_back(row<None, PortfolioKinds>(
      Method::get, "/api/portfolio-kinds", Right::self, Run::quick,
      say("成长档案的方面与类别", "Areas and kinds of a portfolio"),
      [&portfolios](const Call&, const None&) -> Result<PortfolioKinds> { return portfolios.kinds(); }));
  rows.push_back(
      row<None, Portfolio>(Method::get, mine, Right::self, Run::work, say("我的成长档案", "One's own portfolio"),
                           [&portfolios](const Call& call, const None&) { return portfolios.own(call.actor); }));
  rows.push_back(row<None, PortfolioGlance>(
      Method::get, std::string{mine} + "/glance", Right::self, Run::work,
      say("我的档案还缺什么", "What one's portfolio lacks"),
      [&portfolios](const Call& call, const None&) { return portfolios.glance(call.actor); }));
  rows.push_back(row_with_body<None, NewPortfolioEntry, Portfolio>(
                     Method::post, std::string{mine} + "/entries", Right::self, Run::work,
                     say("添加档案记录", "Enter something in one's portfolio"),
                     [&portfolios](const Call& call, const None&, const NewPortfolioEntry& body) {
                       return portfolios.enter(call.actor, body);
                     })
                     .answers(201));
  rows.push_back(row_with_body<OwnEntry, NewPortfolioEntry, Portfolio>(
      Method::put, std::string{mine} + "/entries/{part}", Right::self, Run::work,
      say("修改档案记录，旧版本保留", "Change an entry; the version before is kept"),
      [&portfolios](const Call& call, const OwnEntry& in, const NewPortfolioEntry& body) {
        return portfolios.change(call.actor, in.part, body);
      }));
  rows.push_back(does(portfolios, Method::post, "/entries/{part}/hand-in", say("提交学校审核", "Hand an entry in"),
                      &Portfolios::hand_in));
  rows.push_back(does(portfolios, Method::post, "/entries/{part}/take-back",
                      say("撤回未审核的记录", "Take back what waits for the school"), &Portfolios::take_back));
  rows.push_back(does(portfolios, Method::delete_, "/entries/{part}", say("删除档案记录", "Remove an entry"),
                      &Portfolios::remove));
  rows.push_back(does(portfolios, Method::delete_, "/files/{part}", say("撤下证明材料", "Take a file away"),
                      &Portfolios::remove_file));
  rows.push_back(row_with_body<OwnEntry, EntryOpening, Portfolio>(
      Method::put, std::string{mine} + "/entries/{part}/open", Right::self, Run::work,
      say("向集团同事开放", "Open an entry to the colleagues of the group"),
      [&portfolios](const Call& call, const OwnEntry& in, const EntryOpening& body) {
        return portfolios.open(call.actor, in.part, body);
      }));
  rows.push_back(row_with_body<OwnYear, NewYearGoals, Portfolio>(
      Method::put, std::string{mine} + "/goals/{year}", Right::self, Run::work,
      say("学年目标与反思", "Goals of a school year, and the reflection on it"),
      [&portfolios](const Call& call, const OwnYear& in, const NewYearGoals& body) {
        return portfolios.set_goals(call.actor, in.year, body);
      }));
}

void add_theirs(std::vector<Route>& rows, Portfolios& portfolios, const files::Files& files) {
  const auto about_person = [&portfolios](const Call& call) -> std::optional<OrgId> {
    return portfolios.school_of({call.parameter("id")});
  };
  rows.push_back(row<OfPerson, Portfolio>(
      Method::get, theirs, Right::self, Run::work, say("一位教师的成长档案", "The portfolio of a teacher"),
      [&portfolios](const Call& call, const OfPerson& in) { return portfolios.of(call.actor, in.id); }));
  rows.push_back(row<OfPerson, Reply>(Method::get, std::string{theirs} + ".xlsx", Right::self, Run::work,
                                      say("成长档案，Excel 格式", "A portfolio as an Excel workbook"),
                                      [&portfolios](const Call& call, const OfPerson& in) -> Result<Reply> {
                                        DOORSTEP_LET(page, portfolios.of(call.actor, in.id));
                                        return http::download(
                                            http::workbook_type, "portfolio.xlsx",
                                            portfolio_workbook(page, portfolios.kinds(), call.language));
                                      })
                     .sends(http::workbook_type));
  rows.push_back(row<OfPerson, Reply>(Method::get, std::string{theirs} + ".pdf", Right::self, Run::work,
                                      say("成长档案，PDF 格式", "A portfolio as a PDF"),
                                      [&portfolios](const Call& call, const OfPerson& in) -> Result<Reply> {
                                        DOORSTEP_LET(page, portfolios.of(call.actor, in.id));
                                        DOORSTEP_LET(
                                            pdf, portfolio_pdf(page, portfolios.kinds(), Date::today(), call.language));
                                        return http::download("application/pdf", "portfolio.pdf", std::move(pdf));
                                      })
                     .sends("application/pdf"));
  rows.push_back(row<OfPersonsEntry, Page<EntryVersion>>(
      Method::get, std::string{theirs} + "/entries/{part}/versions", Right::self, Run::work,
      say("一条记录的历史版本", "Earlier versions of an entry"),
      [&portfolios](const Call& call, const OfPersonsEntry& in) {
        return http::whole(portfolios.versions(call.actor, in.id, in.part));
      }));
  rows.push_back(row<OfPersonsFile, Reply>(
                     Method::get, std::string{theirs} + "/files/{part}", Right::self, Run::work,
                     say("一条记录的证明材料", "A file of an entry"),
                     [&portfolios, &files](const Call& call, const OfPersonsFile& in) -> Result<Reply> {
                       DOORSTEP_LET(file, files.stored(entry_room, in.part));
                       if (!portfolios.shows(call.actor, in.id, file.place.thing))
                         return refuse(Fault::not_found, "file-unknown", say("没有这个文件", "there is no such file"));
                       return files::reply_of(file, in.shown);
                     })
                     .sends(http::file_type));
  rows.push_back(row<OfPersonsEntry, Portfolio>(Method::post, std::string{theirs} + "/entries/{part}/confirm",
                                                Right::people_develop, Run::work,
                                                say("确认档案记录", "Confirm an entry"),
                                                [&portfolios](const Call& call, const OfPersonsEntry& in) {
                                                  return portfolios.confirm(call.actor, in.id, in.part);
                                                })
                     .within(about_person));
  rows.push_back(row_with_body<OfPersonsEntry, EntryReturn, Portfolio>(
                     Method::post, std::string{theirs} + "/entries/{part}/return", Right::people_develop, Run::work,
                     say("退回档案记录并说明原因", "Return an entry with a reason"),
                     [&portfolios](const Call& call, const OfPersonsEntry& in, const EntryReturn& body) {
                       return portfolios.give_back(call.actor, in.id, in.part, body);
                     })
                     .within(about_person));
}

void add_lists(std::vector<Route>& rows, Portfolios& portfolios) {
  const auto about_org = [](const Call& call) { return std::optional{OrgId{call.parameter("id")}}; };
  const std::string at = "/api/teachers/{id}";
  rows.push_back(
      row<TeachersQuery, TeacherList>(Method::get, at, Right::people_develop, Run::work,
                                      say("学校、集团或区县的教师", "The teachers of a school, a group or an area"),
                                      [&portfolios](const Call& call, TeachersQuery in) {
                                        in.limit = std::min(in.limit, 500);
                                        return portfolios.teachers(call.actor, in);
                                      })
          .within(about_org));
  rows.push_back(row<TeachersQuery, Reply>(Method::get, at + "/list.xlsx", Right::people_develop, Run::work,
                                           say("教师名单，Excel 格式", "The teachers as an Excel workbook"),
                                           [&portfolios](const Call& call, TeachersQuery in) -> Result<Reply> {
                                             in.offset = 0;
                                             in.limit = most_listed;
                                             DOORSTEP_LET(list, portfolios.teachers(call.actor, in));
                                             return http::download(http::workbook_type, "teachers.xlsx",
                                                                   teachers_workbook(list, call.language));
                                           })
                     .sends(http::workbook_type)
                     .within(about_org));
  rows.push_back(row<OfTeachers, Page<WaitingEntry>>(Method::get, at + "/waiting", Right::people_develop, Run::work,
                                                     say("待我审核的档案记录", "Entries that wait for who asks"),
                                                     [&portfolios](const Call& call, const OfTeachers& in) {
                                                       return http::whole(portfolios.waiting(call.actor, in.id));
                                                     })
                     .within(about_org));
}

}  // namespace

std::vector<Route> routes(Portfolios& portfolios, Conduct& conduct, Performance& performance,
                          const files::Files& files) {
  std::vector<Route> rows;
  add_own(rows, portfolios);
  add_theirs(rows, portfolios, files);
  add_lists(rows, portfolios);
  add_conduct_rows(rows, conduct, files);
  add_performance_rows(rows, performance, portfolios);
  return rows;
}

}  // namespace doorstep::portfolio
