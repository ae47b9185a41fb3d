// The rows for people. Who may switch, place and read, the service says; the register names its district.
#include <doorstep/http/route.h>

#include "module.h"
#include "routes_lti.h"

namespace doorstep::tools {
namespace {

using http::Call;
using http::Method;
using http::Route;
using http::row;
using http::row_with_body;
using http::Run;

struct OfToolOrg {
  OrgId id;
};
BOOST_DESCRIBE_STRUCT(OfToolOrg, (), (id))
struct OfTool {
  OrgId id;
  std::string part;
};
BOOST_DESCRIBE_STRUCT(OfTool, (), (id, part))
struct OfToolScores {
  OrgId id;
  ToolPlace place{};
  std::string of;
};
BOOST_DESCRIBE_STRUCT(OfToolScores, (), (id, place, of))
struct OfToolLink {
  std::string id;
};
BOOST_DESCRIBE_STRUCT(OfToolLink, (), (id))
struct OfChildTool {
  PersonId id;
  std::string part;
};
BOOST_DESCRIBE_STRUCT(OfChildTool, (), (id, part))
struct NewToolState {
  ToolState state{};
};
BOOST_DESCRIBE_STRUCT(NewToolState, (), (state))
struct ToolSwitch {
  bool is_on = false;
};
BOOST_DESCRIBE_STRUCT(ToolSwitch, (), (is_on))
struct ToolStop {
  bool stopped = false;
};
BOOST_DESCRIBE_STRUCT(ToolStop, (), (stopped))
struct ToolLaunch {
  std::optional<PersonId> child_id;
};
BOOST_DESCRIBE_STRUCT(ToolLaunch, (), (child_id))

std::optional<OrgId> about_area(const Call& call) { return OrgId{call.parameter("id")}; }
std::string site_of(const Call& call) { return (call.https ? "https://" : "http://") + call.header("host"); }

void add_register(std::vector<Route>& rows, Desk& desk) {
  const std::string at = "/api/areas/{id}/tools";
  rows.push_back(row<OfToolOrg, ToolRegister>(
                     Method::get, at, Right::import_run, Run::work, say("外部工具登记", "Outside tools of a district"),
                     [&desk](const Call& call, const OfToolOrg& in) { return desk.registered(in.id, site_of(call)); })
                     .within(about_area));
  rows.push_back(row_with_body<OfToolOrg, NewTool, ToolFile>(
                     Method::post, at, Right::import_run, Run::work, say("登记外部工具", "Register an outside tool"),
                     [&desk](const Call& call, const OfToolOrg& in, const NewTool& body) {
                       return desk.add(call.actor, in.id, body, site_of(call));
                     })
                     .answers(201)
                     .within(about_area));
  rows.push_back(
      row<OfToolOrg, std::vector<ToolKey>>(
          Method::post, at + "/key", Right::import_run, Run::work,
          say("更换签名密钥；旧的再公布三十天", "A new signing key; the old one is published thirty days more"),
          [&desk](const Call& call, const OfToolOrg& in) { return desk.rotate(call.actor, in.id); })
          .within(about_area));
  rows.push_back(row<OfTool, ToolFile>(Method::get, at + "/{part}", Right::import_run, Run::work,
                                       say("一个外部工具：告知了什么", "One outside tool: what it was told"),
                                       [&desk](const Call&, const OfTool& in) { return desk.tool(in.id, in.part); })
                     .within(about_area));
  rows.push_back(
      row_with_body<OfTool, NewTool, ToolFile>(Method::put, at + "/{part}", Right::import_run, Run::work,
                                               say("修改外部工具", "Change an outside tool"),
                                               [&desk](const Call& call, const OfTool& in, const NewTool& body) {
                                                 return desk.change(call.actor, in.id, in.part, body);
                                               })
          .within(about_area));
  rows.push_back(row_with_body<OfTool, NewToolState, ToolFile>(
                     Method::post, at + "/{part}/state", Right::import_run, Run::work,
                     say("启用或停用外部工具", "Switch an outside tool on or off for all"),
                     [&desk](const Call& call, const OfTool& in, const NewToolState& body) {
                       return desk.set_state(call.actor, in.id, in.part, body.state);
                     })
                     .within(about_area));
  rows.push_back(row<OfTool, ToolDoor>(
                     Method::post, at + "/{part}/trial", Right::import_run, Run::work,
                     say("试开外部工具", "Try a launch"),
                     [&desk](const Call& call, const OfTool& in) { return desk.try_out(call.actor, in.id, in.part); })
                     .within(about_area));
}

void add_places(std::vector<Route>& rows, Desk& desk) {
  const std::string at = "/api/orgs/{id}/tools";
  rows.push_back(
      row<OfToolOrg, OrgTools>(Method::get, at, Right::group_read, Run::work,
                               say("集团或学校的外部工具", "Outside tools of a group or school"),
                               [&desk](const Call& call, const OfToolOrg& in) { return desk.at(call.actor, in.id); })
          .within(about_area));
  rows.push_back(row<OfTool, OrgTools>(
                     Method::get, "/api/orgs/{id}/assignment-tools/{part}", Right::group_read, Run::work,
                     say("作业旁的外部工具", "Outside tools beside an assignment"),
                     [&desk](const Call& call, const OfTool& in) { return desk.beside(call.actor, in.id, in.part); })
                     .within(about_area));
  rows.push_back(row_with_body<OfTool, ToolSwitch, OrgTools>(
                     Method::put, at + "/{part}", Right::group_read, Run::work,
                     say("在集团或学校启用、停用", "Switch a tool on or off at a group or school"),
                     [&desk](const Call& call, const OfTool& in, const ToolSwitch& body) {
                       return desk.use(call.actor, in.id, in.part, body.is_on);
                     })
                     .within(about_area));
  const std::string links = "/api/orgs/{id}/tool-links";
  rows.push_back(row_with_body<OfToolOrg, NewToolLink, OrgTools>(
                     Method::post, links, Right::group_read, Run::work,
                     say("在页面、班级、课程或作业旁放一个工具",
                         "Link to a tool on the page, in a class or course, beside an assignment"),
                     [&desk](const Call& call, const OfToolOrg& in, const NewToolLink& body) {
                       return desk.place(call.actor, in.id, body);
                     })
                     .answers(201)
                     .within(about_area));
  rows.push_back(row_with_body<OfToolOrg, NewToolLink, ToolDoor>(
                     Method::post, links + "/choice", Right::group_read, Run::work,
                     say("到工具里选内容", "Choose in the tool what is linked to"),
                     [&desk](const Call& call, const OfToolOrg& in, const NewToolLink& body) {
                       return desk.pick(call.actor, in.id, body);
                     })
                     .within(about_area));
  rows.push_back(row<OfTool, OrgTools>(
                     Method::delete_, links + "/{part}", Right::group_read, Run::work,
                     say("移除工具链接", "Remove a link to a tool"),
                     [&desk](const Call& call, const OfTool& in) { return desk.remove(call.actor, in.id, in.part); })
                     .within(about_area));
  rows.push_back(
      row<OfToolScores, ToolScores>(
          Method::get, "/api/orgs/{id}/tool-scores/{place}/{of}", Right::group_read, Run::work,
          say("工具传回的成绩", "Scores that tools sent for a class, course or assignment"),
          [&desk](const Call& call, const OfToolScores& in) { return desk.scores(call.actor, in.id, in.place, in.of); })
          .within(about_area));
}

void add_own(std::vector<Route>& rows, Desk& desk) {
  rows.push_back(row<http::None, OwnTools>(
      Method::get, "/api/own/tools", Right::self, Run::work,
      say("孩子的外部工具：告知什么、成绩", "Outside tools of one's children: what they are told, scores"),
      [&desk](const Call& call, const http::None&) -> Result<OwnTools> { return desk.own(call.actor); }));
  rows.push_back(row<OfChildTool, ToolChild>(
      Method::get, "/api/own/children/{id}/assignment-tools/{part}", Right::self, Run::work,
      say("孩子一份作业旁的外部工具与成绩", "Outside tools beside an assignment of a child, and their scores"),
      [&desk](const Call& call, const OfChildTool& in) { return desk.own_beside(call.actor, in.id, in.part); }));
  rows.push_back(row_with_body<OfToolLink, ToolLaunch, ToolDoor>(
      Method::post, "/api/own/tool-links/{id}/launch", Right::self, Run::work, say("打开工具", "Open a tool"),
      [&desk](const Call& call, const OfToolLink& in, const ToolLaunch& body) {
        return desk.launch(call.actor, in.id, body.child_id);
      }));
  rows.push_back(row_with_body<OfChildTool, ToolStop, OwnTools>(
      Method::put, "/api/own/children/{id}/tools/{part}", Right::self, Run::work,
      say("监护人停用或恢复一个工具", "A guardian stops a tool for a child, or allows it again"),
      [&desk](const Call& call, const OfChildTool& in, const ToolStop& body) {
        return desk.stop(call.actor, in.id, in.part, body.stopped);
      }));
}

}  // namespace

std::vector<Route> routes(Desk& desk) {
  std::vector<Route> rows;
  add_register(rows, desk);
  add_places(rows, desk);
  add_own(rows, desk);
  add_lti_rows(rows, desk);
  return rows;
}

}  // namespace doorstep::tools
