// Calls: opening them, and from one state to the next.
#include <algorithm>

#include "assignment.h"
#include "read_rules.h"
#include "service.h"

namespace doorstep::ladder {
namespace {

constexpr int64_t most_places = 100'000;

Result<void> good_days(Date apply_from, Date apply_last, Date score_last) {
  if (apply_last < apply_from)
    return wrong("apply_last", say("截止日期不能早于开始日期", "the last day is not before the first"));
  if (score_last < apply_last)
    return wrong("score_last", say("评审截止不能早于申报截止", "scoring does not end before applying does"));
  return {};
}

}  // namespace

Result<void> LadderService::good_places(const OrgId& org, const Ladder& rules, const LadderLevel& level,
                                        const NewLadderCall& wanted) {
  const auto targeted = wanted.targeted_places.value_or(0), rural = wanted.rural_at_least.value_or(0);
  if (wanted.places < 0 || wanted.places > most_places || targeted < 0 || targeted > most_places ||
      wanted.places + targeted < 1)
    return wrong("places", say("名额至少为 1", "there is at least one place"));
  if (rural < 0 || rural > wanted.places)
    return wrong("rural_at_least",
                 say("乡村名额不能超过总名额", "places kept for rural schools are not more than all"));
  if (targeted > 0 && !level.targeted)
    return wrong("targeted_places", say("该级别不实行定向评价", "this level is not given for rural schools alone"));
  for (const auto& one : wanted.posts)
    if (one.places < 0 || !around_.places.within(one.school_id, org))
      return wrong("posts", say("岗位数应为正，且学校在范围内", "posts are not negative, and of schools within"));
  if (level.post_class.empty()) return {};
  // Titles take up posts: not more than are free.
  const auto table = around_.database.read([&](db::Session& session) { return posts_of(session, org, rules); });
  int64_t all = 0;
  for (const auto& [school, posts] : table) {
    const auto of = std::ranges::find(posts.classes, level.post_class, &LadderPostsOfClass::code);
    const auto free = of == posts.classes.end() ? 0 : std::max<int64_t>(0, of->free);
    all += free;
    const auto asked = std::ranges::find(wanted.posts, school, &LadderCallPosts::school_id);
    if (asked != wanted.posts.end() && asked->places > free)
      return wrong("posts", say("{}只有 {} 个空缺岗位", "{} has {} free posts only", posts.school, free));
  }
  if (wanted.places > all)
    return wrong("places", say("空缺岗位只有 {} 个；定向名额另计",
                               "there are {} free posts only; targeted places count apart", all));
  return {};
}

Result<LadderCallWhole> LadderService::make_call(const Actor& actor, const OrgId& org, const NewLadderCall& wanted) {
  if (school_name(org).empty())
    return refuse(Fault::not_found, "org-unknown", say("没有这个单位", "there is no such organisation"));
  const auto rules =
      around_.database.read([&](db::Session& session) { return rules_for(session, org, wanted.ladder); });
  const auto* level = rules ? rules->rules.level(wanted.level) : nullptr;
  if (!level || level->rubric.empty())
    return wrong("level", say("没有这个可申报的级别", "there is no such level to apply for"));
  if (wanted.title.empty() || wanted.title.size() > longest_line)
    return wrong("title", say("请填写名称", "give it a title"));
  if (wanted.posts.size() > 2000) return wrong("posts", say("学校过多", "too many schools"));
  DOORSTEP_TRY(good_days(wanted.apply_from, wanted.apply_last, wanted.score_last));
  DOORSTEP_TRY(good_places(org, rules->rules, *level, wanted));
  store::CallRow row;
  row.id = new_uuid();
  row.org_id = org;
  row.ladder = wanted.ladder;
  row.level = wanted.level;
  row.title = wanted.title;
  row.rules = json::text(rules->rules);
  row.edition = rules->edition;
  row.apply_from = wanted.apply_from;
  row.apply_last = wanted.apply_last;
  row.score_last = wanted.score_last;
  row.places = wanted.places;
  row.targeted_places = wanted.targeted_places.value_or(0);
  row.rural_at_least = wanted.rural_at_least.value_or(0);
  row.seed = new_uuid();
  row.made_at = now_utc();
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    store::add(session, row);
    for (const auto& one : wanted.posts) store::add(session, store::CallPostsRow{row.id, one.school_id, one.places});
    note(session, actor, "rank-call-made", "rank-call", row.id, org, audit::added(wanted));
    return {};
  });
  if (!done) return pass_on(done);
  return call(row.id);
}

Result<LadderCallWhole> LadderService::set_days(const Actor& actor, const std::string& id,
                                                const NewLadderDays& wanted) {
  return changed(id, [&](db::Session& session, Running& call) -> Result<void> {
    const auto state = call.row.state;
    if (state != CallState::draft && state != CallState::open && state != CallState::scoring)
      return not_in_state(say("评分结束后日期不再改", "days stand once scoring is over"));
    DOORSTEP_TRY(good_days(call.row.apply_from, wanted.apply_last, wanted.score_last));
    const auto before = call.row;
    call.row.apply_last = wanted.apply_last;
    call.row.score_last = wanted.score_last;
    store::set(session, call.row);
    note(session, actor, "rank-call-days", "rank-call", id, call.row.org_id, audit::changes(before, call.row));
    return {};
  });
}

