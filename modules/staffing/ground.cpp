#include "ground.h"

#include <algorithm>
#include <map>

namespace doorstep::staffing {
namespace {

tl::unexpected<Error> unknown(const char* code, Words what) { return refuse(Fault::not_found, code, std::move(what)); }

}  // namespace

tl::unexpected<Error> wrong(const char* field, Words what) {
  return refuse(Fault::invalid, "staffing-invalid", what, {{field, what}});
}
Result<void> good_text(const char* field, const std::string& text, size_t most, bool needed) {
  if (needed && text.empty()) return wrong(field, say("请填写", "fill this in"));
  if (text.size() > most) return wrong(field, say("太长，至多 {} 字节", "too long: at most {} bytes", most));
  return {};
}
Result<void> good_year(const char* field, int year) {
  if (year < first_year || year > last_year)
    return wrong(field, say("学年应在 {0} 到 {1} 之间", "a school year between {0} and {1}", first_year, last_year));
  return {};
}
int this_year() { return begin_of_school_year(Date::today()).year(); }

std::optional<double> SchoolFacts::StageFacts::figure(std::string_view code) const {
  for (const auto& [name, value] : figures)
    if (name == code) return value;
  return {};
}

Result<OrgPlace> Ground::place(const OrgId& org) {
  auto& registry = around_.registry;
  OrgPlace made{org, registry.name_of(org), Over::school, registry.district_of(org), {}};
  if (made.name.empty()) return unknown("org-unknown", say("没有这个机构", "there is no such organisation"));
  if (!registry.school(org, std::nullopt)) made.kind = registry.group(org) ? Over::group : Over::district;
  if (made.kind == Over::district) made.district_id = org;
  made.district = registry.name_of(made.district_id);
  return made;
}

Result<OrgPlace> Ground::district(const OrgId& org) {
  DOORSTEP_LET(found, place(org));
  if (found.kind != Over::district) return unknown("district-unknown", say("不是区县", "this is no district"));
  return std::move(found);
}
Result<OrgPlace> Ground::school(const OrgId& org) {
  DOORSTEP_LET(found, place(org));
  if (found.kind != Over::school) return unknown("school-unknown", say("不是学校", "this is no school"));
  return std::move(found);
}

// The schools of today, whatever they belonged to when the returns were made.
std::vector<OrgId> Ground::schools_in(const OrgPlace& place) {
  auto& registry = around_.registry;
  if (place.kind == Over::school) return {place.id};
  std::vector<OrgId> found;
  if (place.kind == Over::district) {
    for (auto& school : registry.roll(place.id, Date::today(), {}).schools) found.push_back(std::move(school.id));
  } else if (const auto group = registry.group(place.id)) {
    for (const auto& member : group->members)
      if (holds_on(member, Date::today())) found.push_back(member.school_id);
  }
  return found;
}

OrgFacts Ground::facts(const OrgPlace& place, int year) {
  auto& registry = around_.registry;
  OrgFacts made;
  for (const auto& known : registry.years(place.id))
    if (known.year.start <= year) {
      made.year = known.year.start;
      break;
    }
  std::map<OrgId, std::vector<SchoolFacts::StageFacts>> returned;
  const auto take = [&](std::vector<registry::Section> sections) {
    for (auto& section : sections)
      if (!section.stage.empty())
        returned[section.school_id].push_back({std::move(section.stage), std::move(section.figures)});
  };
  const auto ids = schools_in(place);
  if (made.year && place.kind == Over::district) take(registry.sections(place.id, {made.year}));
  for (const auto& id : ids) {
    const auto known = registry.school(id, std::nullopt);
    if (!known) continue;
    const auto& row = known->org;
    if (made.year && place.kind != Over::district) take(registry.sections(id, {made.year}));
    SchoolFacts school{id, row.name, row.stages, row.setting, row.legal_form, row.teaching_point, {}, {}, {}};
    if (!known->campuses.empty()) {
      school.longitude = known->campuses.front().longitude;
      school.latitude = known->campuses.front().latitude;
    }
    if (const auto found = returned.find(id); found != returned.end())
      school.stages_returned = std::move(found->second);
    // Stages stand in the order of schooling.
    std::ranges::sort(school.stages_returned, {},
                      [](const SchoolFacts::StageFacts& one) { return first_grade_of(one.stage); });
    made.schools.push_back(std::move(school));
  }
  std::ranges::sort(made.schools, {}, [](const SchoolFacts& one) { return std::tie(one.name, one.id); });
  return made;
}

std::set<PersonId> Ground::away(Date on) {
  std::set<PersonId> found;
  around_.database.read([&](db::Session& session) {
    for (auto& row : store::leaves_on(session, on)) found.insert(std::move(row.person_id));
  });
  return found;
}

Norm Ground::norm(const OrgId& district, int year) {
  auto made = national_norm();
  around_.database.read([&](db::Session& session) {
    for (const auto& row : store::norms(session, district)) {
      if (row.from_year > year) continue;
      auto numbers = json::read_text<NormNumbers>(row.numbers);
      if (!numbers) continue;
      made.numbers = std::move(*numbers);
      made.info.local = true;
      made.info.version = row.version;
      made.info.from_year = row.from_year;
      made.info.reason = row.reason;
      made.info.by_name = row.by_name;
      made.info.at = row.at;
      return;
    }
  });
  return made;
}

}  // namespace doorstep::staffing
