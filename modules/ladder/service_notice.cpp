// Public notice, objections, decision.
#include <algorithm>

#include "service.h"

namespace doorstep::ladder {
namespace {

Date years_on(Date from, int64_t years) {
  const int year = from.year() + static_cast<int>(years);
  if (const auto same = Date::of(year, from.month(), from.day())) return *same;
  return *Date::of(year, from.month() + 1, 1);  // from a leap day
}

constexpr int64_t latest_begin = 366;  // days from the decision

bool named_in(const std::vector<std::string>& ids, const std::string& id) { return std::ranges::count(ids, id) > 0; }

}  // namespace

Result<LadderNotice> LadderService::notice(const Actor& actor, const std::string& id) {
  return around_.database.read([&](db::Session& session) -> Result<LadderNotice> {
    DOORSTEP_LET(call, running(session, id));
    const bool shows = call.row.state == CallState::notice || call.row.state == CallState::decided;
    if (!shows || !covers(actor, call.row.org_id)) return call_unknown();
    LadderNotice made;
    made.of = shown(session, call);
    const auto applications = store::applications(session, id);
    for (const auto& row : applications) {
      const bool named =
          call.row.state == CallState::decided ? row.state == ApplicationState::granted : row.proposed.value_or(false);
      if (named) made.lines.push_back({row.id, row.name, school_name(row.school_id), row.subject, row.targeted});
    }
    for (const auto& row : store::objections(session, id)) {
      if (row.account != actor.account) continue;
      const auto of = std::ranges::find(applications, row.application_id, &store::ApplicationRow::id);
      made.own.push_back({row.id, row.application_id, of == applications.end() ? "" : of->name, row.text, row.by_name,
                          row.at, around_.files.of(session, {objection_room, row.id}), row.answer, row.answered_by,
                          row.answered_at, row.upheld});
    }
    made.may_object = call.row.state == CallState::notice && around_.today() <= *call.row.notice_last;
    return made;
  });
}

Result<LadderNotice> LadderService::object(const Actor& actor, const std::string& id,
                                           const NewLadderObjection& wanted) {
  DOORSTEP_LET(now, notice(actor, id));
  if (!now.may_object) return refuse(Fault::conflict, "notice-over", say("公示期已过", "the notice is over"));
  if (wanted.text.empty() || wanted.text.size() > longest_text)
    return wrong("text", say("请写明异议和依据", "say what you object to, and why"));
  const auto about = wanted.application_id.value_or("");
  if (!about.empty() && !std::ranges::count(now.lines, about, &LadderNoticeLine::application_id))
    return wrong("application_id", say("公示名单中没有此人", "nobody of that name stands in the notice"));
  if (now.own.size() >= 20) return wrong("text", say("异议过多", "that are too many objections"));
  DOORSTEP_TRY(change(id, [&](db::Session& session, Running& call) -> Result<void> {
    const store::ObjectionRow row{new_uuid(), id, about, actor.account, actor.name, wanted.text, now_utc(), "",
                                  false,      "", ""};
    store::add(session, row);
    if (!wanted.files.empty())
      DOORSTEP_TRY(around_.files.hold(session, actor, {objection_room, row.id}, wanted.org_id, wanted.files));
    note(session, actor, "rank-objection", "rank-call", id, call.row.org_id, audit::added(wanted));
    return {};
  }));
  return notice(actor, id);
}

Result<LadderCallWhole> LadderService::answer(const Actor& actor, const std::string& id, const std::string& objection,
                                              const LadderAnswer& wanted) {
  if (wanted.answer.empty() || wanted.answer.size() > longest_text)
    return wrong("answer", say("请写答复", "write an answer"));
  return changed(id, [&](db::Session& session, Running& call) -> Result<void> {
    auto row = store::objection(session, objection);
    if (!row || row->call_id != id)
      return refuse(Fault::not_found, "objection-unknown", say("没有这份异议", "there is no such objection"));
    if (!row->answered_at.empty())
      return refuse(Fault::conflict, "answered", say("已经答复过", "it was answered already"));
    row->answer = wanted.answer;
    row->upheld = wanted.upheld;
    row->answered_by = actor.name;
    row->answered_at = now_utc();
    store::set_answer(session, *row);
    note(session, actor, "rank-objection-answered", "rank-call", id, call.row.org_id, audit::added(wanted));
    return {};
  });
}

void LadderService::enter_rank(db::Session& session, const Running& call, const store::ApplicationRow& row,
                               Date begin) const {
  const auto& level = call.level();
  store::RankRow rank;
  rank.id = new_uuid();
  rank.ladder = call.row.ladder;
  rank.level = level.code;
  rank.ladder_zh = call.rules.name.zh;
  rank.ladder_en = call.rules.name.en;
  rank.level_zh = level.name.zh;
  rank.level_en = level.name.en;
  rank.post_class = level.post_class;
  rank.person_id = row.person_id;
  rank.name = row.name;
  rank.school_id = row.school_id;
  rank.subject = row.subject;
  rank.targeted = row.targeted;
  const auto before = store::rank(session, row.renews);
  rank.begin_on = before ? std::max(begin, before->end_on) : begin;  // a renewed term follows the one before
  rank.end_on = level.term_years > 0 ? years_on(rank.begin_on, level.term_years) : Date::never();
  if (before) rank.targeted = before->targeted;
  const auto series = fmt::format("{}-{}-{}-", call.row.ladder, level.code, begin.year());
  rank.certificate = fmt::format("{}{:04}", series, store::certificates(session, series + "%") + 1);
  rank.org_id = call.row.org_id;
  rank.call_id = call.row.id;
  store::add(session, rank);
}

// Between ranking and decision another call may have filled a post.
Result<void> LadderService::posts_suffice(db::Session& session, const Running& call,
                                          const std::vector<store::ApplicationRow>& granted) const {
  const auto& of_class = call.level().post_class;
  if (of_class.empty() || call.row.renewal) return {};
  const auto table = posts_of(session, call.row.org_id, call.rules);
  for (const auto& entry : table) {
    const auto& posts = entry.second;
    const auto found = std::ranges::find(posts.classes, of_class, &LadderPostsOfClass::code);
    const auto taken = std::ranges::count_if(
        granted, [&](const store::ApplicationRow& one) { return !one.targeted && one.school_id == posts.school_id; });
    if (found != posts.classes.end() && taken > 0 && taken > found->free)
      return not_in_state(say("{}现在只有 {} 个空缺岗位", "{} has {} free posts only by now", posts.school,
                              std::max<int64_t>(0, found->free)));
  }
  return {};
}

// A rank may have been revoked since its renewal was asked for.
Result<void> LadderService::good_renewals(db::Session& session,
                                          const std::vector<store::ApplicationRow>& granted) const {
  for (const auto& one : granted) {
    const auto rank = store::rank(session, one.renews);
    if (rank && !rank->revoked_on.empty())
      return wrong("refused",
                   say("{}的称号已被撤销，不能续期", "the rank of {} was revoked and cannot be renewed", one.name));
  }
  return {};
}

Result<LadderCallWhole> LadderService::decide(const Actor& actor, const std::string& id,
                                              const NewLadderDecision& wanted) {
  if (wanted.words.size() > longest_text) return wrong("words", say("理由过长", "the reason is too long"));
  if (!wanted.refused.empty() && wanted.words.empty())
    return wrong("words", say("不予通过要写明理由", "say why somebody is refused"));
  return changed(id, [&](db::Session& session, Running& call) -> Result<void> {
    if (call.row.state != CallState::notice)
      return not_in_state(say("公示之后才能决定", "a decision follows the notice"));
    if (around_.today() <= *call.row.notice_last)
      return not_in_state(say("公示期到 {} 为止，之后才能决定", "the notice stands until {}; decide after it",
                              call.row.notice_last->text()));
    const auto objections = store::objections(session, id);
    if (std::ranges::any_of(objections, [](const auto& one) { return one.answered_at.empty(); }))
      return not_in_state(say("还有异议没有答复", "an objection has no answer yet"));
    for (const auto& one : objections)
      if (one.upheld && !one.application_id.empty() && !named_in(wanted.refused, one.application_id))
        return wrong("refused", say("异议成立的人选不能通过", "who an upheld objection is about cannot be granted"));
    const auto begin = wanted.begin_on.value_or(around_.today());
    if (begin < call.row.apply_from || begin > around_.today().plus(latest_begin))
      return wrong("begin_on", say("任期应在 {} 之后、一年之内开始", "a term begins after {} and within a year",
                                   call.row.apply_from.text()));
    auto applications = store::applications(session, id);
    std::erase_if(applications, [](const auto& one) { return one.state != ApplicationState::confirmed; });
    const auto is_granted = [&](const store::ApplicationRow& one) {
      return one.proposed.value_or(false) && !named_in(wanted.refused, one.id);
    };
    std::vector<store::ApplicationRow> granted_ones;
    std::ranges::copy_if(applications, std::back_inserter(granted_ones), is_granted);
    DOORSTEP_TRY(posts_suffice(session, call, granted_ones));
    DOORSTEP_TRY(good_renewals(session, granted_ones));
    for (auto& row : applications) {
      const bool granted = is_granted(row);
      row.state = granted ? ApplicationState::granted : ApplicationState::refused;
      if (!granted && row.proposed.value_or(false)) row.words = wanted.words;
      store::set(session, row);
      if (granted) enter_rank(session, call, row, begin);
      if (granted && !row.person_id.empty()) DOORSTEP_TRY(write_register(session, actor, row.person_id, call.rules));
      note(session, actor, granted ? "rank-granted" : "rank-refused", "rank-application", row.id, row.school_id);
    }
    const auto before = call.row;
    call.row.state = CallState::decided;
    store::set(session, call.row);
    note(session, actor, "rank-call-decided", "rank-call", id, call.row.org_id, audit::changes(before, call.row));
    return {};
  });
}

}  // namespace doorstep::ladder
