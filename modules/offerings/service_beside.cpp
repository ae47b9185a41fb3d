// A child's places in several rounds: none is given that does not go with another.
#include <algorithm>

#include "service.h"
#include "store_forget.h"

namespace doorstep::offerings {

void OfferingsService::pass_over(db::Session& session, const std::string& round, draft::Problem& problem,
                                 const draft::Plan& plan, const Ways& ways) {
  std::map<PersonId, std::vector<store::PlaceRow>> beside;
  for (auto& place : store::held_beside(session, round)) beside[place.person_id].push_back(std::move(place));
  if (beside.empty()) return;
  std::map<PersonId, std::string> tickets;
  for (const auto& entry : store::entries(session, round)) tickets[entry.person_id] = entry.ticket;
  std::map<std::string, size_t> standing;
  for (size_t at = 0; at < problem.students.size(); ++at) standing[problem.students[at].id] = at;
  std::map<std::string, Parts> offered;
  for (auto& parts : parts_in(session, round)) offered[parts.row.id] = std::move(parts);
  std::set<std::pair<std::string, std::string>> has;
  for (const auto& place : plan.places) has.emplace(place.student, place.offering);
  for (const auto& [child, places] : beside) {
    const auto& ticket = tickets[child];
    const auto student = standing.find(ticket);
    if (student == standing.end()) continue;
    const auto held = held_by(session, places);
    const auto choices = problem.students[student->second].choices;
    for (const auto& choice : choices) {
      const auto wanted = offered.find(choice);
      if (wanted != offered.end() && !has.contains({ticket, choice}) && kept_from(held, wanted->second, ways))
        take_out(problem, ticket, choice);
    }
  }
}

Result<MovesUp> OfferingsService::end_place(db::Session& session, const Actor& actor, const store::PlaceRow& given,
                                            const std::string& reason, const char* action, const Ways& ways) {
  DOORSTEP_LET(moves, let_go(session, actor, given, reason, action, ways));
  if (given.state != PlaceState::enrolled) return std::move(moves);
  const auto& child = given.person_id;
  const auto add = [&](const MovesUp& more) { moves.insert(moves.end(), more.begin(), more.end()); };
  const auto has_room = [](const store::OfferingRow& row) {
    return row.state == OfferingState::published && row.taken < row.capacity;
  };
  for (const auto& place : store::places_of(session, child)) {
    if (place.round_id == given.round_id || place.state != PlaceState::waiting) continue;
    const auto row = store::offering(session, place.offering_id);
    const auto other = store::round(session, place.round_id);
    if (row && other && has_room(*row) && other->mode == RoundMode::first) add(settle(session, *row, *other, ways));
  }
  for (const auto& entry : store::entries_of(session, child)) {
    const auto other = store::round(session, entry.round_id);
    if (!other || other->id == given.round_id || other->state != ChoosingState::published) continue;
    const bool room = std::ranges::any_of(store::wishes_of(session, other->id, child), [&](const store::WishRow& wish) {
      const auto row = store::offering(session, wish.offering_id);
      return row && has_room(*row);
    });
    if (!room) continue;
    DOORSTEP_LET(more, refill(session, other->id, {}, {}, ways));
    add(more);
  }
  return std::move(moves);
}

}  // namespace doorstep::offerings
