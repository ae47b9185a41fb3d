// What changes a group as a whole: its model, its lead school, splitting, merging.
#include <algorithm>

#include <doorstep/base/id.h>

#include "models.h"
#include "service.h"

namespace doorstep::groups {
namespace {

using registry::MembershipRow;
using registry::OrgRow;

Result<void> exists_on(const OrgRow& group, Date on) {
  if (holds_on(group, on)) return {};
  return refuse(Fault::conflict, "outside-span",
                say("“{0}”在 {1} 不存在", "“{0}” does not exist on {1}", group.name, on.text()),
                {{"on", say("请另选日期", "choose another day")}});
}

// The same school in another part: one membership ends, another begins.
Result<void> move_part(Change& change, const OrgRow& group, const MembershipRow& row, const std::string& part, Date on,
                       Date to) {
  const auto from = std::max(on, row.begin_on);
  change.end(group, row, from);
  return change.join(group, row.school_id, part, from, to);
}

// Who led becomes a member; where every other part has a term, as in entrusting, it leaves.
Result<void> step_down(Change& change, const OrgRow& group, const MembershipRow& row, Date on) {
  const auto* model = model_named(group.model);
  if (model && model->longest_term) {
    change.end(group, row, std::max(on, row.begin_on));
    return {};
  }
  return move_part(change, group, row, model ? change.part_in(*model, "member") : "member", on, row.end_on);
}

Result<void> take_over(Change& change, const OrgRow& from, const OrgRow& into, const MembershipRow& row,
                       const std::string& part, Date on) {
  const auto day = std::max(on, row.begin_on);
  change.end(from, row, day);
  return change.join(into, row.school_id, part, day, row.end_on);
}

Result<const Model*> known_model(const std::string& id) {
  const auto* model = model_named(id);
  if (!model) return no_such_model();
  return model;
}

}  // namespace

Result<Outcome> GroupsService::change_model(const Actor& actor, const OrgId& id, const NewModel& wanted, bool dry) {
  DOORSTEP_LET(model, known_model(wanted.model));
  return change(actor, id, dry, [&](Change& change) -> Result<void> {
    DOORSTEP_LET(group, change.group(id));
    DOORSTEP_TRY(exists_on(group, wanted.on));
    if (group.model == model->id)
      return refuse(Fault::conflict, "model-same", say("已是这种模式", "the group has this model already"),
                    {{"model", say("请另选一种", "choose another one")}});
    const auto before = model_word(group.model), after = model_word(model->id);
    group.model = model->id;
    change.desk().amend(group, wanted.on);
    change.step({fmt::format("{} 起模式由“{}”改为“{}”", wanted.on.text(), before.zh, after.zh),
                 fmt::format("the model changes from “{}” to “{}” on {}", before.en, after.en, wanted.on.text())});
    // Everyone is a member anew under the new model, so that its rules are looked at.
    for (const auto& row : change.members(id, wanted.on)) {
      const auto part = change.part_in(*model, row.part);
      const auto to = model->longest_term && part != "lead" ? wanted.to.value_or(row.end_on) : row.end_on;
      DOORSTEP_TRY(move_part(change, group, row, part, wanted.on, to));
    }
    change.remember(id, "model", wanted.on, {}, wanted.why.value_or(""));
    return {};
  });
}

Result<Outcome> GroupsService::change_lead(const Actor& actor, const OrgId& id, const NewLead& wanted, bool dry) {
  return change(actor, id, dry, [&](Change& change) -> Result<void> {
    DOORSTEP_LET(group, change.group(id));
    DOORSTEP_TRY(exists_on(group, wanted.on));
    DOORSTEP_LET(school, change.school(wanted.school_id));
    std::optional<MembershipRow> rising;
    for (const auto& row : change.members(id, wanted.on)) {
      if (row.part == "lead" && row.school_id == wanted.school_id)
        return refuse(Fault::conflict, "lead-same", say("该校已是核心校", "this school leads already"),
                      {{"school_id", say("请另选一所", "choose another one")}});
      if (row.part == "lead")
        DOORSTEP_TRY(step_down(change, group, row, wanted.on));
      else if (row.school_id == wanted.school_id)
        rising = row;
    }
    change.step(say("{0} 起 {1} 为核心校", "{1} leads from {0}", wanted.on.text(), school.name));
    if (rising)
      DOORSTEP_TRY(move_part(change, group, *rising, "lead", wanted.on, Date::never()));
    else
      DOORSTEP_TRY(change.join(group, wanted.school_id, "lead", wanted.on, Date::never()));
    group.lead_school_id = wanted.school_id;
    change.desk().amend(group, wanted.on);
    change.remember(id, "lead", wanted.on, wanted.school_id, wanted.why.value_or(""));
    return {};
  });
}

Result<Outcome> GroupsService::split(const Actor& actor, const OrgId& id, const Split& wanted, bool dry) {
  if (wanted.parts.empty())
    return refuse(Fault::invalid, "parts-missing", say("请写明分成哪些集团", "say which groups come of it"),
                  {{"parts", say("至少一个", "at least one")}});
  return change(actor, id, dry, [&](Change& change) -> Result<void> {
    DOORSTEP_LET(group, change.group(id));
    DOORSTEP_TRY(exists_on(group, wanted.on));
    for (const auto& part : wanted.parts) {
      DOORSTEP_LET(model, known_model(part.model.value_or(group.model)));
      OrgRow made;
      made.id = {new_uuid()};
      made.kind = registry::OrgKind::group;
      made.name = part.name;
      made.parent_id = group.parent_id;
      made.model = model->id;
      made.lead_school_id = part.lead_school_id.value_or(OrgId{});
      made.begin_on = wanted.on;
      DOORSTEP_TRY(change.found(made));
      auto schools = part.schools;
      if (part.lead_school_id && !std::ranges::count(schools, *part.lead_school_id))
        schools.insert(schools.begin(), *part.lead_school_id);
      const auto members = change.members(id, wanted.on);
      for (const auto& school : schools) {
        const auto row = std::ranges::find(members, school, &MembershipRow::school_id);
        if (row == members.end())
          return refuse(Fault::conflict, "no-member",
                        say("“{0}”的学校须是原集团成员，且只分到一处",
                            "the schools of “{0}” must be members of the group, each in one part only", part.name),
                        {{"parts", say("请检查学校", "look at the schools")}});
        const bool leads = part.lead_school_id && school == *part.lead_school_id;
        const auto as =
            leads ? std::string{"lead"} : change.part_in(*model, row->part == "lead" ? "member" : row->part);
        DOORSTEP_TRY(take_over(change, group, made, *row, as, wanted.on));
      }
      change.desk().follow({id, made.id, "split", wanted.on});
      change.remember(made.id, "split_from", wanted.on, id, wanted.why.value_or(""));
      change.remember(id, "split_into", wanted.on, made.id, wanted.why.value_or(""));
    }
    const auto left = change.members(id, wanted.on);
    if (left.empty()) {
      change.close(group, wanted.on);
    } else if (!std::ranges::count(left, group.lead_school_id, &MembershipRow::school_id)) {
      group.lead_school_id = {};
      change.desk().amend(group, wanted.on);
      change.step(say("“{}”需另选核心校", "“{}” needs another lead school", group.name));
    }
    return {};
  });
}

Result<Outcome> GroupsService::merge(const Actor& actor, const OrgId& id, const Merging& wanted, bool dry) {
  if (wanted.groups.empty())
    return refuse(Fault::invalid, "groups-missing", say("请选择并入的集团", "say which groups are taken in"),
                  {{"groups", say("至少一个", "at least one")}});
  return change(actor, id, dry, [&](Change& change) -> Result<void> {
    DOORSTEP_LET(group, change.group(id));
    DOORSTEP_TRY(exists_on(group, wanted.on));
    const auto* model = model_named(group.model);
    for (const auto& other_id : wanted.groups) {
      if (other_id == id)
        return refuse(Fault::invalid, "group-same", say("集团不能并入自己", "a group cannot be merged into itself"),
                      {{"groups", say("请另选集团", "choose another group")}});
      DOORSTEP_LET(other, change.group(other_id));
      DOORSTEP_TRY(exists_on(other, wanted.on));
      for (const auto& row : change.members(other_id, wanted.on)) {
        const auto here = change.members(id, wanted.on);
        if (std::ranges::count(here, row.school_id, &MembershipRow::school_id)) continue;
        const auto part = row.part == "lead" ? "member" : row.part;
        DOORSTEP_TRY(take_over(change, other, group, row, model ? change.part_in(*model, part) : part, wanted.on));
      }
      change.close(other, wanted.on);
      change.desk().follow({other_id, id, "merged", wanted.on});
      change.remember(other_id, "merged_into", wanted.on, id, wanted.why.value_or(""));
      change.remember(id, "merged_from", wanted.on, other_id, wanted.why.value_or(""));
    }
    return {};
  });
}

}  // namespace doorstep::groups
