// The rows of secondments. Who decides about teachers reads and proposes; whose hand each act needs, the service knows.
// One's own are read and answered with the right over oneself.
#include "routes.h"

#include "sheet.h"

namespace doorstep::exchange {
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

struct OfSecondment {
  std::string id;
};
BOOST_DESCRIBE_STRUCT(OfSecondment, (), (id))

constexpr const char* of_org = "/api/exchange/orgs/{id}";
constexpr const char* one = "/api/exchange/secondments/{id}";

}  // namespace

std::optional<OrgId> org_of_path(const Call& call) { return OrgId{call.parameter("id")}; }

void add_secondment_rows(std::vector<Route>& rows, Secondments& secondments) {
  const auto about = [&secondments](const Call& call) { return secondments.org_for(call.actor, call.parameter("id")); };
  rows.push_back(row<OfOrg, Page<SecondmentSummary>>(
                     Method::get, std::string{of_org} + "/secondments", Right::people_decide, Run::work,
                     say("教师交流", "Secondments that a school sends or receives, or of a group or district"),
                     [&secondments](const Call&, const OfOrg& in) { return whole(secondments.secondments(in.id)); })
                     .within(org_of_path));
  rows.push_back(row<OfOrg, Reply>(Method::get, std::string{of_org} + "/secondments.xlsx", Right::people_decide,
                                   Run::work, say("教师交流，Excel 格式", "Secondments as an Excel workbook"),
                                   [&secondments](const Call& call, const OfOrg& in) -> Result<Reply> {
                                     DOORSTEP_LET(list, secondments.secondments(in.id));
                                     std::vector<Secondment> all;
                                     for (const auto& summary : list) {
                                       DOORSTEP_LET(found, secondments.secondment(call.actor, summary.id));
                                       all.push_back(std::move(found));
                                     }
                                     return http::download(http::workbook_type, "secondments.xlsx",
                                                           secondments_workbook(all, call.language));
                                   })
                     .sends(http::workbook_type)
                     .within(org_of_path));
  rows.push_back(row<OfOrg, Page<Candidate>>(
                     Method::get, std::string{of_org} + "/candidates", Right::people_decide, Run::work,
                     say("可以交流的教师", "Teachers and leaders, and what speaks against sending each"),
                     [&secondments](const Call&, const OfOrg& in) { return whole(secondments.candidates(in.id)); })
                     .within(org_of_path));
  rows.push_back(row_with_body<OfOrg, NewSecondment, Secondment>(
                     Method::post, std::string{of_org} + "/secondments", Right::people_decide, Run::work,
                     say("起草交流", "Draft a secondment"),
                     [&secondments](const Call& call, const OfOrg& in, const NewSecondment& body) {
                       return secondments.propose(call.actor, in.id, body);
                     })
                     .answers(201)
                     .within(org_of_path));
  rows.push_back(row<OfSecondment, Secondment>(Method::get, one, Right::people_decide, Run::work,
                                               say("一项交流", "One secondment"),
                                               [&secondments](const Call& call, const OfSecondment& in) {
                                                 return secondments.secondment(call.actor, in.id);
                                               })
                     .within(about));
  rows.push_back(row_with_body<OfSecondment, NewSecondment, Secondment>(
                     Method::put, one, Right::people_decide, Run::work, say("修改草稿", "Change a draft"),
                     [&secondments](const Call& call, const OfSecondment& in, const NewSecondment& body) {
                       return secondments.change(call.actor, in.id, body);
                     })
                     .within(about));
  rows.push_back(row_with_body<OfSecondment, NewAct, Secondment>(
                     Method::post, std::string{one} + "/acts", Right::people_decide, Run::work,
                     say("提交、同意、开始、走访、评议、返校……", "Send, agree, start, visit, review, bring back ..."),
                     [&secondments](const Call& call, const OfSecondment& in, const NewAct& body) {
                       return secondments.act(call.actor, in.id, body);
                     })
                     .within(about));
  rows.push_back(row<OfSecondment, PlanEffects>(
                     Method::get, std::string{one} + "/effects", Right::people_decide, Run::work,
                     say("一项交流的成效", "What a secondment did to both schools' indicators"),
                     [&secondments](const Call&, const OfSecondment& in) { return secondments.effects(in.id); })
                     .within(about));
}

std::vector<Route> routes(Secondments& secondments, Wishes& wishes, Plans& plans, const Places& places,
                          const files::Files& files) {
  std::vector<Route> rows;
  add_secondment_rows(rows, secondments);
  add_wish_rows(rows, secondments, wishes, places, files);
  add_plan_rows(rows, plans);
  return rows;
}

}  // namespace doorstep::exchange
