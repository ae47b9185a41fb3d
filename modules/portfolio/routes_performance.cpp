// The rows of performance: the head of a school writes, the teacher reads and answers.
#include <doorstep/http/route.h>

#include "routes.h"
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

struct SheetsAt {
  OrgId id;
};
BOOST_DESCRIBE_STRUCT(SheetsAt, (), (id))
struct SheetPath {
  OrgId id;
  std::string part;
};
BOOST_DESCRIBE_STRUCT(SheetPath, (), (id, part))
struct BringPath {
  OrgId id;
  std::string part;
  bool dry = false;
};
BOOST_DESCRIBE_STRUCT(BringPath, (), (id, part, dry))
struct OwnTerm {
  std::string part;
};
BOOST_DESCRIBE_STRUCT(OwnTerm, (), (part))
struct PerformanceOf {
  PersonId id;
};
BOOST_DESCRIBE_STRUCT(PerformanceOf, (), (id))

constexpr const char* sheets_path = "/api/schools/{id}/performance";

std::optional<OrgId> about_sheet_school(const Call& call) { return OrgId{call.parameter("id")}; }

template <class Body>
Route writes_sheet(Performance& performance, Method method, const char* path, Words summary,
                   Result<PerformanceSheet> (Performance::*change)(const Actor&, const OrgId&, const std::string&,
                                                                   const Body&)) {
  return row_with_body<SheetPath, Body, PerformanceSheet>(
             method, std::string{sheets_path} + "/{part}" + path, Right::people_develop, Run::work, std::move(summary),
             [&performance, change](const Call& call, const SheetPath& in, const Body& body) {
               return (performance.*change)(call.actor, in.id, in.part, body);
             })
      .within(about_sheet_school);
}

void add_sheets(std::vector<Route>& rows, Performance& performance) {
  const auto develop = Right::people_develop;
  rows.push_back(
      row<SheetsAt, PerformanceSheets>(
          Method::get, sheets_path, develop, Run::work, say("学期考核表", "Sheets of performance of a school"),
          [&performance](const Call& call, const SheetsAt& in) { return performance.sheets(call.actor, in.id); })
          .within(about_sheet_school));
  rows.push_back(row_with_body<SheetsAt, NewPerformanceSheet, PerformanceSheet>(
                     Method::post, sheets_path, develop, Run::work, say("新建考核表", "Make a sheet"),
                     [&performance](const Call& call, const SheetsAt& in, const NewPerformanceSheet& body) {
                       return performance.make(call.actor, in.id, body);
                     })
                     .answers(201)
                     .within(about_sheet_school));
  rows.push_back(row<SheetPath, PerformanceSheet>(Method::get, std::string{sheets_path} + "/{part}", develop, Run::work,
                                                  say("一张考核表", "One sheet"),
                                                  [&performance](const Call& call, const SheetPath& in) {
                                                    return performance.sheet(call.actor, in.id, in.part);
                                                  })
                     .within(about_sheet_school));
  rows.push_back(row<SheetPath, Reply>(
                     Method::get, std::string{sheets_path} + "/{part}/sheet.xlsx", develop, Run::work,
                     say("考核表，Excel 格式，可填好再导入", "A sheet as Excel, to be filled in and brought back"),
                     [&performance](const Call& call, const SheetPath& in) -> Result<Reply> {
                       DOORSTEP_LET(sheet, performance.sheet(call.actor, in.id, in.part));
                       return http::download(http::workbook_type, "performance.xlsx",
                                             performance_workbook(sheet, call.language));
                     })
                     .sends(http::workbook_type)
                     .within(about_sheet_school));
  rows.push_back(row<BringPath, PerformanceImported>(
                     Method::post, std::string{sheets_path} + "/{part}/import", develop, Run::work,
                     say("导入考核表；dry=true 只检查", "Bring a filled sheet, all or none; dry=true only checks"),
                     [&performance](const Call& call, const BringPath& in) {
                       return performance.bring(call.actor, in.id, in.part, call.spooled_file, in.dry);
                     })
                     .uploads(8 << 20)
                     .within(about_sheet_school));
}

void add_results(std::vector<Route>& rows, Performance& performance, Portfolios& portfolios) {
  rows.push_back(row<None, Page<TermResult>>(
      Method::get, "/api/portfolio/performance", Right::self, Run::work,
      say("我的学期考核", "One's own performance by term"),
      [&performance](const Call& call, const None&) { return http::whole(performance.own(call.actor)); }));
  rows.push_back(row_with_body<OwnTerm, PerformanceAnswer, Page<TermResult>>(
      Method::post, "/api/portfolio/performance/{part}/answer", Right::self, Run::work,
      say("对考核结果提出意见", "Answer a result in words"),
      [&performance](const Call& call, const OwnTerm& in, const PerformanceAnswer& body) {
        return http::whole(performance.answer(call.actor, in.part, body));
      }));
  rows.push_back(row<PerformanceOf, Page<TermResult>>(Method::get, "/api/people/{id}/performance",
                                                      Right::people_develop, Run::work,
                                                      say("一位教师的学期考核", "A teacher's performance by term"),
                                                      [&performance](const Call& call, const PerformanceOf& in) {
                                                        return http::whole(performance.of(call.actor, in.id));
                                                      })
                     .within([&portfolios](const Call& call) -> std::optional<OrgId> {
                       return portfolios.school_of({call.parameter("id")});
                     }));
}

}  // namespace

void add_performance_rows(std::vector<Route>& rows, Performance& performance, Portfolios& portfolios) {
  add_sheets(rows, performance);
  rows.push_back(writes_sheet(performance, Method::put, "", say("修改考核项目与权重", "Change items and weights"),
                              &Performance::reword));
  rows.push_back(writes_sheet(performance, Method::put, "/values", say("填写一位教师的考核", "Fill in one teacher"),
                              &Performance::fill));
  rows.push_back(writes_sheet(performance, Method::put, "/state", say("给教师查看、公布", "Show it, publish it"),
                              &Performance::move));
  rows.push_back(
      writes_sheet(performance, Method::put, "/reply", say("答复教师意见", "Reply to a teacher"), &Performance::reply));
  add_results(rows, performance, portfolios);
}

}  // namespace doorstep::portfolio
