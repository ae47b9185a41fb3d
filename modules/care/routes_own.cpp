// The rows of who is on duty and of guardians: the service checks whose they are.
#include "routes_own.h"

#include <doorstep/http/route.h>

namespace doorstep::care {
namespace {

using http::Call;
using http::Method;
using http::None;
using http::row;
using http::row_with_body;
using http::Run;

struct OwnCareDate {
  std::optional<Date> on;
};
BOOST_DESCRIBE_STRUCT(OwnCareDate, (), (on))
struct OwnCarePart {
  PersonId id;
  std::string part;
};
BOOST_DESCRIBE_STRUCT(OwnCarePart, (), (id, part))
struct OwnCareChild {
  PersonId id;
};
BOOST_DESCRIBE_STRUCT(OwnCareChild, (), (id))

}  // namespace

void add_own_rows(std::vector<http::Route>& rows, Care& care) {
  rows.push_back(row<OwnCareDate, OwnCareDuty>(
      Method::get, "/api/account/care-duty", Right::self, Run::work, say("我值班的服务", "What one serves on a day"),
      [&care](const Call& call, const OwnCareDate& in) { return care.duty(call.actor, in.on); }));
  rows.push_back(row_with_body<None, NewCareMark, CareDesk>(
      Method::put, "/api/account/care-duty", Right::self, Run::work,
      say("登记我值班的服务", "Enter who came and who went, where one serves"),
      [&care](const Call& call, const None&, const NewCareMark& body) { return care.mark(call.actor, {}, body); }));
  const std::string own = "/api/account/care";
  rows.push_back(row<OwnCareDate, OwnCare>(
      Method::get, own, Right::self, Run::work, say("孩子的一周", "The week of one's own children"),
      [&care](const Call& call, const OwnCareDate& in) -> Result<OwnCare> { return care.own(call.actor, in.on); }));
  rows.push_back(row_with_body<OwnCarePart, NewCarePattern, OwnCare>(
      Method::put, own + "/{id}/services/{part}", Right::self, Run::work,
      say("按星期报名", "Sign a child up for days of the week"),
      [&care](const Call& call, const OwnCarePart& in, const NewCarePattern& body) {
        return care.sign_up(call.actor, in.id, in.part, body);
      }));
  rows.push_back(row_with_body<OwnCarePart, NewCareDay, OwnCare>(
      Method::put, own + "/{id}/services/{part}/days", Right::self, Run::work,
      say("更改一天", "Change a single day of a child"),
      [&care](const Call& call, const OwnCarePart& in, const NewCareDay& body) {
        return care.set_day(call.actor, in.id, in.part, body);
      }));
  rows.push_back(row_with_body<OwnCareChild, NewCareSafety, OwnCare>(
      Method::put, own + "/{id}/safety", Right::self, Run::work,
      say("填写或撤回过敏与接送人", "Enter what a child cannot have and who may take it along, or withdraw it"),
      [&care](const Call& call, const OwnCareChild& in, const NewCareSafety& body) {
        return care.set_safety(call.actor, in.id, body);
      }));
}

}  // namespace doorstep::care
