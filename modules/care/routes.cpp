// The rows of care: the school's, those of who serves, and those of guardians.
#include <doorstep/http/route.h>

#include "module.h"

namespace doorstep::care {
namespace {

using http::Call;
using http::Method;
using http::None;
using http::Route;
using http::row;
using http::row_with_body;
using http::Run;

struct CareOfSchool {
  OrgId id;
};
BOOST_DESCRIBE_STRUCT(CareOfSchool, (), (id))
struct CarePart {
  OrgId id;
  std::string part;
};
BOOST_DESCRIBE_STRUCT(CarePart, (), (id, part))
struct CareComer {
  OrgId id;
  std::string part;
  PersonId person;
};
BOOST_DESCRIBE_STRUCT(CareComer, (), (id, part, person))
struct CareDate {
  OrgId id;
  std::optional<Date> on;
};
BOOST_DESCRIBE_STRUCT(CareDate, (), (id, on))
struct OwnCareDate {
  std::optional<Date> on;
};
BOOST_DESCRIBE_STRUCT(OwnCareDate, (), (on))
struct OwnCarePart {
  PersonId id;
  std::string part;
};
BOOST_DESCRIBE_STRUCT(OwnCarePart, (), (id, part))

constexpr auto reads = Right::people_read, writes = Right::register_write;
constexpr const char* at = "/api/schools/{id}/care";
std::optional<OrgId> about_school(const Call& call) { return OrgId{call.parameter("id")}; }

void add_services(std::vector<Route>& rows, Care& care) {
  rows.push_back(row<CareOfSchool, SchoolCare>(Method::get, at, reads, Run::work,
                                               say("课后服务与用餐", "After-school care and meals of a school"),
                                               [&care](const Call&, const CareOfSchool& in) { return care.at(in.id); })
                     .within(about_school));
  rows.push_back(row_with_body<CareOfSchool, NewCareService, SchoolCare>(
                     Method::post, at, writes, Run::work, say("新建服务", "Offer a service"),
                     [&care](const Call& call, const CareOfSchool& in, const NewCareService& body) {
                       return care.make(call.actor, in.id, body);
                     })
                     .answers(201)
                     .within(about_school));
  rows.push_back(row_with_body<CarePart, NewCareService, SchoolCare>(
                     Method::put, std::string{at} + "/{part}", writes, Run::work, say("修改服务", "Change a service"),
                     [&care](const Call& call, const CarePart& in, const NewCareService& body) {
                       return care.change(call.actor, in.id, in.part, body);
                     })
                     .within(about_school));
  rows.push_back(row<CarePart, SchoolCare>(
                     Method::post, std::string{at} + "/{part}/open", writes, Run::work,
                     say("开放报名", "Open a service for signing up"),
                     [&care](const Call& call, const CarePart& in) { return care.open(call.actor, in.id, in.part); })
                     .within(about_school));
  rows.push_back(row<CarePart, SchoolCare>(
                     Method::post, std::string{at} + "/{part}/end", writes, Run::work,
                     say("今天之后结束服务", "End a service after today"),
                     [&care](const Call& call, const CarePart& in) { return care.end(call.actor, in.id, in.part); })
                     .within(about_school));
  rows.push_back(row_with_body<CareOfSchool, NewCareException, SchoolCare>(
                     Method::post, "/api/schools/{id}/care-days", writes, Run::work,
                     say("停止服务的日子与调休", "Days off, and days that run as another"),
                     [&care](const Call& call, const CareOfSchool& in, const NewCareException& body) {
                       return care.except(call.actor, in.id, body);
                     })
                     .within(about_school));
  rows.push_back(row<CarePart, SchoolCare>(Method::delete_, "/api/schools/{id}/care-days/{part}", writes, Run::work,
                                           say("撤销停止服务或调休", "Take a day off back"),
                                           [&care](const Call& call, const CarePart& in) {
                                             return care.drop_exception(call.actor, in.id, in.part);
                                           })
                     .within(about_school));
  rows.push_back(row<CarePart, CareRoll>(Method::get, std::string{at} + "/{part}/people", reads, Run::work,
                                         say("报名名单", "Who is signed up for a service"),
                                         [&care](const Call&, const CarePart& in) { return care.roll(in.id, in.part); })
                     .within(about_school));
  rows.push_back(row_with_body<CareComer, NewCarePattern, CareRoll>(
                     Method::put, std::string{at} + "/{part}/people/{person}", writes, Run::work,
                     say("代为报名", "Sign a student up in the school's name"),
                     [&care](const Call& call, const CareComer& in, const NewCarePattern& body) {
                       return care.sign_up_for(call.actor, in.id, in.part, in.person, body);
                     })
                     .within(about_school));
}

void add_desk(std::vector<Route>& rows, Care& care) {
  const std::string desk = "/api/schools/{id}/care-desk";
  rows.push_back(row<CareDate, CareDesk>(
                     Method::get, desk, reads, Run::work,
                     say("一天的服务：人数、名单、接送", "A day: counts, who comes, who is still here"),
                     [&care](const Call& call, const CareDate& in) { return care.desk(call.actor, in.id, in.on); })
                     .within(about_school));
  rows.push_back(
      row<CareDate, CareDesk>(Method::get, desk + "/kitchen", reads, Run::work,
                              say("厨房备餐人数", "A day's counts for the kitchen, naming nobody"),
                              [&care](const Call&, const CareDate& in) { return care.kitchen(in.id, in.on); })
          .within(about_school));
  rows.push_back(row_with_body<CareOfSchool, NewCareMark, CareDesk>(
                     Method::put, desk, writes, Run::work, say("登记到场与接走", "Enter who came and who went"),
                     [&care](const Call& call, const CareOfSchool& in, const NewCareMark& body) {
                       return care.mark(call.actor, in.id, body);
                     })
                     .within(about_school));
  rows.push_back(row_with_body<CareComer, NewCareDay, CareDesk>(
                     Method::put, desk + "/{part}/{person}", writes, Run::work,
                     say("代为更改一天", "Change a student's day in the school's name"),
                     [&care](const Call& call, const CareComer& in, const NewCareDay& body) {
                       return care.set_day_for(call.actor, in.id, in.part, in.person, body);
                     })
                     .within(about_school));
  rows.push_back(row<OwnCareDate, OwnCareDuty>(
      Method::get, "/api/account/care-duty", Right::self, Run::work, say("我值班的服务", "What one serves on a day"),
      [&care](const Call& call, const OwnCareDate& in) { return care.duty(call.actor, in.on); }));
  rows.push_back(row_with_body<None, NewCareMark, CareDesk>(
      Method::put, "/api/account/care-duty", Right::self, Run::work,
      say("登记我值班的服务", "Enter who came and who went, where one serves"),
      [&care](const Call& call, const None&, const NewCareMark& body) { return care.mark(call.actor, {}, body); }));
}

void add_own(std::vector<Route>& rows, Care& care) {
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
}

}  // namespace

std::vector<Route> routes(Care& care) {
  std::vector<Route> rows;
  add_services(rows, care);
  add_desk(rows, care);
  add_own(rows, care);
  return rows;
}

}  // namespace doorstep::care
