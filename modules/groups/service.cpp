// Founding, taking in, letting go.
#include "service.h"

#include <algorithm>

#include <doorstep/base/id.h>

#include "models.h"

namespace doorstep::groups {
namespace {

constexpr auto only_asked = "only-asked";  // rolls a dry run back; never seen outside

// The membership of a school on a day.
Result<registry::MembershipRow> membership_on(Change& change, const OrgId& group, const OrgId& school, Date on) {
  for (const auto& row : change.desk().members_of(group))
    if (row.school_id == school && holds_on(row, on)) return row;
  return refuse(Fault::conflict, "no-member",
                say("该校在 {0} 不是本集团成员", "the school is no member of this group on {0}", on.text()),
                {{"school_id", say("不是成员", "is no member")}});
}

Result<void> reviewed(const Model* model, const std::optional<std::string>& review) {
  if (!model || !model->exit_review || (review && !review->empty())) return {};
  return refuse(Fault::invalid, "review-needed",
                say("这种模式退出时须有离任评估", "this model asks for a review of who leaves"),
                {{"review", say("请写明达成了什么、移交了什么", "say what was reached and what is handed over")}});
}

}  // namespace

std::unique_ptr<Groups> make_groups(db::Database& database, registry::Registry& registry) {
  return std::make_unique<GroupsService>(database, registry);
}

const std::vector<Model>& GroupsService::models() const { return all_models(); }

Result<Outcome> GroupsService::change(const Actor& actor, const OrgId& group, bool dry,
                                      const std::function<Result<void>(Change&)>& work) {
  Outcome outcome{group, !dry, {}};
  auto done = registry_.change_groups(actor, [&](registry::GroupDesk& desk) -> Result<void> {
    Change change(desk, actor);
    DOORSTEP_TRY(work(change));
    DOORSTEP_TRY(change.check());
    outcome.steps = change.steps();
    if (dry) return refuse(Fault::conflict, only_asked, {});
    return {};
  });
  if (!done && done.error().code != only_asked) return pass_on(done);
  return outcome;
}

Result<Outcome> GroupsService::found(const Actor& actor, const NewGroup& wanted, bool dry) {
  registry::OrgRow row;
  row.id = {new_uuid()};
  row.kind = registry::OrgKind::group;
  row.name = wanted.name;
  row.name_en = wanted.name_en.value_or("");
  row.parent_id = wanted.district_id;
  row.model = wanted.model;
  row.lead_school_id = wanted.lead_school_id.value_or(OrgId{});
  row.begin_on = wanted.from.value_or(Date::today());
  const auto* model = model_named(wanted.model);
  if (!model) return no_such_model();
  if (model->parts.front().part == "lead" && model->parts.front().least > 0 && row.lead_school_id.empty())
    return refuse(Fault::invalid, "lead-needed", say("填写有误", "some fields are wrong"),
                  {{"lead_school_id", say("这种模式须有核心校", "this model asks for a lead school")}});
  return change(actor, row.id, dry, [&](Change& change) -> Result<void> {
    DOORSTEP_TRY(change.found(row));
    change.remember(row.id, "founded", row.begin_on, {}, wanted.why.value_or(""));
    if (row.lead_school_id.empty()) return {};
    return change.join(row, row.lead_school_id, "lead", row.begin_on, Date::never());
  });
}

Result<Outcome> GroupsService::join(const Actor& actor, const OrgId& id, const Joining& wanted, bool dry) {
  return change(actor, id, dry, [&](Change& change) -> Result<void> {
    DOORSTEP_LET(group, change.group(id));
    DOORSTEP_TRY(change.join(group, wanted.school_id, wanted.part, wanted.from, wanted.to.value_or(Date::never())));
    if (wanted.part == "lead" && group.lead_school_id.empty()) {
      auto led = group;
      led.lead_school_id = wanted.school_id;
      change.desk().amend(led, wanted.from);
    }
    change.remember(id, "joined", wanted.from, wanted.school_id, wanted.why.value_or(""));
    return {};
  });
}

Result<Outcome> GroupsService::leave(const Actor& actor, const OrgId& id, const Leaving& wanted, bool dry) {
  return change(actor, id, dry, [&](Change& change) -> Result<void> {
    DOORSTEP_LET(group, change.group(id));
    const auto* model = model_named(group.model);
    DOORSTEP_LET(row, membership_on(change, id, wanted.school_id, wanted.on));
    DOORSTEP_TRY(change.school(wanted.school_id));
    if (row.part == "lead" && model && model->parts.front().part == "lead" && model->parts.front().least > 0)
      return refuse(Fault::conflict, "lead-needed",
                    say("核心校不能直接退出：请先更换核心校，或终止集团",
                        "the lead school cannot simply leave: name another one first, or close the group"),
                    {{"school_id", say("是核心校", "is the lead school")}});
    if (row.part != "lead") DOORSTEP_TRY(reviewed(model, wanted.review));
    change.end(group, row, wanted.on);
    change.remember(id, "left", wanted.on, wanted.school_id, wanted.why.value_or(""), wanted.review.value_or(""));
    return {};
  });
}

Result<Outcome> GroupsService::close(const Actor& actor, const OrgId& id, const Closing& wanted, bool dry) {
  return change(actor, id, dry, [&](Change& change) -> Result<void> {
    DOORSTEP_LET(group, change.group(id));
    if (wanted.on <= group.begin_on || group.end_on <= wanted.on)
      return refuse(Fault::conflict, "outside-span",
                    say("集团在 {} 不存在", "the group does not exist on {}", wanted.on.text()),
                    {{"on", say("请另选日期", "choose another day")}});
    DOORSTEP_TRY(reviewed(model_named(group.model), wanted.review));
    change.close(group, wanted.on);
    change.remember(id, "closed", wanted.on, {}, wanted.why.value_or(""), wanted.review.value_or(""));
    return {};
  });
}

}  // namespace doorstep::groups
