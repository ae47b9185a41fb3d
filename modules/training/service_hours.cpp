// Hours against the duty, and training elsewhere that a school confirms.
#include <algorithm>

#include "service.h"

namespace doorstep::training {
namespace {

constexpr size_t asked_one_by_one = 300;  // people; for more, all credits are read at once

tl::unexpected<Error> no_claim() {
  return refuse(Fault::not_found, "claim-unknown", say("没有这条申报", "there is no such claim"));
}
Credit credit_of(const store::CreditRow& row) { return {row.on_day.year(), row.kind, row.level, row.hours}; }

}  // namespace

Date TrainingService::window_begin(int year) {
  return *Date::of(year - static_cast<int>(duty_book().window) + 1, 1, 1);
}

HoursStanding TrainingService::standing_in(db::Session& session, const staff::Teacher& teacher) {
  const int year = Date::today().year();
  std::vector<Credit> credits;
  for (const auto& row : store::credits_of(session, teacher.id, window_begin(year))) credits.push_back(credit_of(row));
  return standing(duty_book(), teacher.role, teacher.working_since, year, credits);
}

std::vector<PersonHours> TrainingService::people_hours(const OrgId& org) {
  const int year = Date::today().year();
  auto teachers = around_.staff.teachers(org);
  std::erase_if(teachers, [](const staff::Teacher& one) { return !has_duty(one); });
  std::map<PersonId, std::vector<Credit>> credits;
  around_.database.read([&](db::Session& session) {
    const auto keep = [&](const std::vector<store::CreditRow>& rows) {
      for (const auto& row : rows) credits[row.person_id].push_back(credit_of(row));
    };
    if (teachers.size() > asked_one_by_one) return keep(store::credits(session, window_begin(year)));
    for (const auto& teacher : teachers) keep(store::credits_of(session, teacher.id, window_begin(year)));
  });
  std::vector<PersonHours> made;
  made.reserve(teachers.size());
  for (const auto& one : teachers)
    made.push_back({one.id, one.name, one.school_id, one.school, one.subject, one.title,
                    standing(duty_book(), one.role, one.working_since, year, credits[one.id])});
  return made;
}

Result<HoursPage> TrainingService::hours(const OrgId& org, const HoursQuery& query) {
  if (query.limit < 1 || query.limit > 1000)
    return wrong_field("limit", say("应在 1 到 1000 之间", "must lie between 1 and 1000"));
  DOORSTEP_LET(name, known_name(org));
  if (query.school && *query.school != org && !around_.places.within(*query.school, org))
    return wrong_field("school", say("不在这个范围之内", "does not lie within"));
  HoursPage page{name, {}, {}, 0, 0, 0};
  auto people = people_hours(query.school.value_or(org));
  page.total = static_cast<int64_t>(people.size());
  page.behind = std::ranges::count_if(people, [](const PersonHours& one) { return one.standing.behind; });
  if (query.behind) std::erase_if(people, [](const PersonHours& one) { return !one.standing.behind; });
  if (!query.find.empty())
    std::erase_if(people, [&](const PersonHours& one) { return one.name.find(query.find) == one.name.npos; });
  page.found = static_cast<int64_t>(people.size());
  // The cursor is the last person of the page before: people come and go, the order by school and name stays.
  auto from = people.begin();
  if (!query.cursor.empty()) {
    from = std::ranges::find(people, PersonId{query.cursor}, &PersonHours::id);
    if (from == people.end())
      return wrong_field("cursor", say("名单已变化，请从头再看", "the list has changed: begin again"));
    ++from;
  }
  for (; from != people.end() && page.items.size() < static_cast<size_t>(query.limit); ++from)
    page.items.push_back(std::move(*from));
  if (from != people.end() && !page.items.empty()) page.next = page.items.back().id.value;
  return page;
}

Result<HoursPage> TrainingService::all_hours(const OrgId& org) {
  DOORSTEP_LET(name, known_name(org));
  HoursPage page{name, people_hours(org), {}, 0, 0, 0};
  page.total = page.found = static_cast<int64_t>(page.items.size());
  page.behind = std::ranges::count_if(page.items, [](const PersonHours& one) { return one.standing.behind; });
  return page;
}

Result<std::vector<SchoolHours>> TrainingService::hours_by_school(const OrgId& org) {
  DOORSTEP_TRY(known_name(org));
  std::vector<SchoolHours> made;
  for (const auto& one : people_hours(org)) {
    auto at = std::ranges::find(made.rbegin(), made.rend(), one.school_id, &SchoolHours::school_id);
    if (at == made.rend()) {
      made.push_back({one.school_id, one.school, 0, 0, 0, 0});
      at = made.rbegin();
    }
    auto& school = *at;
    ++school.people;
    school.behind += one.standing.behind;
    school.mean += one.standing.years.back().hours;
    school.mean_five += one.standing.hours;
  }
  for (auto& school : made) {
    school.mean /= static_cast<double>(school.people);
    school.mean_five /= static_cast<double>(school.people);
  }
  return made;
}

Result<HoursStanding> TrainingService::standing_of(const PersonId& person) {
  DOORSTEP_LET(teacher, around_.staff.teacher(person));
  return around_.database.read([&](db::Session& session) { return standing_in(session, teacher); });
}

std::vector<TrainingClaim> TrainingService::shown_claims(const std::vector<store::ClaimRow>& rows) {
  std::vector<PersonId> people;
  for (const auto& row : rows) people.push_back(row.person_id);
  const auto teachers = teachers_of(people);
  std::vector<TrainingClaim> made;
  around_.database.read([&](db::Session& session) {
    for (const auto& row : rows) {
      const auto teacher = teachers.find(row.person_id);
      made.push_back({row.id,
                      row.person_id,
                      teacher == teachers.end() ? std::string{} : teacher->second.name,
                      row.school_id,
                      {},
                      row.title,
                      row.issuer,
                      row.kind,
                      row.level,
                      row.hours,
                      row.begin_on,
                      row.end_on,
                      row.state,
                      row.reason,
                      row.decided_by,
                      row.decided_at,
                      row.made_at,
                      around_.files.of(session, {claims_room, row.id})});
    }
  });
  for (auto& one : made) one.school = name_of(one.school_id);
  return made;
}

Result<std::vector<TrainingClaim>> TrainingService::claims(const OrgId& org) {
  DOORSTEP_TRY(known_name(org));
  return shown_claims(around_.database.read([&](db::Session& session) { return store::claims_at(session, org); }));
}

Result<std::vector<TrainingClaim>> TrainingService::decide_claim(const Actor& actor, const OrgId& org,
                                                                 const std::string& id, const ClaimDecision& wanted) {
  const auto reason = wanted.reason.value_or("");
  if (!wanted.confirmed || !reason.empty()) DOORSTEP_TRY(good_reason(reason));
  const auto own = around_.staff.person_of(actor.account);
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    const auto before = store::claim(session, id);
    if (!before || before->school_id != org) return no_claim();
    if (before->state == ClaimState::confirmed && reason.empty())
      return wrong_field("reason", say("更改已有的认定须说明原因", "a correction needs a reason"));
    if (own && *own == before->person_id)
      return refuse(Fault::forbidden, "ones-own", say("不能认定自己的申报", "nobody confirms one's own claim"));
    auto after = *before;
    after.state = wanted.confirmed ? ClaimState::confirmed : ClaimState::refused;
    after.reason = reason;
    after.decided_by = actor.name;
    after.decided_at = now_utc();
    store::set(session, after);
    around_.trail.append(session, actor,
                         {"training-claim-decided", "training-claim", id, org, audit::changes(*before, after)});
    return {};
  });
  if (!done) return pass_on(done);
  return claims(org);
}

bool TrainingService::has_claim(const OrgId& org, const std::string& id) {
  const auto row = around_.database.read([&](db::Session& session) { return store::claim(session, id); });
  return row && row->school_id == org;
}

std::vector<TrainingFact> TrainingService::facts(const PersonId& person) {
  std::vector<TrainingFact> made;
  around_.database.read([&](db::Session& session) {
    for (const auto& row : store::certificates_of(session, person))
      if (const auto offer = store::offer(session, row.offer_id); offer && row.revoked_at.empty())
        made.push_back({offer->title, row.issuer, offer->kind, offer->level, row.hours, row.begin_on, row.end_on,
                        row.code, false});
    for (const auto& row : store::claims_of(session, person))
      if (row.state == ClaimState::confirmed)
        made.push_back({row.title, row.issuer, row.kind, row.level, row.hours, row.begin_on, row.end_on, "", true});
  });
  std::ranges::stable_sort(made, std::greater{}, &TrainingFact::end_on);
  return made;
}

}  // namespace doorstep::training
