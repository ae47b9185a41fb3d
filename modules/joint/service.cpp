#include "service.h"

#include <algorithm>
#include <ctime>
#include <set>

#include <doorstep/zone/zone.h>

namespace doorstep::joint {
namespace {

constexpr size_t longest_line = 300, longest_text = 30'000;  // bytes

tl::unexpected<Error> wrong(const char* field, Words what) {
  return refuse(Fault::invalid, "joint-invalid", what, {{field, what}});
}
tl::unexpected<Error> no_member(const char* field) {
  const auto what = say("请选择今天的成员校", "choose schools that are members today");
  return refuse(Fault::conflict, "no-member", what, {{field, what}});
}

std::vector<OrgId> ids_of(const std::string& text) {
  std::vector<OrgId> ids;
  for (size_t at = 0; at < text.size();) {
    const auto comma = std::min(text.find(',', at), text.size());
    ids.push_back({text.substr(at, comma - at)});
    at = comma + 1;
  }
  return ids;
}

template <class Names>
std::string name_in(const Names& names, const OrgId& id) {
  const auto found = names.find(id);
  return found == names.end() ? std::string{} : found->second;
}

template <class Names>
JointSession shown(const store::SessionRow& row, const store::PlanRow& plan, const Names& names) {
  return {row.id,
          row.plan_id,
          plan.title,
          plan.kind,
          row.title,
          row.on_day,
          zone::text_of(static_cast<int>(row.from_minute)),
          zone::text_of(static_cast<int>(row.to_minute)),
          row.from_at,
          row.to_at,
          row.school_id,
          name_in(names, row.school_id),
          row.place,
          row.minutes,
          row.outcome,
          row.url,
          !row.cancelled_at.empty(),
          {}};
}

}  // namespace

std::unique_ptr<Joint> make_joint(db::Database& database, registry::Registry& registry, const audit::Trail& trail,
                                  const files::Files& files, ZoneOf zone_of, std::function<int64_t()> now) {
  if (!now) now = [] { return static_cast<int64_t>(std::time(nullptr)); };
  return std::make_unique<JointService>(database, registry, trail, files, std::move(zone_of), std::move(now));
}

Result<JointService::Members> JointService::members(const OrgId& id) {
  DOORSTEP_LET(group, registry_.group(id));
  const auto today = Date::today();
  Members made{group.org.name, {}, {}};
  for (const auto& member : group.members) {
    made.ever.emplace(member.school_id, member.school);
    if (holds_on(member, today)) made.today.emplace(member.school_id, member.school);
  }
  return made;
}

Result<JointWork> JointService::work(const Actor& actor, const OrgId& group) {
  DOORSTEP_LET(around, members(group));
  JointWork made{group, around.group, {}, {}, {}};
  const auto today = Date::today();
  database_.read([&](db::Session& session) {
    std::map<std::string, store::PlanRow> plans;
    for (auto& row : store::plans(session, group)) {
      Plan plan{row.id, row.kind, row.title, row.subject, row.leader, row.goals, row.begin_on, row.end_on, {}, 0, 0};
      for (const auto& school : ids_of(row.schools)) plan.schools.push_back({school, name_in(around.ever, school)});
      made.plans.push_back(std::move(plan));
      plans.emplace(row.id, std::move(row));
    }
    std::map<std::string, size_t> place;
    for (const auto& row : store::sessions(session, group, Date::always(), Date::never())) {
      place.emplace(row.id, made.sessions.size());
      made.sessions.push_back(shown(row, plans.at(row.plan_id), around.ever));
      auto& plan = *std::ranges::find(made.plans, row.plan_id, &Plan::id);
      plan.sessions += row.cancelled_at.empty();
      plan.held += !row.minutes.empty();
    }
    for (const auto& part : store::parts(session, group))
      made.sessions[place.at(part.session_id)].parts.push_back(
          {part.name, part.school_id, name_in(around.ever, part.school_id), part.account == actor.account});
    made.results = results(session, group, actor.account);
  });
  std::ranges::stable_sort(made.plans, {}, [&](const Plan& one) { return one.end_on <= today; });
  const auto over = std::ranges::stable_partition(made.sessions, [&](const auto& one) { return one.ends_at > now_(); });
  std::ranges::reverse(over);
  return made;
}

Result<JointWork> JointService::plan(const Actor& actor, const OrgId& group, const NewPlan& wanted) {
  DOORSTEP_LET(around, members(group));
  if (wanted.title.empty() || wanted.title.size() > longest_line)
    return wrong("title", say("请填写名称", "give it a title"));
  const auto begin = wanted.begin_on.value_or(Date::today());
  if (wanted.end_on <= begin) return wrong("end_on", say("结束须晚于开始", "the end must be after the beginning"));
  if (wanted.goals.value_or("").size() > longest_text) return wrong("goals", say("太长", "is too long"));
  if (wanted.schools.empty()) return wrong("schools", say("请选择参加的学校", "choose the schools that take part"));
  std::string schools;
  for (const auto& school : wanted.schools) {
    if (!around.today.contains(school)) return no_member("schools");
    schools += (schools.empty() ? "" : ",") + school.value;
  }
  const store::PlanRow row{new_uuid(),
                           group,
                           wanted.kind,
                           wanted.title,
                           wanted.subject.value_or(""),
                           wanted.leader.value_or(""),
                           wanted.goals.value_or(""),
                           schools,
                           begin,
                           wanted.end_on};
  auto done = database_.write([&](db::Session& session) -> Result<void> {
    store::add(session, row);
    trail_.append(session, actor, {"joint-planned", "joint-plan", row.id, group, audit::added(row)});
    return {};
  });
  if (!done) return pass_on(done);
  return work(actor, group);
}

Result<JointWork> JointService::call(const Actor& actor, const OrgId& group, const NewSession& wanted) {
  DOORSTEP_LET(around, members(group));
  if (wanted.title.empty() || wanted.title.size() > longest_line)
    return wrong("title", say("请填写名称", "give it a title"));
  if (!around.today.contains(wanted.school_id)) return no_member("school_id");
  const auto from = zone::minute_of(wanted.from), to = zone::minute_of(wanted.to);
  if (!from || !to) return wrong(from ? "to" : "from", say("时刻应写成 14:00", "a time is written 14:00"));
  if (*to <= *from) return wrong("to", say("结束须晚于开始，且在同一天", "it ends after it begins, on the same day"));
  const auto zone = zone_of_(group);
  DOORSTEP_LET(from_at, zone::instant(zone, {wanted.on, *from}));
  DOORSTEP_LET(to_at, zone::instant(zone, {wanted.on, *to}));
  auto done = database_.write([&](db::Session& session) -> Result<void> {
    const auto plan = store::plan(session, wanted.plan_id);
    if (!plan || plan->group_id != group)
      return refuse(Fault::not_found, "plan-unknown", say("没有这个教研计划", "there is no such plan"));
    if (wanted.on < plan->begin_on || plan->end_on <= wanted.on)
      return wrong("on", say("不在计划的时间内", "that day is not within the plan"));
    const store::SessionRow row{new_uuid(),
                                group,
                                wanted.plan_id,
                                wanted.title,
                                wanted.on,
                                *from,
                                *to,
                                from_at,
                                to_at,
                                wanted.school_id,
                                wanted.place.value_or(""),
                                "",
                                "",
                                "",
                                ""};
    store::add(session, row);
    trail_.append(session, actor, {"joint-called", "joint-session", row.id, group, audit::added(row)});
    return {};
  });
  if (!done) return pass_on(done);
  return work(actor, group);
}

Result<store::SessionRow> JointService::session_of(db::Session& session, const OrgId& group,
                                                   const std::string& id) const {
  auto row = store::session_row(session, id);
  if (!row || row->group_id != group)
    return refuse(Fault::not_found, "session-unknown", say("没有这次活动", "there is no such session"));
  if (!row->cancelled_at.empty())
    return refuse(Fault::conflict, "cancelled", say("活动已取消", "the session was cancelled"));
  return std::move(*row);
}

Result<JointWork> JointService::change(const Actor& actor, const OrgId& group, const std::string& id,
                                       const char* action,
                                       const std::function<Result<void>(db::Session&, store::SessionRow&)>& act) {
  auto done = database_.write([&](db::Session& session) -> Result<void> {
    DOORSTEP_LET(before, session_of(session, group, id));
    auto after = before;
    DOORSTEP_TRY(act(session, after));
    store::set(session, after);
    trail_.append(session, actor, {action, "joint-session", id, group, audit::changes(before, after)});
    return {};
  });
  if (!done) return pass_on(done);
  return work(actor, group);
}

Result<JointWork> JointService::cancel(const Actor& actor, const OrgId& group, const std::string& id) {
  return change(actor, group, id, "joint-cancelled", [](db::Session&, store::SessionRow& row) -> Result<void> {
    if (!row.minutes.empty())
      return refuse(Fault::conflict, "has-minutes", say("已有纪要，不能取消", "it has minutes: it was held"));
    row.cancelled_at = now_utc();
    return {};
  });
}

Result<JointWork> JointService::keep_minutes(const Actor& actor, const OrgId& group, const std::string& id,
                                             const SessionMinutes& wanted) {
  if (wanted.minutes.empty() || wanted.minutes.size() > longest_text)
    return wrong("minutes", say("请写纪要", "write the minutes"));
  if (wanted.outcome.size() > longest_text) return wrong("outcome", say("太长", "is too long"));
  if (!wanted.url.empty() && !wanted.url.starts_with("https://") && !wanted.url.starts_with("http://"))
    return wrong("url", say("链接以 https:// 开头", "a link begins with https://"));
  return change(actor, group, id, "joint-minuted", [&](db::Session&, store::SessionRow& row) -> Result<void> {
    if (row.from_at > now_())
      return refuse(Fault::conflict, "not-begun", say("活动还没有开始", "the session has not begun"));
    row.minutes = wanted.minutes;
    row.outcome = wanted.outcome;
    row.url = wanted.url;
    return {};
  });
}

Result<JointWork> JointService::take_part(const Actor& actor, const OrgId& group, const std::string& id,
                                          const OrgId& school, bool comes) {
  return change(actor, group, id, comes ? "joint-joined" : "joint-left",
                [&](db::Session& session, store::SessionRow& row) -> Result<void> {
                  const auto plan = store::plan(session, row.plan_id);
                  if (!comes) {
                    store::drop(session, id, actor.account);
                    return {};
                  }
                  if (!std::ranges::count(ids_of(plan->schools), school))
                    return refuse(Fault::conflict, "no-part",
                                  say("该校不在这个计划内", "the school takes no part in the plan"),
                                  {{"school_id", say("请选择计划内的学校", "choose a school of the plan")}});
                  store::add(session, {id, actor.account, actor.name, school});
                  return {};
                });
}

std::map<OrgId, int64_t> JointService::held(const OrgId& group, Date from) {
  std::map<OrgId, int64_t> counts;
  database_.read([&](db::Session& session) {
    std::map<std::string, std::set<OrgId>> came;
    for (const auto& part : store::parts(session, group)) came[part.session_id].insert(part.school_id);
    for (const auto& row : store::sessions(session, group, from, Date::never())) {
      if (row.minutes.empty()) continue;
      auto schools = came[row.id];
      schools.insert(row.school_id);
      for (const auto& school : schools) ++counts[school];
    }
  });
  return counts;
}

std::vector<JointAttended> JointService::attended(const AccountId& account) {
  return database_.read([&](db::Session& session) {
    std::vector<JointAttended> found;
    for (auto& row : store::attended(session, account))
      if (const auto plan = store::plan(session, row.plan_id))
        found.push_back({row.group_id, plan->title, std::move(row.title), row.on_day});
    return found;
  });
}

std::vector<JointAttended> JointService::led(const std::string& leader, const OrgId& school) {
  if (leader.empty()) return {};
  return database_.read([&](db::Session& session) {
    std::vector<JointAttended> found;
    for (auto& row : store::led(session, leader))
      if (const auto plan = store::plan(session, row.plan_id);
          plan && std::ranges::count(ids_of(plan->schools), school))
        found.push_back({row.group_id, plan->title, std::move(row.title), row.on_day});
    return found;
  });
}

std::vector<JointSession> JointService::sessions(const OrgId& group, Date from, Date to) {
  const auto around = members(group);
  if (!around) return {};
  return database_.read([&](db::Session& session) {
    std::vector<JointSession> found;
    for (const auto& row : store::sessions(session, group, from, to))
      if (const auto plan = store::plan(session, row.plan_id); plan && row.cancelled_at.empty())
        found.push_back(shown(row, *plan, around->ever));
    return found;
  });
}

}  // namespace doorstep::joint
