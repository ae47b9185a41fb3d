// Erasure on request, and what is past its time.
#include <algorithm>
#include <map>

#include "service.h"

namespace doorstep::children {
namespace {

constexpr int working_days = 15;
constexpr int64_t year = 365, years_of_ties = 1, years_of_answers = 3;
constexpr int most_at_once = 10'000;
constexpr size_t longest_words = 3'000;  // bytes

// Weekends left out.
Date after_working_days(Date from, int days) {
  while (days > 0) {
    from = from.plus(1);
    if (from.weekday() <= 5) --days;
  }
  return from;
}

}  // namespace

Erasure ChildrenService::shown(const store::ErasureRow& row) {
  const auto pupil = around_.registry.pupil(row.person_id);
  return {row.id,
          row.person_id,
          pupil ? pupil->name : "",
          pupil ? pupil->of_class : "",
          row.by_name,
          row.words,
          row.asked_at,
          row.due_on,
          row.state,
          row.reason,
          row.decided_at};
}

Result<OwnChildren> ChildrenService::ask_erasure(const Actor& actor, const PersonId& child,
                                                 const ErasureWords& wanted) {
  DOORSTEP_LET(pupil, own_child(actor, child));
  if (wanted.words.empty() || wanted.words.size() > longest_words)
    return wrong("words", say("请写明希望删除什么", "say what is to be erased"));
  // Who has left asks the school that it left: that one still has its things.
  auto school = pupil.school_id;
  if (school.empty()) {
    DOORSTEP_LET(history, around_.registry.service_history(child));
    Date until;
    for (const auto& one : history)
      if (one.role == "student" && (school.empty() || until < one.end_on)) {
        school = one.org_id;
        until = one.end_on;
      }
  }
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    for (const auto& other : store::erasures_of(session, child))
      if (other.state == ErasureState::asked)
        return refuse(Fault::conflict, "erasure-asked",
                      say("已经提出，等学校答复", "it was asked and awaits the school"));
    const store::ErasureRow row{
        new_uuid(),          child,        school,    actor.account,
        actor.name,          wanted.words, now_utc(), after_working_days(Date::today(), working_days),
        ErasureState::asked, "",           ""};
    store::add(session, row);
    around_.trail.append(session, actor, {"erasure-asked", "person", child.value, school, {}});
    return {};
  });
  if (!done) return pass_on(done);
  return own(actor);
}

Result<SchoolConsents> ChildrenService::decide(const Actor& actor, const OrgId& school, const std::string& id,
                                               const ErasureDecision& wanted) {
  if (wanted.reason.empty() || wanted.reason.size() > longest_words)
    return wrong("reason", say("请写明理由，监护人会看到", "give a reason; the guardian reads it"));
  const auto row = around_.database.read([&](db::Session& session) { return store::erasure(session, id); });
  if (!row || row->school_id != school)
    return refuse(Fault::not_found, "erasure-unknown", say("没有这个请求", "there is no such request"));
  if (row->state != ErasureState::asked)
    return refuse(Fault::conflict, "erasure-decided", say("已经答复", "it was decided already"));
  const auto pupil = around_.registry.pupil(row->person_id);
  const bool left = pupil && pupil->school_id.empty();
  if (wanted.granted)
    for (const auto& trace : traces_)
      DOORSTEP_TRY(trace.forget(actor, {row->person_id}, left ? Forgetting::everything : Forgetting::past, false));
  if (wanted.granted && left) DOORSTEP_TRY(around_.registry.forget(actor, {row->person_id}));
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    auto after = *row;
    after.state = wanted.granted ? ErasureState::granted : ErasureState::refused;
    after.reason = wanted.reason;
    after.decided_at = now_utc();
    if (wanted.granted) {
      after.words.clear();
      store::drop_answers_of(session, row->person_id, false);
      if (left) {
        for (const auto& tie : store::ties_of(session, row->person_id))
          store::drop_tie(session, tie.account, tie.person_id);
        // That it was asked and answered stays, nameless.
        after.by_name.clear();
        for (auto earlier : store::erasures_of(session, row->person_id)) {
          if (earlier.id == row->id) continue;
          earlier.by_name.clear();
          earlier.words.clear();
          store::decide(session, earlier);
        }
      }
    }
    store::decide(session, after);
    around_.trail.append(
        session, actor,
        {"erasure-decided", "person", row->person_id.value, school, {{"granted", {}, {json::text(wanted.granted)}}}});
    return {};
  });
  if (!done) return pass_on(done);
  return consents(school);
}

Result<Retention> ChildrenService::retain(const Actor& actor, int64_t years_of_names, bool dry) {
  if (years_of_names < 1 || years_of_names > 100)
    return wrong("years", say("应为 1 到 100 年", "must be 1 to 100 years"));
  const auto today = Date::today();
  Retention made;
  made.done = !dry;
  made.ties_before = today.plus(-years_of_ties * year);
  made.answers_before = today.plus(-years_of_answers * year);
  made.people_before = today.plus(-years_of_names * year);
  const auto people = around_.registry.gone_before(made.people_before, most_at_once);
  made.people = static_cast<int64_t>(people.size());
  const auto left_for = [&](Date before) {
    const auto gone = around_.registry.gone_before(before, most_at_once);
    return std::set<PersonId>{gone.begin(), gone.end()};
  };
  const auto ties_of = left_for(made.ties_before), answers_of = left_for(made.answers_before);
  for (const auto& trace : traces_) {
    DOORSTEP_LET(count, trace.forget(actor, people, Forgetting::everything, dry));
    made.traces.push_back({trace.what, count});
  }
  if (!dry && !people.empty()) DOORSTEP_TRY(around_.registry.forget(actor, people));
  return around_.database.write([&](db::Session& session) -> Result<Retention> {
    for (const auto& tie : store::every_tie(session)) {
      if (!ties_of.contains(tie.person_id)) continue;
      ++made.ties;
      if (!dry) store::drop_tie(session, tie.account, tie.person_id);
    }
    for (const auto& person : store::answering(session))
      if (answers_of.contains(person)) made.answers += store::drop_answers_of(session, person, dry);
    made.codes = store::drop_codes_before(session, today, dry);
    if (!dry) around_.trail.append(session, actor, {"retention-done", "children", "", {}, audit::added(made)});
    return made;
  });
}

}  // namespace doorstep::children
