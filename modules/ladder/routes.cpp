// The rows of ladders: of an organisation, and of a call for who runs it. Rights are checked for the organisation that
// the address names, or whose call it is.
#include <algorithm>

#include <doorstep/files/routes.h>
#include <doorstep/http/route.h>

#include "routes_panel.h"
#include "service.h"
#include "sheet.h"

namespace doorstep::ladder {
namespace {

using http::Call;
using http::Method;
using http::Page;
using http::Reply;
using http::Route;
using http::row;
using http::row_with_body;
using http::Run;
using http::whole;

constexpr int most_a_page = 500;

struct OfOrg {
  OrgId id;
};
BOOST_DESCRIBE_STRUCT(OfOrg, (), (id))
struct OfOrgPart {
  OrgId id;
  std::string part;
};
BOOST_DESCRIBE_STRUCT(OfOrgPart, (), (id, part))
struct OfPyramid {
  OrgId id;
  std::string ladder = "growth";
};
BOOST_DESCRIBE_STRUCT(OfPyramid, (), (id, ladder))
struct OfHolders {
  OrgId id;
  std::string cursor;
  int limit = 200;
};
BOOST_DESCRIBE_STRUCT(OfHolders, (), (id, cursor, limit))
struct OfCall {
  std::string id;
};
BOOST_DESCRIBE_STRUCT(OfCall, (), (id))
struct OfCallPart {
  std::string id, part;
};
BOOST_DESCRIBE_STRUCT(OfCallPart, (), (id, part))

std::optional<OrgId> about_org(const Call& call) { return OrgId{call.parameter("id")}; }

// Items from `cursor` on, which is a place in the list.
template <class T>
Page<T> page_of(std::vector<T> items, const std::string& cursor, int limit) {
  const auto total = items.size();
  const auto from = std::min<size_t>(total, static_cast<size_t>(std::max(0, std::atoi(cursor.c_str()))));
  const auto to = std::min<size_t>(total, from + static_cast<size_t>(std::clamp(limit, 1, most_a_page)));
  Page<T> made;
  made.items.assign(std::make_move_iterator(items.begin() + static_cast<long>(from)),
                    std::make_move_iterator(items.begin() + static_cast<long>(to)));
  made.next = to < total ? std::to_string(to) : "";
  made.total = static_cast<int64_t>(total);
  return made;
}

template <class Body, class Out>
Route org_changes(Ladders& ladders, Method method, const char* path, Words summary,
                  Result<Out> (Ladders::*change)(const Actor&, const OrgId&, const Body&)) {
  return row_with_body<OfOrg, Body, Out>(method, std::string{"/api/ladder/orgs/{id}"} + path, Right::people_decide,
                                         Run::work, std::move(summary),
                                         [&ladders, change](const Call& call, const OfOrg& in, const Body& body) {
                                           return (ladders.*change)(call.actor, in.id, body);
                                         })
      .within(about_org);
}
template <class Body, class T>
Route org_list_changes(Ladders& ladders, Method method, const char* path, Words summary,
                       Result<std::vector<T>> (Ladders::*change)(const Actor&, const OrgId&, const Body&)) {
  return row_with_body<OfOrg, Body, Page<T>>(
             method, std::string{"/api/ladder/orgs/{id}"} + path, Right::people_decide, Run::work, std::move(summary),
             [&ladders, change](const Call& call, const OfOrg& in, const Body& body) -> Result<Page<T>> {
               return whole((ladders.*change)(call.actor, in.id, body));
             })
      .within(about_org);
}
template <class Body, class T>
Route part_list_changes(Ladders& ladders, Method method, const char* path, Words summary,
                        Result<std::vector<T>> (Ladders::*change)(const Actor&, const OrgId&, const std::string&,
                                                                  const Body&)) {
  return row_with_body<OfOrgPart, Body, Page<T>>(
             method, std::string{"/api/ladder/orgs/{id}"} + path, Right::people_decide, Run::work, std::move(summary),
             [&ladders, change](const Call& call, const OfOrgPart& in, const Body& body) -> Result<Page<T>> {
               return whole((ladders.*change)(call.actor, in.id, in.part, body));
             })
      .within(about_org);
}
template <class T>
Route org_list(Ladders& ladders, const char* path, Words summary,
               Result<std::vector<T>> (Ladders::*list)(const OrgId&)) {
  return row<OfOrg, Page<T>>(Method::get, std::string{"/api/ladder/orgs/{id}"} + path, Right::people_develop, Run::work,
                             std::move(summary),
                             [&ladders, list](const Call&, const OfOrg& in) -> Result<Page<T>> {
                               return whole((ladders.*list)(in.id));
                             })
      .within(about_org);
}
template <class In, class Make>
Route org_sheet(const char* path, Words summary, const char* name, Make make) {
  return row<In, Reply>(Method::get, std::string{"/api/ladder/orgs/{id}"} + path, Right::people_develop, Run::work,
                        std::move(summary),
                        [name, make](const Call& call, const In& in) -> Result<Reply> {
                          DOORSTEP_LET(bytes, make(call, in));
                          return http::download(http::workbook_type, name, std::move(bytes));
                        })
      .sends(http::workbook_type)
      .within(about_org);
}

void add_org_rows(std::vector<Route>& rows, Ladders& ladders, const files::Files& files) {
  rows.push_back(org_list(ladders, "/editions", say("阶梯与版本", "Ladders and their editions"), &Ladders::editions));
  rows.push_back(org_list_changes(ladders, Method::post, "/editions",
                                  say("发布本地版本", "Keep an edition of one's own"), &Ladders::set_edition));
  rows.push_back(org_list(ladders, "/calls", say("评审", "Calls of an organisation"), &Ladders::calls));
  rows.push_back(
      org_changes(ladders, Method::post, "/calls", say("发起评审", "Open a call"), &Ladders::make_call).answers(201));
  rows.push_back(row<OfPyramid, LadderPyramid>(
                     Method::get, "/api/ladder/orgs/{id}/pyramid", Right::people_develop, Run::work,
                     say("教师梯队", "How many stand on each level"),
                     [&ladders](const Call&, const OfPyramid& in) { return ladders.pyramid(in.id, in.ladder); })
                     .within(about_org));
  rows.push_back(org_sheet<OfPyramid>("/pyramid.xlsx", say("教师梯队，Excel 格式", "The pyramid as an Excel workbook"),
                                      "pyramid.xlsx",
                                      [&ladders](const Call& call, const OfPyramid& in) -> Result<std::string> {
                                        DOORSTEP_LET(found, ladders.pyramid(in.id, in.ladder));
                                        return pyramid_workbook(found, call.language);
                                      }));
  rows.push_back(row<OfHolders, Page<RankHeld>>(Method::get, "/api/ladder/orgs/{id}/ranks", Right::people_develop,
                                                Run::work, say("称号名册", "Ranks held"),
                                                [&ladders](const Call&, const OfHolders& in) -> Result<Page<RankHeld>> {
                                                  DOORSTEP_LET(found, ladders.holders(in.id));
                                                  return page_of(std::move(found), in.cursor, in.limit);
                                                })
                     .within(about_org));
  rows.push_back(org_sheet<OfOrg>("/ranks.xlsx", say("称号名册，Excel 格式", "Ranks held as an Excel workbook"),
                                  "ranks.xlsx", [&ladders](const Call& call, const OfOrg& in) -> Result<std::string> {
                                    DOORSTEP_LET(found, ladders.holders(in.id));
                                    return holders_workbook(found, call.language);
                                  }));
  rows.push_back(part_list_changes(ladders, Method::post, "/ranks/{part}/revocation", say("撤销称号", "Revoke a rank"),
                                   &Ladders::revoke));
  rows.push_back(row<OfOrg, LadderPostsTable>(Method::get, "/api/ladder/orgs/{id}/posts", Right::people_develop,
                                              Run::work, say("职称岗位", "Posts of schools by class"),
                                              [&ladders](const Call&, const OfOrg& in) { return ladders.posts(in.id); })
                     .within(about_org));
  rows.push_back(org_sheet<OfOrg>("/posts.xlsx", say("职称岗位，Excel 格式", "Posts as an Excel workbook"),
                                  "posts.xlsx", [&ladders](const Call& call, const OfOrg& in) -> Result<std::string> {
                                    DOORSTEP_LET(found, ladders.posts(in.id));
                                    return posts_workbook(found, call.language);
                                  }));
  rows.push_back(row_with_body<OfOrgPart, NewLadderPosts, LadderPostsTable>(
                     Method::put, "/api/ladder/orgs/{id}/posts/{part}", Right::people_decide, Run::work,
                     say("核定岗位数", "Approve the posts of a school"),
                     [&ladders](const Call& call, const OfOrgPart& in, const NewLadderPosts& body) {
                       return ladders.set_posts(call.actor, in.id, OrgId{in.part}, body);
                     })
                     .within(about_org));
  rows.push_back(org_list(ladders, "/applications", say("本校申报", "Applications of a school"), &Ladders::to_confirm));
  rows.push_back(org_list_changes(ladders, Method::post, "/applications",
                                  say("为学校或学科申报", "Put a school or subject forward"), &Ladders::nominate)
                     .answers(201));
  rows.push_back(part_list_changes(ladders, Method::put, "/applications/{part}/confirmation",
                                   say("学校确认或退回", "Confirm an application, or return it"), &Ladders::confirm));
  rows.push_back(files::download_row(
      "/api/ladder/orgs/{id}/files/{part}", Right::people_develop,
      say("本校申报的文件", "A file of a school's application"), files, application_room,
      [&ladders](const OrgId& school, const std::string& thing) { return ladders.school_file(school, thing); }));
}

struct CallRows {
  Ladders& ladders;
  std::vector<Route>& rows;

