// Rows of passkeys: made on "My account", shown to sign in.
#include "routes_passkeys.h"

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

struct PasskeyPath {
  std::string id;
};
BOOST_DESCRIBE_STRUCT(PasskeyPath, (), (id))

webauthn::Site site_of(const Call& call) { return webauthn::site_of(call.header("host"), call.https); }

}  // namespace

std::vector<Route> passkey_routes(Passkeys& passkeys) {
  std::vector<Route> rows;
  rows.push_back(row<None, PasskeyAsk>(
      Method::post, "/api/session/passkey/ask", Right::open, Run::quick,
      say("用通行密钥登录：要签名的内容", "Sign in by a passkey: what the device is to sign"),
      [&passkeys](const Call& call, const None&) -> Result<PasskeyAsk> { return passkeys.ask(site_of(call)); }));
  rows.push_back(row_with_body<None, webauthn::Shown, Reply>(
                     Method::post, "/api/session/passkey", Right::open, Run::work,
                     say("用通行密钥登录", "Sign in by a passkey"),
                     [&passkeys](const Call& call, const None&, const webauthn::Shown& body) -> Result<Reply> {
                       DOORSTEP_LET(made, passkeys.sign_in(body, site_of(call), from_of(call)));
                       return with_session(call, made, false);
                     })
                     .signs_in());
  rows.back().reply_schema = session_schema;
  rows.push_back(row<None, std::vector<OwnPasskey>>(
      Method::get, "/api/account/passkeys", Right::self, Run::work, say("我的通行密钥", "One's passkeys"),
      [&passkeys](const Call& call, const None&) -> Result<std::vector<OwnPasskey>> {
        return passkeys.list(call.actor);
      }));
  rows.push_back(row<None, PasskeyOffer>(
      Method::post, "/api/account/passkeys/offer", Right::self, Run::work,
      say("添加通行密钥：给设备的内容", "Add a passkey: what the device is given"),
      [&passkeys](const Call& call, const None&) { return passkeys.offer(call.actor, site_of(call)); }));
  rows.push_back(row_with_body<None, NewPasskey, OwnPasskey>(
                     Method::post, "/api/account/passkeys", Right::self, Run::work,
                     say("添加通行密钥", "Add a passkey"),
                     [&passkeys](const Call& call, const None&, const NewPasskey& body) {
                       return passkeys.add(call.actor, call.session_token, body, site_of(call));
                     })
                     .answers(201));
  rows.push_back(row<PasskeyPath, None>(Method::delete_, "/api/account/passkeys/{id}", Right::self, Run::work,
                                        say("删除通行密钥", "Remove a passkey"),
                                        [&passkeys](const Call& call, const PasskeyPath& in) -> Result<None> {
                                          DOORSTEP_TRY(passkeys.remove(call.actor, call.session_token, in.id));
                                          return None{};
                                        }));
  return rows;
}

}  // namespace doorstep::accounts
