// A browser goes to a provider and comes back to /api/session/oidc/callback, which answers with a redirect into the web
// app. Meanwhile a cookie of its own says that it is the browser that began; another one, that a second factor is still
// to come. Both are for these addresses alone and end by themselves.
#include "routes_ways.h"

#include <doorstep/http/edge.h>

#include "session_reply.h"

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

constexpr const char* callback_path = "/api/session/oidc/callback";
constexpr const char* journey_cookie = "doorstep_journey";
constexpr const char* half_cookie = "doorstep_half";
constexpr int cookie_seconds = 600;

struct DoorPath {
  std::string id;
};
BOOST_DESCRIBE_STRUCT(DoorPath, (), (id))
struct LeaveBody {
  std::optional<std::string> next;  // path of the web app to come back to
};
BOOST_DESCRIBE_STRUCT(LeaveBody, (), (next))
struct LeaveReply {
  std::string address;  // where the browser is to go
};
BOOST_DESCRIBE_STRUCT(LeaveReply, (), (address))
struct CallbackQuery {
  std::string state, code, error, iss;
};
BOOST_DESCRIBE_STRUCT(CallbackQuery, (), (state, code, error, iss))
struct WaysPath {
  AccountId id;
};
BOOST_DESCRIBE_STRUCT(WaysPath, (), (id))
struct StepBody {
  std::string code;
};
BOOST_DESCRIBE_STRUCT(StepBody, (), (code))
struct IssuerBody {
  std::string issuer;
};
BOOST_DESCRIBE_STRUCT(IssuerBody, (), (issuer))
struct OwnWays {
  bool has_password = false;
  std::vector<TiedProvider> providers;
};
BOOST_DESCRIBE_STRUCT(OwnWays, (), (has_password, providers))

std::string short_cookie(const Call& call, const char* name, const std::string& value, const char* path) {
  return fmt::format("{}={}; Path={}; HttpOnly; SameSite=Lax{}; Max-Age={}", name, value, path,
                     call.https ? "; Secure" : "", value.empty() ? 0 : cookie_seconds);
}

std::string callback_of(const Call& call) {
  return fmt::format("{}://{}{}", call.https ? "https" : "http", call.header("host"), callback_path);
}

Result<Reply> left(const Call& call, Result<Departure> departure) {
  if (!departure) return pass_on(departure);
  auto reply = http::reply_of(LeaveReply{departure->address}, 200);
  reply.headers.emplace_back("Set-Cookie", short_cookie(call, journey_cookie, departure->browser, callback_path));
  return reply;
}

Reply arrived(const Call& call, const Arrival& arrival) {
  Reply reply;
  reply.status = 303;
  reply.type.clear();
  reply.headers.emplace_back("Location", arrival.go);
  reply.headers.emplace_back("Set-Cookie", short_cookie(call, journey_cookie, "", callback_path));
  if (arrival.signed_in) reply.headers.emplace_back("Set-Cookie", session_cookie_of(call, arrival.signed_in->token));
  if (!arrival.half.empty())
    reply.headers.emplace_back("Set-Cookie", short_cookie(call, half_cookie, arrival.half, "/api/session"));
  return reply;
}

std::string leave_schema(json::Schemas& schemas) { return schemas.ref<LeaveReply>(); }

void add_door_rows(std::vector<Route>& rows, Federation& federation) {
  rows.push_back(row<None, std::vector<Door>>(
      Method::get, "/api/session/doors", Right::open, Run::work,
      say("可用的登录服务", "Providers through which one may sign in"),
      [&federation](const Call&, const None&) -> Result<std::vector<Door>> { return federation.doors(); }));
  rows.push_back(row_with_body<DoorPath, LeaveBody, Reply>(
                     Method::post, "/api/session/oidc/{id}", Right::open, Run::abroad,
                     say("经登录服务登录：浏览器要去的地址", "Sign in by a provider: where the browser is to go"),
                     [&federation](const Call& call, const DoorPath& in, const LeaveBody& body) {
                       return left(call, federation.leave(in.id, callback_of(call), body.next.value_or("/"), {}));
                     })
                     .signs_in());
  rows.back().reply_schema = leave_schema;
  auto callback = row<CallbackQuery, Reply>(Method::get, callback_path, Right::open, Run::abroad,
                                            say("登录服务把浏览器送回这里", "Where a provider sends the browser back"),
                                            [](const Call&, const CallbackQuery&) -> Result<Reply> { return Reply{}; })
                      .signs_in()
                      .answers(303);
  // Providers add parameters of their own, so the query is not held against a list.
  callback.handle = [&federation](const Call& call) -> Result<Reply> {
    const Callback came{call.parameter("state"), call.parameter("code"), call.parameter("error"), call.parameter("iss"),
                        call.cookie(journey_cookie)};
    return arrived(call, federation.arrive(came, call.actor, call.session_token, from_of(call)));
  };
  rows.push_back(std::move(callback));
  rows.push_back(row_with_body<None, StepBody, Reply>(
                     Method::post, "/api/session/second-step", Right::open, Run::work,
                     say("登录服务之后的两步验证", "The second factor after a provider"),
                     [&federation](const Call& call, const None&, const StepBody& body) -> Result<Reply> {
                       DOORSTEP_LET(made, federation.second_step(call.cookie(half_cookie), body.code, from_of(call)));
                       auto reply = with_session(call, made, false);
                       reply.headers.emplace_back("Set-Cookie", short_cookie(call, half_cookie, "", "/api/session"));
                       return reply;
                     })
                     .signs_in());
  rows.back().reply_schema = session_schema;
}

