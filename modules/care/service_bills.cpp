// What a month cost, by child and by service. A day counts once its deadline has passed: then it was ordered.
#include <algorithm>

#include "service.h"

namespace doorstep::care {

Result<CareBooks> CareWork::books(const OrgId& school, const std::string& month) {
  const auto span = month_of(month);
  if (!span) return wrong_care("month", say("应为月份，例如 2026-11", "must be a month such as 2026-11"));
  DOORSTEP_LET(campuses, campuses_of(school));
  const auto [first, last] = *span;
  const auto now = clock(school);
  CareBooks made;
  made.month.school_id = school;
  made.month.school = around_.registry.name_of(school);
  made.month.month = month;
  std::map<std::pair<PersonId, std::string>, CareBillLine> lines;
  around_.database.read([&](db::Session& session) {
    for (const auto& row : store::services(session, school)) {
      if (row.state == ServiceState::draft || row.last_on < first || last < row.from_on) continue;
      const auto sheet = sheet_of(session, row, first, last);
      const auto choices = store::choices(session, row.id);
      std::map<std::pair<Date, PersonId>, store::MarkRow> marks;
      for (auto& one : store::marks(session, row.id, first, last.plus(1)))
        marks.emplace(std::pair{one.on_day, one.person_id}, std::move(one));
      const auto dishes = store::dishes(session, row.id, first, last.plus(1));
      CareServiceMonth service;
      service.id = row.id;
      service.title = row.title;
      service.kind = row.kind;
      if (const auto found = campuses.find(row.campus_id.value); found != campuses.end())
        service.campus = found->second;
      for (const auto& one : choices) service.choices.push_back(one.name);
      std::set<PersonId> people;
      for (auto on = std::max(first, row.from_on); on <= std::min(last, row.last_on); on = on.plus(1)) {
        if (!sheet.day(on).runs || !past_deadline(row, on, now)) continue;
        ++service.days;
        for (const auto& [person, choice] : sheet.coming(on)) {
          const auto& chosen = choices.at(static_cast<size_t>(choice - 1));
          CareBillDay day{person, row.id, on, choice, chosen.price_fen, CareStanding::expected, "", ""};
          if (const auto mark = marks.find({on, person}); mark != marks.end()) {
            day.standing = mark->second.standing;
            day.at = zone_text(mark->second.minute);
            day.to = mark->second.to_whom;
            service.late += is_late(row, chosen, mark->second);
          }
          for (const auto& dish : dishes)
            if (dish.on_day == on && (dish.choice == 0 || dish.choice == choice)) service.cost_fen += dish.cost_fen;
          people.insert(person);
          auto& line = lines[{person, row.id}];
          line.person_id = person;
          line.service_id = row.id;
          ++line.days;
          ++service.child_days;
          line.absent += day.standing == CareStanding::absent;
          service.absent += day.standing == CareStanding::absent;
          line.fen += day.fen;
          service.fen += day.fen;
          made.days.push_back(std::move(day));
        }
      }
      service.children = static_cast<int64_t>(people.size());
      made.month.fen += service.fen;
      made.month.services.push_back(std::move(service));
    }
  });
  for (auto& [key, line] : lines) {
    if (const auto pupil = around_.registry.pupil(line.person_id)) {
      line.name = pupil->name;
      line.of_class = pupil->of_class;
    }
    made.month.lines.push_back(std::move(line));
  }
  std::ranges::stable_sort(made.month.lines, {},
                           [](const CareBillLine& one) { return std::tie(one.of_class, one.name, one.person_id); });
  return made;
}

std::vector<CareAttended> CareWork::attended(const PersonId& child) {
  std::vector<CareAttended> made;
  around_.database.read([&](db::Session& session) {
    for (const auto& row : store::services_of(session, child)) {
      // Eating is nothing that a child does; the cost of the day stays with the bills.
      if (const auto* kind = terms().kind(row.kind); kind && kind->meal) continue;
      const auto now = clock(row.school_id);
      const Sheet sheet{row, store::exceptions(session, row.school_id), store::patterns(session, row.id, child),
                        store::changes(session, row.id, child, row.from_on, row.last_on.plus(1))};
      CareAttended one{row.kind, row.title, 0, {}};
      for (auto on = row.from_on; on <= row.last_on && past_deadline(row, on, now); on = on.plus(1)) {
        if (on > now.on || !sheet.choice_of(child, on)) continue;
        const auto mark = store::mark(session, row.id, on, child);
        if (mark && mark->standing == CareStanding::absent) continue;
        ++one.days;
        one.last = on;
      }
      if (one.days) made.push_back(std::move(one));
    }
  });
  return made;
}

}  // namespace doorstep::care
