// Renewal: who holds a rank that ends soon applies in one act; the call for it is made by itself, and goes the way of
// all calls.
#include <algorithm>

#include "service.h"

namespace doorstep::ladder {
namespace {

constexpr int64_t renewal_apply_days = 30,
                  renewal_score_days = 60;  // from the first application; who runs it moves them

// What is asked of the term again; what was reached once is not asked twice.
LadderLevel asked_again(const LadderLevel& level) {
  auto made = level;
  const auto once = [](const LadderNeed& need) {
    return need.kind != Need::conduct && need.kind != Need::training_hours;
  };
  std::erase_if(made.needs, once);
  made.ways.clear();
  return made;
}

tl::unexpected<Error> rank_unknown() {
  return refuse(Fault::not_found, "rank-unknown", say("您没有这个称号", "you hold no such rank"));
}

}  // namespace

bool LadderService::renewed(const std::vector<store::RankRow>& ranks, const store::RankRow& row) {
  return std::ranges::any_of(ranks, [&](const store::RankRow& one) {
    return one.ladder == row.ladder && one.level == row.level && one.id != row.id && one.begin_on >= row.begin_on &&
           one.end_on > row.end_on && one.revoked_on.empty();
  });
}

Result<LadderService::Renewing> LadderService::renewing(db::Session& session, const Actor& actor,
                                                        const std::string& id) const {
  const auto person = around_.staff.person_of(actor.account);
  auto row = store::rank(session, id);
  if (!row || !person || row->person_id != *person) return rank_unknown();
  if (!covers(actor, row->org_id))
    return refuse(Fault::conflict, "outside",
                  say("您已不在授予单位范围内，请联系{}", "you no longer work under who gave it: ask {}",
                      school_name(row->org_id)));
  const auto now = shown(*row);
  if (!now.ends_soon)
    return refuse(Fault::conflict, "not-due",
                  now.in_use ? say("任期到 {} 为止，届满前半年内才能申请续期",
                                   "the term ends on {}; renewal is for its last half year", row->end_on.text())
                             : say("称号已失效，不能续期", "the rank is over, and cannot be renewed"));
  if (renewed(store::ranks_of(session, *person), *row))
    return refuse(Fault::conflict, "renewed", say("已经续期", "it was renewed already"));
  auto rules = rules_for(session, row->org_id, row->ladder);
  const auto* level = rules ? rules->rules.level(row->level) : nullptr;
  if (!level || level->rubric.empty())
    return refuse(
        Fault::conflict, "no-level",
        say("现行版本中没有这个级别，请联系授予单位", "the edition in force has no such level: ask who gave it"));
  DOORSTEP_LET(teacher, around_.staff.teacher(*person));
  return Renewing{std::move(*row), std::move(*rules), std::move(teacher)};
}

Checked LadderService::check_again(const Renewing& of, const Stated& stated) const {
  const auto& rules = of.in_force.rules;
  return check(rules, asked_again(*rules.level(of.rank.level)), facts_of(of.teacher, around_.today()), stated);
}

Result<LadderRenewal> LadderService::renewal(const Actor& actor, const std::string& id) {
  return around_.database.read([&](db::Session& session) -> Result<LadderRenewal> {
    DOORSTEP_LET(of, renewing(session, actor, id));
    auto checked = check_again(of, {});
    LadderRenewal made{shown(of.rank), std::move(checked.checks), checked.verdict, {}};
    made.portfolio = paper_of(of.teacher.id, of.rank.begin_on).sections;
    return made;
  });
}

// The one that takes applications today, or a new one.
store::CallRow LadderService::renewal_call(db::Session& session, const Actor& actor, const Renewing& of) const {
  const auto today = around_.today();
  for (auto& row : store::calls(session, of.rank.org_id))
    if (row.renewal && row.ladder == of.rank.ladder && row.level == of.rank.level && row.state == CallState::open &&
        today <= row.apply_last)
      return std::move(row);
  const auto& rules = of.in_force.rules;
  store::CallRow row;
  row.id = new_uuid();
  row.org_id = of.rank.org_id;
  row.ladder = of.rank.ladder;
  row.level = of.rank.level;
  row.title = say("{0}续期（{2}年）", "Renewal: {1} ({2})", rules.level(row.level)->name.zh,
                  rules.level(row.level)->name.en, today.year())
                  .in(actor.language);
  row.state = CallState::open;
  row.rules = json::text(rules);
  row.edition = of.in_force.edition;
  row.apply_from = today;
  row.apply_last = today.plus(renewal_apply_days);
  row.score_last = today.plus(renewal_score_days);
  row.seed = new_uuid();
  row.made_at = now_utc();
  row.renewal = true;
  store::add(session, row);
  note(session, actor, "rank-call-made", "rank-call", row.id, row.org_id, audit::added(row));
  return row;
}

Result<LadderOpenCall> LadderService::renew(const Actor& actor, const std::string& id, const NewLadderRenewal& wanted) {
  std::string call_id;
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    DOORSTEP_LET(of, renewing(session, actor, id));
    const auto stated = wanted.stated.value_or(Stated{});
    DOORSTEP_TRY(good_application(wanted.statement, {}, stated, wanted.files.value_or(std::vector<std::string>{})));
    const auto checked = check_again(of, stated);
    if (checked.verdict != Verdict::passed) return not_met(checked);
    std::optional<store::ApplicationRow> before;
    for (auto& one : store::of_person(session, of.teacher.id)) {
      if (one.renews != id || one.state == ApplicationState::withdrawn || one.state == ApplicationState::refused)
        continue;
      if (one.state != ApplicationState::returned)
        return refuse(Fault::conflict, "applied", say("已经申请续期", "you have applied for renewal"));
      const auto call = store::call(session, one.call_id);
      if (call && call->state == CallState::open) before = std::move(one);
    }
    const auto call = before ? *store::call(session, before->call_id) : renewal_call(session, actor, of);
    call_id = call.id;
    store::ApplicationRow row;
    if (!before)  // one that was withdrawn from the same call is taken up again
      for (auto& one : store::applications(session, call.id))
        if (one.person_id == of.teacher.id) before = std::move(one);
    row.id = before ? before->id : new_uuid();
    row.call_id = call.id;
    row.number = before ? before->number : store::next_number(session, call.id);
    row.person_id = of.teacher.id;
    row.name = of.teacher.name;
    row.school_id = of.teacher.school_id;
    row.subject = of.rank.subject;
    row.rural = is_rural(of.teacher.school_id);
    row.state = ApplicationState::submitted;
    row.statement = wanted.statement;
    row.checks = json::text(checked.checks);
    row.verdict = checked.verdict;
    row.stated = json::text(stated);
    row.portfolio = json::text(paper_of(of.teacher.id, of.rank.begin_on));
    row.made_at = now_utc();
    row.renews = id;
    if (before)
      store::set(session, row);
    else
      store::add(session, row);
    DOORSTEP_TRY(keep_files(session, actor, row, wanted.files.value_or(std::vector<std::string>{})));
    note(session, actor, "rank-renewal-applied", "rank-application", row.id, row.school_id, audit::added(wanted));
    return {};
  });
  if (!done) return pass_on(done);
  return open_call(actor, call_id);
}

}  // namespace doorstep::ladder
