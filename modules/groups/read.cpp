// What is read of a group: how it stands to its model, and its history.
#include <algorithm>

#include "models.h"
#include "service.h"

namespace doorstep::groups {
namespace {

constexpr int soon = 90;  // days before the end of a term

bool known(Date day) { return Date::always() < day && day < Date::never(); }

// Founded, closed, and every change of model or lead between the versions of the group.
void add_versions(const registry::Group& group, const std::vector<registry::OrgVersion>& versions,
                  std::vector<HistoryEvent>& events) {
  const auto event = [&](Date on, const char* act) {
    HistoryEvent made;
    made.on = on;
    made.act = act;
    return made;
  };
  auto founded = event(group.org.begin_on, "founded");
  founded.after = versions.front().row.model;
  if (known(founded.on)) events.push_back(founded);
  for (size_t i = 1; i < versions.size(); ++i) {
    const auto& before = versions[i - 1].row;
    const auto& after = versions[i].row;
    if (before.model == after.model) continue;
    auto changed = event(versions[i].from, "model");
    changed.before = before.model;
    changed.after = after.model;
    events.push_back(changed);
  }
  if (known(group.org.end_on)) events.push_back(event(group.org.end_on, "closed"));
}

void add_members(const registry::Group& group, std::vector<HistoryEvent>& events) {
  for (const auto& member : group.members) {
    if (member.begin_on == member.end_on) continue;
    HistoryEvent made;
    made.school_id = member.school_id;
    made.school = member.school;
    made.part = member.part;
    made.on = member.begin_on;
    made.act = "joined";
    if (known(made.on)) events.push_back(made);
    made.on = member.end_on;
    made.act = "left";
    if (known(made.on)) events.push_back(made);
  }
}

// A school that leaves and joins the same group on one day only changed its part.
void join_parts(std::vector<HistoryEvent>& events) {
  for (auto left = events.begin(); left != events.end();) {
    const auto joined = left->act != "left" ? events.end() : std::ranges::find_if(events, [&](const HistoryEvent& one) {
      return one.act == "joined" && one.on == left->on && one.school_id == left->school_id;
    });
    if (joined == events.end()) {
      ++left;
      continue;
    }
    joined->act = joined->part == "lead" ? "lead" : "part";
    joined->before = left->part;
    joined->after = joined->part;
    if (joined->before == joined->after) joined->act = "";
    left = events.erase(left);
  }
  std::erase_if(events, [](const HistoryEvent& one) { return one.act.empty(); });
}

void add_successors(const registry::Group& group, std::vector<HistoryEvent>& events) {
  for (const auto& other : group.successors) {
    HistoryEvent made;
    made.on = other.on_day;
    const bool split = other.relation == "split";
    made.act =
        split ? (other.successor ? "split_into" : "split_from") : (other.successor ? "merged_into" : "merged_from");
    made.group_id = other.id;
    made.group = other.name;
    events.push_back(std::move(made));
  }
}

}  // namespace

Result<Standing> GroupsService::standing(const OrgId& id) {
  Standing made;
  const auto today = Date::today();
  auto read = registry_.read_groups([&](registry::GroupView& view) -> Result<void> {
    const auto group = view.group(id);
    if (!group) return no_such_group();
    const auto at = situation_of(view, *group);
    made.model = group->model;
    made.lacking = lacking(at, today);
    for (const auto& row : at.members)
      if (holds_on(row, today))
        for (auto& fault : broken_by(at, row)) made.broken.push_back(std::move(fault.what));
    return {};
  });
  if (!read) return pass_on(read);
  DOORSTEP_LET(group, registry_.group(id));
  for (const auto& member : group.members)
    if (today < member.end_on && member.end_on <= today.plus(soon)) made.ending.push_back(member);
  return made;
}

Result<std::vector<HistoryEvent>> GroupsService::history(const OrgId& id) {
  DOORSTEP_LET(group, registry_.group(id));
  DOORSTEP_LET(versions, registry_.versions(id));
  std::vector<HistoryEvent> events;
  add_versions(group, versions, events);
  add_members(group, events);
  join_parts(events);
  add_successors(group, events);
  const auto acts = database_.read([&](db::Session& session) { return store::acts(session, id); });
  for (auto& event : events) {
    const auto& about = event.group_id.empty() ? event.school_id : event.group_id;
    for (const auto& act : acts)
      if (act.act == event.act && act.on_day == event.on && act.school_id == about) {
        event.why = act.why;
        event.review = act.review;
        event.by = act.by_name;
      }
  }
  std::ranges::stable_sort(events, std::greater{}, &HistoryEvent::on);
  return events;
}

}  // namespace doorstep::groups
