// What a child leaves behind when it is erased or past its time. Tickets stay in the papers of a draw, so that it can
// still be verified; nothing says any more whose they were.
#include <algorithm>

#include "service.h"
#include "store_forget.h"

namespace doorstep::offerings {

bool is_over(const Parts& parts, Date today) {
  if (parts.row.state == OfferingState::cancelled) return true;
  if (parts.row.state != OfferingState::published || parts.sessions.empty()) return false;
  return std::ranges::all_of(parts.sessions, [&](const auto& one) {
    const auto end = one.on_day ? one.on_day->plus(1) : one.until_on.value_or(today.plus(1));
    return end <= today;
  });
}

// Gives up what the child has or waits for in a round that was drawn, and takes its choices out of what moves later.
Result<MovesUp> OfferingsService::leave_draw(db::Session& session, const store::EntryRow& entry, const Ways& ways) {
  std::vector<draft::Withdrawal> held;
  const auto wishes = store::wishes_of(session, entry.round_id, entry.person_id);
  for (const auto& wish : wishes) {
    const auto place = store::place(session, wish.offering_id, entry.person_id);
    if (place && place->state == PlaceState::enrolled && !place->late) held.push_back({entry.ticket, wish.offering_id});
  }
  return refill(
      session, entry.round_id, held,
      [&](draft::Problem& problem) {
        for (const auto& wish : wishes)
          if (std::ranges::none_of(held, [&](const auto& one) { return one.offering == wish.offering_id; }))
            take_out(problem, entry.ticket, wish.offering_id);
      },
      ways);
}

Result<int64_t> OfferingsService::forget_one(db::Session& session, const Actor& actor, const PersonId& child,
                                             children::Forgetting how, bool dry, const Ways& ways, MovesUp& moves) {
  int64_t rows = 0;
  const auto today = Date::today();
  const bool everything = how == children::Forgetting::everything;
  for (const auto& entry : store::entries_of(session, child)) {
    const auto round = store::round(session, entry.round_id);
    const auto of = parts_in(session, entry.round_id);
    const bool over = std::ranges::all_of(of, [&](const Parts& one) { return is_over(one, today); });
    if (!over && !everything) continue;
    if (round->state == ChoosingState::rolled || round->state == ChoosingState::drawn) {
      if (!over)
        return refuse(
            Fault::conflict, "being-drawn",
            say("孩子参加的“{}”正在抽签分配，请在结果公布后再删除",
                "the child takes part in “{}”, which is being drawn: erase after its result is out", round->title));
      continue;
    }
    if (!over && !dry && round->state == ChoosingState::published) {
      DOORSTEP_LET(moved, leave_draw(session, entry, ways));
      moves.insert(moves.end(), moved.begin(), moved.end());
    }
    rows += store::drop_in(session, entry.round_id, child, dry);
  }
  for (const auto& id : store::offerings_with(session, child)) {
    auto row = store::offering(session, id);
    if (!row) continue;
    const auto parts = parts_of(session, std::move(*row));
    const bool over = is_over(parts, today);
    if (!over && !everything) continue;
    const auto place = store::place(session, id, child);
    const auto round = place ? store::round(session, place->round_id) : std::nullopt;
    const bool by_draw = round && round->mode == RoundMode::preferences && !place->late;
    if (!over && !dry && round && !by_draw && place->state != PlaceState::withdrawn) {
      DOORSTEP_LET(moved, let_go(session, actor, *place, "erased", "offering-given-up", ways));
      moves.insert(moves.end(), moved.begin(), moved.end());
    }
    rows += store::drop_at(session, id, child, dry);
  }
  return rows;
}

Result<int64_t> OfferingsService::forget(const Actor& actor, const std::vector<PersonId>& people,
                                         children::Forgetting how, bool dry) {
  const auto known_ways = ways();
  MovesUp moves;
  auto done = around_.database.write([&](db::Session& session) -> Result<int64_t> {
    int64_t rows = 0;
    for (const auto& child : people) {
      DOORSTEP_LET(of_child, forget_one(session, actor, child, how, dry, *known_ways, moves));
      rows += of_child;
      if (of_child > 0 && !dry)
        around_.trail.append(session, actor, {"offerings-forgotten", "person", child.value, "", {}});
    }
    return rows;
  });
  std::erase_if(moves, [&](const MovedUp& one) { return std::ranges::count(people, one.person_id) > 0; });
  if (done) tell_moved(moves);
  return done;
}

}  // namespace doorstep::offerings