  template <class Body>
  void changes(Method method, const char* path, Words summary,
               Result<LadderCallWhole> (Ladders::*change)(const Actor&, const std::string&, const Body&)) const {
    auto& from = ladders;
    add(row_with_body<OfCall, Body, LadderCallWhole>(
        method, std::string{"/api/ladder/calls/{id}"} + path, Right::people_decide, Run::work, std::move(summary),
        [&from, change](const Call& call, const OfCall& in, const Body& body) {
          return (from.*change)(call.actor, in.id, body);
        }));
  }
  void add(Route route) const {
    auto& from = ladders;
    rows.push_back(std::move(route).within(
        [&from](const Call& call) -> std::optional<OrgId> { return from.org_of_call(call.parameter("id")); }));
  }
};

void add_call_rows(std::vector<Route>& rows, Ladders& ladders, const files::Files& files) {
  const CallRows call_rows{ladders, rows};
  call_rows.add(row<OfCall, LadderCallWhole>(
      Method::get, "/api/ladder/calls/{id}", Right::people_decide, Run::work, say("一次评审", "One call"),
      [&ladders](const Call&, const OfCall& in) { return ladders.call(in.id); }));
  call_rows.add(row<OfCallPart, LadderApplication>(
      Method::get, "/api/ladder/calls/{id}/applications/{part}", Right::people_decide, Run::work,
      say("一份申报", "One application"),
      [&ladders](const Call&, const OfCallPart& in) { return ladders.application(in.id, in.part); }));
  call_rows.add(row_with_body<OfCall, LadderMove, LadderCallWhole>(
      Method::post, "/api/ladder/calls/{id}/state", Right::people_decide, Run::work,
      say("进入下一步", "On to the next step"), [&ladders](const Call& call, const OfCall& in, const LadderMove& body) {
        return ladders.move(call.actor, in.id, body.state);
      }));
  call_rows.changes(Method::put, "/days", say("修改截止日期", "Move the last days"), &Ladders::set_days);
  call_rows.changes(Method::put, "/panel", say("评审组", "Who sits on the panel"), &Ladders::set_panel);
  call_rows.changes(Method::put, "/proposal", say("拟通过名单", "Who is proposed"), &Ladders::propose);
  call_rows.changes(Method::post, "/decision", say("决定", "Decide"), &Ladders::decide);
  call_rows.add(row_with_body<OfCallPart, LadderAnswer, LadderCallWhole>(
      Method::put, "/api/ladder/calls/{id}/objections/{part}", Right::people_decide, Run::work,
      say("答复异议", "Answer an objection"),
      [&ladders](const Call& call, const OfCallPart& in, const LadderAnswer& body) {
        return ladders.answer(call.actor, in.id, in.part, body);
      }));
  call_rows.add(row<OfCall, Reply>(Method::get, "/api/ladder/calls/{id}/results.xlsx", Right::people_decide, Run::work,
                                   say("排序与一致性，Excel 格式", "Ranking and agreement as an Excel workbook"),
                                   [&ladders](const Call& call, const OfCall& in) -> Result<Reply> {
                                     DOORSTEP_LET(found, ladders.call(in.id));
                                     return http::download(http::workbook_type, "ranking.xlsx",
                                                           call_workbook(found, call.language));
                                   })
                    .sends(http::workbook_type));
  call_rows.add(row<OfCall, Reply>(Method::get, "/api/ladder/calls/{id}/applicants.xlsx", Right::people_decide,
                                   Run::work, say("申报人名单模板", "Template of a list of applicants"),
                                   [](const Call& call, const OfCall&) -> Result<Reply> {
                                     return http::download(http::workbook_type, "applicants.xlsx",
                                                           applicants_template(call.language));
                                   })
                    .sends(http::workbook_type));
  call_rows.add(row<OfCall, LadderCallWhole>(Method::post, "/api/ladder/calls/{id}/applicants", Right::people_decide,
                                             Run::work, say("导入申报人名单", "Take in a list of applicants"),
                                             [&ladders](const Call& call, const OfCall& in) {
                                               return ladders.take_in(call.actor, in.id, call.spooled_file);
                                             })
                    .uploads(8 << 20));
  call_rows.add(row<OfCallPart, LadderNamesFound>(
      Method::get, "/api/ladder/calls/{id}/files/{part}/names", Right::people_decide, Run::work,
      say("材料中出现的姓名、学校、工号", "Where names stand in a file"),
      [&ladders](const Call&, const OfCallPart& in) { return ladders.names_found(in.id, in.part); }));
  call_rows.add(row_with_body<OfCallPart, NewLadderFileCheck, LadderCallWhole>(
      Method::put, "/api/ladder/calls/{id}/files/{part}/check", Right::people_decide, Run::work,
      say("放行或暂缓一份材料", "Release a file to the panel, or hold it back"),
      [&ladders](const Call& call, const OfCallPart& in, const NewLadderFileCheck& body) {
        return ladders.check_file(call.actor, in.id, in.part, body);
      }));
  for (const auto* room : {application_room, objection_room})
    call_rows.add(
        row<OfCallPart, Reply>(
            Method::get,
            room == application_room ? "/api/ladder/calls/{id}/files/{part}" : "/api/ladder/calls/{id}/evidence/{part}",
            Right::people_decide, Run::work, say("申报或异议的文件", "A file of an application or objection"),
            [&ladders, &files, room](const Call&, const OfCallPart& in) -> Result<Reply> {
              DOORSTEP_LET(file, files.stored(room, in.part));
              if (!ladders.call_file(in.id, room, file.place.thing))
                return refuse(Fault::not_found, "file-unknown", say("没有这个文件", "there is no such file"));
              return files::reply_of(file, false);
            })
            .sends(http::file_type));
}

}  // namespace

std::vector<Route> routes(Ladders& ladders, const files::Files& files) {
  std::vector<Route> rows;
  add_org_rows(rows, ladders, files);
  add_call_rows(rows, ladders, files);
  add_own_rows(rows, ladders, files);
  add_panel_rows(rows, ladders, files);
  return rows;
}

}  // namespace doorstep::ladder
