// The rows of posts. Who looks after people of a school, group or district reads them; the district decides, a school
// asks.
#include "routes_parts.h"
#include "sheet.h"

namespace doorstep::staffing {
namespace {

using http::Call;
using http::Method;
using http::Reply;
using http::Route;
using http::row;
using http::row_with_body;
using http::Run;

struct OfAskYear {
  OrgId id;
  std::string part;
  std::optional<int> year;
};
BOOST_DESCRIBE_STRUCT(OfAskYear, (), (id, part, year))
struct SheetQuery {
  OrgId id;
  bool dry = true;
};
BOOST_DESCRIBE_STRUCT(SheetQuery, (), (id, dry))

// The table of an organisation as who asks sees it.
class Tables {
 public:
  Tables(Desk& desk, const Places& places) : desk_(desk), places_(places) {}

  Result<OrgStaffing> of(const Call& call, const OrgId& org, std::optional<int> year) const {
    const auto district = places_.district_of(org);
    return desk_.staffing->staffing(call.actor, org, year,
                                    !district.empty() && may(call.actor, Right::people_decide, district, places_),
                                    may(call.actor, Right::people_decide, org, places_));
  }
  // A change, and the table after it.
  Result<OrgStaffing> after(Result<void> done, const Call& call, const OrgId& org, std::optional<int> year) const {
    if (!done) return pass_on(done);
    return of(call, org, year);
  }

 private:
  Desk& desk_;
  const Places& places_;
};

void add_reads(std::vector<Route>& rows, Desk& desk, const Tables& tables) {
  const std::string at = staffing_at;
  rows.push_back(row<OfOrgYear, OrgStaffing>(
                     Method::get, at, Right::people_develop, Run::work,
                     say("编制、在岗与学科余缺", "Posts, who fills them, and over or short by subject"),
                     [tables](const Call& call, const OfOrgYear& in) { return tables.of(call, in.id, in.year); })
                     .within(about_org));
  rows.push_back(row<OfOrgYear, Reply>(Method::get, at + "/staffing.xlsx", Right::people_develop, Run::work,
                                       say("编制与在岗，Excel 格式", "Posts and staff as an Excel workbook"),
                                       [tables](const Call& call, const OfOrgYear& in) -> Result<Reply> {
                                         DOORSTEP_LET(found, tables.of(call, in.id, in.year));
                                         return http::download(http::workbook_type, "staffing.xlsx",
                                                               staffing_workbook(found, call.language));
                                       })
                     .sends(http::workbook_type)
                     .within(about_org));
  rows.push_back(row<OfOrgYear, NormBook>(
                     Method::get, at + "/norm", Right::people_develop, Run::work,
                     say("编制与课时标准", "The norm of posts, hours and loads"),
                     [&desk](const Call&, const OfOrgYear& in) { return desk.staffing->norm(in.id, in.year); })
                     .within(about_org));
}

void add_decisions(std::vector<Route>& rows, Desk& desk, const Tables& tables) {
  const std::string at = staffing_at;
  rows.push_back(
      row_with_body<OfOrg, NewNorm, NormBook>(Method::put, at + "/norm", Right::people_decide, Run::work,
                                              say("制定本地标准", "Set the district's own norm"),
                                              [&desk](const Call& call, const OfOrg& in, const NewNorm& body) {
                                                return desk.staffing->set_norm(call.actor, in.id, body);
                                              })
          .within(about_org));
  rows.push_back(row_with_body<OfOrg, NewPool, OrgStaffing>(
                     Method::post, at + "/pool", Right::people_decide, Run::work,
                     say("核定编制总量", "Set the pool of posts"),
                     [&desk, tables](const Call& call, const OfOrg& in, const NewPool& body) {
                       return tables.after(desk.staffing->set_pool(call.actor, in.id, body), call, in.id, body.year);
                     })
                     .within(about_org));
  rows.push_back(row_with_body<OfOrg, NewAllotment, OrgStaffing>(
                     Method::post, at + "/allotments", Right::people_decide, Run::work,
                     say("核定学校编制", "Give a school posts"),
                     [&desk, tables](const Call& call, const OfOrg& in, const NewAllotment& body) {
                       return tables.after(desk.staffing->allot(call.actor, in.id, body), call, in.id, body.year);
                     })
                     .within(about_org));
  rows.push_back(row<OfOrgYear, Reply>(Method::get, at + "/allotments.xlsx", Right::people_decide, Run::work,
                                       say("核编表，填写后导入", "The sheet of posts, to be filled in"),
                                       [tables](const Call& call, const OfOrgYear& in) -> Result<Reply> {
                                         DOORSTEP_LET(found, tables.of(call, in.id, in.year));
                                         return http::download(http::workbook_type, "posts.xlsx",
                                                               allotments_workbook(found, call.language));
                                       })
                     .sends(http::workbook_type)
                     .within(about_org));
  rows.push_back(row<SheetQuery, SheetOutcome>(
                     Method::post, at + "/allotments/sheet", Right::people_decide, Run::work,
                     say("按表核定编制；dry=true 只检查", "Give posts by a sheet, all or none; dry=true only checks"),
                     [&desk](const Call& call, const SheetQuery& in) -> Result<SheetOutcome> {
                       DOORSTEP_LET(sheet, read_allotments(call.spooled_file));
                       return desk.staffing->allot(call.actor, in.id, sheet, in.dry);
                     })
                     .uploads(8 << 20)
                     .within(about_org));
}

void add_asks(std::vector<Route>& rows, Desk& desk, const Tables& tables) {
  const std::string at = std::string{staffing_at} + "/asks";
  rows.push_back(row_with_body<OfOrg, NewAsk, OrgStaffing>(
                     Method::post, at, Right::people_decide, Run::work, say("申请增加编制", "Ask for more posts"),
                     [&desk, tables](const Call& call, const OfOrg& in, const NewAsk& body) {
                       return tables.after(desk.staffing->ask(call.actor, in.id, body), call, in.id, body.year);
                     })
                     .answers(201)
                     .within(about_org));
  rows.push_back(row<OfAskYear, OrgStaffing>(Method::delete_, at + "/{part}", Right::people_decide, Run::work,
                                             say("撤回申请", "Withdraw a request"),
                                             [&desk, tables](const Call& call, const OfAskYear& in) {
                                               return tables.after(desk.staffing->withdraw(call.actor, in.id, in.part),
                                                                   call, in.id, in.year);
                                             })
                     .within(about_org));
  rows.push_back(
      row_with_body<OfAskYear, AskAnswer, OrgStaffing>(
          Method::post, at + "/{part}/answer", Right::people_decide, Run::work, say("答复申请", "Answer a request"),
          [&desk, tables](const Call& call, const OfAskYear& in, const AskAnswer& body) {
            return tables.after(desk.staffing->answer(call.actor, in.id, in.part, body), call, in.id, in.year);
          })
          .within(about_org));
}

}  // namespace

std::vector<Route> routes(Desk& desk, const Places& places) {
  const Tables tables{desk, places};
  std::vector<Route> rows;
  add_reads(rows, desk, tables);
  add_decisions(rows, desk, tables);
  add_asks(rows, desk, tables);
  add_leave_rows(rows, desk);
  add_round_rows(rows, desk, places);
  add_forecast_rows(rows, desk);
  return rows;
}

}  // namespace doorstep::staffing
