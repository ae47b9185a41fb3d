// Education groups and their dated members.
#include <algorithm>

#include "service.h"

namespace doorstep::registry {
namespace {

bool known_part(std::string_view part) {
  return part == "lead" || part == "member" || part == "entrusted" || part == "paired";
}

tl::unexpected<Error> no_such_group() {
  return refuse(Fault::not_found, "group-unknown", say("没有这个教育集团", "there is no such group"));
}

Result<store::Held<OrgRow>> org_of_kind(db::Session& session, const OrgId& id, OrgKind kind) {
  OrgRow like;
  like.id = id;
  auto held = store::find(session, like);
  if (held && held->row.kind == kind) return std::move(*held);
  if (kind == OrgKind::group) return no_such_group();
  return refuse(Fault::not_found, "school-unknown", say("没有这所学校", "there is no such school"));
}

store::Kept by_hand(int64_t seq) {
  store::Kept kept;
  kept.seq = seq;
  kept.modified = now_utc();
  return kept;
}

}  // namespace

Result<int32_t> RegistryService::group_index(const Snapshot& at, const OrgId& id) const {
  const auto index = at.find(id.value);
  if (index < 0 || at.at(index).row.kind != OrgKind::group) return no_such_group();
  return index;
}

std::vector<GroupSummary> RegistryService::groups(std::optional<OrgId> district, std::optional<Date> on,
                                                  const Scope& scope) {
  const auto at = snapshot(on);
  const auto area = district ? at->find(district->value) : -1;
  std::vector<GroupSummary> found;
  for (const auto index : at->groups()) {
    const auto& node = at->at(index);
    if (!node.here || (district && !at->below(index, area))) continue;
    const auto visible = [&](int32_t org) { return at->within(org, scope); };
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
      if (school.students) made.students = made.students.value_or(0) + *school.students;
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
  return group_of(*at, index);
}

Result<Group> RegistryService::found_group(const Actor& actor, const OrgRow& given) {
  const auto at = snapshot();
  std::vector<FieldError> faults;
  const auto* district = at->node(given.parent_id.value);
  if (!district || district->row.kind == OrgKind::school || district->row.kind == OrgKind::group)
    faults.push_back({"parent_id", say("应为一个区域", "must be a district")});
  if (given.name.empty()) faults.push_back({"name", say("名称不能为空", "must not be empty")});
  for (const auto index : at->groups())
    if (at->at(index).here && at->at(index).row.name == given.name && at->at(index).row.parent_id == given.parent_id)
      faults.push_back({"name", say("本区已有同名集团", "the district has a group of this name already")});
  if (const auto* lead = at->node(given.lead_school_id.value);
      !given.lead_school_id.empty() && (!lead || lead->row.kind != OrgKind::school))
    faults.push_back({"lead_school_id", say("没有这所学校", "there is no such school")});
  if (given.end_on < given.begin_on) faults.push_back({"end_on", say("结束日期早于开始日期", "ends before it begins")});
  if (!faults.empty())
    return refuse(Fault::invalid, "group-invalid", say("填写有误", "some fields are wrong"), std::move(faults));
  OrgRow row = given;
  row.id = {new_uuid()};
  row.kind = OrgKind::group;
  auto done = change([&](db::Session& session, int64_t& seq) -> Result<void> {
    store::insert(session, store::Held<OrgRow>{row, by_hand(++seq)});
    if (parts_.trail)
      parts_.trail->append(session, actor, {"group-founded", "group", row.id.value, row.parent_id, audit::added(row)});
    return {};
  });
  if (!done) return pass_on(done);
  if (row.lead_school_id.empty()) return group(row.id);
  return join(actor, row.id, row.lead_school_id, "lead", row.begin_on);
}

Result<Group> RegistryService::join(const Actor& actor, const OrgId& group_id, const OrgId& school,
                                    const std::string& part, Date from) {
  if (!known_part(part))
    return refuse(
        Fault::invalid, "part-unknown", say("填写有误", "some fields are wrong"),
        {{"part", say("应为 lead、member、entrusted 或 paired", "must be lead, member, entrusted or paired")}});
  auto done = change([&](db::Session& session, int64_t& seq) -> Result<void> {
    DOORSTEP_TRY(org_of_kind(session, group_id, OrgKind::group));
    DOORSTEP_TRY(org_of_kind(session, school, OrgKind::school));
    for (const auto& row : store::memberships_of(session, group_id, school))
      if (from < row.end_on)
        return refuse(
            Fault::conflict, "member-already",
            say("该校自 {0} 起已是本集团成员", "the school is a member of this group since {0}", row.begin_on.text()));
    const MembershipRow row{new_uuid(), group_id, school, part, from, Date::never()};
    store::insert(session, store::Held<MembershipRow>{row, by_hand(++seq)});
    if (parts_.trail)
      parts_.trail->append(session, actor, {"group-joined", "group", group_id.value, school, audit::added(row)});
    return {};
  });
  if (!done) return pass_on(done);
  return group(group_id);
}

Result<Group> RegistryService::leave(const Actor& actor, const OrgId& group_id, const OrgId& school, Date on) {
  auto done = change([&](db::Session& session, int64_t& seq) -> Result<void> {
    DOORSTEP_TRY(org_of_kind(session, group_id, OrgKind::group));
    for (auto& row : store::memberships_of(session, group_id, school)) {
      if (on < row.begin_on || row.end_on <= on) continue;
      auto held = store::find(session, row);
      if (!held) break;
      const auto before = held->row;
      held->row.end_on = on;
      held->kept.seq = ++seq;
      held->kept.modified = now_utc();
      if (!store::listed(held->kept.sticky, "end_on"))
        held->kept.sticky.append(held->kept.sticky.empty() ? "" : ",").append("end_on");
      store::update(session, *held);
      if (parts_.trail)
        parts_.trail->append(session, actor,
                             {"group-left", "group", group_id.value, school, audit::changes(before, held->row)});
      return {};
    }
    return refuse(Fault::conflict, "no-member",
                  say("该校在 {0} 不是本集团成员", "the school is no member of this group on {0}", on.text()));
  });
  if (!done) return pass_on(done);
  return group(group_id);
}

}  // namespace doorstep::registry