Result<void> LadderService::begin_scoring(db::Session& session, const Running& call) {
  const auto applications = store::applications(session, call.row.id);
  const auto waiting = std::ranges::count(applications, ApplicationState::submitted, &store::ApplicationRow::state);
  if (waiting > 0)
    return not_in_state(say("还有 {} 份申报等待学校确认；请先确认或退回",
                            "{} applications wait for their schools: have them confirmed or returned first", waiting));
  std::vector<store::ApplicationRow> ready;
  std::ranges::copy_if(applications, std::back_inserter(ready),
                       [](const auto& one) { return one.state == ApplicationState::confirmed; });
  if (ready.empty()) return not_in_state(say("还没有经学校确认的申报", "no application was confirmed by a school yet"));
  DOORSTEP_TRY(all_checked(session, ready));
  const auto members = store::members(session, call.row.id);
  if (std::ssize(members) < call.rules.raters)
    return not_in_state(say("评审组至少要 {} 人", "the panel has at least {} members", call.rules.raters));
  const auto short_of = hand_out(session, call, ready, call.rules.raters, false);
  if (!short_of.empty())
    return not_in_state(say("编号 {} 的申报因回避缺少评委，请增加评委", "too few of the panel may read {}: add members",
                            fmt::format("{}", fmt::join(short_of, ", "))));
  return {};
}

Result<void> LadderService::all_scored(db::Session& session, const Running& call) const {
  const auto sheets = store::sheets(session, call.row.id);
  std::vector<std::string> missing;
  for (const auto& row : store::applications(session, call.row.id)) {
    if (row.state != ApplicationState::confirmed) continue;
    int64_t done = 0, open = 0;
    for (const auto& sheet : sheets)
      if (sheet.application_id == row.id) ++(sheet.state == SheetState::submitted ? done : open);
    if (open > 0 || done < call.rules.raters) missing.push_back(std::to_string(row.number));
  }
  if (missing.empty()) return {};
  return not_in_state(
      say("编号 {} 的评分未齐", "scores of {} are not all there", fmt::format("{}", fmt::join(missing, ", "))));
}

Result<void> LadderService::begin_notice(db::Session& session, Running& call) {
  const auto lines = results(session, call).lines;
  if (std::ranges::none_of(lines, &RankingLine::proposed))
    return not_in_state(say("没有拟通过人选，无法公示", "nobody is proposed, so there is nothing to show"));
  for (const auto& line : lines) {
    auto row = *store::application(session, line.application_id);
    row.proposed = line.proposed;  // from here on it stands
    store::set(session, row);
  }
  call.row.notice_from = around_.today();
  call.row.notice_last = around_.today().plus(call.rules.notice_days - 1);
  return {};
}

Result<LadderCallWhole> LadderService::move(const Actor& actor, const std::string& id, CallState to) {
  return changed(id, [&](db::Session& session, Running& call) -> Result<void> {
    const auto before = call.row;
    const auto from = call.row.state;
    if (to == CallState::cancelled) {
      if (from == CallState::decided || from == CallState::cancelled)
        return not_in_state(say("已经结束", "it is over already"));
    } else if (from == CallState::draft && to == CallState::open) {
    } else if (from == CallState::open && to == CallState::scoring) {
      DOORSTEP_TRY(begin_scoring(session, call));
    } else if (from == CallState::scoring && to == CallState::ranking) {
      DOORSTEP_TRY(all_scored(session, call));
    } else if (from == CallState::ranking && to == CallState::notice) {
      DOORSTEP_TRY(begin_notice(session, call));
    } else {
      return not_in_state(say("现在不能进入这一步", "that step does not follow now"));
    }
    call.row.state = to;
    store::set(session, call.row);
    note(session, actor, "rank-call-moved", "rank-call", id, call.row.org_id, audit::changes(before, call.row));
    return {};
  });
}

Result<void> LadderService::keep_proposal(db::Session& session, const Actor& actor, Running& call,
                                          const NewLadderProposal& wanted) const {
  if (call.row.state != CallState::ranking)
    return not_in_state(say("评分结束后、公示前才能提出建议名单", "a proposal is made between scoring and notice"));
  const auto applications = store::applications(session, call.row.id);
  for (const auto& line : wanted.lines) {
    const auto row = std::ranges::find(applications, line.application_id, &store::ApplicationRow::id);
    if (row == applications.end() || row->state != ApplicationState::confirmed) return application_unknown();
    if (line.reason.empty() || line.reason.size() > longest_text)
      return wrong("reason", say("与排序不同的建议要写明理由", "say why the proposal departs from the order"));
  }
  for (auto row : applications) {
    const auto line = std::ranges::find(wanted.lines, row.id, &LadderProposed::application_id);
    row.proposed.reset();
    row.reason.clear();
    if (line != wanted.lines.end()) {
      row.proposed = line->proposed;
      row.reason = line->reason;
    }
    store::set(session, row);
  }
  const auto quota = quota_of(session, call);
  int64_t open = 0, targeted = 0;
  for (const auto& line : results(session, call).lines) {
    if (!line.proposed) continue;
    if (line.outcome == Outcome::below_pass || line.outcome == Outcome::unscored)
      return wrong("lines", say("编号 {} 未达到合格分，不能拟通过", "{} is below the pass mark", line.number));
    ++(line.targeted ? targeted : open);
  }
  if (open > quota.places || targeted > quota.targeted_places)
    return wrong("lines", say("拟通过人数超过名额", "more are proposed than there are places"));
  call.row.proposal_kept = true;
  store::set(session, call.row);
  note(session, actor, "rank-proposal-kept", "rank-call", call.row.id, call.row.org_id, audit::added(wanted));
  return {};
}

Result<LadderCallWhole> LadderService::propose(const Actor& actor, const std::string& id,
                                               const NewLadderProposal& wanted) {
  return changed(id, [&](db::Session& session, Running& call) { return keep_proposal(session, actor, call, wanted); });
}

}  // namespace doorstep::ladder
