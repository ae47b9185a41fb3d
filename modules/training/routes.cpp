// All rows of training; here those of a group's plans. What a row may do with an offer is the right people_develop at
// the organisation that offers it; a plan is changed by who runs the group or heads the centre, which the service
// checks.
#include <doorstep/http/route.h>

#include "routes_parts.h"

namespace doorstep::training {
namespace {

using http::Call;
using http::Method;
using http::row;
using http::row_with_body;
using http::Run;

}  // namespace

std::vector<http::Route> routes(Training& training, const Places& places, const files::Files& files) {
  std::vector<http::Route> rows;
  add_own_rows(rows, training, files);
  add_org_rows(rows, training, files);
  add_offer_rows(rows, training);
  const auto runs = [&places](const Call& call, const OrgId& id) {
    return may(call.actor, Right::group_run, id, places);
  };
  const auto names = [&places](const Call& call, const OrgId& id) {
    return may(call.actor, Right::people_develop, id, places);
  };
  const std::string at = "/api/groups/{id}/training-plans";
  rows.push_back(row<OfOrg, GroupPlans>(Method::get, at, Right::group_read, Run::work,
                                        say("集团骨干教师发展计划", "A group's plans for its backbone teachers"),
                                        [&training, runs, names](const Call& call, const OfOrg& in) {
                                          return training.plans(call.actor, in.id, runs(call, in.id),
                                                                names(call, in.id));
                                        })
                     .within(about_org));
  rows.push_back(row_with_body<OfOrg, NewTrainingPlan, GroupPlans>(
                     Method::put, at, Right::group_join, Run::work,
                     say("修改一个中心一年的计划", "Keep the plan of a centre for a year"),
                     [&training, runs, names](const Call& call, const OfOrg& in, const NewTrainingPlan& body) {
                       return training.keep_plan(call.actor, in.id, body, runs(call, in.id), names(call, in.id));
                     })
                     .within(about_org));
  return rows;
}

}  // namespace doorstep::training
