// What is offered below an organisation, to whom, and who took it: counts for the account of giving and receiving.
#include <algorithm>

#include "service.h"

namespace doorstep::offerings {
namespace {

// Hours that a session takes in [from, until).
double hours_in(const store::SessionRow& session, Date from, Date until) {
  const auto length = static_cast<double>(session.to_minute - session.from_minute) / 60;
  if (session.on_day) return *session.on_day >= from && *session.on_day < until ? length : 0;
  const auto first = std::max(from, session.from_on.value_or(from));
  const auto last = std::min(until, session.until_on.value_or(until));
  if (!session.weekday || last <= first) return 0;
  const auto begin = first.plus(static_cast<int>((*session.weekday - first.weekday() + 7) % 7));
  if (begin >= last) return 0;
  const auto times = (last.days() - begin.days() + 6) / 7;
  return length * static_cast<double>(times);
}

template <typename Row>
std::map<std::string, std::vector<Row>> by_offering(std::vector<Row> rows) {
  std::map<std::string, std::vector<Row>> made;
  for (auto& row : rows) made[row.offering_id].push_back(std::move(row));
  return made;
}

}  // namespace

Result<OfferingBrief> OfferingsService::brief(const OrgId& org, const std::string& id) {
  return around_.database.read([&](db::Session& session) -> Result<OfferingBrief> {
    DOORSTEP_LET(row, offering_at(session, org, id));
    OfferingBrief made{card(parts_of(session, std::move(row))), {}};
    for (const auto& one : store::taken_by_school(session, id)) made.taken.push_back({one.school_id, one.taken});
    return made;
  });
}

std::vector<OfferingFlow> OfferingsService::flows(const OrgId& within, Date from, Date until) {
  struct Read {
    std::vector<store::OfferingRow> rows;
    std::map<std::string, std::vector<store::SessionRow>> sessions;
    std::map<std::string, std::vector<store::QuotaRow>> quotas;
    std::map<std::string, std::vector<store::TeacherRow>> teachers;
    std::map<std::string, std::vector<store::TakenRow>> taken;
  };
  const auto read = around_.database.read([&](db::Session& session) {
    return Read{store::published(session), by_offering(store::published_sessions(session)),
                by_offering(store::published_quotas(session)), by_offering(store::published_teachers(session)),
                by_offering(store::published_taken(session))};
  });
  const auto of = [](const auto& rows, const std::string& id) {
    const auto found = rows.find(id);
    return found == rows.end() ? typename std::decay_t<decltype(rows)>::mapped_type{} : found->second;
  };
  std::map<OrgId, Body> bodies;
  std::map<OrgId, Ways> ways;
  std::vector<OfferingFlow> made;
  for (const auto& row : read.rows) {
    if (row.org_id != within && !around_.places.within(row.org_id, within)) continue;
    double whole = 0, hours = 0;
    for (const auto& one : of(read.sessions, row.id)) {
      whole += hours_in(one, from, until);
      hours += hours_in(one, from, std::min(until, Date::today().plus(1)));
    }
    if (whole <= 0) continue;
    if (!bodies.contains(row.org_id)) {
      auto body = body_of(row.org_id);
      if (!body) continue;
      for (const auto& member : body->members) ways[row.org_id].add(member);
      bodies.emplace(row.org_id, std::move(*body));
    }
    OfferingFlow one{row.id, row.kind, row.host_id, listed_numbers(row.grades), row.capacity, {}, {}, {}};
    const auto quotas = of(read.quotas, row.id);
    for (const auto& member : bodies.at(row.org_id).members) {
      const auto quota = std::ranges::find(quotas, member.id, &store::QuotaRow::school_id);
      if (quota != quotas.end() && quota->most == 0) continue;
      one.reach.push_back({member.id, ways.at(row.org_id).minutes(member.id.value, spot_of(row))});
    }
    for (const auto& taken : of(read.taken, row.id)) one.taken.push_back({taken.school_id, taken.places});
    for (const auto& teacher : of(read.teachers, row.id))
      if (!teacher.person_id.empty()) one.teachers.push_back({teacher.person_id, hours});
    made.push_back(std::move(one));
  }
  return made;
}

}  // namespace doorstep::offerings
