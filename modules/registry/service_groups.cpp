// Reading education groups and their dated members.
#include <algorithm>

#include "service.h"

namespace doorstep::registry {
namespace {

tl::unexpected<Error> no_such_group() {
  return refuse(Fault::not_found, "group-unknown", say("没有这个教育集团", "there is no such group"));
}

}  // namespace

Result<int32_t> RegistryService::group_index(const Snapshot& at, const OrgId& id) const {
  const auto index = at.find(id.value);
  if (index < 0 || at.at(index).row.kind != OrgKind::group) return no_such_group();
  return index;
}

std::vector<GroupSummary> RegistryService::groups(std::optional<OrgId> district, std::optional<Date> on,
                                                  const Reader& reader) {
  const auto at = snapshot(on);
  const auto seen = sight(reader.full);
  const auto area = district ? at->find(district->value) : -1;
  std::vector<GroupSummary> found;
  for (const auto index : at->groups()) {
    const auto& node = at->at(index);
    if (!node.here || (district && !at->below(index, area))) continue;
    const auto visible = [&](int32_t org) { return at->within(org, reader.visible); };
    if (!visible(index) && std::ranges::none_of(node.members, visible)) continue;
    GroupSummary made;
    made.id = node.row.id;
    made.name = node.row.name;
    made.model = node.row.model;
    if (node.district >= 0) {
      made.district_id = at->at(node.district).row.id;
      made.district = at->at(node.district).row.name;
    }
    made.lead_school = at->name_of(node.row.lead_school_id);
    for (const auto member : node.members) {
      const auto& school = at->at(member);
      if (!school.here) continue;
      ++made.schools;
      if (const auto students = seen.students(school)) made.students = made.students.value_or(0) + *students;
    }
    const auto source = at->source(node.kept.source_id);
    made.generated = source && source->generated;
    found.push_back(std::move(made));
  }
  return found;
}

Group RegistryService::group_of(const Snapshot& at, int32_t index) const {
  const auto& node = at.at(index);
  Group made;
  made.org = node.row;
  if (node.district >= 0) made.district = at.at(node.district).row.name;
  made.lead_school = at.name_of(node.row.lead_school_id);
  for (const auto& row : at.memberships())
    if (row.group_id == node.row.id)
      made.members.push_back(
          {row.group_id, node.row.name, row.school_id, at.name_of(row.school_id), row.part, row.begin_on, row.end_on});
  made.source = at.source(node.kept.source_id);
  made.seq = node.kept.seq;
  made.modified = node.kept.modified;
  return made;
}

Result<Group> RegistryService::group(const OrgId& id) {
  const auto at = snapshot();
  DOORSTEP_LET(index, group_index(*at, id));
  auto made = group_of(*at, index);
  for (auto& relation : database_.read([&](db::Session& session) { return store::relations(session, id); }))
    made.successors.push_back({relation.other, at->name_of(relation.other), std::move(relation.relation),
                               relation.on_day, relation.successor});
  return made;
}

Result<std::vector<OrgVersion>> RegistryService::versions(const OrgId& id) {
  const auto at = snapshot();
  const auto* node = at->node(id.value);
  if (!node)
    return refuse(Fault::not_found, "organisation-unknown", say("没有这个机构", "there is no such organisation"));
  std::vector<OrgVersion> found;
  for (const auto& past : database_.read(
           [&](db::Session& session) { return store::versions_after(session, "org", id.value, Date::always()); }))
    found.push_back({past.valid_from, store::past_row<OrgRow>(past.row)});
  found.push_back({node->kept.valid_from, node->row});
  return found;
}

Roll RegistryService::roll(const OrgId& area, Date on, const Scope& full) {
  const auto at = snapshot(on);
  const auto seen = sight(full);
  const auto root = at->find(area.value);
  Roll made;
  if (root < 0) return made;
  std::vector<int32_t> place(at->nodes().size(), -1);  // of a group in made.groups
  const auto group_place = [&](int32_t index) {
    auto& there = place[static_cast<size_t>(index)];
    if (there < 0) {
      const auto& row = at->at(index).row;
      there = static_cast<int32_t>(made.groups.size());
      made.groups.push_back({row.id, row.name, row.model});
    }
    return there;
  };
  for (const auto index : at->groups())
    if (at->at(index).here && at->below(index, root)) group_place(index);
  for (const auto index : at->schools()) {
    const auto& node = at->at(index);
    if (!node.here || !at->below(index, root)) continue;
    const auto& summary = at->summary(index);
    const bool hides = seen.hides(node);
    RollSchool school{node.row.id,
                      node.row.name,
                      node.row.stages,
                      node.row.legal_form,
                      node.row.setting,
                      summary.town,
                      summary.district,
                      {seen.students(node), hides},
                      {},
                      {}};
    for (const auto& [stage, students] : node.rolls) {
      if (stage.empty()) continue;
      const bool few = hides && is_few(students);
      school.stages_counted.emplace_back(stage, Headcount{few ? std::nullopt : std::optional{students}, few});
    }
    for (const auto group : node.groups) school.groups.push_back(group_place(group));
    made.schools.push_back(std::move(school));
  }
  return made;
}

}  // namespace doorstep::registry
