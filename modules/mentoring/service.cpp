// Pairs as they are shown, to whom; one's own; facts for portfolios.
#include "service.h"

#include <algorithm>
#include <set>

namespace doorstep::mentoring {
namespace {

tl::unexpected<Error> no_pair() {
  return refuse(Fault::not_found, "pair-unknown", say("没有这个师徒结对", "there is no such pair"));
}

// What waits comes first, what is over last.
int order_of(const Pair& pair) {
  switch (pair.state) {
    case PairState::proposed:
      return 0;
    case PairState::running:
      return 1;
    default:
      return 2;
  }
}

void sort_pairs(std::vector<Pair>& pairs) { std::ranges::stable_sort(pairs, {}, order_of); }

std::string names_of(const std::vector<Partner>& people) {
  std::string names;
  for (const auto& one : people) names += (names.empty() ? "" : ", ") + one.name;
  return names;
}

bool waits_for_me(const Pair& pair) {
  if (pair.state != PairState::proposed) return false;
  if (pair.mentee.own) return !pair.mentee.agreed;
  return std::ranges::any_of(pair.mentors, [](const Partner& one) { return one.own && !one.agreed; });
}

}  // namespace

tl::unexpected<Error> wrong(const char* field, Words what) {
  return refuse(Fault::invalid, "mentoring-invalid", what, {{field, what}});
}
Result<void> good_text(const char* field, const std::string& text, size_t most, bool needed) {
  if (needed && text.empty()) return wrong(field, say("请填写", "fill this in"));
  if (text.size() > most) return wrong(field, say("太长，至多 {} 字节", "too long: at most {} bytes", most));
  return {};
}

std::unique_ptr<Mentoring> make_mentoring(const Around& around) { return std::make_unique<MentoringService>(around); }

bool MentoringService::Part::mentors_it() const {
  return !me.empty() && std::ranges::find(mentors, me, &store::MentorRow::person_id) != mentors.end();
}

PersonId MentoringService::me(const Actor& actor) const {
  return around_.staff.person_of(actor.account).value_or(PersonId{});
}

Result<MentoringService::Part> MentoringService::arranged(db::Session& session, const OrgId& org,
                                                          const std::string& id) const {
  auto row = store::pair(session, id);
  if (!row || row->org_id != org) return no_pair();
  auto mentors = store::mentors(session, id);
  return Part{std::move(*row), std::move(mentors), {}};
}

Result<MentoringService::Part> MentoringService::own_part(db::Session& session, const PersonId& me,
                                                          const std::string& id) const {
  auto row = me.empty() ? std::nullopt : store::pair(session, id);
  if (!row) return no_pair();
  Part part{std::move(*row), store::mentors(session, id), me};
  if (!part.is_mentee() && !part.mentors_it()) return no_pair();
  return part;
}

Result<Pair> MentoringService::change_own(const Actor& actor, const std::string& id, const PairWork& work) {
  const auto who = me(actor);
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    DOORSTEP_LET(part, own_part(session, who, id));
    return work(session, part);
  });
  if (!done) return pass_on(done);
  return own_pair(actor, id);
}

Result<Pair> MentoringService::change_arranged(const Actor& actor, const OrgId& org, const std::string& id,
                                               const PairWork& work) {
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    DOORSTEP_LET(part, arranged(session, org, id));
    return work(session, part);
  });
  if (!done) return pass_on(done);
  return pair(actor, org, id);
}

Partner MentoringService::partner(const PersonId& person, const PersonId& who) const {
  Partner made;
  made.person_id = person;
  made.own = !who.empty() && person == who;
  if (const auto known = around_.staff.teacher(person, std::nullopt)) {
    made.name = known->name;
    made.school_id = known->school_id;
    made.school = known->school;
    made.subject = known->subject;
    made.title = known->title;
  }
  return made;
}

Pair MentoringService::shown(db::Session& session, const store::PairRow& row, const PersonId& who, bool arranges,
                             bool whole) const {
  Pair made{row.id,
            row.org_id,
            around_.registry.name_of(row.org_id),
            row.kind,
            row.state,
            partner(row.mentee_id, who),
            {},
            row.begin_on,
            row.end_on,
            row.goals,
            row.exception,
            row.end_reason,
            {},
            {},
            {},
            0,
            Date::never(),
            arranges};
  made.mentee.agreed = !row.mentee_agreed.empty();
  for (const auto& mentor : store::mentors(session, row.id)) {
    made.mentors.push_back(partner(mentor.person_id, who));
    made.mentors.back().agreed = !mentor.agreed_at.empty();
  }
  const auto today = Date::today();
  for (auto& visit : store::visits(session, row.id)) {
    made.held += visit.held;
    if (!visit.held && visit.on_day >= today) made.next_on = std::min(made.next_on, visit.on_day);
    if (!whole) continue;
    const auto by = std::ranges::find(made.mentors, visit.mentor_id, &Partner::person_id);
    made.visits.push_back({visit.id, visit.mentor_id, by == made.mentors.end() ? "" : by->name, visit.on_day,
                           visit.held, std::move(visit.lesson), std::move(visit.seen), std::move(visit.advice),
                           who.empty() ? "" : std::move(visit.note), visit.mentor_id == who && !who.empty(),
                           around_.files.of(session, {visits_room, visit.id})});
  }
  for (auto& review : store::reviews(session, row.id))
    made.reviews.push_back({review.final_, review.outcome, std::move(review.mentor_words),
                            std::move(review.mentee_words), std::move(review.arranger_words)});
  if (whole)
    for (auto& step : store::steps(session, row.id))
      made.steps.push_back({step.id, step.due_on, std::move(step.what), step.done_on});
  return made;
}

