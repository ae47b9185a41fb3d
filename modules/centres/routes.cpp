// The rows of centres. Reading is for the group's people; who runs the group founds, closes and appoints heads; a head
// appoints the others, which the service checks.
#include <doorstep/http/route.h>

#include "module.h"
#include "sheet.h"

namespace doorstep::centres {
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
struct OfCentre {
  OrgId id;
  std::string part;  // centre or post
};
BOOST_DESCRIBE_STRUCT(OfCentre, (), (id, part))

constexpr const char* at = "/api/groups/{id}/centres";

std::optional<OrgId> about_group(const Call& call) { return OrgId{call.parameter("id")}; }

void add_reads(std::vector<Route>& rows, Centres& centres, const Places& places) {
  const auto read = [&centres, &places](const Call& call, const OfGroup& in) {
    return centres.centres(call.actor, in.id, may(call.actor, Right::group_run, in.id, places));
  };
  rows.push_back(row<OfGroup, GroupCentres>(Method::get, at, Right::group_read, Run::work,
                                            say("集团的中心", "The centres of a group"), read)
                     .within(about_group));
  rows.push_back(row<OfGroup, Reply>(Method::get, std::string{at} + ".xlsx", Right::group_read, Run::work,
                                     say("中心与任职，Excel 格式", "Centres and who is in them as an Excel workbook"),
                                     [read](const Call& call, const OfGroup& in) -> Result<Reply> {
                                       DOORSTEP_LET(found, read(call, in));
                                       return http::download(http::workbook_type, "centres.xlsx",
                                                             centres_workbook(found, call.language));
                                     })
                     .sends(http::workbook_type)
                     .within(about_group));
}

// A change by who runs the group or, where the service allows it, by the head of the centre.
template <class Body>
Route by_head(Centres& centres, const Places& places, const char* path, Words summary,
              Result<GroupCentres> (Centres::*change)(const Actor&, const OrgId&, const std::string&, const Body&,
                                                      bool)) {
  return row_with_body<OfCentre, Body, GroupCentres>(
             Method::post, std::string{at} + path, Right::group_work, Run::work, std::move(summary),
             [&centres, &places, change](const Call& call, const OfCentre& in, const Body& body) {
               return (centres.*change)(call.actor, in.id, in.part, body,
                                        may(call.actor, Right::group_run, in.id, places));
             })
      .within(about_group);
}

}  // namespace

std::vector<Route> routes(Centres& centres, const Places& places) {
  std::vector<Route> rows;
  add_reads(rows, centres, places);
  rows.push_back(row_with_body<OfGroup, NewCentre, GroupCentres>(
                     Method::post, at, Right::group_run, Run::work, say("设立中心", "Found a centre"),
                     [&centres](const Call& call, const OfGroup& in, const NewCentre& body) {
                       return centres.found(call.actor, in.id, body);
                     })
                     .answers(201)
                     .within(about_group));
  rows.push_back(row_with_body<OfCentre, CentreWords, GroupCentres>(
                     Method::put, std::string{at} + "/{part}", Right::group_run, Run::work,
                     say("修改中心", "Change what a centre is called and for"),
                     [&centres](const Call& call, const OfCentre& in, const CentreWords& body) {
                       return centres.reword(call.actor, in.id, in.part, body);
                     })
                     .within(about_group));
  rows.push_back(row_with_body<OfCentre, CentreEnd, GroupCentres>(
                     Method::post, std::string{at} + "/{part}/close", Right::group_run, Run::work,
                     say("撤销中心", "Close a centre"),
                     [&centres](const Call& call, const OfCentre& in, const CentreEnd& body) {
                       return centres.close(call.actor, in.id, in.part, body);
                     })
                     .within(about_group));
  rows.push_back(by_head(centres, places, "/{part}/posts", say("任职", "Appoint somebody"), &Centres::appoint));
  rows.push_back(by_head(centres, places, "/posts/{part}/end", say("结束任职", "End a post"), &Centres::end_post));
  return rows;
}

}  // namespace doorstep::centres
