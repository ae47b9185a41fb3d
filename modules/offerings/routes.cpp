// The rows by which a group or school holds its offerings and rounds, and the one that is for everybody.
#include <doorstep/http/route.h>

#include "module.h"
#include "routes_own.h"
#include "sheet.h"

namespace doorstep::offerings {
namespace {

using http::Call;
using http::Method;
using http::None;
using http::Reply;
using http::Route;
using http::row;
using http::row_with_body;
using http::Run;

struct OfOrg {
  OrgId id;
};
BOOST_DESCRIBE_STRUCT(OfOrg, (), (id))
struct ReadingOfferings {
  OrgId id;
  bool dry = false;
};
BOOST_DESCRIBE_STRUCT(ReadingOfferings, (), (id, dry))
struct OfOrgPart {
  OrgId id;
  std::string part;
};
BOOST_DESCRIBE_STRUCT(OfOrgPart, (), (id, part))
struct OfPlace {
  OrgId id;
  std::string part;
  PersonId person;
};
BOOST_DESCRIBE_STRUCT(OfPlace, (), (id, part, person))
struct OfDraw {
  std::string id;
};
BOOST_DESCRIBE_STRUCT(OfDraw, (), (id))
struct OfferingReason {
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(OfferingReason, (), (reason))

constexpr auto right = Right::offerings_run;
std::optional<OrgId> about_org(const Call& call) { return OrgId{call.parameter("id")}; }

// An act on a round that takes nothing but its name.
Route act(Offerings& offerings, const char* what, Words summary,
          Result<RoundFile> (Offerings::*work)(const Actor&, const OrgId&, const std::string&)) {
  return row<OfOrgPart, RoundFile>(Method::post, std::string{"/api/orgs/{id}/choosing/{part}/"} + what, right,
                                   Run::work, std::move(summary),
                                   [&offerings, work](const Call& call, const OfOrgPart& in) {
                                     return (offerings.*work)(call.actor, in.id, in.part);
                                   })
      .within(about_org);
}

void add_offering_rows(std::vector<Route>& rows, Offerings& offerings) {
  const std::string at = "/api/orgs/{id}/offerings";
  rows.push_back(row<OfOrg, OrgOfferings>(Method::get, at, right, Run::work,
                                          say("课程、社团与选课", "Offerings and rounds of an organisation"),
                                          [&offerings](const Call&, const OfOrg& in) { return offerings.at(in.id); })
                     .within(about_org));
  rows.push_back(row<OfOrg, Reply>(Method::get, at + "/list.xlsx", right, Run::work,
                                   say("课程与社团，Excel 格式", "Offerings as an Excel workbook"),
                                   [&offerings](const Call& call, const OfOrg& in) -> Result<Reply> {
                                     DOORSTEP_LET(all, offerings.at(in.id));
                                     return http::download(http::workbook_type, "offerings.xlsx",
                                                           offerings_workbook(all, call.language));
                                   })
                     .sends(http::workbook_type)
                     .within(about_org));
  rows.push_back(row<OfOrg, Reply>(Method::get, at + "/template.xlsx", right, Run::work,
                                   say("项目模板，Excel 格式", "A sheet to fill with offerings"),
                                   [&offerings](const Call& call, const OfOrg& in) -> Result<Reply> {
                                     DOORSTEP_LET(bytes, offerings.sheet_template(in.id, call.language));
                                     return http::download(http::workbook_type, "offerings-template.xlsx", bytes);
                                   })
                     .sends(http::workbook_type)
                     .within(about_org));
  rows.push_back(
      row<ReadingOfferings, OfferingsRead>(
          Method::post, at + "/sheet", right, Run::work,
          say("按表新建项目；dry=true 只检查", "Make offerings by a sheet, all or none; dry=true only checks"),
          [&offerings](const Call& call, const ReadingOfferings& in) {
            return offerings.read_sheet(call.actor, in.id, call.spooled_file, in.dry);
          })
          .uploads(16 << 20)
          .within(about_org));
  rows.push_back(
      row<OfOrg, http::Page<PupilPlace>>(
          Method::get, "/api/schools/{id}/offerings/pupils", right, Run::work,
          say("本校学生的名额与考勤", "A school's students wherever they have a place, and whether they came"),
          [&offerings](const Call&, const OfOrg& in) -> Result<http::Page<PupilPlace>> {
            DOORSTEP_LET(found, offerings.pupils(in.id));
            return http::whole(std::move(found));
          })
          .within(about_org));
  rows.push_back(row<OfOrg, Reply>(Method::get, "/api/schools/{id}/offerings/pupils.xlsx", right, Run::work,
                                   say("本校学生的名额与考勤，Excel 格式", "A school's students, as an Excel workbook"),
                                   [&offerings](const Call& call, const OfOrg& in) -> Result<Reply> {
                                     DOORSTEP_LET(found, offerings.pupils(in.id));
                                     return http::download(http::workbook_type, "pupils.xlsx",
                                                           pupils_workbook(found, call.language));
                                   })
                     .sends(http::workbook_type)
                     .within(about_org));
  rows.push_back(row_with_body<OfOrg, NewOffering, OfferingFile>(
                     Method::post, at, right, Run::work, say("新建项目", "Make an offering"),
                     [&offerings](const Call& call, const OfOrg& in, const NewOffering& body) {
                       return offerings.make(call.actor, in.id, body);
                     })
                     .answers(201)
                     .within(about_org));
  rows.push_back(row<OfOrgPart, OfferingFile>(
                     Method::get, at + "/{part}", right, Run::work, say("一个项目与名单", "An offering and its people"),
                     [&offerings](const Call&, const OfOrgPart& in) { return offerings.offering(in.id, in.part); })
                     .within(about_org));
  rows.push_back(row_with_body<OfOrgPart, NewOffering, OfferingFile>(
                     Method::put, at + "/{part}", right, Run::work, say("修改项目", "Change an offering"),
                     [&offerings](const Call& call, const OfOrgPart& in, const NewOffering& body) {
                       return offerings.change(call.actor, in.id, in.part, body);
                     })
                     .within(about_org));
  rows.push_back(
      row<OfOrgPart, OfferingFile>(
          Method::post, at + "/{part}/publish", right, Run::work, say("发布项目", "Publish an offering"),
          [&offerings](const Call& call, const OfOrgPart& in) { return offerings.publish(call.actor, in.id, in.part); })
          .within(about_org));
  rows.push_back(row_with_body<OfOrgPart, OfferingReason, OfferingFile>(
                     Method::post, at + "/{part}/cancel", right, Run::work, say("取消项目", "Cancel an offering"),
                     [&offerings](const Call& call, const OfOrgPart& in, const OfferingReason& body) {
                       return offerings.cancel(call.actor, in.id, in.part, body.reason);
                     })
                     .within(about_org));
  rows.push_back(row_with_body<OfPlace, OfferingReason, OfferingFile>(
                     Method::post, at + "/{part}/people/{person}/remove", right, Run::work,
                     say("移出名单", "Take a child out of an offering"),
                     [&offerings](const Call& call, const OfPlace& in, const OfferingReason& body) {
                       return offerings.remove(call.actor, in.id, in.part, in.person, body.reason);
                     })
                     .within(about_org));
  rows.push_back(row<OfOrgPart, Reply>(Method::get, at + "/{part}/people.xlsx", right, Run::work,
                                       say("名单，Excel 格式", "The people of an offering as an Excel workbook"),
                                       [&offerings](const Call& call, const OfOrgPart& in) -> Result<Reply> {
                                         DOORSTEP_LET(file, offerings.offering(in.id, in.part));
                                         return http::download(http::workbook_type, "people.xlsx",
                                                               people_workbook(file, call.language));
                                       })
                     .sends(http::workbook_type)
                     .within(about_org));
}

void add_round_rows(std::vector<Route>& rows, Offerings& offerings) {
  const std::string at = "/api/orgs/{id}/choosing";
  rows.push_back(row_with_body<OfOrg, NewChoosingRound, RoundFile>(
                     Method::post, at, right, Run::work, say("新建选课", "Make a round of choosing"),
                     [&offerings](const Call& call, const OfOrg& in, const NewChoosingRound& body) {
                       return offerings.make_round(call.actor, in.id, body);
                     })
                     .answers(201)
                     .within(about_org));
  rows.push_back(row<OfOrgPart, RoundFile>(
                     Method::get, at + "/{part}", right, Run::work, say("一次选课", "A round of choosing"),
                     [&offerings](const Call&, const OfOrgPart& in) { return offerings.round(in.id, in.part); })
                     .within(about_org));
  rows.push_back(row_with_body<OfOrgPart, NewChoosingRound, RoundFile>(
                     Method::put, at + "/{part}", right, Run::work, say("修改选课", "Change a round"),
                     [&offerings](const Call& call, const OfOrgPart& in, const NewChoosingRound& body) {
                       return offerings.change_round(call.actor, in.id, in.part, body);
                     })
                     .within(about_org));
  rows.push_back(act(offerings, "open", say("开放选课", "Open a round"), &Offerings::open_round));
  rows.push_back(act(offerings, "close", say("现在截止", "Close a round now"), &Offerings::close_round));
  rows.push_back(act(offerings, "roll", say("公布名册", "Publish the roll of a draw"), &Offerings::roll));
  rows.push_back(act(offerings, "publish", say("发布结果", "Publish the result"), &Offerings::publish_round));
  rows.push_back(row_with_body<OfOrgPart, TypedSeed, RoundFile>(
                     Method::post, at + "/{part}/draw", right, Run::work,
                     say("输入种子并分配", "Type the seed of the public draw, and allocate"),
                     [&offerings](const Call& call, const OfOrgPart& in, const TypedSeed& body) {
                       return offerings.draw(call.actor, in.id, in.part, body.seed);
                     })
                     .within(about_org));
  rows.push_back(row_with_body<OfOrgPart, LateSignUp, RoundFile>(
                     Method::put, at + "/{part}/late", right, Run::work,
                     say("补报到哪一天", "Until when who comes too late is taken"),
                     [&offerings](const Call& call, const OfOrgPart& in, const LateSignUp& body) {
                       return offerings.set_late(call.actor, in.id, in.part, body);
                     })
                     .within(about_org));
  for (const bool plan : {false, true})
    rows.push_back(row<OfOrgPart, Reply>(Method::get, at + "/{part}/" + (plan ? "plan.json" : "problem.json"), right,
                                         Run::work,
                                         plan ? say("分配方案（JSON）", "The plan of a draw as JSON")
                                              : say("分配问题（JSON）", "The problem of a draw as JSON"),
                                         [&offerings, plan](const Call&, const OfOrgPart& in) -> Result<Reply> {
                                           DOORSTEP_LET(text, offerings.paper(in.id, in.part, plan));
                                           return http::download("application/json",
                                                                 plan ? "plan.json" : "problem.json", std::move(text));
                                         })
                       .within(about_org));
}

}  // namespace

std::vector<Route> routes(Offerings& offerings) {
  std::vector<Route> rows;
  add_offering_rows(rows, offerings);
  add_round_rows(rows, offerings);
  rows.push_back(row<OfOrg, OnOffer>(Method::get, "/api/orgs/{id}/on-offer", Right::open, Run::work,
                                     say("集团或学校开设的课程与社团", "What a group or school offers"),
                                     [&offerings](const Call&, const OfOrg& in) { return offerings.on_offer(in.id); }));
  rows.push_back(
      row<OfDraw, DrawPage>(Method::get, "/api/draws/{id}", Right::open, Run::work,
                            say("公开抽签的名册、种子与次序", "Roll, seed and order of a public draw"),
                            [&offerings](const Call&, const OfDraw& in) { return offerings.draw_page(in.id); }));
  rows.push_back(row<OfDraw, Reply>(Method::get, "/api/draws/{id}/order.txt", Right::open, Run::work,
                                    say("抽签次序，一行一个", "The order of a public draw, one a line"),
                                    [&offerings](const Call&, const OfDraw& in) -> Result<Reply> {
                                      DOORSTEP_LET(page, offerings.draw_page(in.id));
                                      std::string text;
                                      for (const auto& one : page.order) text += one + "\n";
                                      return http::download("text/plain; charset=utf-8", "order.txt", std::move(text));
                                    })
                     .sends("text/plain; charset=utf-8"));
  add_own_rows(rows, offerings);
  add_club_rows(rows, offerings);
  return rows;
}

}  // namespace doorstep::offerings
