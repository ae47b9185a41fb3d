// Late sign-up: who comes after a draw, or after a round was closed, stands behind everybody who came in time.
#include <algorithm>

#include <doorstep/zone/zone.h>

#include "service.h"

namespace doorstep::offerings {

bool stands_in_draw(const Drawn* drawn, const std::string& ticket, const std::string& offering) {
  if (!drawn || ticket.empty()) return false;
  const auto student = std::ranges::find(drawn->problem.students, ticket, &draft::Student::id);
  return student != drawn->problem.students.end() && std::ranges::count(student->choices, offering) > 0;
}

bool OfferingsService::late_open(const store::RoundRow& row) {
  if (!row.late_until || row.mode == RoundMode::tryout) return false;
  if (row.state != ChoosingState::published && row.state != ChoosingState::closed) return false;
  return zone::clock_at(around_.zone_of(row.org_id), now()).on <= *row.late_until;
}

Result<RoundFile> OfferingsService::set_late(const Actor& actor, const OrgId& org, const std::string& id,
                                             const LateSignUp& wanted) {
  const auto today = zone::clock_at(around_.zone_of(org), now()).on;
  return changed(actor, org, id, "round-late-set", [&](db::Session&, store::RoundRow& round) -> Result<void> {
    if (round.mode == RoundMode::tryout)
      return refuse(Fault::conflict, "by-tryout",
                    say("试训由评委定人选，没有补报；请另开一次试训",
                        "a panel decides about a try-out: nobody is taken late, hold another one"));
    if (wanted.until && *wanted.until < today)
      return wrong_field("until", say("请选择今天或以后的日子；不再接受请清空",
                                      "choose today or a later day; leave it empty to take nobody any more"));
    round.late_until = wanted.until;
    return {};
  });
}

bool OfferingsService::give_way(db::Session& session, const store::RoundRow& round, const std::set<PersonId>& people,
                                const Ways& ways) {
  bool gave = false;
  for (const auto& person : people)
    for (auto place : store::late_places_of(session, round.id, person)) {
      const auto places = store::places_of(session, person);
      int64_t held = 0;
      for (const auto& one : places) held += one.round_id == round.id && one.state == PlaceState::enrolled;
      auto row = store::offering(session, place.offering_id);
      if (!row || (held <= round.most && !kept_from(held_by(session, places), parts_of(session, *row), ways))) continue;
      place.state = PlaceState::withdrawn;
      place.reason = "moved-up";
      store::put(session, place);
      store::free_seat(session, place.offering_id);
      gave = true;
    }
  return gave;
}

MovesUp OfferingsService::settle_late(db::Session& session, const store::RoundRow& round, const Ways& ways) {
  MovesUp moves;
  for (const auto& id : store::late_waited_for(session, round.id)) {
    const auto row = store::offering(session, id);
    if (!row || row->state != OfferingState::published) continue;
    auto moved = settle(session, *row, round, ways);
    moves.insert(moves.end(), moved.begin(), moved.end());
  }
  return moves;
}

}  // namespace doorstep::offerings
