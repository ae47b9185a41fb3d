// The rows of the council. Reading is for the group's people; voting asks for a seat besides the right.
#include <doorstep/files/routes.h>
#include <doorstep/http/route.h>

#include "service.h"
#include "sheet.h"

namespace doorstep::council {
namespace {

using http::Call;
using http::Method;
using http::Reply;
using http::Route;
using http::row;
using http::row_with_body;
using http::Run;

struct OfGroup {
  OrgId id;
};
BOOST_DESCRIBE_STRUCT(OfGroup, (), (id))
struct OfPart {
  OrgId id;
  std::string part;  // seat, meeting, item or task
};
BOOST_DESCRIBE_STRUCT(OfPart, (), (id, part))

std::optional<OrgId> about_group(const Call& call) { return OrgId{call.parameter("id")}; }

// A change of the council itself, and of one part of it.
template <class Body, class Out>
Route changes(Councils& councils, Method method, const char* path, Right right, Words summary,
              Result<Out> (Councils::*change)(const Actor&, const OrgId&, const Body&)) {
  return row_with_body<OfGroup, Body, Out>(method, std::string{"/api/groups/{id}/council"} + path, right, Run::work,
                                           std::move(summary),
                                           [&councils, change](const Call& call, const OfGroup& in, const Body& body) {
                                             return (councils.*change)(call.actor, in.id, body);
                                           })
      .within(about_group);
}
template <class Body, class Out>
Route changes_part(Councils& councils, Method method, const char* path, Right right, Words summary,
                   Result<Out> (Councils::*change)(const Actor&, const OrgId&, const std::string&, const Body&)) {
  return row_with_body<OfPart, Body, Out>(method, std::string{"/api/groups/{id}/council"} + path, right, Run::work,
                                          std::move(summary),
                                          [&councils, change](const Call& call, const OfPart& in, const Body& body) {
                                            return (councils.*change)(call.actor, in.id, in.part, body);
                                          })
      .within(about_group);
}
Route steps(Councils& councils, const char* path, Words summary,
            Result<Meeting> (Councils::*step)(const Actor&, const OrgId&, const std::string&)) {
  return row<OfPart, Meeting>(Method::post, std::string{"/api/groups/{id}/council"} + path, Right::group_run, Run::work,
                              std::move(summary),
                              [&councils, step](const Call& call, const OfPart& in) {
                                return (councils.*step)(call.actor, in.id, in.part);
                              })
      .within(about_group);
}

void add_reads(std::vector<Route>& rows, Councils& councils) {
  rows.push_back(row<OfGroup, Council>(Method::get, "/api/groups/{id}/council", Right::group_read, Run::work,
                                       say("理事会", "The council of a group"),
                                       [&councils](const Call&, const OfGroup& in) { return councils.council(in.id); })
                     .within(about_group));
  rows.push_back(row<OfPart, Meeting>(Method::get, "/api/groups/{id}/council/meetings/{part}", Right::group_read,
                                      Run::work, say("一次会议", "One meeting"),
                                      [&councils](const Call& call, const OfPart& in) {
                                        return councils.meeting(call.actor, in.id, in.part);
                                      })
                     .within(about_group));
  rows.push_back(row<OfGroup, Reply>(Method::get, "/api/groups/{id}/council.xlsx", Right::group_read, Run::work,
                                     say("会议与任务，Excel 格式", "Meetings and tasks as an Excel workbook"),
                                     [&councils](const Call& call, const OfGroup& in) -> Result<Reply> {
                                       DOORSTEP_LET(found, councils.council(in.id));
                                       std::vector<Meeting> meetings;
                                       for (const auto& one : found.meetings) {
                                         DOORSTEP_LET(meeting, councils.meeting(call.actor, in.id, one.id));
                                         meetings.push_back(std::move(meeting));
                                       }
                                       return http::download(http::workbook_type, "council.xlsx",
                                                             council_workbook(found, meetings, call.language));
                                     })
                     .sends(http::workbook_type)
                     .within(about_group));
}

}  // namespace

std::vector<Route> routes(Councils& councils, const Places& places, const files::Files& files) {
  std::vector<Route> rows;
  const auto run = Right::group_run;
  add_reads(rows, councils);
  rows.push_back(
      changes(councils, Method::put, "/rule", run, say("议事规则", "How the council decides"), &Councils::set_rule));
  rows.push_back(changes(councils, Method::post, "/seats", run, say("登记理事", "Give a seat"), &Councils::seat));
  rows.push_back(changes_part(councils, Method::post, "/seats/{part}/end", run, say("结束任期", "End a seat's term"),
                              &Councils::end_seat));
  rows.push_back(changes(councils, Method::post, "/meetings", run, say("召集会议", "Call a meeting"), &Councils::call));
  rows.push_back(changes_part(councils, Method::post, "/meetings/{part}/items", run,
                              say("添加议题", "Add an item to the agenda"), &Councils::add_item));
  rows.push_back(changes_part(councils, Method::post, "/items/{part}/files", run,
                              say("添加会议材料", "Add papers to an item"), &Councils::add_papers));
  rows.push_back(row<OfPart, Meeting>(Method::delete_, "/api/groups/{id}/council/files/{part}", run, Run::work,
                                      say("撤下会议材料", "Take a paper away"),
                                      [&councils](const Call& call, const OfPart& in) {
                                        return councils.drop_paper(call.actor, in.id, in.part);
                                      })
                     .within(about_group));
  rows.push_back(files::download_row(
      "/api/groups/{id}/council/files/{part}", Right::group_read, say("会议材料", "A paper of a meeting"), files,
      papers_room,
      [&councils](const OrgId& group, const std::string& item) { return councils.has_item(group, item); }));
  rows.push_back(changes_part(councils, Method::put, "/meetings/{part}/attendance", run,
                              say("登记出席", "Mark who is present"), &Councils::attend));
  rows.push_back(changes_part(councils, Method::put, "/meetings/{part}/minutes", run,
                              say("会议纪要", "Keep the minutes"), &Councils::keep_minutes));
  rows.push_back(steps(councils, "/meetings/{part}/open", say("开始会议", "Open a meeting"), &Councils::open));
  rows.push_back(steps(councils, "/meetings/{part}/close", say("结束会议", "Close a meeting"), &Councils::close));
  rows.push_back(steps(councils, "/items/{part}/open", say("开始表决", "Open a vote"), &Councils::open_vote));
  rows.push_back(steps(councils, "/items/{part}/close", say("结束表决", "Close a vote"), &Councils::close_vote));
  rows.push_back(
      row_with_body<OfPart, NewVote, Meeting>(
          Method::put, "/api/groups/{id}/council/items/{part}/vote", Right::group_vote, Run::work, say("表决", "Vote"),
          [&councils, &places](const Call& call, const OfPart& in, const NewVote& body) {
            return councils.vote(call.actor, in.id, in.part, body, may(call.actor, Right::group_run, in.id, places));
          })
          .within(about_group));
  rows.push_back(changes(councils, Method::post, "/tasks", run, say("布置任务", "Give a task"), &Councils::add_task));
  rows.push_back(changes_part(councils, Method::put, "/tasks/{part}", Right::group_work,
                              say("任务进展", "How a task goes"), &Councils::change_task));
  return rows;
}

}  // namespace doorstep::council