Result<OrgMentoring> MentoringService::of(const Actor& actor, const OrgId& org) {
  const auto name = around_.registry.name_of(org);
  if (name.empty())
    return refuse(Fault::not_found, "org-unknown", say("没有这个机构", "there is no such organisation"));
  const auto today = Date::today();
  const auto who = me(actor);
  OrgMentoring made{org, name, around_.registry.group(org).has_value(), rules().shown, {}, {}, {}};
  const auto people = around_.staff.teachers(org);
  around_.database.read([&](db::Session& session) {
    // Those of its schools too: a group sees whom its members have brought together.
    std::set<OrgId> arrangers{org};
    for (const auto& person : people) arrangers.insert(person.school_id);
    for (const auto& arranger : arrangers)
      for (const auto& row : store::pairs_of(session, arranger))
        made.pairs.push_back(shown(session, row, {}, arranger == org, false));
    for (const auto& row : store::services_of(session, org)) made.services.push_back(summary(session, row, who));
    for (const auto& person : people) {
      if (!is_new(rules(), person, today)) continue;
      NewTeacher one{
          person.id, person.name, person.school_id, person.school, person.subject, person.stage, person.working_since,
          {},        {}};
      // Whoever arranged it: a school sees that the group has found a mentor already.
      for (const auto& row : store::pairs_with(session, person.id)) {
        if (row.mentee_id != person.id || row.state == PairState::ended || row.state == PairState::declined) continue;
        one.pair_id = row.id;
        one.mentor = names_of(shown(session, row, {}, false, false).mentors);
        break;
      }
      made.new_teachers.push_back(std::move(one));
    }
  });
  sort_pairs(made.pairs);
  std::ranges::stable_sort(made.new_teachers, {}, [](const NewTeacher& one) { return !one.pair_id.empty(); });
  return made;
}

Result<Pair> MentoringService::pair(const Actor&, const OrgId& org, const std::string& id) {
  return around_.database.read([&](db::Session& session) -> Result<Pair> {
    DOORSTEP_LET(part, arranged(session, org, id));
    return shown(session, part.row, {}, true, true);
  });
}

Result<Pair> MentoringService::own_pair(const Actor& actor, const std::string& id) {
  const auto who = me(actor);
  return around_.database.read([&](db::Session& session) -> Result<Pair> {
    DOORSTEP_LET(part, own_part(session, who, id));
    return shown(session, part.row, who, false, true);
  });
}

Result<OwnMentoring> MentoringService::own(const Actor& actor) {
  OwnMentoring made;
  const auto who = me(actor);
  const auto known = who.empty() ? std::nullopt : std::optional{around_.staff.teacher(who, std::nullopt)};
  if (!known || !*known) return made;
  made.known = true;
  made.school_id = (*known)->school_id;
  around_.database.read([&](db::Session& session) {
    for (const auto& row : store::pairs_with(session, who))
      made.pairs.push_back(shown(session, row, who, false, false));
    for (const auto& row : store::services_by(session, who)) made.services.push_back(summary(session, row, who));
  });
  std::ranges::stable_sort(made.pairs, {}, [](const Pair& one) {
    return std::pair{!waits_for_me(one), order_of(one)};
  });
  const auto nearer = [&](Date on, const std::string& what) {
    if (on >= made.next_on) return;
    made.next_on = on;
    made.next_what = what;
  };
  for (const auto& pair : made.pairs) {
    made.waits += waits_for_me(pair);
    if (pair.state == PairState::running)
      nearer(pair.next_on, pair.mentee.own ? names_of(pair.mentors) : pair.mentee.name);
  }
  for (const auto& service : made.services) nearer(service.next_on, service.group);
  return made;
}

bool MentoringService::may_see_visit(const Actor& actor, const std::optional<OrgId>& org, const std::string& id) {
  const auto who = me(actor);
  return around_.database.read([&](db::Session& session) {
    const auto visit = store::visit(session, id);
    if (!visit) return false;
    return org ? arranged(session, *org, visit->pair_id).has_value()
               : own_part(session, who, visit->pair_id).has_value();
  });
}

bool MentoringService::guides(const PersonId& mentor, const PersonId& mentee) {
  return around_.database.read([&](db::Session& session) {
    return std::ranges::any_of(store::pairs_with(session, mentor), [&](const store::PairRow& row) {
      return row.mentee_id == mentee && row.state == PairState::running && holds_on(row, Date::today());
    });
  });
}

MentoringFacts MentoringService::facts(const PersonId& person) {
  MentoringFacts made;
  around_.database.read([&](db::Session& session) {
    for (const auto& row : store::pairs_with(session, person)) {
      if (row.state == PairState::proposed || row.state == PairState::declined) continue;
      const auto pair = shown(session, row, {}, false, false);
      MentoringFact fact{row.mentee_id != person,       row.kind, pair.org, {}, row.begin_on, row.end_on,
                         row.state == PairState::ended, {},       0};
      fact.with = fact.as_mentor ? pair.mentee.name : names_of(pair.mentors);
      for (const auto& review : pair.reviews)
        if (review.final_) fact.outcome = review.outcome;
      for (const auto& visit : store::visits(session, row.id))
        fact.visits += visit.held && (!fact.as_mentor || visit.mentor_id == person);
      made.pairs.push_back(std::move(fact));
    }
    for (const auto& row : store::services_by(session, person)) {
      const auto service = summary(session, row, {});
      const auto visits = store::service_visits(session, row.id);
      made.services.push_back(
          {service.group, row.subject, row.begin_on, row.end_on, service.reached,
           std::ranges::count_if(visits, [](const auto& one) { return one.held && !one.cancelled; }), service.met});
    }
  });
  return made;
}

}  // namespace doorstep::mentoring
