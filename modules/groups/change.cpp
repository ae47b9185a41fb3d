#include "change.h"

#include <algorithm>
#include <set>

#include <doorstep/base/id.h>

#include "models.h"

namespace doorstep::groups {

using registry::MembershipRow;
using registry::OrgRow;

tl::unexpected<Error> no_such_group() {
  return refuse(Fault::not_found, "group-unknown", say("没有这个教育集团", "there is no such group"));
}

tl::unexpected<Error> no_such_model() {
  std::string ids;
  for (const auto& model : all_models()) ids += (ids.empty() ? "" : ", ") + model.id;
  return refuse(Fault::invalid, "model-unknown", say("填写有误", "some fields are wrong"),
                {{"model", say("没有这种集团模式，应为：{}", "there is no such model; choose one of {}", ids)}});
}

Situation situation_of(registry::GroupView& view, const OrgRow& group) {
  Situation made;
  made.model = model_named(group.model);
  made.members = view.members_of(group.id);
  std::map<OrgId, OrgRow> groups;
  for (const auto& member : made.members) {
    if (made.schools.contains(member.school_id)) continue;
    if (const auto row = view.school(member.school_id))
      made.schools[member.school_id] = {row->name, row->stages, row->legal_form, row->begin_on};
    for (auto& other : view.groups_of(member.school_id)) {
      if (other.group_id == group.id) continue;
      auto& found = groups[other.group_id];
      if (found.id.empty())
        if (auto row = view.group(other.group_id)) found = std::move(*row);
      made.elsewhere[member.school_id].push_back({std::move(other), found.name, found.model});
    }
  }
  return made;
}

Result<OrgRow> Change::group(const OrgId& id) {
  auto row = desk_.group(id);
  if (!row) return no_such_group();
  return std::move(*row);
}

Result<OrgRow> Change::school(const OrgId& id) {
  auto row = desk_.school(id);
  if (!row)
    return refuse(Fault::not_found, "school-unknown", say("没有这所学校", "there is no such school"),
                  {{"school_id", say("没有这所学校", "there is no such school")}});
  names_[id] = row->name;
  return std::move(*row);
}

std::string Change::name_of(const OrgId& school) {
  auto& name = names_[school];
  if (name.empty())
    if (const auto row = desk_.school(school)) name = row->name;
  return name;
}

std::vector<MembershipRow> Change::members(const OrgId& group, Date day) {
  auto rows = desk_.members_of(group);
  std::erase_if(rows, [&](const MembershipRow& row) { return row.end_on <= day; });
  return rows;
}

Result<void> Change::found(const OrgRow& group) {
  std::vector<FieldError> faults;
  if (group.name.empty()) faults.push_back({"name", say("名称不能为空", "must not be empty")});
  if (group.name.size() > 200) faults.push_back({"name", say("名称过长", "is too long")});
  const auto district = desk_.area(group.parent_id);
  if (!district) faults.push_back({"district_id", say("应为一个区域", "must be a district")});
  for (const auto& other : desk_.groups_below(group.parent_id))
    if (other.name == group.name && group.begin_on < other.end_on)
      faults.push_back({"name", say("本区已有同名集团", "the district has a group of this name already")});
  if (!faults.empty())
    return refuse(Fault::invalid, "group-invalid", say("填写有误", "some fields are wrong"), std::move(faults));
  desk_.found(group);
  const auto word = model_word(group.model);
  step({fmt::format("{} 组建“{}”（{}）", group.begin_on.text(), group.name, word.zh),
        fmt::format("“{}” ({}) is founded on {}", group.name, word.en, group.begin_on.text())});
  return {};
}

Result<void> Change::join(const OrgRow& group, const OrgId& school_id, const std::string& part, Date from, Date to) {
  DOORSTEP_LET(school, school(school_id));
  if (to <= from)
    return refuse(Fault::invalid, "span-empty", say("结束日期须晚于开始日期", "the end must be after the beginning"),
                  {{"to", say("须晚于 {}", "must be after {}", from.text())}});
  if (from < group.begin_on || group.end_on <= from || school.end_on <= from)
    return refuse(Fault::conflict, "outside-span",
                  say("{0} 当日集团或学校不存在（集团 {1} 组建）",
                      "on {0} the group or the school does not exist (the group is founded on {1})", from.text(),
                      group.begin_on.text()),
                  {{"from", say("请另选日期", "choose another day")}});
  const MembershipRow row{new_uuid(), group.id, school_id, part, from, to};
  desk_.join(row);
  joined_.push_back(row);
  const auto word = part_word(part);
  const auto until = to == Date::never() ? Words{} : say("，至 {}", " until {}", to.text());
  step({fmt::format("{} 起 {} 加入“{}”，为{}{}", from.text(), school.name, group.name, word.zh, until.zh),
        fmt::format("{} joins “{}” as {} on {}{}", school.name, group.name, word.en, from.text(), until.en)});
  return {};
}

void Change::end(const OrgRow& group, const MembershipRow& row, Date on) {
  desk_.end(row, on);
  std::erase_if(joined_, [&](const MembershipRow& one) { return one.id == row.id; });
  step(say("{0} 起 {1} 不再是“{2}”成员", "{1} is no longer a member of “{2}” from {0}", on.text(),
           name_of(row.school_id), group.name));
}

void Change::close(OrgRow group, Date on) {
  for (const auto& row : members(group.id, on)) end(group, row, on);
  group.end_on = on;
  desk_.amend(group, on);
  step(say("“{0}” 于 {1} 终止", "“{0}” ends on {1}", group.name, on.text()));
}

std::string Change::part_in(const Model& model, const std::string& part) const {
  if (std::ranges::count(model.parts, part, &PartRule::part)) return part;
  for (const auto& rule : model.parts)
    if (rule.part != "lead") return rule.part;
  return part;
}

void Change::remember(const OrgId& group, std::string_view act, Date on, const OrgId& school, const std::string& why,
                      const std::string& review) {
  store::add(desk_.session(), {new_uuid(), group, std::string{act}, on, school, why, review, actor_.name, now_utc()});
}

// Who is led must not lead, over however many groups, the school that leads it at the same time.
Result<void> Change::no_circle(const MembershipRow& row) {
  const bool leads = row.part == "lead";
  std::vector<OrgId> same{row.school_id}, others;
  for (const auto& member : desk_.members_of(row.group_id))
    if (overlap(member, row) && (member.part == "lead") != leads) others.push_back(member.school_id);
  const auto& above = leads ? same : others;
  auto below = leads ? others : same;
  std::set<OrgId> seen;
  // Everyone whom those below lead, on and on.
  while (!below.empty()) {
    const auto school = below.back();
    below.pop_back();
    if (!seen.insert(school).second) continue;
    if (std::ranges::count(above, school))
      return refuse(Fault::conflict, "leadership-circular",
                    say("{} 会带领带领自己的学校，核心校关系不能成环",
                        "{} would lead a school that leads it; leadership must not go in a circle", name_of(school)),
                    {{"school_id", say("请换一所核心校", "choose another lead school")}});
    for (const auto& membership : desk_.groups_of(school)) {
      if (membership.part != "lead" || !overlap(membership, row)) continue;
      for (const auto& member : desk_.members_of(membership.group_id))
        if (member.part != "lead" && overlap(member, membership) && overlap(member, row))
          below.push_back(member.school_id);
    }
  }
  return {};
}

Result<void> Change::check() {
  std::map<OrgId, Situation> situations;
  std::vector<Broken> broken;
  for (const auto& row : joined_) {
    auto found = situations.find(row.group_id);
    if (found == situations.end()) {
      const auto group = desk_.group(row.group_id);
      if (!group) return no_such_group();
      found = situations.emplace(row.group_id, situation_of(desk_, *group)).first;
    }
    for (auto& fault : broken_by(found->second, row)) broken.push_back(std::move(fault));
  }
  if (!broken.empty()) {
    std::vector<FieldError> fields;
    for (const auto& fault : broken) fields.push_back({fault.field, fault.what});
    return refuse(Fault::conflict, broken.front().code, broken.front().what, std::move(fields));
  }
  for (const auto& row : joined_) DOORSTEP_TRY(no_circle(row));
  return {};
}

}  // namespace doorstep::groups
