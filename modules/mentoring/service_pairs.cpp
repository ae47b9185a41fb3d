// Pairs arranged, agreed to, extended, ended and concluded; and who would make a good mentor.
#include <doorstep/base/earth.h>

#include <algorithm>
#include <set>

#include "service.h"

namespace doorstep::mentoring {
namespace {

constexpr size_t most_steps = 40, most_suggested = 20;

tl::unexpected<Error> not_running() {
  return refuse(Fault::conflict, "not-running", say("结对不在进行中", "the pair is not running"));
}

std::string both(const std::string& before, const std::string& more) {
  return before.empty() ? more : before + "; " + more;
}

Result<void> good_step(const NewStep& step, Date from, Date to) {
  DOORSTEP_TRY(good_text("what", step.what, longest_line));
  if (step.due_on < from || step.due_on > to)
    return wrong("due_on", say("应在 {0} 到 {1} 之间", "between {0} and {1}", from.text(), to.text()));
  return {};
}

std::optional<Spot> spot_of(registry::Registry& registry, const OrgId& school) {
  const auto known = registry.school(school, std::nullopt);
  if (!known || !known->org.longitude || !known->org.latitude) return {};
  return Spot{*known->org.longitude, *known->org.latitude};
}

int value_of(const std::map<std::string, int, std::less<>>& worth, const std::string& code) {
  const auto found = worth.find(code);
  return found == worth.end() ? 0 : found->second;
}

}  // namespace

int64_t MentoringService::mentees_of(db::Session& session, const PersonId& mentor, Date from, Date to) const {
  int64_t count = 0;
  for (const auto& row : store::pairs_with(session, mentor))
    count += row.mentee_id != mentor && (row.state == PairState::proposed || row.state == PairState::running) &&
             row.begin_on < to && from < row.end_on;
  return count;
}

// Who may lead whom. Beyond the rules only with a reason, which stays readable.
Result<void> MentoringService::fits(db::Session& session, const OrgId& org, const NewPair& wanted) const {
  for (const auto& row : store::pairs_with(session, wanted.mentee_id))
    if (row.mentee_id == wanted.mentee_id && row.kind == wanted.kind &&
        (row.state == PairState::proposed || row.state == PairState::running) && row.begin_on < wanted.end_on &&
        wanted.begin_on < row.end_on)
      return refuse(Fault::conflict, "pair-twice",
                    say("此人这段时间已有同类结对", "there is a pair of this kind for the mentee at that time"),
                    {{"mentee_id", say("先结束原来的结对", "end that pair first")}});
  if (!wanted.exception.value_or("").empty()) return {};
  const auto& limits = rules().shown;
  for (const auto& mentor : wanted.mentors) {
    const auto known = around_.staff.teacher(mentor, std::nullopt);
    const auto has = mentees_of(session, mentor, wanted.begin_on, wanted.end_on);
    const bool suits = known && may_mentor(rules(), *known, Date::today());
    if (suits && has < limits.most_mentees) continue;
    const auto name = known ? known->name : std::string{};
    return refuse(Fault::conflict, "beyond-rules",
                  suits ? say("{0} 已带 {1} 人，按规则至多 {2} 人", "{0} leads {1} already, at most {2} by the rules",
                              name, has, limits.most_mentees)
                        : say("{0} 的职称和工作年限都不足（年限 {1} 年）",
                              "{0} has neither the title nor the {1} years that the rules ask of a mentor", name,
                              limits.least_years),
                  {{"exception", say("换人，或写明例外理由", "choose another, or say why this is an exception")}});
  }
  if (around_.registry.name_of(org).empty()) return wrong("org", say("没有这个机构", "there is no such organisation"));
  return {};
}

Result<OrgMentoring> MentoringService::arrange(const Actor& actor, const OrgId& org, const NewPair& wanted) {
  DOORSTEP_TRY(good_text("goals", wanted.goals, longest_text));
  DOORSTEP_TRY(good_text("exception", wanted.exception.value_or(""), longest_text, false));
  if (wanted.end_on <= wanted.begin_on)
    return wrong("end_on", say("须晚于 {}", "must be after {}", wanted.begin_on.text()));
  if (wanted.end_on.days() - wanted.begin_on.days() > rules().longest_days)
    return wrong("end_on", say("不超过 {} 天", "at most {} days", rules().longest_days));
  const auto steps = wanted.steps.value_or(std::vector<NewStep>{});
  if (steps.size() > most_steps) return wrong("steps", say("至多 {} 步", "at most {} steps", most_steps));
  for (const auto& step : steps) DOORSTEP_TRY(good_step(step, wanted.begin_on, wanted.end_on));
  const std::set<PersonId> mentors{wanted.mentors.begin(), wanted.mentors.end()};
  if (mentors.empty() || mentors.size() != wanted.mentors.size() || mentors.contains(wanted.mentee_id) ||
      static_cast<int>(mentors.size()) > rules().shown.most_mentors)
    return wrong("mentors", say("1 到 {} 位不同的师傅，且不是徒弟本人", "1 to {} different people, not the mentee",
                                rules().shown.most_mentors));
  const auto mentee = around_.staff.teacher(wanted.mentee_id, std::nullopt);
  if (!mentee || !mentee->serves || !around_.registry.within(mentee->school_id, {false, {org}}))
    return wrong("mentee_id", say("不在本单位任教", "does not teach here"));
  for (const auto& mentor : mentors) {
    const auto known = around_.staff.teacher(mentor, std::nullopt);
    if (!known || !known->serves)
      return wrong("mentors", say("有人已不在岗", "somebody among them does not serve today"));
  }
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    DOORSTEP_TRY(fits(session, org, wanted));
    const store::PairRow row{new_uuid(),
                             org,
                             wanted.kind,
                             PairState::proposed,
                             wanted.mentee_id,
                             "",
                             wanted.begin_on,
                             wanted.end_on,
                             wanted.goals,
                             wanted.exception.value_or(""),
                             ""};
    store::add(session, row);
    for (const auto& mentor : mentors) store::put(session, store::MentorRow{row.id, mentor, ""});
    for (const auto& step : steps) store::add(session, store::StepRow{new_uuid(), row.id, step.due_on, step.what});
    around_.trail.append(session, actor, {"mentoring-arranged", "mentoring-pair", row.id, org, audit::added(row)});
    return {};
  });
  if (!done) return pass_on(done);
  return of(actor, org);
}

