#include <doorstep/http/route.h>

#include "module.h"
#include "sheet.h"

namespace doorstep::flows {
namespace {

using http::Call;
using http::Method;
using http::Reply;
using http::Route;
using http::row;
using http::Run;

struct FlowsAsked {
  OrgId id;
  std::optional<Date> from, until;
};
BOOST_DESCRIBE_STRUCT(FlowsAsked, (), (id, from, until))

std::optional<OrgId> about_org(const Call& call) { return OrgId{call.parameter("id")}; }

}  // namespace

std::vector<Route> routes(Flows& flows) {
  std::vector<Route> rows;
  rows.push_back(row<FlowsAsked, OrgFlows>(
                     Method::get, "/api/orgs/{id}/flows", Right::group_read, Run::work,
                     say("谁给予、谁获得，机会是否均衡", "Who gives, who receives, and how even the opportunities are"),
                     [&flows](const Call&, const FlowsAsked& in) { return flows.at(in.id, in.from, in.until); })
                     .within(about_org));
  rows.push_back(row<FlowsAsked, Reply>(
                     Method::get, "/api/orgs/{id}/flows.xlsx", Right::group_read, Run::work,
                     say("谁给予、谁获得，Excel 格式", "Who gives and who receives, as an Excel workbook"),
                     [&flows](const Call& call, const FlowsAsked& in) -> Result<Reply> {
                       DOORSTEP_LET(found, flows.at(in.id, in.from, in.until));
                       return http::download(http::workbook_type, "flows.xlsx", flows_workbook(found, call.language));
                     })
                     .sends(http::workbook_type)
                     .within(about_org));
  return rows;
}

}  // namespace doorstep::flows
