// The rows of mentoring. A school or group arranges and concludes; mentors and mentees agree, plan, visit and note by
// rows of their own, which show nobody else's.
#include <doorstep/files/routes.h>
#include <doorstep/http/route.h>

#include "service.h"
#include "sheet.h"

namespace doorstep::mentoring {
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
struct OfPart {
  OrgId id;
  std::string part;
};
BOOST_DESCRIBE_STRUCT(OfPart, (), (id, part))
struct OfVisit {
  OrgId id;
  std::string part, visit;
};
BOOST_DESCRIBE_STRUCT(OfVisit, (), (id, part, visit))
struct SuggestQuery {
  OrgId id;
  PersonId mentee;
};
BOOST_DESCRIBE_STRUCT(SuggestQuery, (), (id, mentee))
struct OwnThing {
  std::string id;
};
BOOST_DESCRIBE_STRUCT(OwnThing, (), (id))
struct OwnPart {
  std::string id, part;
};
BOOST_DESCRIBE_STRUCT(OwnPart, (), (id, part))
struct Fetch {
  std::string part;
  bool shown = false;
};
BOOST_DESCRIBE_STRUCT(Fetch, (), (part, shown))

constexpr const char* at = "/api/mentoring/{id}";
constexpr const char* own = "/api/own/mentoring";

std::optional<OrgId> about_org(const Call& call) { return OrgId{call.parameter("id")}; }

void add_org_reads(std::vector<Route>& rows, Mentoring& mentoring) {
  const std::string here = at;
  rows.push_back(row<OfOrg, OrgMentoring>(
                     Method::get, here, Right::people_develop, Run::work,
                     say("师徒结对", "Mentoring of a school or group"),
                     [&mentoring](const Call& call, const OfOrg& in) { return mentoring.of(call.actor, in.id); })
                     .within(about_org));
  rows.push_back(row<OfOrg, Reply>(Method::get, here + "/mentoring.xlsx", Right::people_develop, Run::work,
                                   say("师徒结对，Excel 格式", "Mentoring as an Excel workbook"),
                                   [&mentoring](const Call& call, const OfOrg& in) -> Result<Reply> {
                                     DOORSTEP_LET(found, mentoring.of(call.actor, in.id));
                                     return http::download(http::workbook_type, "mentoring.xlsx",
                                                           mentoring_workbook(found, call.language));
                                   })
                     .sends(http::workbook_type)
                     .within(about_org));
  rows.push_back(row<SuggestQuery, Suggestions>(Method::get, here + "/suggestions", Right::people_develop, Run::work,
                                                say("推荐师傅", "Who would make a good mentor, and why"),
                                                [&mentoring](const Call&, const SuggestQuery& in) {
                                                  return mentoring.suggestions(in.id, in.mentee);
                                                })
                     .within(about_org));
  rows.push_back(
      row<OfPart, Pair>(
          Method::get, here + "/pairs/{part}", Right::people_develop, Run::work, say("一个结对", "One pair"),
          [&mentoring](const Call& call, const OfPart& in) { return mentoring.pair(call.actor, in.id, in.part); })
          .within(about_org));
}

template <class Body, class Out>
Route org_change(Mentoring& mentoring, const char* path, Words summary,
                 Result<Out> (Mentoring::*change)(const Actor&, const OrgId&, const std::string&, const Body&)) {
  return row_with_body<OfPart, Body, Out>(Method::post, std::string{at} + path, Right::people_develop, Run::work,
                                          std::move(summary),
                                          [&mentoring, change](const Call& call, const OfPart& in, const Body& body) {
                                            return (mentoring.*change)(call.actor, in.id, in.part, body);
                                          })
      .within(about_org);
}

void add_org_changes(std::vector<Route>& rows, Mentoring& mentoring) {
  const std::string here = at;
  rows.push_back(row_with_body<OfOrg, NewPair, OrgMentoring>(
                     Method::post, here + "/pairs", Right::people_develop, Run::work, say("安排结对", "Arrange a pair"),
                     [&mentoring](const Call& call, const OfOrg& in, const NewPair& body) {
                       return mentoring.arrange(call.actor, in.id, body);
                     })
                     .answers(201)
                     .within(about_org));
  rows.push_back(org_change(mentoring, "/pairs/{part}/extend", say("延期", "Extend a pair"), &Mentoring::extend));
  rows.push_back(org_change(mentoring, "/pairs/{part}/end", say("结束", "End a pair"), &Mentoring::end));
  rows.push_back(org_change(mentoring, "/pairs/{part}/reviews", say("考核", "Say how far the goals were met"),
                            &Mentoring::conclude));
  rows.push_back(row_with_body<OfOrg, NewService, OrgMentoring>(
                     Method::post, here + "/services", Right::people_develop, Run::work,
                     say("设学科带头人服务岗位", "Appoint a subject leader who serves the group"),
                     [&mentoring](const Call& call, const OfOrg& in, const NewService& body) {
                       return mentoring.appoint(call.actor, in.id, body);
                     })
                     .answers(201)
                     .within(about_org));
  rows.push_back(
      org_change(mentoring, "/services/{part}/end", say("结束服务岗位", "End a service"), &Mentoring::end_service));
}

// Services, of the group and of the leader: the same work by two doors.
void add_services(std::vector<Route>& rows, Mentoring& mentoring) {
  const std::string here = std::string{at} + "/services/{part}", mine = std::string{own} + "/services/{id}";
  rows.push_back(
      row<OfPart, Service>(
          Method::get, here, Right::people_develop, Run::work, say("一个服务岗位", "One service"),
          [&mentoring](const Call& call, const OfPart& in) { return mentoring.service(call.actor, in.id, in.part); })
          .within(about_org));
  rows.push_back(row<OfPart, Reply>(Method::get, here + "/service.xlsx", Right::people_develop, Run::work,
                                    say("服务情况，Excel 格式", "A service as an Excel workbook"),
                                    [&mentoring](const Call& call, const OfPart& in) -> Result<Reply> {
                                      DOORSTEP_LET(found, mentoring.service(call.actor, in.id, in.part));
                                      return http::download(http::workbook_type, "service.xlsx",
                                                            service_workbook(found, call.language));
                                    })
                     .sends(http::workbook_type)
                     .within(about_org));
  rows.push_back(row_with_body<OfPart, NewServiceVisit, Service>(
                     Method::post, here + "/visits", Right::people_develop, Run::work, say("安排到校", "Plan a visit"),
                     [&mentoring](const Call& call, const OfPart& in, const NewServiceVisit& body) {
                       return mentoring.serve(call.actor, in.id, in.part, body);
                     })
                     .answers(201)
                     .within(about_org));
  rows.push_back(row_with_body<OfVisit, NewServiceVisit, Service>(
                     Method::put, here + "/visits/{visit}", Right::people_develop, Run::work,
                     say("登记到校", "Note how a visit went"),
                     [&mentoring](const Call& call, const OfVisit& in, const NewServiceVisit& body) {
                       return mentoring.change_visit(call.actor, in.id, in.part, in.visit, body);
                     })
                     .within(about_org));
  rows.push_back(row<OfVisit, Service>(Method::delete_, here + "/visits/{visit}", Right::people_develop, Run::work,
                                       say("取消到校", "Cancel a visit"),
                                       [&mentoring](const Call& call, const OfVisit& in) {
                                         return mentoring.cancel_visit(call.actor, in.id, in.part, in.visit);
                                       })
                     .within(about_org));
  rows.push_back(row<OwnThing, Service>(
      Method::get, mine, Right::self, Run::work, say("自己的服务岗位", "A service of one's own"),
      [&mentoring](const Call& call, const OwnThing& in) { return mentoring.service(call.actor, {}, in.id); }));
  rows.push_back(row_with_body<OwnThing, NewServiceVisit, Service>(
                     Method::post, mine + "/visits", Right::self, Run::work,
                     say("安排到校", "Plan a visit of one's own"),
                     [&mentoring](const Call& call, const OwnThing& in, const NewServiceVisit& body) {
                       return mentoring.serve(call.actor, {}, in.id, body);
                     })
                     .answers(201));
  rows.push_back(row_with_body<OwnPart, NewServiceVisit, Service>(
      Method::put, mine + "/visits/{part}", Right::self, Run::work,
      say("登记到校", "Note how a visit of one's own went"),
      [&mentoring](const Call& call, const OwnPart& in, const NewServiceVisit& body) {
        return mentoring.change_visit(call.actor, {}, in.id, in.part, body);
      }));
  rows.push_back(row<OwnPart, Service>(Method::delete_, mine + "/visits/{part}", Right::self, Run::work,
                                       say("取消到校", "Cancel a visit of one's own"),
                                       [&mentoring](const Call& call, const OwnPart& in) {
                                         return mentoring.cancel_visit(call.actor, {}, in.id, in.part);
                                       }));
}

template <class Body>
Route own_change(Mentoring& mentoring, Method method, const char* path, Words summary,
                 Result<Pair> (Mentoring::*change)(const Actor&, const std::string&, const Body&)) {
  return row_with_body<OwnThing, Body, Pair>(
      method, std::string{own} + "/pairs/{id}" + path, Right::self, Run::work, std::move(summary),
      [&mentoring, change](const Call& call, const OwnThing& in, const Body& body) {
        return (mentoring.*change)(call.actor, in.id, body);
      });
}
template <class Body>
Route own_part_change(Mentoring& mentoring, const char* path, Words summary,
                      Result<Pair> (Mentoring::*change)(const Actor&, const std::string&, const std::string&,
                                                        const Body&)) {
  return row_with_body<OwnPart, Body, Pair>(
      Method::put, std::string{own} + "/pairs/{id}" + path, Right::self, Run::work, std::move(summary),
      [&mentoring, change](const Call& call, const OwnPart& in, const Body& body) {
        return (mentoring.*change)(call.actor, in.id, in.part, body);
      });
}

void add_own(std::vector<Route>& rows, Mentoring& mentoring) {
  rows.push_back(
      row<None, OwnMentoring>(Method::get, own, Right::self, Run::work, say("我的师徒结对", "One's own mentoring"),
                              [&mentoring](const Call& call, const None&) { return mentoring.own(call.actor); }));
  rows.push_back(row<OwnThing, Pair>(
      Method::get, std::string{own} + "/pairs/{id}", Right::self, Run::work,
      say("自己的一个结对", "A pair of one's own"),
      [&mentoring](const Call& call, const OwnThing& in) { return mentoring.own_pair(call.actor, in.id); }));
  rows.push_back(
      own_change(mentoring, Method::post, "/agree", say("同意或不同意", "Agree, or not"), &Mentoring::agree));
  rows.push_back(
      own_change(mentoring, Method::post, "/steps", say("计划中加一步", "Add a step to the plan"), &Mentoring::plan));
  rows.push_back(own_part_change(mentoring, "/steps/{part}", say("完成一步", "A step is done"), &Mentoring::do_step));
  rows.push_back(
      own_change(mentoring, Method::post, "/visits", say("安排或记录听课", "Plan or note a visit"), &Mentoring::visit));
  rows.push_back(
      own_part_change(mentoring, "/visits/{part}", say("记录听课", "Note how a visit went"), &Mentoring::hold_visit));
  rows.push_back(
      own_part_change(mentoring, "/visits/{part}/note", say("徒弟的体会", "What the mentee notes"), &Mentoring::note));
  rows.push_back(own_change(mentoring, Method::post, "/reviews", say("写考核意见", "One's own words of a review"),
                            &Mentoring::review));
}

}  // namespace

