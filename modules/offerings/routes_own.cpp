// One's own rows: each is about a child that the account is tied to, which the service checks.
#include "routes_own.h"

#include <doorstep/http/route.h>

namespace doorstep::offerings {
namespace {

using http::Call;
using http::Method;
using http::None;
using http::row;
using http::row_with_body;
using http::Run;

struct ChoosingFor {
  PersonId id;
};
BOOST_DESCRIBE_STRUCT(ChoosingFor, (), (id))
struct ChoosingPart {
  PersonId id;
  std::string part;
};
BOOST_DESCRIBE_STRUCT(ChoosingPart, (), (id, part))

}  // namespace

void add_own_rows(std::vector<http::Route>& rows, Offerings& offerings) {
  const std::string at = "/api/account/choosing";
  rows.push_back(row<None, OwnChoosing>(
      Method::get, at, Right::self, Run::work, say("孩子的选课", "What one's own children may choose"),
      [&offerings](const Call& call, const None&) { return offerings.own(call.actor); }));
  rows.push_back(row_with_body<ChoosingPart, NewChoices, OwnChoosing>(
      Method::put, at + "/{id}/rounds/{part}", Right::self, Run::work,
      say("填报志愿", "Name a child's choices in order"),
      [&offerings](const Call& call, const ChoosingPart& in, const NewChoices& body) {
        return offerings.choose(call.actor, in.id, in.part, body);
      }));
  rows.push_back(row_with_body<ChoosingFor, Press, PressAnswer>(
      Method::post, at + "/{id}/places", Right::self, Run::together,
      say("先到先得：报名", "First come: sign a child up"),
      [&offerings](const Call& call, const ChoosingFor& in, const Press& body) {
        return offerings.press(call.actor, in.id, body);
      }));
  rows.push_back(row<ChoosingPart, OwnChoosing>(Method::delete_, at + "/{id}/places/{part}", Right::self, Run::work,
                                                say("退出或放弃候补", "Give a place or turn up"),
                                                [&offerings](const Call& call, const ChoosingPart& in) {
                                                  return offerings.give_up(call.actor, in.id, in.part);
                                                }));
  rows.push_back(row_with_body<ChoosingPart, OfferingConsent, OwnChoosing>(
      Method::put, at + "/{id}/consents/{part}", Right::self, Run::work,
      say("同意或撤回同意", "Agree to an offering for a child, or withdraw it"),
      [&offerings](const Call& call, const ChoosingPart& in, const OfferingConsent& body) {
        return offerings.consent(call.actor, in.id, in.part, body.given);
      }));
}

}  // namespace doorstep::offerings
