// How schools stand, and the norm.
#include "service.h"

#include <algorithm>

namespace doorstep::staffing {
namespace {

constexpr size_t longest_history = 200, most_unnamed = 100;

}  // namespace

std::unique_ptr<Desk> make_staffing(const Around& around) {
  auto desk = std::make_unique<Desk>();
  desk->ground = std::make_shared<Ground>(around);
  desk->staffing = std::make_unique<StaffingService>(*desk->ground);
  desk->leaves = std::make_unique<LeaveService>(*desk->ground);
  desk->recruitment = std::make_unique<RecruitmentService>(*desk->ground);
  desk->forecasts = std::make_unique<ForecastService>(*desk->ground);
  return desk;
}

Result<OrgStaffing> StaffingService::staffing(const Actor&, const OrgId& org, std::optional<int> wanted, bool manages,
                                              bool speaks) {
  const int year = wanted.value_or(this_year());
  DOORSTEP_TRY(good_year("year", year));
  DOORSTEP_LET(place, ground_.place(org));
  const auto norm = ground_.norm(place.district_id, year);
  const auto facts = ground_.facts(place, year);
  const auto people = ground_.people(org);
  const auto today = Date::today();
  const auto away = ground_.away(today);
  const auto given = given_in(
      ground_.database().read([&](db::Session& session) { return store::allotments(session, place.district_id); }),
      year);
  const Counting counting{norm.numbers, facts, people, away, given, today};

  OrgStaffing made{place.id,
                   place.name,
                   place.kind,
                   place.district_id,
                   place.district,
                   year,
                   facts.year,
                   manages,
                   speaks && place.kind == Over::school,
                   norm.info,
                   {},
                   {},
                   {},
                   {},
                   {},
                   {},
                   {}};
  made.subjects = subjects_in(counting);
  made.schools = stands(counting, made.subjects);
  made.total = totals(made.schools, made.subjects);
  Names names;
  for (const auto& school : made.schools) names.emplace(school.school_id, school.school);
  add_decisions(place, year, names, made);
  if (place.kind == Over::school)
    for (const auto& person : people)
      if (person.school_id == org && !workforce::parse_month(person.birth_month) &&
          made.without_birth.size() < most_unnamed)
        made.without_birth.push_back(person.name);
  return made;
}

void StaffingService::add_decisions(const OrgPlace& place, int year, const Names& schools, OrgStaffing& into) {
  ground_.database().read([&](db::Session& session) {
    const auto rows = store::allotments(session, place.district_id);
    if (place.kind == Over::district)
      into.pool = pool_in(store::pools(session, place.district_id), given_in(rows, year), year);
    for (auto row = rows.rbegin(); row != rows.rend() && into.history.size() < longest_history; ++row)
      if (const auto known = schools.find(row->school_id); known != schools.end())
        into.history.push_back({row->school_id, known->second, row->year, row->subject, row->posts, row->turnover,
                                row->reason, row->by_name, row->at});
    for (auto& row : store::asks(session, place.district_id))
      if (const auto known = schools.find(row.school_id); known != schools.end())
        into.asks.push_back({row.id, row.school_id, known->second, row.year, row.more, row.reason, row.by_name, row.at,
                             row.state, row.given, row.turnover, row.answer, row.decided_by, row.decided_at});
  });
  std::ranges::stable_partition(into.asks, [](const Ask& one) { return one.state == AskState::open; });
}

Result<NormBook> StaffingService::norm(const OrgId& org, std::optional<int> wanted) {
  const int year = wanted.value_or(this_year());
  DOORSTEP_TRY(good_year("year", year));
  DOORSTEP_LET(place, ground_.place(org));
  auto holds = ground_.norm(place.district_id, year);
  NormBook book{std::move(holds.info), std::move(holds.numbers), {}};
  ground_.database().read([&](db::Session& session) {
    for (auto& row : store::norms(session, place.district_id))
      book.versions.push_back({row.version, row.from_year, row.reason, row.by_name, row.at});
  });
  return book;
}

Result<NormBook> StaffingService::set_norm(const Actor& actor, const OrgId& district, const NewNorm& wanted) {
  DOORSTEP_LET(place, ground_.district(district));
  DOORSTEP_TRY(good_year("from_year", wanted.from_year));
  DOORSTEP_TRY(good_text("reason", wanted.reason, longest_reason));
  DOORSTEP_TRY(good_numbers(wanted.numbers));
  auto done = ground_.database().write([&](db::Session& session) -> Result<void> {
    const auto before = store::norms(session, place.id);
    const store::NormRow row{place.id,
                             before.empty() ? 1 : before.front().version + 1,
                             wanted.from_year,
                             wanted.reason,
                             json::text(wanted.numbers),
                             actor.name,
                             now_utc()};
    store::add(session, row);
    ground_.trail().append(session, actor,
                           {"staffing-norm-set", "district", place.id.value, place.id, audit::added(row)});
    return {};
  });
  if (!done) return pass_on(done);
  return norm(district, wanted.from_year);
}

}  // namespace doorstep::staffing
