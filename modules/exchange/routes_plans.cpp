// The rows of rules and plans. Who plans the exchange of a group or district reads and runs them.
#include "routes.h"
#include "sheet.h"

namespace doorstep::exchange {
namespace {

using http::Call;
using http::Method;
using http::None;
using http::Page;
using http::Reply;
using http::Route;
using http::row;
using http::row_with_body;
using http::Run;
using http::whole;

struct OfPlan {
  std::string id;
};
BOOST_DESCRIBE_STRUCT(OfPlan, (), (id))
struct OfPlanPerson {
  std::string id;
  PersonId part;
};
BOOST_DESCRIBE_STRUCT(OfPlanPerson, (), (id, part))
struct Holding {
  std::string id;
};
BOOST_DESCRIBE_STRUCT(Holding, (), (id))

constexpr const char* plan_at = "/api/exchange/plans/{id}";

void add_rule_rows(std::vector<Route>& rows, Plans& plans) {
  const std::string at = "/api/exchange/orgs/{id}/rules";
  rows.push_back(row<OfOrg, RuleEditions>(Method::get, at, Right::exchange_plan, Run::work,
                                          say("交流规则的版本", "Editions of the rules of exchange"),
                                          [&plans](const Call&, const OfOrg& in) { return plans.editions(in.id); })
                     .within(org_of_path));
  rows.push_back(row_with_body<OfOrg, NewEdition, RuleEditions>(
                     Method::post, at, Right::exchange_plan, Run::work,
                     say("新建本地版本", "Make a local edition, which holds from now on"),
                     [&plans](const Call& call, const OfOrg& in, const NewEdition& body) {
                       return plans.add_edition(call.actor, in.id, body);
                     })
                     .answers(201)
                     .within(org_of_path));
  rows.push_back(row_with_body<OfOrg, Holding, RuleEditions>(
                     Method::put, at, Right::exchange_plan, Run::work, say("启用一个版本", "Let an edition hold"),
                     [&plans](const Call& call, const OfOrg& in, const Holding& body) {
                       return plans.let_hold(call.actor, in.id, body.id);
                     })
                     .within(org_of_path));
}

// One body in, the plan as it stands out.
template <class Body>
Route plan_change(Plans& plans, Method method, const std::string& path, Words summary,
                  Result<ExchangePlan> (Plans::*change)(const Actor&, const std::string&, const Body&)) {
  return row_with_body<OfPlan, Body, ExchangePlan>(
      method, path, Right::exchange_plan, Run::work, std::move(summary),
      [&plans, change](const Call& call, const OfPlan& in, const Body& body) {
        return (plans.*change)(call.actor, in.id, body);
      });
}

}  // namespace

void add_plan_rows(std::vector<Route>& rows, Plans& plans) {
  add_rule_rows(rows, plans);
  const auto about = [&plans](const Call& call) { return plans.org_of(call.parameter("id")); };
  const std::string of_org = "/api/exchange/orgs/{id}/plans", at = plan_at;
  rows.push_back(row<OfOrg, Page<PlanSummary>>(
                     Method::get, of_org, Right::exchange_plan, Run::work, say("交流方案", "Plans of exchange"),
                     [&plans](const Call&, const OfOrg& in) { return whole(plans.plans(in.id)); })
                     .within(org_of_path));
  rows.push_back(row_with_body<OfOrg, NewExchangePlan, ExchangePlan>(
                     Method::post, of_org, Right::exchange_plan, Run::work, say("开始计算方案", "Begin a plan"),
                     [&plans](const Call& call, const OfOrg& in, const NewExchangePlan& body) {
                       return plans.make(call.actor, in.id, body);
                     })
                     .answers(201)
                     .within(org_of_path));
  rows.push_back(row<OfPlan, ExchangePlan>(Method::get, at, Right::exchange_plan, Run::work,
                                           say("一个方案", "One plan"),
                                           [&plans](const Call&, const OfPlan& in) { return plans.plan(in.id); })
                     .within(about));
  rows.push_back(row<OfPlanPerson, PlanMoveDetail>(
                     Method::get, at + "/moves/{part}", Right::exchange_plan, Run::work,
                     say("为什么这样安排", "Why a teacher moves, and where else to"),
                     [&plans](const Call&, const OfPlanPerson& in) { return plans.move(in.id, in.part); })
                     .within(about));
  rows.push_back(
      row_with_body<OfPlan, PlanChanges, PlanTrial>(
          Method::post, at + "/try", Right::exchange_plan, Run::work,
          say("试一试改动", "What changes of moves would do; nothing is kept"),
          [&plans](const Call&, const OfPlan& in, const PlanChanges& body) { return plans.attempt(in.id, body); })
          .within(about));
  rows.push_back(plan_change<PlanDecisions>(plans, Method::post, at + "/again",
                                            say("按所定重新计算", "Plan again around what is held fast"), &Plans::again)
                     .within(about));
  rows.push_back(
      row_with_body<OfPlan, None, ExchangePlan>(
          Method::post, at + "/stop", Right::exchange_plan, Run::work,
          say("停止计算，保留最好的", "Stop planning and keep the best so far"),
          [&plans](const Call& call, const OfPlan& in, const None&) { return plans.stop(call.actor, in.id); })
          .within(about));
  rows.push_back(plan_change<PlanAcceptance>(plans, Method::post, at + "/accept",
                                             say("采纳方案，发起交流", "Accept a plan: its moves become secondments"),
                                             &Plans::accept)
                     .within(about));
  rows.push_back(row<OfPlan, PlanEffects>(Method::get, at + "/effects", Right::exchange_plan, Run::work,
                                          say("方案的成效", "What the plan's moves did, planned against real"),
                                          [&plans](const Call&, const OfPlan& in) { return plans.effects(in.id); })
                     .within(about));
  rows.push_back(row<OfPlan, Reply>(Method::get, at + ".xlsx", Right::exchange_plan, Run::work,
                                    say("方案，Excel 格式", "A plan as an Excel workbook"),
                                    [&plans](const Call& call, const OfPlan& in) -> Result<Reply> {
                                      DOORSTEP_LET(found, plans.plan(in.id));
                                      return http::download(http::workbook_type, "exchange-plan.xlsx",
                                                            plan_workbook(found, plans.reasons(in.id), call.language));
                                    })
                     .sends(http::workbook_type)
                     .within(about));
  rows.push_back(row<OfPlan, Reply>(Method::get, at + "/effects.xlsx", Right::exchange_plan, Run::work,
                                    say("成效，Excel 格式", "Effects as an Excel workbook"),
                                    [&plans](const Call& call, const OfPlan& in) -> Result<Reply> {
                                      DOORSTEP_LET(found, plans.effects(in.id));
                                      return http::download(http::workbook_type, "exchange-effects.xlsx",
                                                            effects_workbook(found, call.language));
                                    })
                     .sends(http::workbook_type)
                     .within(about));
}

}  // namespace doorstep::exchange