void add_own_way_rows(std::vector<Route>& rows, Accounts& accounts, Federation& federation) {
  rows.push_back(row<None, OwnWays>(Method::get, "/api/account/ways", Right::self, Run::work,
                                    say("我的登录方式", "How one signs in"),
                                    [&](const Call& call, const None&) -> Result<OwnWays> {
                                      return OwnWays{accounts.has_password(call.actor), federation.tied(call.actor)};
                                    }));
  rows.push_back(row<DoorPath, Reply>(
      Method::post, "/api/account/oidc/{id}", Right::self, Run::abroad,
      say("连接登录服务：浏览器要去的地址", "Tie a provider to one's account: where the browser is to go"),
      [&federation](const Call& call, const DoorPath& in) {
        return left(call, federation.leave(in.id, callback_of(call), "/account", call.actor));
      }));
  rows.back().reply_schema = leave_schema;
  rows.push_back(row<DoorPath, None>(Method::delete_, "/api/account/identities/{id}", Right::self, Run::work,
                                     say("断开登录服务", "Untie a provider"),
                                     [&federation](const Call& call, const DoorPath& in) -> Result<None> {
                                       DOORSTEP_TRY(federation.untie(call.actor, call.session_token, in.id));
                                       return None{};
                                     }));
}

void add_provider_rows(std::vector<Route>& rows, Federation& federation) {
  const std::string at = "/api/sign-in-providers";
  rows.push_back(row<None, std::vector<SignInProvider>>(
      Method::get, at, Right::operate, Run::work, say("登录服务", "Providers of sign-in"),
      [&federation](const Call&, const None&) -> Result<std::vector<SignInProvider>> {
        return federation.providers();
      }));
  rows.push_back(row_with_body<None, NewSignInProvider, SignInProvider>(
                     Method::post, at, Right::operate, Run::abroad,
                     say("添加登录服务；启用的须能连上", "Add one; an enabled one must answer"),
                     [&federation](const Call& call, const None&, const NewSignInProvider& body) {
                       return federation.add(call.actor, body);
                     })
                     .answers(201));
  rows.push_back(row_with_body<DoorPath, NewSignInProvider, SignInProvider>(
      Method::put, at + "/{id}", Right::operate, Run::abroad, say("修改登录服务", "Change one"),
      [&federation](const Call& call, const DoorPath& in, const NewSignInProvider& body) {
        return federation.change(call.actor, in.id, body);
      }));
  rows.push_back(row<DoorPath, None>(Method::delete_, at + "/{id}", Right::operate, Run::work,
                                     say("移除登录服务及其连接", "Remove one, with all that is tied to it"),
                                     [&federation](const Call& call, const DoorPath& in) -> Result<None> {
                                       DOORSTEP_TRY(federation.remove(call.actor, in.id));
                                       return None{};
                                     }));
  rows.push_back(row_with_body<None, IssuerBody, oidc::Provider>(
      Method::post, at + "/test", Right::operate, Run::abroad, say("测试连接", "Test the connection"),
      [&federation](const Call&, const None&, const IssuerBody& body) { return federation.test(body.issuer); }));
}

}  // namespace

std::vector<Route> federation_routes(Accounts& accounts, Federation& federation) {
  std::vector<Route> rows;
  add_door_rows(rows, federation);
  add_own_way_rows(rows, accounts, federation);
  add_provider_rows(rows, federation);
  rows.push_back(row<WaysPath, Account>(
      Method::delete_, "/api/accounts/{id}/ways", Right::accounts_manage, Run::work,
      say("断开一个账号的登录服务与通行密钥", "Untie an account's providers and passkeys"),
      [&accounts](const Call& call, const WaysPath& in) { return accounts.reset_other_ways(call.actor, in.id); }));
  return rows;
}

}  // namespace doorstep::accounts
