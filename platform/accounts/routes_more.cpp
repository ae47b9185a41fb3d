// Rows of the second factor, standing in, invitations by the sheet and the policy of sign-ins.
#include "routes_more.h"

#include "invitations.h"

namespace doorstep::accounts {
namespace {

using http::Call;
using http::Method;
using http::None;
using http::Reply;
using http::Route;
using http::row;
using http::row_with_body;
using http::Run;

struct CodeBody {
  std::string code;
};
BOOST_DESCRIBE_STRUCT(CodeBody, (), (code))
struct PasswordOnlyBody {
  std::string password;
};
BOOST_DESCRIBE_STRUCT(PasswordOnlyBody, (), (password))
struct DelegationPath {
  std::string id;
};
BOOST_DESCRIBE_STRUCT(DelegationPath, (), (id))
struct FactorPath {
  AccountId id;
};
BOOST_DESCRIBE_STRUCT(FactorPath, (), (id))
struct InviteQuery {
  bool dry = false;
};
BOOST_DESCRIBE_STRUCT(InviteQuery, (), (dry))

void add_second_factor_rows(std::vector<Route>& rows, Accounts& accounts) {
  const std::string at = "/api/account/second-factor";
  rows.push_back(row<None, SecondFactor>(Method::get, at, Right::self, Run::work,
                                         say("两步验证的状态", "One's second factor"),
                                         [&accounts](const Call& call, const None&) -> Result<SecondFactor> {
                                           return accounts.second_factor(call.actor);
                                         }));
  rows.push_back(row<None, TotpOffer>(
      Method::post, at, Right::self, Run::work, say("生成两步验证密钥", "A secret for an authenticator app"),
      [&accounts](const Call& call, const None&) { return accounts.offer_second_factor(call.actor); }));
  rows.push_back(row_with_body<None, CodeBody, RecoveryCodes>(
                     Method::put, at, Right::self, Run::work,
                     say("用第一个验证码启用", "Turn it on with a first code; recovery codes come back once"),
                     [&accounts](const Call& call, const None&, const CodeBody& body) {
                       return accounts.confirm_second_factor(call.actor, body.code);
                     })
                     .signs_in());
  rows.push_back(row_with_body<None, PasswordOnlyBody, None>(
                     Method::post, at + "/off", Right::self, Run::work, say("关闭两步验证", "Turn it off"),
                     [&accounts](const Call& call, const None&, const PasswordOnlyBody& body) -> Result<None> {
                       DOORSTEP_TRY(accounts.drop_second_factor(call.actor, body.password));
                       return None{};
                     })
                     .signs_in());
  rows.push_back(row<FactorPath, Account>(
      Method::delete_, "/api/accounts/{id}/second-factor", Right::accounts_manage, Run::work,
      say("为丢失手机的人重置", "Reset it for who lost the telephone"),
      [&accounts](const Call& call, const FactorPath& in) { return accounts.reset_second_factor(call.actor, in.id); }));
}

void add_delegation_rows(std::vector<Route>& rows, Accounts& accounts) {
  rows.push_back(row<None, std::vector<HeldPost>>(
      Method::get, "/api/account/posts", Right::self, Run::work, say("我的职务", "One's posts, with their days"),
      [&accounts](const Call& call, const None&) -> Result<std::vector<HeldPost>> {
        return accounts.own_posts(call.actor);
      }));
  rows.push_back(
      row<None, std::vector<Delegation>>(Method::get, "/api/account/delegations", Right::self, Run::work,
                                         say("委托与受托", "Who stands in for me, and for whom I do"),
                                         [&accounts](const Call& call, const None&) -> Result<std::vector<Delegation>> {
                                           return accounts.delegations(call.actor);
                                         }));
  rows.push_back(row_with_body<None, NewDelegation, Delegation>(
                     Method::post, "/api/account/delegations", Right::self, Run::work,
                     say("委托他人代行职务", "Let somebody stand in for me"),
                     [&accounts](const Call& call, const None&, const NewDelegation& body) {
                       return accounts.delegate(call.actor, body);
                     })
                     .answers(201));
  rows.push_back(row<DelegationPath, None>(Method::delete_, "/api/account/delegations/{id}", Right::self, Run::work,
                                           say("结束委托", "End a delegation"),
                                           [&accounts](const Call& call, const DelegationPath& in) -> Result<None> {
                                             DOORSTEP_TRY(accounts.end_delegation(call.actor, in.id));
                                             return None{};
                                           }));
}

void add_invitation_rows(std::vector<Route>& rows, Accounts& accounts) {
  rows.push_back(row<None, Reply>(Method::get, "/api/invitations/template.xlsx", Right::accounts_manage, Run::work,
                                  say("邀请表模板", "Template of a sheet of invitations"),
                                  [](const Call& call, const None&) -> Result<Reply> {
                                    return http::download(http::workbook_type, "invitations.xlsx",
                                                          invitations_template(call.language));
                                  })
                     .sends(http::workbook_type));
  rows.push_back(row<InviteQuery, Invited>(
                     Method::post, "/api/invitations", Right::accounts_manage, Run::work,
                     say("按表批量邀请；dry=true 只检查", "Invite by the sheet, all or none; dry=true only checks"),
                     [&accounts](const Call& call, const InviteQuery& in) -> Result<Invited> {
                       DOORSTEP_LET(sheet, read_invitations(call.spooled_file));
                       return accounts.invite(call.actor, sheet, in.dry);
                     })
                     .uploads(8 << 20));
}

}  // namespace

void add_more_rows(std::vector<Route>& rows, Accounts& accounts) {
  add_second_factor_rows(rows, accounts);
  add_delegation_rows(rows, accounts);
  add_invitation_rows(rows, accounts);
  rows.push_back(row<None, Policy>(
      Method::get, "/api/account-policy", Right::open, Run::work, say("登录要求", "What is asked of sign-ins"),
      [&accounts](const Call&, const None&) -> Result<Policy> { return accounts.policy(); }));
  rows.push_back(row_with_body<None, Policy, Policy>(Method::put, "/api/account-policy", Right::operate, Run::work,
                                                     say("修改登录要求", "Change it"),
                                                     [&accounts](const Call& call, const None&, const Policy& body) {
                                                       return accounts.set_policy(call.actor, body);
                                                     }));
}

}  // namespace doorstep::accounts