Result<Pair> MentoringService::agree(const Actor& actor, const std::string& id, const Agreement& wanted) {
  DOORSTEP_TRY(good_text("reason", wanted.reason.value_or(""), longest_text, !wanted.agrees));
  return change_own(actor, id, [&](db::Session& session, Part& part) -> Result<void> {
    if (part.row.state != PairState::proposed)
      return refuse(Fault::conflict, "not-proposed", say("结对已定", "the pair waits for nobody's agreement"));
    const auto before = part.row;
    if (!wanted.agrees) {
      part.row.state = PairState::declined;
      part.row.end_reason = wanted.reason.value_or("");
    } else if (part.is_mentee()) {
      part.row.mentee_agreed = now_utc();
    } else {
      const auto mine = std::ranges::find(part.mentors, part.me, &store::MentorRow::person_id);
      mine->agreed_at = now_utc();
      store::put(session, *mine);
    }
    const bool all = !part.row.mentee_agreed.empty() &&
                     std::ranges::none_of(part.mentors, [](const auto& one) { return one.agreed_at.empty(); });
    if (wanted.agrees && all) part.row.state = PairState::running;
    store::set(session, part.row);
    around_.trail.append(session, actor,
                         {wanted.agrees ? "mentoring-agreed" : "mentoring-declined", "mentoring-pair", id,
                          part.row.org_id, audit::changes(before, part.row)});
    return {};
  });
}

Result<Pair> MentoringService::extend(const Actor& actor, const OrgId& org, const std::string& id,
                                      const PairEnd& wanted) {
  DOORSTEP_TRY(good_text("reason", wanted.reason, longest_text));
  return change_arranged(actor, org, id, [&](db::Session& session, Part& part) -> Result<void> {
    if (part.row.state != PairState::running) return not_running();
    if (wanted.on <= part.row.end_on) return wrong("on", say("须晚于 {}", "must be after {}", part.row.end_on.text()));
    if (wanted.on.days() - part.row.begin_on.days() > rules().longest_days)
      return wrong("on", say("连同延期不超过 {} 天", "at most {} days in all", rules().longest_days));
    auto after = part.row;
    after.end_on = wanted.on;
    after.end_reason = both(after.end_reason, wanted.reason);
    store::set(session, after);
    around_.trail.append(session, actor,
                         {"mentoring-extended", "mentoring-pair", id, org, audit::changes(part.row, after)});
    return {};
  });
}

Result<Pair> MentoringService::end(const Actor& actor, const OrgId& org, const std::string& id, const PairEnd& wanted) {
  DOORSTEP_TRY(good_text("reason", wanted.reason, longest_text));
  return change_arranged(actor, org, id, [&](db::Session& session, Part& part) -> Result<void> {
    if (part.row.state != PairState::running && part.row.state != PairState::proposed) return not_running();
    if (wanted.on > part.row.end_on) return wrong("on", say("不晚于 {}", "not after {}", part.row.end_on.text()));
    auto after = part.row;
    after.state = PairState::ended;
    after.end_on = std::max(wanted.on, after.begin_on);
    after.end_reason = both(after.end_reason, wanted.reason);
    store::set(session, after);
    around_.trail.append(session, actor,
                         {"mentoring-ended", "mentoring-pair", id, org, audit::changes(part.row, after)});
    return {};
  });
}

