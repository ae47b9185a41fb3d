// The rows of evaluations. Who runs the group or district makes rounds and publishes; the panel enters; a school
// appeals for itself. Results are seen by who runs it and the panel until they are published.
#include <doorstep/http/route.h>

#include "module.h"
#include "sheet.h"

namespace doorstep::evaluation {
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

struct OfOrg {
  OrgId org;
};
BOOST_DESCRIBE_STRUCT(OfOrg, (), (org))
struct OfRound {
  std::string id;
};
BOOST_DESCRIBE_STRUCT(OfRound, (), (id))
struct OfAppeal {
  std::string id, part;
};
BOOST_DESCRIBE_STRUCT(OfAppeal, (), (id, part))
struct OfGroup {
  OrgId id;
};
BOOST_DESCRIBE_STRUCT(OfGroup, (), (id))
struct OfVerdict {
  OrgId id;
  std::string part;
};
BOOST_DESCRIBE_STRUCT(OfVerdict, (), (id, part))
struct Moving {
  RoundState state{};
};
BOOST_DESCRIBE_STRUCT(Moving, (), (state))
struct Answering {
  std::string answer;
};
BOOST_DESCRIBE_STRUCT(Answering, (), (answer))

std::optional<OrgId> about_group(const Call& call) { return OrgId{call.parameter("id")}; }
std::optional<OrgId> org_in_query(const Call& call) { return OrgId{call.parameter("org")}; }
std::optional<OrgId> org_in_body(const Call& call) {
  const auto body = json::read_text<NewRound>(call.body);
  return body ? std::optional{body->org} : std::nullopt;
}

struct Room {
  Evaluations& evaluations;
  const Places& places;

  bool runs(const Call& call, const std::string& id) const {
    const auto org = evaluations.org_of(id);
    return org && may(call.actor, Right::group_run, *org, places);
  }
  // Until it is published only those who make it see what was entered.
  Result<EvaluationRound> seen(const Call& call, const std::string& id) const {
    DOORSTEP_LET(round, evaluations.round(call.actor, id));
    if (round.of.state == RoundState::published || round.on_panel || runs(call, id)) return std::move(round);
    round.cells.clear();
    round.results.clear();
    return std::move(round);
  }
};

}  // namespace

std::vector<Route> routes(Evaluations& evaluations, const Places& places) {
  const Room room{evaluations, places};
  const auto org_of = [&evaluations](const Call& call) { return evaluations.org_of(call.parameter("id")); };
  std::vector<Route> rows;
  rows.push_back(row<OfOrg, Page<RoundSummary>>(Method::get, "/api/evaluations", Right::group_read, Run::work,
                                                say("评价", "Rounds of a group or district"),
                                                [room](const Call&, const OfOrg& in) -> Result<Page<RoundSummary>> {
                                                  return whole(room.evaluations.rounds(in.org));
                                                })
                     .within(org_in_query));
  rows.push_back(row_with_body<http::None, NewRound, EvaluationRound>(
                     Method::post, "/api/evaluations", Right::group_run, Run::work, say("新建评价", "Make a round"),
                     [room](const Call& call, const http::None&, const NewRound& body) {
                       return room.evaluations.make(call.actor, body);
                     })
                     .answers(201)
                     .within(org_in_body));
  rows.push_back(
      row<OfGroup, Page<GroupVerdict>>(Method::get, "/api/groups/{id}/verdicts", Right::group_read, Run::work,
                                       say("区评价中的本集团", "What the district's published rounds say of a group"),
                                       [room](const Call& call, const OfGroup& in) -> Result<Page<GroupVerdict>> {
                                         return whole(room.evaluations.verdicts(call.actor, in.id));
                                       })
          .within(about_group));
  rows.push_back(
      row_with_body<OfVerdict, NewAppeal, Page<GroupVerdict>>(
          Method::post, "/api/groups/{id}/verdicts/{part}/appeals", Right::group_work, Run::work,
          say("对区评价申诉", "Appeal against the district's round"),
          [room](const Call& call, const OfVerdict& in, const NewAppeal& body) -> Result<Page<GroupVerdict>> {
            return whole(room.evaluations.appeal_verdict(call.actor, in.id, in.part, body));
          })
          .answers(201)
          .within(about_group));
  rows.push_back(row<OfRound, EvaluationRound>(
                     Method::get, "/api/evaluations/{id}", Right::group_read, Run::work, say("一次评价", "One round"),
                     [room](const Call& call, const OfRound& in) { return room.seen(call, in.id); })
                     .within(org_of));
  rows.push_back(row<OfRound, Reply>(Method::get, "/api/evaluations/{id}/results.xlsx", Right::group_read, Run::work,
                                     say("结果，Excel 格式", "Results as an Excel workbook"),
                                     [room](const Call& call, const OfRound& in) -> Result<Reply> {
                                       DOORSTEP_LET(found, room.seen(call, in.id));
                                       return http::download(http::workbook_type, "evaluation.xlsx",
                                                             round_workbook(found, call.language));
                                     })
                     .sends(http::workbook_type)
                     .within(org_of));
  rows.push_back(
      row_with_body<OfRound, Moving, EvaluationRound>(Method::post, "/api/evaluations/{id}/state", Right::group_run,
                                                      Run::work, say("开始评审或公布", "Open it, or publish it"),
                                                      [room](const Call& call, const OfRound& in, const Moving& body) {
                                                        return room.evaluations.move(call.actor, in.id, body.state);
                                                      })
          .within(org_of));
  rows.push_back(row_with_body<OfRound, NewEntry, EvaluationRound>(
                     Method::put, "/api/evaluations/{id}/entries", Right::group_read, Run::work,
                     say("评审组填写", "What one of the panel enters"),
                     [room](const Call& call, const OfRound& in, const NewEntry& body) -> Result<EvaluationRound> {
                       DOORSTEP_TRY(room.evaluations.enter(call.actor, in.id, body, room.runs(call, in.id)));
                       return room.seen(call, in.id);
                     })
                     .within(org_of));
  rows.push_back(row_with_body<OfRound, NewAppeal, EvaluationRound>(
                     Method::post, "/api/evaluations/{id}/appeals", Right::group_work, Run::work, say("申诉", "Appeal"),
                     [room](const Call& call, const OfRound& in, const NewAppeal& body) -> Result<EvaluationRound> {
                       if (!may(call.actor, Right::group_work, body.school_id, room.places))
                         return refuse(Fault::forbidden, "outside-own-school",
                                       say("只能为自己的学校申诉", "one appeals for one's own school only"));
                       return room.evaluations.appeal(call.actor, in.id, body);
                     })
                     .answers(201)
                     .within(org_of));
  rows.push_back(row_with_body<OfAppeal, Answering, EvaluationRound>(
                     Method::put, "/api/evaluations/{id}/appeals/{part}", Right::group_run, Run::work,
                     say("答复申诉", "Answer an appeal"),
                     [room](const Call& call, const OfAppeal& in, const Answering& body) {
                       return room.evaluations.answer(call.actor, in.id, in.part, body.answer);
                     })
                     .within(org_of));
  return rows;
}

}  // namespace doorstep::evaluation
