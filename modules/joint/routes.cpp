// The rows of joint work. Who works for a school plans and calls; whoever takes part in the group comes for the own
// school and writes minutes.
#include <doorstep/files/routes.h>
#include <doorstep/http/route.h>

#include "service.h"

namespace doorstep::joint {
namespace {

using http::Call;
using http::Method;
using http::Route;
using http::row;
using http::row_with_body;
using http::Run;

struct OfGroup {
  OrgId id;
};
BOOST_DESCRIBE_STRUCT(OfGroup, (), (id))
struct OfSession {
  OrgId id;
  std::string part;
};
BOOST_DESCRIBE_STRUCT(OfSession, (), (id, part))
struct Coming {
  OrgId school_id;
  bool comes = true;
};
BOOST_DESCRIBE_STRUCT(Coming, (), (school_id, comes))

std::optional<OrgId> about_group(const Call& call) { return OrgId{call.parameter("id")}; }

}  // namespace

std::vector<Route> routes(Joint& joint, const Places& places, const files::Files& files) {
  const std::string at = "/api/groups/{id}/joint";
  std::vector<Route> rows;
  rows.push_back(
      row<OfGroup, JointWork>(Method::get, at, Right::group_read, Run::work,
                              say("联合教研", "Plans and sessions across schools"),
                              [&joint](const Call& call, const OfGroup& in) { return joint.work(call.actor, in.id); })
          .within(about_group));
  rows.push_back(row_with_body<OfGroup, NewPlan, JointWork>(
                     Method::post, at + "/plans", Right::group_work, Run::work, say("制定教研计划", "Make a plan"),
                     [&joint](const Call& call, const OfGroup& in, const NewPlan& body) {
                       return joint.plan(call.actor, in.id, body);
                     })
                     .answers(201)
                     .within(about_group));
  rows.push_back(row_with_body<OfGroup, NewSession, JointWork>(
                     Method::post, at + "/sessions", Right::group_work, Run::work, say("安排活动", "Call a session"),
                     [&joint](const Call& call, const OfGroup& in, const NewSession& body) {
                       return joint.call(call.actor, in.id, body);
                     })
                     .answers(201)
                     .within(about_group));
  rows.push_back(
      row<OfSession, JointWork>(
          Method::delete_, at + "/sessions/{part}", Right::group_work, Run::work, say("取消活动", "Cancel a session"),
          [&joint](const Call& call, const OfSession& in) { return joint.cancel(call.actor, in.id, in.part); })
          .within(about_group));
  rows.push_back(row_with_body<OfSession, SessionMinutes, JointWork>(
                     Method::put, at + "/sessions/{part}/minutes", Right::group_join, Run::work,
                     say("记录纪要与成果", "Write minutes and outcome"),
                     [&joint](const Call& call, const OfSession& in, const SessionMinutes& body) {
                       return joint.keep_minutes(call.actor, in.id, in.part, body);
                     })
                     .within(about_group));
  rows.push_back(row_with_body<OfSession, Coming, JointWork>(
                     Method::put, at + "/sessions/{part}/part", Right::group_join, Run::work,
                     say("参加或不参加", "Take part, or no longer"),
                     [&joint, &places](const Call& call, const OfSession& in, const Coming& body) -> Result<JointWork> {
                       if (body.comes && !may(call.actor, Right::group_join, body.school_id, places))
                         return refuse(Fault::forbidden, "outside-own-school",
                                       say("只能代表自己的学校参加", "one comes for one's own school only"));
                       return joint.take_part(call.actor, in.id, in.part, body.school_id, body.comes);
                     })
                     .within(about_group));
  rows.push_back(row_with_body<OfGroup, NewResult, JointWork>(
                     Method::post, at + "/results", Right::group_join, Run::work,
                     say("交流成果", "Share what came of a plan or session"),
                     [&joint](const Call& call, const OfGroup& in, const NewResult& body) {
                       return joint.share(call.actor, in.id, body);
                     })
                     .answers(201)
                     .within(about_group));
  rows.push_back(row<OfSession, JointWork>(Method::delete_, at + "/results/{part}", Right::group_join, Run::work,
                                           say("撤下成果", "Take a result back"),
                                           [&joint, &places](const Call& call, const OfSession& in) {
                                             return joint.take_back(call.actor, in.id, in.part,
                                                                    may(call.actor, Right::group_run, in.id, places));
                                           })
                     .within(about_group));
  rows.push_back(files::download_row(
      at + "/files/{part}", Right::group_read, say("成果中的文件", "A file of a result"), files, results_room,
      [&joint](const OrgId& group, const std::string& result) { return joint.has_result(group, result); }));
  return rows;
}

}  // namespace doorstep::joint