Result<Pair> MentoringService::conclude(const Actor& actor, const OrgId& org, const std::string& id,
                                        const NewReview& wanted) {
  DOORSTEP_TRY(good_text("words", wanted.words, longest_text));
  if (!wanted.outcome) return wrong("outcome", say("请选择结果", "say how far the goals were met"));
  return change_arranged(actor, org, id, [&](db::Session& session, Part& part) -> Result<void> {
    if (part.row.state != PairState::running) return not_running();
    store::ReviewRow review{id, wanted.final_, {}, {}, {}, {}};
    for (auto& known : store::reviews(session, id))
      if (known.final_ == wanted.final_) review = std::move(known);
    const auto before = review;
    review.outcome = wanted.outcome;
    review.arranger_words = wanted.words;
    store::put(session, review);
    auto after = part.row;
    if (wanted.final_) {
      after.state = PairState::ended;
      after.end_on = std::clamp(Date::today(), after.begin_on, after.end_on);
      store::set(session, after);
    }
    auto changes = audit::changes(before, review);
    for (auto& change : audit::changes(part.row, after)) changes.push_back(std::move(change));
    around_.trail.append(session, actor, {"mentoring-reviewed", "mentoring-pair", id, org, std::move(changes)});
    return {};
  });
}

Result<Suggestions> MentoringService::suggestions(const OrgId& org, const PersonId& mentee) {
  DOORSTEP_LET(who, around_.staff.teacher(mentee, std::nullopt));
  if (!around_.registry.within(who.school_id, {false, {org}}))
    return refuse(Fault::not_found, "person-unknown", say("不在本单位任教", "does not teach here"));
  const auto today = Date::today();
  const auto& points = rules();
  const auto at = spot_of(around_.registry, who.school_id);
  // A school looks in the groups that it belongs to as well.
  std::set<OrgId> areas{org};
  if (const auto school = around_.registry.school(who.school_id, std::nullopt))
    for (const auto& member : school->groups)
      if (holds_on(member, today)) areas.insert(member.group_id);
  std::map<OrgId, std::optional<double>> far;
  std::map<PersonId, Suggestion> found;
  around_.database.read([&](db::Session& session) {
    for (const auto& area : areas)
      for (const auto& person : around_.staff.teachers(area)) {
        if (person.id == mentee || found.contains(person.id) || who.subject.empty() || !teaches(person, who.subject) ||
            !may_mentor(points, person, today))
          continue;
        const auto has = mentees_of(session, person.id, today, Date::never());
        const auto free = points.shown.most_mentees - has;
        if (free <= 0) continue;
        Suggestion one{person.id,
                       person.name,
                       person.school_id,
                       person.school,
                       person.title,
                       person.backbone,
                       person.stage,
                       has,
                       {},
                       0,
                       {}};
        const auto count = [&](int worth, Words why) {
          if (worth <= 0) return;
          one.worth += worth;
          one.because.push_back(std::move(why));
        };
        if (person.stage == who.stage) count(points.same_stage, say("同学段", "same stage"));
        if (person.school_id == who.school_id) {
          count(points.same_school, say("同校", "same school"));
        } else {
          if (!far.contains(person.school_id)) {
            const auto there = spot_of(around_.registry, person.school_id);
            far[person.school_id] = at && there ? std::optional{kilometres(*at, *there)} : std::nullopt;
          }
          one.kilometres = far[person.school_id];
          if (one.kilometres && *one.kilometres <= points.near_km)
            count(points.near, say("相距 {:.1f} 公里", "{:.1f} km away", *one.kilometres));
          else
            count(points.group, say("同集团", "same group"));
        }
        count(value_of(points.title, person.title), say("职称", "title"));
        count(value_of(points.backbone, person.backbone), say("骨干教师", "backbone teacher"));
        count(points.free_place * static_cast<int>(free), say("还可带 {} 人", "can take {} more", free));
        found.emplace(person.id, std::move(one));
      }
  });
  Suggestions made;
  for (auto& [id, one] : found) made.items.push_back(std::move(one));
  std::ranges::stable_sort(made.items, [](const Suggestion& a, const Suggestion& b) {
    return a.worth != b.worth ? a.worth > b.worth : std::tie(a.name, a.person_id) < std::tie(b.name, b.person_id);
  });
  if (made.items.size() > most_suggested) made.items.resize(most_suggested);
  return made;
}

}  // namespace doorstep::mentoring
