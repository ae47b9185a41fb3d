// One's own rows of children. Each is about children that the account is tied to, which the service checks.
#include <doorstep/http/route.h>

#include "module.h"
#include "routes_school.h"

namespace doorstep::children {
namespace {

using http::Call;
using http::Method;
using http::None;
using http::Route;
using http::row;
using http::row_with_body;
using http::Run;

struct OfChild {
  PersonId id;
};
BOOST_DESCRIBE_STRUCT(OfChild, (), (id))
struct TypedCode {
  std::string code;
};
BOOST_DESCRIBE_STRUCT(TypedCode, (), (code))

}  // namespace

std::vector<Route> routes(Children& children, registry::Registry& registry) {
  std::vector<Route> rows;
  const std::string at = "/api/account/children";
  rows.push_back(row<None, OwnChildren>(
      Method::get, at, Right::self, Run::work, say("我的孩子", "One's own children"),
      [&children](const Call& call, const None&) -> Result<OwnChildren> { return children.own(call.actor); }));
  rows.push_back(row_with_body<None, TypedCode, OwnChildren>(
      Method::post, at, Right::self, Run::work, say("用绑定码绑定孩子", "Tie a child by its code"),
      [&children](const Call& call, const None&, const TypedCode& body) {
        return children.take_code(call.actor, body.code);
      }));
  rows.push_back(row<OfChild, OwnChildren>(
      Method::delete_, at + "/{id}", Right::self, Run::work, say("解除绑定", "Untie a child"),
      [&children](const Call& call, const OfChild& in) { return children.let_go(call.actor, in.id); }));
  rows.push_back(row_with_body<OfChild, ConsentAnswer, OwnChildren>(
      Method::put, at + "/{id}/consents", Right::self, Run::work, say("答复征求", "Answer for a child"),
      [&children](const Call& call, const OfChild& in, const ConsentAnswer& body) {
        return children.answer(call.actor, in.id, body);
      }));
  rows.push_back(row_with_body<OfChild, ErasureWords, OwnChildren>(
      Method::post, at + "/{id}/erasure", Right::self, Run::work, say("请求删除孩子的数据", "Ask for erasure"),
      [&children](const Call& call, const OfChild& in, const ErasureWords& body) {
        return children.ask_erasure(call.actor, in.id, body);
      }));
  rows.push_back(row_with_body<None, NewGuardian, GuardianLink>(
                     Method::post, "/api/session/code", Right::open, Run::work,
                     say("凭绑定码开设账号", "Open an account by a child's code"),
                     [&children](const Call&, const None&, const NewGuardian& body) { return children.join(body); })
                     .signs_in());
  add_school_routes(rows, children, registry);
  return rows;
}

}  // namespace doorstep::children
