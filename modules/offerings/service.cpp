#include "service.h"

#include <algorithm>
#include <ctime>

#include <doorstep/zone/zone.h>

namespace doorstep::offerings {

tl::unexpected<Error> wrong_field(const std::string& field, Words what) {
  return refuse(Fault::invalid, "offerings-invalid", what, {{field, what}});
}
tl::unexpected<Error> no_offering() {
  return refuse(Fault::not_found, "offering-unknown", say("没有这个项目", "there is no such offering"));
}
tl::unexpected<Error> no_round() {
  return refuse(Fault::not_found, "round-unknown", say("没有这次选课", "there is no such round"));
}
Result<void> good_reason(const std::string& reason) {
  if (reason.empty() || reason.size() > 2000)
    return wrong_field("reason", say("请说明原因，不超过 600 字", "give a reason of at most 600 letters"));
  return {};
}

const MemberSchool* Body::member(const OrgId& id) const {
  const auto found = std::ranges::find(members, id, &MemberSchool::id);
  return found == members.end() ? nullptr : &*found;
}

void Ways::add(const MemberSchool& school) {
  places_[school.id.value] = {school.id, school.spot};
  for (const auto& campus : school.campuses) {
    auto spot = school.spot;
    if (campus.longitude && campus.latitude) spot = Spot{*campus.longitude, *campus.latitude};
    places_[campus.id.value] = {school.id, spot};
  }
}

int64_t Ways::minutes(const std::string& from, const std::string& to) const {
  if (from == to) return 0;
  const auto one = places_.find(from), other = places_.find(to);
  if (one == places_.end() || other == places_.end()) return way_minutes({}, {});
  const auto& a = one->second;
  const auto& b = other->second;
  // The campus of a school whose own place is not known is taken to be where the school is.
  const bool same =
      a.school == b.school &&
      (!a.spot || !b.spot || (a.spot->longitude == b.spot->longitude && a.spot->latitude == b.spot->latitude));
  return same ? 0 : way_minutes(a.spot, b.spot);
}

std::unique_ptr<Offerings> make_offerings(Around around) {
  return std::make_unique<OfferingsService>(std::move(around));
}

OfferingsService::OfferingsService(Around around) : around_(std::move(around)) {
  if (!around_.now) around_.now = [] { return static_cast<int64_t>(std::time(nullptr)); };
}

std::optional<MemberSchool> OfferingsService::school_of(const OrgId& id) {
  auto school = around_.registry.school(id, std::nullopt);
  if (!school) return std::nullopt;
  MemberSchool made{id, school->org.name, std::nullopt, std::move(school->campuses)};
  if (school->org.longitude && school->org.latitude) made.spot = Spot{*school->org.longitude, *school->org.latitude};
  return made;
}

Result<Body> OfferingsService::body_of(const OrgId& org) {
  Body made;
  if (const auto group = around_.registry.group(org)) {
    made.name = group->org.name;
    for (const auto& member : group->members)
      if (holds_on(member, Date::today()))
        if (auto school = school_of(member.school_id)) made.members.push_back(std::move(*school));
    std::ranges::sort(made.members, {}, &MemberSchool::name);
    return made;
  }
  if (auto school = school_of(org)) {
    made.name = school->name;
    made.members.push_back(std::move(*school));
    return made;
  }
  return refuse(Fault::not_found, "org-unknown", say("没有这个集团或学校", "there is no such group or school"));
}

Parts OfferingsService::parts_of(db::Session& session, store::OfferingRow row) {
  Parts made{std::move(row), {}, {}, {}};
  made.sessions = store::sessions(session, made.row.id);
  made.quotas = store::quotas(session, made.row.id);
  made.teachers = store::teachers(session, made.row.id);
  return made;
}

std::vector<Parts> OfferingsService::parts_in(db::Session& session, const std::string& round) {
  std::vector<Parts> made;
  std::map<std::string, size_t> place;
  for (auto& row : store::offerings_in(session, round)) {
    place[row.id] = made.size();
    made.push_back({std::move(row), {}, {}, {}});
  }
  const auto at = [&](const std::string& id) -> Parts& { return made[place.at(id)]; };
  for (auto& row : store::sessions_in(session, round)) at(row.offering_id).sessions.push_back(std::move(row));
  for (auto& row : store::quotas_in(session, round)) at(row.offering_id).quotas.push_back(std::move(row));
  for (auto& row : store::teachers_in(session, round)) at(row.offering_id).teachers.push_back(std::move(row));
  return made;
}

OfferingCard OfferingsService::card(const Parts& parts) {
  const auto& row = parts.row;
  OfferingCard made;
  made.id = row.id;
  made.org_id = row.org_id;
  made.org = around_.places.name_of(row.org_id);
  made.kind = row.kind;
  made.title = title_of(row);
  made.about = row.about;
  made.materials = row.materials;
  made.transport = row.transport;
  made.host_id = row.host_id;
  made.host = around_.places.name_of(row.host_id);
  made.campus_id = row.campus_id;
  if (!row.campus_id.empty())
    if (const auto host = school_of(row.host_id))
      for (const auto& campus : host->campuses)
        if (campus.id == row.campus_id) made.campus = campus.name;
  made.place = row.place;
  for (const auto& one : parts.teachers)
    made.teachers.push_back(
        {one.person_id.empty() ? std::nullopt : std::optional{one.person_id}, one.name, one.visiting});
  for (const auto& one : parts.sessions)
    made.sessions.push_back(
        {one.weekday, one.from_on, one.until_on ? std::optional{one.until_on->plus(-1)} : std::nullopt, one.on_day,
         zone::text_of(static_cast<int>(one.from_minute)), zone::text_of(static_cast<int>(one.to_minute))});
  made.grades = listed_numbers(row.grades);
  made.capacity = row.capacity;
  made.cost_yuan = row.cost_yuan;
  for (const auto& one : parts.quotas) made.quotas.push_back({one.school_id, one.least, one.most});
  made.consent = row.consent;
  made.state = row.state;
  made.reason = row.reason;
  made.round_id = row.round_id;
  made.taken = row.taken;
  made.origin_id = row.origin_id;
  if (!row.origin_id.empty())
    if (const auto origin =
            around_.database.read([&](db::Session& session) { return store::offering(session, row.origin_id); }))
      made.origin = around_.places.name_of(origin->host_id);
  return made;
}

bool OfferingsService::taking(const store::RoundRow& row) const {
  return row.state == ChoosingState::open && row.opens_at <= now() && now() < row.closes_at;
}

ChoosingRound OfferingsService::shown(const store::RoundRow& row) {
  const auto zone = around_.zone_of(row.org_id);
  const auto opens = zone::clock_at(zone, row.opens_at), closes = zone::clock_at(zone, row.closes_at);
  ChoosingRound made;
  made.id = row.id;
  made.org_id = row.org_id;
  made.org = around_.places.name_of(row.org_id);
  made.title = row.title;
  made.notes = row.notes;
  made.mode = row.mode;
  made.rule = row.rule;
  made.state = row.state;
  made.opens_at = row.opens_at;
  made.closes_at = row.closes_at;
  made.opens_on = opens.on.text();
  made.opens = zone::text_of(opens.minute);
  made.closes_on = closes.on.text();
  made.closes = zone::text_of(closes.minute);
  made.choices = row.choices;
  made.most = row.most;
  made.roll = row.roll;
  made.rolled_at = row.rolled_at;
  made.entries = row.entries;
  made.seed = row.seed;
  made.seeded_by = row.seeded_by;
  made.seeded_at = row.seeded_at;
  made.taking = taking(row);
  made.late_until = row.late_until;
  made.late = late_open(row);
  return made;
}

Result<store::OfferingRow> OfferingsService::offering_at(db::Session& session, const OrgId& org,
                                                         const std::string& id) {
  auto row = store::offering(session, id);
  if (!row || row->org_id != org) return no_offering();
  return std::move(*row);
}

Result<store::RoundRow> OfferingsService::round_at(db::Session& session, const OrgId& org, const std::string& id) {
  auto row = store::round(session, id);
  if (!row || row->org_id != org) return no_round();
  return std::move(*row);
}

}  // namespace doorstep::offerings
