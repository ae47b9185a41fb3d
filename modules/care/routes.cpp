// The rows of care that are the school's.
#include <doorstep/http/route.h>

#include "module.h"
#include "routes_own.h"
#include "sheet.h"

namespace doorstep::care {
namespace {

using http::Call;
using http::Method;
using http::Reply;
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
struct CareWeek {
  OrgId id;
  std::string part;
  std::optional<Date> on;
};
BOOST_DESCRIBE_STRUCT(CareWeek, (), (id, part, on))
struct CareWeeks {
  OrgId id;
  std::string part;
  std::optional<Date> on;
  int64_t weeks = 1;
};
BOOST_DESCRIBE_STRUCT(CareWeeks, (), (id, part, on, weeks))
struct CareReading {
  OrgId id;
  std::string part;
  bool dry = true;
};
BOOST_DESCRIBE_STRUCT(CareReading, (), (id, part, dry))
struct CareMonthOf {
  OrgId id;
  std::string part;  // "2026-11"
};
BOOST_DESCRIBE_STRUCT(CareMonthOf, (), (id, part))
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
}

void add_meals(std::vector<Route>& rows, Care& care) {
  const std::string part = std::string{at} + "/{part}";
  rows.push_back(
      row<CareWeek, CareMenus>(Method::get, part + "/menus", reads, Run::work, say("一周菜单", "The menus of a week"),
                               [&care](const Call&, const CareWeek& in) { return care.menus(in.id, in.part, in.on); })
          .within(about_school));
  rows.push_back(row_with_body<CarePart, NewCareMenu, CareMenus>(
                     Method::put, part + "/menus", writes, Run::work,
                     say("保存或公布一天的菜单", "Keep or publish a day's menu"),
                     [&care](const Call& call, const CarePart& in, const NewCareMenu& body) {
                       return care.set_menu(call.actor, in.id, in.part, body);
                     })
                     .within(about_school));
  rows.push_back(row<CareWeeks, Reply>(
                     Method::get, part + "/menus.xlsx", reads, Run::work,
                     say("菜单，Excel 格式，可填写后导入", "Menus as an Excel workbook, to be filled in"),
                     [&care](const Call& call, const CareWeeks& in) -> Result<Reply> {
                       DOORSTEP_LET(all, care.menus_from(in.id, in.part, in.on, in.weeks));
                       return http::download(http::workbook_type, "menus.xlsx", menus_workbook(all, call.language));
                     })
                     .sends(http::workbook_type)
                     .within(about_school));
  rows.push_back(row<CareReading, CareMenusRead>(
                     Method::post, part + "/menus/sheet", writes, Run::work,
                     say("按表写菜单；dry=true 只检查", "Menus by a sheet, all or none; dry=true only checks"),
                     [&care](const Call& call, const CareReading& in) -> Result<CareMenusRead> {
                       DOORSTEP_LET(lines, read_menu_sheet(call.spooled_file));
                       return care.read_menus(call.actor, in.id, in.part, lines, in.dry);
                     })
                     .uploads(16 << 20)
                     .within(about_school));
  rows.push_back(row<CarePart, Reply>(Method::get, part + "/sign-up.xlsx", reads, Run::work,
                                      say("报名表，填写后导入", "The sheet that signs students up, to be filled in"),
                                      [&care](const Call& call, const CarePart& in) -> Result<Reply> {
                                        DOORSTEP_LET(all, care.candidates(in.id, in.part));
                                        return http::download(http::workbook_type, "sign-up.xlsx",
                                                              sign_up_workbook(all, call.language));
                                      })
                     .sends(http::workbook_type)
                     .within(about_school));
  rows.push_back(row<CareReading, CareSheetRead>(
                     Method::post, part + "/sign-up", writes, Run::work,
                     say("按表报名；dry=true 只检查", "Sign students up by a sheet, all or none; dry=true only checks"),
                     [&care](const Call& call, const CareReading& in) -> Result<CareSheetRead> {
                       DOORSTEP_LET(lines, read_sign_up_sheet(call.spooled_file));
                       return care.read_sheet(call.actor, in.id, in.part, lines, in.dry);
                     })
                     .uploads(16 << 20)
                     .within(about_school));
  const std::string months = "/api/schools/{id}/care-months/{part}";
  rows.push_back(row<CareMonthOf, CareMonth>(Method::get, months, reads, Run::work,
                                             say("一个月的账单与运行", "What a month cost and how it went"),
                                             [&care](const Call&, const CareMonthOf& in) -> Result<CareMonth> {
                                               DOORSTEP_LET(books, care.books(in.id, in.part));
                                               return books.month;
                                             })
                     .within(about_school));
  rows.push_back(row<CareMonthOf, Reply>(Method::get, months + "/bills.xlsx", reads, Run::work,
                                         say("月账单，Excel 格式", "The bills of a month as an Excel workbook"),
                                         [&care](const Call& call, const CareMonthOf& in) -> Result<Reply> {
                                           DOORSTEP_LET(books, care.books(in.id, in.part));
                                           return http::download(http::workbook_type, "bills.xlsx",
                                                                 month_workbook(books, call.language));
                                         })
                     .sends(http::workbook_type)
                     .within(about_school));
}

void add_sheets(std::vector<Route>& rows, Care& care) {
  const std::string desk = "/api/schools/{id}/care-desk";
  rows.push_back(row<CareDate, Reply>(Method::get, desk + "/kitchen.xlsx", reads, Run::work,
                                      say("备餐人数，Excel 格式", "The kitchen's counts as an Excel workbook"),
                                      [&care](const Call& call, const CareDate& in) -> Result<Reply> {
                                        DOORSTEP_LET(day, care.kitchen(in.id, in.on));
                                        return http::download(http::workbook_type, "kitchen.xlsx",
                                                              kitchen_workbook(day, call.language));
                                      })
                     .sends(http::workbook_type)
                     .within(about_school));
  rows.push_back(row<CareDate, Reply>(Method::get, desk + "/pick-up.xlsx", reads, Run::work,
                                      say("接送名单，Excel 格式", "The pick-up list as an Excel workbook"),
                                      [&care](const Call& call, const CareDate& in) -> Result<Reply> {
                                        DOORSTEP_LET(day, care.desk(call.actor, in.id, in.on));
                                        return http::download(http::workbook_type, "pick-up.xlsx",
                                                              pick_up_workbook(day, call.language));
                                      })
                     .sends(http::workbook_type)
                     .within(about_school));
}

}  // namespace

std::vector<Route> routes(Care& care) {
  std::vector<Route> rows;
  add_services(rows, care);
  add_desk(rows, care);
  add_meals(rows, care);
  add_sheets(rows, care);
  add_own_rows(rows, care);
  return rows;
}

}  // namespace doorstep::care
