// The rows of staff: who I am in the register, and the accounts of a school's staff.
#include <doorstep/http/route.h>

#include "module.h"
#include "sheet.h"

namespace doorstep::staff {
namespace {

using http::Call;
using http::Method;
using http::None;
using http::Reply;
using http::Route;
using http::row;
using http::row_with_body;
using http::Run;

struct OfSchool {
  OrgId id;
};
BOOST_DESCRIBE_STRUCT(OfSchool, (), (id))
struct OfPerson {
  OrgId id;
  PersonId part;
};
BOOST_DESCRIBE_STRUCT(OfPerson, (), (id, part))

constexpr const char* at = "/api/schools/{id}/staff-accounts";

std::optional<OrgId> about_school(const Call& call) { return OrgId{call.parameter("id")}; }

}  // namespace

std::vector<Route> routes(Staff& staff) {
  std::vector<Route> rows;
  rows.push_back(row<None, OwnStaff>(Method::get, "/api/own/staff", Right::self, Run::work,
                                     say("我在登记册中是谁", "Who I am in the register"),
                                     [&staff](const Call& call, const None&) { return staff.own(call.actor); }));
  rows.push_back(
      row<OfSchool, StaffAccounts>(Method::get, at, Right::people_decide, Run::work,
                                   say("教职工与其账号", "The staff of a school and their accounts"),
                                   [&staff](const Call&, const OfSchool& in) { return staff.accounts(in.id); })
          .within(about_school));
  rows.push_back(row<OfSchool, Reply>(Method::get, std::string{at} + ".xlsx", Right::people_decide, Run::work,
                                      say("教职工账号，Excel 格式", "Accounts of staff as an Excel workbook"),
                                      [&staff](const Call& call, const OfSchool& in) -> Result<Reply> {
                                        DOORSTEP_LET(found, staff.accounts(in.id));
                                        return http::download(http::workbook_type, "staff-accounts.xlsx",
                                                              accounts_workbook(found, call.language));
                                      })
                     .sends(http::workbook_type)
                     .within(about_school));
  rows.push_back(row_with_body<OfSchool, NewTie, StaffAccounts>(
                     Method::post, at, Right::people_decide, Run::work,
                     say("绑定已有账号", "Tie an account that exists to a member of staff"),
                     [&staff](const Call& call, const OfSchool& in, const NewTie& body) {
                       return staff.tie(call.actor, in.id, body);
                     })
                     .within(about_school));
  rows.push_back(row_with_body<OfSchool, NewStaffAccounts, StaffLinks>(
                     Method::post, std::string{at} + "/invitations", Right::people_decide, Run::work,
                     say("为教职工开通账号", "Make accounts for staff"),
                     [&staff](const Call& call, const OfSchool& in, const NewStaffAccounts& body) {
                       return staff.invite(call.actor, in.id, body);
                     })
                     .answers(201)
                     .within(about_school));
  rows.push_back(row<OfPerson, StaffAccounts>(
                     Method::delete_, std::string{at} + "/{part}", Right::people_decide, Run::work,
                     say("解除绑定", "Undo a tie"),
                     [&staff](const Call& call, const OfPerson& in) { return staff.untie(call.actor, in.id, in.part); })
                     .within(about_school));
  return rows;
}

}  // namespace doorstep::staff
