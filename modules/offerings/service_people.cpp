// Who is in an offering, and who waits for it.
#include <algorithm>

#include "service.h"

namespace doorstep::offerings {

Result<OfferingFile> OfferingsService::offering(const OrgId& org, const std::string& id) {
  OfferingFile made;
  std::vector<std::pair<PersonId, OfferingPerson>> people;
  auto parts = around_.database.read([&](db::Session& session) -> Result<Parts> {
    DOORSTEP_LET(row, offering_at(session, org, id));
    const auto consents = [&](const PersonId& person) {
      const auto last = store::last_consent(session, id, person);
      return last && last->given;
    };
    std::vector<store::PlaceRow> waiting;
    for (auto& place : store::places(session, id)) {
      if (place.state == PlaceState::withdrawn) continue;
      if (place.state == PlaceState::waiting) {
        waiting.push_back(std::move(place));
        continue;
      }
      OfferingPerson one;
      one.school_id = place.school_id;
      one.state = place.state;
      one.consent = consents(place.person_id);
      one.at = place.at;
      one.late = place.late;
      people.emplace_back(place.person_id, std::move(one));
    }
    // Those of the draw, then the rows: of a draw late ones alone.
    int64_t turn = 0;
    const auto round = row.round_id.empty() ? std::nullopt : store::round(session, row.round_id);
    if (round && round->state == ChoosingState::published && round->mode == RoundMode::preferences)
      if (const auto found = drawn(session, *round))
        for (const auto& one : found->standing.waiting(id))
          if (const auto entry = store::entry_of_ticket(session, round->id, one.student)) {
            OfferingPerson person;
            person.state = PlaceState::waiting;
            person.turn = ++turn;
            person.consent = consents(entry->person_id);
            person.at = entry->at;
            people.emplace_back(entry->person_id, std::move(person));
          }
    for (const auto& place : waiting) {
      OfferingPerson one;
      one.school_id = place.school_id;
      one.state = PlaceState::waiting;
      one.turn = ++turn;
      one.consent = consents(place.person_id);
      one.at = place.at;
      one.late = place.late;
      people.emplace_back(place.person_id, std::move(one));
    }
    return parts_of(session, std::move(row));
  });
  if (!parts) return pass_on(parts);
  made.offering = card(*parts);
  for (auto& [person, one] : people) {
    one.id = person;
    if (const auto pupil = around_.registry.pupil(person)) {
      one.name = pupil->name;
      one.of_class = pupil->of_class;
      one.grade = pupil->grade;
      if (!pupil->school_id.empty()) one.school_id = pupil->school_id;
    }
    one.school = around_.places.name_of(one.school_id);
    made.people.push_back(std::move(one));
  }
  std::ranges::stable_sort(made.people, [](const OfferingPerson& one, const OfferingPerson& other) {
    if (one.state != other.state) return one.state < other.state;
    if (one.state == PlaceState::waiting) return one.turn < other.turn;
    return std::tie(one.school, one.of_class, one.name) < std::tie(other.school, other.of_class, other.name);
  });
  return made;
}

Result<std::vector<PupilPlace>> OfferingsService::pupils(const OrgId& school) {
  if (!around_.registry.school(school, std::nullopt))
    return refuse(Fault::not_found, "school-unknown", say("没有这所学校", "there is no such school"));
  std::vector<PupilPlace> made;
  std::map<std::string, OfferingCard> cards;
  around_.database.read([&](db::Session& session) {
    std::map<std::pair<std::string, PersonId>, store::CameRow> came;
    std::map<std::pair<std::string, PersonId>, OfferingResult> results;
    for (const auto& row : store::results_from(session, school))
      results[{row.offering_id, row.person_id}] = result_of(row);
    for (auto& row : store::came_from(session, school)) came[{row.offering_id, row.person_id}] = row;
    for (const auto& place : store::places_from(session, school)) {
      if (!cards.contains(place.offering_id)) {
        auto row = store::offering(session, place.offering_id);
        if (!row || row->state != OfferingState::published) continue;
        cards[place.offering_id] = card(parts_of(session, std::move(*row)));
      }
      PupilPlace one;
      one.id = place.person_id;
      one.state = place.state;
      one.offering.id = place.offering_id;
      if (const auto found = came.find({place.offering_id, place.person_id}); found != came.end()) {
        one.held = found->second.held;
        one.came = found->second.came;
      }
      if (const auto found = results.find({place.offering_id, place.person_id}); found != results.end())
        one.result = found->second;
      made.push_back(std::move(one));
    }
  });
  for (auto& one : made) {
    one.offering = cards.at(one.offering.id);
    const auto pupil = around_.registry.pupil(one.id);
    if (!pupil) continue;
    one.name = pupil->name;
    one.of_class = pupil->of_class;
    one.grade = pupil->grade;
  }
  std::ranges::stable_sort(made, [](const PupilPlace& one, const PupilPlace& other) {
    return std::tie(one.of_class, one.name, one.offering.title.zh) <
           std::tie(other.of_class, other.name, other.offering.title.zh);
  });
  return made;
}

}  // namespace doorstep::offerings