std::vector<Route> routes(Mentoring& mentoring, const files::Files& files) {
  std::vector<Route> rows;
  add_org_reads(rows, mentoring);
  add_org_changes(rows, mentoring);
  add_services(rows, mentoring);
  add_own(rows, mentoring);
  // Files of visits: of who arranges the pair, and of the pair itself. The first needs nobody's name: the right over
  // the organisation is checked already.
  rows.push_back(files::download_row(
      std::string{at} + "/files/{part}", Right::people_develop, say("听课记录中的文件", "A file of a visit"), files,
      visits_room,
      [&mentoring](const OrgId& org, const std::string& visit) { return mentoring.may_see_visit({}, org, visit); }));
  rows.push_back(row<Fetch, Reply>(Method::get, std::string{own} + "/files/{part}", Right::self, Run::work,
                                   say("自己听课记录中的文件", "A file of a visit of one's own"),
                                   [&mentoring, &files](const Call& call, const Fetch& in) -> Result<Reply> {
                                     DOORSTEP_LET(file, files.stored(visits_room, in.part));
                                     if (!mentoring.may_see_visit(call.actor, {}, file.place.thing))
                                       return refuse(Fault::not_found, "file-unknown",
                                                     say("没有这个文件", "there is no such file"));
                                     return files::reply_of(file, in.shown);
                                   })
                     .sends(http::file_type));
  return rows;
}

}  // namespace doorstep::mentoring
