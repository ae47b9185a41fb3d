// The rows of groups. Models, history and coverage are public facts; changing a group asks for groups_write over it,
// and over every other group or district that the change reaches into.
#include <doorstep/base/id.h>
#include <doorstep/http/route.h>

#include "module.h"
#include "sheet.h"

namespace doorstep::groups {
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

struct OfGroup {
  OrgId id;
};
BOOST_DESCRIBE_STRUCT(OfGroup, (), (id))
struct Changing {
  OrgId id;
  bool dry = false;
};
BOOST_DESCRIBE_STRUCT(Changing, (), (id, dry))
struct Founding {
  bool dry = false;
};
BOOST_DESCRIBE_STRUCT(Founding, (), (dry))
struct OfArea {
  OrgId area;
  std::optional<Date> on;
};
BOOST_DESCRIBE_STRUCT(OfArea, (), (area, on))

struct Room {
  Groups& groups;
  registry::Registry& registry;
  const Places& places;

  Result<Coverage> coverage(const Call& call, const OfArea& in) const {
    return groups.coverage(in.area, in.on.value_or(Date::today()),
                           registry::scope_of(bounds_of(call.actor, Right::register_read, places)));
  }
  bool allowed(const Call& call, const OrgId& org) const { return may(call.actor, Right::groups_write, org, places); }
  // A group may reach beyond its district only by the hand of somebody who may act in both.
  Result<void> near_enough(const Call& call, const OrgId& group, const OrgId& school) const {
    const auto of_group = registry.district_of(group), of_school = registry.district_of(school);
    if (of_group == of_school || of_group.empty() || of_school.empty() || allowed(call, school)) return {};
    return refuse(Fault::forbidden, "outside-own-area",
                  say("该校不在集团所在区域内", "the school lies outside the group's district"));
  }
};

std::optional<OrgId> about_group(const Call& call) { return OrgId{call.parameter("id")}; }

// POST /api/groups/{id}/WHAT: `look` says first whether the caller may reach that far.
template <class Body, class Look>
Route changes(const Room& room, const char* what, Words summary, Look look,
              Result<Outcome> (Groups::*change)(const Actor&, const OrgId&, const Body&, bool)) {
  return row_with_body<Changing, Body, Outcome>(
             Method::post, std::string{"/api/groups/{id}/"} + what, Right::groups_write, Run::work, std::move(summary),
             [room, look, change](const Call& call, const Changing& in, const Body& body) -> Result<Outcome> {
               DOORSTEP_TRY(look(call, in.id, body));
               return (room.groups.*change)(call.actor, in.id, body, in.dry);
             })
      .within(about_group);
}

void add_changes(std::vector<Route>& rows, const Room& room) {
  const auto near = [](const Call&, const OrgId&, const auto&) -> Result<void> { return {}; };
  const auto school_near = [room](const Call& call, const OrgId& group, const auto& body) {
    return room.near_enough(call, group, body.school_id);
  };
  const auto groups_own = [room](const Call& call, const OrgId&, const Merging& body) -> Result<void> {
    for (const auto& group : body.groups)
      if (!room.allowed(call, group))
        return refuse(Fault::forbidden, "outside-own-area",
                      say("只能合并自己有权管理的集团", "only groups that you may change can be merged"));
    return {};
  };
  rows.push_back(
      row_with_body<Founding, NewGroup, Outcome>(
          Method::post, "/api/groups", Right::groups_write, Run::work, say("组建教育集团", "Found an education group"),
          [room](const Call& call, const Founding& in, const NewGroup& body) -> Result<Outcome> {
            if (!room.allowed(call, body.district_id) ||
                (body.lead_school_id && !room.allowed(call, *body.lead_school_id)))
              return refuse(Fault::forbidden, "outside-own-area",
                            say("只能在自己的区域内组建集团", "groups are founded within one's own area only"));
            return room.groups.found(call.actor, body, in.dry);
          })
          .answers(201));
  rows.push_back(
      changes<Joining>(room, "members", say("接收成员校", "Take a school into a group"), school_near, &Groups::join));
  rows.push_back(
      changes<Leaving>(room, "leave", say("成员校退出", "Let a school go from a group"), near, &Groups::leave));
  rows.push_back(changes<NewModel>(room, "model", say("改变集团模式", "Change the model of a group"), near,
                                   &Groups::change_model));
  rows.push_back(
      changes<NewLead>(room, "lead", say("更换核心校", "Name another lead school"), school_near, &Groups::change_lead));
  rows.push_back(changes<Split>(room, "split", say("拆分集团", "Split a group"), near, &Groups::split));
  rows.push_back(
      changes<Merging>(room, "merge", say("合并集团", "Merge groups into this one"), groups_own, &Groups::merge));
  rows.push_back(changes<Closing>(room, "close", say("终止集团", "Close a group"), near, &Groups::close));
}

void add_reads(std::vector<Route>& rows, const Room& room) {
  rows.push_back(row<None, Page<Model>>(
      Method::get, "/api/group-models", Right::open, Run::quick,
      say("集团模式及其规则", "Models of groups, with their rules"),
      [room](const Call&, const None&) -> Result<Page<Model>> { return whole(room.groups.models()); }));
  rows.push_back(row<OfGroup, Standing>(Method::get, "/api/groups/{id}/standing", Right::group_read, Run::work,
                                        say("集团是否符合其模式", "How a group stands to its model"),
                                        [room](const Call&, const OfGroup& in) { return room.groups.standing(in.id); })
                     .within(about_group));
  rows.push_back(row<OfGroup, Page<HistoryEvent>>(Method::get, "/api/groups/{id}/history", Right::group_read, Run::work,
                                                  say("集团沿革", "The history of a group"),
                                                  [room](const Call&, const OfGroup& in) -> Result<Page<HistoryEvent>> {
                                                    DOORSTEP_LET(events, room.groups.history(in.id));
                                                    return whole(std::move(events));
                                                  })
                     .within(about_group));
  rows.push_back(row<OfArea, Coverage>(Method::get, "/api/coverage", Right::district_read, Run::work,
                                       say("集团覆盖", "How much of a district its groups cover"),
                                       [room](const Call& call, const OfArea& in) { return room.coverage(call, in); }));
  rows.push_back(row<OfArea, Reply>(Method::get, "/api/coverage.xlsx", Right::district_read, Run::work,
                                    say("集团覆盖，Excel 格式", "Coverage as an Excel workbook"),
                                    [room](const Call& call, const OfArea& in) -> Result<Reply> {
                                      DOORSTEP_LET(found, room.coverage(call, in));
                                      return http::download(http::workbook_type, "coverage.xlsx",
                                                            coverage_workbook(found, call.language));
                                    })
                     .sends(http::workbook_type));
}

}  // namespace

std::vector<Route> routes(Groups& groups, registry::Registry& registry, const Places& places) {
  const Room room{groups, registry, places};
  std::vector<Route> rows;
  add_reads(rows, room);
  add_changes(rows, room);
  return rows;
}

}  // namespace doorstep::groups
