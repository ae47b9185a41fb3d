// The rows of leave, recruitment and the forecast.
#include <algorithm>

#include "routes_parts.h"
#include "sheet.h"

namespace doorstep::staffing {
namespace {

using http::Call;
using http::Method;
using http::Reply;
using http::Route;
using http::row;
using http::row_with_body;
using http::Run;

struct ForecastQuery {
  OrgId id;
  std::optional<int> years;
  std::optional<double> leaving, on_leave, births, recruits, class_size;
};
BOOST_DESCRIBE_STRUCT(ForecastQuery, (), (id, years, leaving, on_leave, births, recruits, class_size))

ForecastAsk asked(const ForecastQuery& in) {
  return {in.years, in.leaving, in.on_leave, in.births, in.recruits, in.class_size};
}

}  // namespace

void add_leave_rows(std::vector<Route>& rows, Desk& desk) {
  const std::string at = std::string{staffing_at} + "/leaves";
  rows.push_back(row<OfOrg, SchoolLeaves>(
                     Method::get, at, Right::people_develop, Run::work, say("学校请假情况", "Who of a school is away"),
                     [&desk](const Call& call, const OfOrg& in) { return desk.leaves->leaves(call.actor, in.id); })
                     .within(about_org));
  rows.push_back(row_with_body<OfOrg, NewLeave, SchoolLeaves>(
                     Method::post, at, Right::people_decide, Run::work, say("登记请假", "Record a leave"),
                     [&desk](const Call& call, const OfOrg& in, const NewLeave& body) {
                       return desk.leaves->record(call.actor, in.id, body);
                     })
                     .answers(201)
                     .within(about_org));
  rows.push_back(row_with_body<OfPart, LeaveEnd, SchoolLeaves>(
                     Method::post, at + "/{part}/end", Right::people_decide, Run::work, say("提前销假", "End a leave"),
                     [&desk](const Call& call, const OfPart& in, const LeaveEnd& body) {
                       return desk.leaves->end(call.actor, in.id, in.part, body);
                     })
                     .within(about_org));
}

void add_round_rows(std::vector<Route>& rows, Desk& desk, const Places& places) {
  const std::string at = std::string{staffing_at} + "/rounds", openings = std::string{staffing_at} + "/openings/{part}";
  const auto runs = [&places](const Call& call, const OrgId& org) {
    return may(call.actor, Right::people_decide, org, places);
  };
  rows.push_back(row<OfOrg, Rounds>(Method::get, at, Right::people_develop, Run::work,
                                    say("招聘", "Rounds of recruitment"),
                                    [&desk, runs](const Call& call, const OfOrg& in) {
                                      return desk.recruitment->rounds(call.actor, in.id, runs(call, in.id));
                                    })
                     .within(about_org));
  rows.push_back(row_with_body<OfOrg, NewRound, Rounds>(
                     Method::post, at, Right::people_decide, Run::work, say("发起招聘", "Begin a round"),
                     [&desk](const Call& call, const OfOrg& in, const NewRound& body) {
                       return desk.recruitment->begin(call.actor, in.id, body);
                     })
                     .answers(201)
                     .within(about_org));
  rows.push_back(row_with_body<OfPart, NewOpening, Rounds>(
                     Method::post, at + "/{part}/openings", Right::people_decide, Run::work,
                     say("申报岗位", "Ask for teachers in a round"),
                     [&desk, runs](const Call& call, const OfPart& in, const NewOpening& body) {
                       return desk.recruitment->ask(call.actor, in.id, in.part, body, runs(call, in.id));
                     })
                     .answers(201)
                     .within(about_org));
  rows.push_back(
      row_with_body<OfPart, RoundMove, Rounds>(Method::post, at + "/{part}/move", Right::people_decide, Run::work,
                                               say("进入下一步", "Take the next step of a round"),
                                               [&desk](const Call& call, const OfPart& in, const RoundMove& body) {
                                                 return desk.recruitment->move(call.actor, in.id, in.part, body);
                                               })
          .within(about_org));
  rows.push_back(
      row<OfPart, Reply>(
          Method::get, at + "/{part}/openings.xlsx", Right::people_develop, Run::work,
          say("招聘岗位表，用于公告", "The openings of a round, for the announcement"),
          [&desk, runs](const Call& call, const OfPart& in) -> Result<Reply> {
            DOORSTEP_LET(found, desk.recruitment->rounds(call.actor, in.id, runs(call, in.id)));
            const auto round = std::ranges::find(found.rounds, in.part, &Round::id);
            if (round == found.rounds.end())
              return refuse(Fault::not_found, "round-unknown", say("没有这次招聘", "there is no such round"));
            return http::download(http::workbook_type, "openings.xlsx", announcement_workbook(*round, call.language));
          })
          .sends(http::workbook_type)
          .within(about_org));
  rows.push_back(row_with_body<OfPart, OpeningNumbers, Rounds>(
                     Method::put, openings, Right::people_decide, Run::work,
                     say("填写核准、报名、录用人数", "Approved, applied and hired numbers"),
                     [&desk](const Call& call, const OfPart& in, const OpeningNumbers& body) {
                       return desk.recruitment->count(call.actor, in.id, in.part, body);
                     })
                     .within(about_org));
  rows.push_back(row<OfPart, Rounds>(Method::delete_, openings, Right::people_decide, Run::work,
                                     say("撤回申报", "Take an opening back"),
                                     [&desk, runs](const Call& call, const OfPart& in) {
                                       return desk.recruitment->drop(call.actor, in.id, in.part, runs(call, in.id));
                                     })
                     .within(about_org));
  rows.push_back(row<OfPart, Newcomers>(
                     Method::get, openings + "/newcomers", Right::people_develop, Run::work,
                     say("可能是录用人员的新教职工", "Who came since and may have been hired"),
                     [&desk](const Call&, const OfPart& in) { return desk.recruitment->newcomers(in.id, in.part); })
                     .within(about_org));
  rows.push_back(row_with_body<OfPart, NewHired, Rounds>(
                     Method::post, openings + "/hired", Right::people_decide, Run::work,
                     say("登记到岗", "Note that somebody who was hired has come"),
                     [&desk, runs](const Call& call, const OfPart& in, const NewHired& body) {
                       return desk.recruitment->tie(call.actor, in.id, in.part, body, runs(call, in.id));
                     })
                     .within(about_org));
}

void add_forecast_rows(std::vector<Route>& rows, Desk& desk) {
  const std::string at = std::string{staffing_at} + "/forecast";
  rows.push_back(
      row<ForecastQuery, OrgForecast>(
          Method::get, at, Right::people_develop, Run::work, say("教师供需预测", "Supply of teachers against need"),
          [&desk](const Call&, const ForecastQuery& in) { return desk.forecasts->forecast(in.id, asked(in)); })
          .within(about_org));
  rows.push_back(row<ForecastQuery, Reply>(Method::get, at + ".xlsx", Right::people_develop, Run::work,
                                           say("教师供需预测，Excel 格式", "The forecast as an Excel workbook"),
                                           [&desk](const Call& call, const ForecastQuery& in) -> Result<Reply> {
                                             DOORSTEP_LET(found, desk.forecasts->forecast(in.id, asked(in)));
                                             return http::download(http::workbook_type, "forecast.xlsx",
                                                                   forecast_workbook(found, call.language));
                                           })
                     .sends(http::workbook_type)
                     .within(about_org));
}

}  // namespace doorstep::staffing
