// The rows of the charter. Everybody of the group reads and comments; who runs the group drafts and adopts.
#include <doorstep/http/route.h>

#include "module.h"

namespace doorstep::charter {
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
struct OfPart {
  OrgId id;
  std::string part;  // version or comment
};
BOOST_DESCRIBE_STRUCT(OfPart, (), (id, part))

std::optional<OrgId> about_group(const Call& call) { return OrgId{call.parameter("id")}; }

template <class Body>
Route changes(Charters& charters, Method method, const char* path, Right right, Words summary,
              Result<CharterVersion> (Charters::*change)(const Actor&, const OrgId&, const std::string&, const Body&)) {
  return row_with_body<OfPart, Body, CharterVersion>(
             method, std::string{"/api/groups/{id}/charter"} + path, right, Run::work, std::move(summary),
             [&charters, change](const Call& call, const OfPart& in, const Body& body) {
               return (charters.*change)(call.actor, in.id, in.part, body);
             })
      .within(about_group);
}

}  // namespace

std::vector<Route> routes(Charters& charters) {
  std::vector<Route> rows;
  rows.push_back(row<OfGroup, Charter>(Method::get, "/api/groups/{id}/charter", Right::group_read, Run::work,
                                       say("集团章程", "The charter of a group"),
                                       [&charters](const Call&, const OfGroup& in) { return charters.charter(in.id); })
                     .within(about_group));
  rows.push_back(row<OfPart, CharterVersion>(
                     Method::get, "/api/groups/{id}/charter/{part}", Right::group_read, Run::work,
                     say("章程的一个版本", "One version of a charter"),
                     [&charters](const Call&, const OfPart& in) { return charters.version(in.id, in.part); })
                     .within(about_group));
  rows.push_back(row_with_body<OfGroup, NewVersion, CharterVersion>(
                     Method::post, "/api/groups/{id}/charter", Right::group_run, Run::work,
                     say("起草章程", "Draft a charter"),
                     [&charters](const Call& call, const OfGroup& in, const NewVersion& body) {
                       auto actor = call.actor;
                       actor.language = call.language;
                       return charters.draft(actor, in.id, body);
                     })
                     .within(about_group));
  const auto run = Right::group_run;
  rows.push_back(changes(charters, Method::put, "/{part}", run, say("修改草案", "Edit a draft"), &Charters::edit));
  rows.push_back(changes(charters, Method::post, "/{part}/state", run,
                         say("征求意见、交付表决、撤回", "Move a version on"), &Charters::move));
  rows.push_back(
      changes(charters, Method::post, "/{part}/adopt", run, say("通过章程", "Adopt a version"), &Charters::adopt));
  rows.push_back(changes(charters, Method::post, "/{part}/comments", Right::group_work, say("提意见", "Comment"),
                         &Charters::comment));
  rows.push_back(
      changes(charters, Method::put, "/comments/{part}", run, say("答复意见", "Answer a comment"), &Charters::answer));
  return rows;
}

}  // namespace doorstep::charter
