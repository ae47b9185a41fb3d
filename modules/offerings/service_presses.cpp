// Presses for places by first come: those that come while others are decided are decided together.
#include <algorithm>

#include "presses.h"
#include "service.h"

namespace doorstep::offerings {
namespace {

audit::Event queued(const store::OfferingRow& row, const store::PlaceRow& place) {
  return {place.state == PlaceState::enrolled ? "offering-taken" : "offering-queued",
          "offering",
          row.id,
          row.org_id,
          {{"person_id", {}, {json::text(place.person_id)}}, {"turn", {}, {json::text(place.turn)}}}};
}

std::vector<Parts> held_of(const store::PressGround& ground, const std::vector<store::PlaceRow>& places) {
  std::vector<Parts> held;
  for (const auto& place : places) {
    const auto row = ground.offerings.find(place.offering_id);
    if (place.state != PlaceState::enrolled || row == ground.offerings.end() ||
        row->second.state != OfferingState::published)
      continue;
    const auto sessions = ground.sessions.find(place.offering_id);
    held.push_back(
        {row->second, sessions == ground.sessions.end() ? std::vector<store::SessionRow>{} : sessions->second, {}, {}});
  }
  return held;
}

// Whether a press may take a place or a turn at all. `takes`: in time, or late where that is allowed.
Result<void> in_time(const store::OfferingRow& row, const store::RoundRow& round, const std::string& grade, bool begun,
                     bool takes) {
  if (round.mode == RoundMode::preferences && round.state != ChoosingState::published)
    return refuse(Fault::conflict, "by-choices",
                  say("这次按志愿分配，请填报志愿", "this round goes by choices: name them in order"));
  if (row.state != OfferingState::published)
    return refuse(Fault::conflict, "cancelled", say("项目已取消", "the offering was cancelled"));
  if (!begun)
    return refuse(Fault::conflict, "not-yet", say("还没有开始，请到时再报名", "it has not begun: come back then"));
  if (!takes) return refuse(Fault::conflict, "over", say("报名已截止", "sign-up is over"));
  if (!is_for_grade(row, grade))
    return refuse(Fault::conflict, "not-for", say("不面向孩子的年级", "it is not for the child's grade"));
  return {};
}

Result<void> has_room_for_more(const store::RoundRow& round, const std::vector<store::PlaceRow>& own) {
  if (round.mode == RoundMode::tryout) return {};
  const auto held = std::ranges::count_if(own, [&](const store::PlaceRow& place) {
    return place.round_id == round.id && place.state == PlaceState::enrolled;
  });
  if (held < round.most) return {};
  return refuse(Fault::conflict, "enough",
                say("每人最多 {} 项，已经报满", "a child may have {} at most and has as many", round.most));
}

}  // namespace

Result<PressAnswer> OfferingsService::press(const Actor& actor, const PersonId& id, const Press& wanted) {
  DOORSTEP_LET(child, chooser(actor, id));
  const auto known_ways = ways();
  Pressing own{actor, child, wanted};
  presses_.serve(own, [&](auto& batch) { decide_batch(batch, *known_ways); });
  if (own.thrown) std::rethrow_exception(own.thrown);
  return std::move(*own.answer);
}

void OfferingsService::decide_batch(db::Together<Pressing>::Batch& batch, const Ways& ways) {
  const auto decided = [&](const std::function<std::vector<Pressing*>()>& take) -> std::optional<Error> {
    const auto done = around_.database.write([&](db::Session& session) -> Result<void> {
      decide_together(session, take(), ways);
      return {};
    });
    return done ? std::nullopt : std::optional{done.error()};
  };
  std::optional<Error> refused;
  try {
    // Taken in the transaction: who comes while it waits for its turn to write is served with it.
    refused = decided([&] { return batch.take(); });
    if (!refused) return;
  } catch (const std::exception&) {
    refused.reset();  // told below to whom it concerns
  }
  // Something in it cannot be written: each for itself, so that one does not take others along.
  const bool busy = refused && refused->fault == Fault::busy;
  for (auto* one : batch.take()) {
    try {
      if (!busy) refused = decided([&] { return std::vector<Pressing*>{one}; });
      if (refused) one->answer = tl::unexpected<Error>(*refused);
    } catch (...) {
      one->thrown = std::current_exception();
    }
  }
}

void OfferingsService::decide_together(db::Session& session, const std::vector<Pressing*>& presses, const Ways& ways) {
  std::set<std::string> offerings;
  std::set<PersonId> children;
  for (const auto* one : presses) {
    offerings.insert(one->wanted.offering_id);
    children.insert(one->child.id);
  }
  auto ground = store::press_ground(session, offerings, children);
  Pressed pressed;
  for (auto* one : presses) one->answer = decide(session, ground, *one, ways, pressed);
  std::vector<const store::OfferingRow*> counted;
  for (const auto& id : pressed.counted) counted.push_back(&ground.offerings.at(id));
  store::keep_presses(session, pressed.places, counted, pressed.consents);
  for (const auto& place : pressed.again) store::put(session, place);
  around_.trail.append(session, pressed.acts);
}

Result<PressAnswer> OfferingsService::decide(db::Session& session, store::PressGround& ground, const Pressing& press,
                                             const Ways& ways, Pressed& pressed) {
  const auto& child = press.child;
  const auto found = ground.offerings.find(press.wanted.offering_id);
  if (found == ground.offerings.end()) return no_offering();
  auto& row = found->second;
  const auto round_at = ground.rounds.find(row.round_id);
  if (round_at == ground.rounds.end() || round_at->second.state == ChoosingState::draft ||
      !concerns(row.org_id, child.school_id))
    return no_offering();
  auto& round = round_at->second;
  auto& own = ground.places[child.id];
  const auto before = std::ranges::find(own, row.id, &store::PlaceRow::offering_id);
  if (const auto same = pressed.answers.find({child.id, row.id}); same != pressed.answers.end()) return same->second;
  const bool by_draw = round.mode == RoundMode::preferences, late = late_open(round);
  // Late ones stand behind everybody who waits by the draw.
  const auto turn_of = [&](int64_t among_presses) {
    const auto standing = by_draw ? drawn(session, round) : nullptr;
    return among_presses + (standing ? static_cast<int64_t>(standing->standing.waiting(row.id).size()) : 0);
  };
  if (before != own.end() && before->state != PlaceState::withdrawn) {
    PressAnswer made{row.id, before->state, before->turn, std::nullopt};
    if (before->state == PlaceState::waiting)
      made.turn = turn_of(store::waiting_before(session, row.id, before->turn) + 1);
    return made;
  }
  DOORSTEP_TRY(in_time(row, round, child.grade, now() >= round.opens_at, late || taking(round)));
  if (by_draw) DOORSTEP_TRY(not_in_draw(session, round, child.id, row.id));
  DOORSTEP_TRY(has_room_for_more(round, own));
  const auto held = held_of(ground, own);
  const auto& quotas = ground.quotas[row.id];
  if (!held.empty())
    if (const auto why = kept_from(held, {row, ground.sessions[row.id], {}, {}}, ways))
      return refuse(Fault::conflict, "clash", *why);
  const auto quota = std::ranges::find(quotas, child.school_id, &store::QuotaRow::school_id);
  if (quota != quotas.end() && quota->most == 0)
    return refuse(Fault::conflict, "not-for", say("不面向孩子的学校", "it is not for the child's school"));
  if (row.consent) DOORSTEP_TRY(consented(ground, press, row, pressed));

  store::PlaceRow place{
      row.id,           child.id, round.id, child.school_id, PlaceState::waiting, ++row.turns, now_utc(),
      press.actor.name, "",       late};
  auto& taken = ground.taken[row.id];
  if (round.mode == RoundMode::tryout) {
    place.state = PlaceState::candidate;
  } else if (seats_for(row, quotas, taken, child.school_id, !late) > 0) {
    place.state = PlaceState::enrolled;
    ++row.taken;
    const auto of_school = std::ranges::find(taken, child.school_id, &store::SchoolTaken::school_id);
    if (of_school == taken.end())
      taken.push_back({child.school_id, 1});
    else
      ++of_school->taken;
  }
  PressAnswer answer{row.id, place.state, place.turn, std::nullopt};
  if (place.state == PlaceState::waiting) answer.turn = turn_of(++ground.waiting[row.id]);
  if (by_draw) {  // what was worked out of the draw no longer holds
    ++round.version;
    store::set(session, round);
  }
  pressed.counted.insert(row.id);
  pressed.answers[{child.id, row.id}] = answer;
  pressed.acts.push_back({press.actor, queued(row, place)});
  if (before == own.end()) {
    own.push_back(place);
    pressed.places.push_back(std::move(place));
  } else {
    *before = place;
    pressed.again.push_back(std::move(place));
  }
  return answer;
}

Result<void> OfferingsService::not_in_draw(db::Session& session, const store::RoundRow& round, const PersonId& child,
                                           const std::string& offering) {
  const auto entry = store::entry(session, round.id, child);
  if (!entry || !stands_in_draw(drawn(session, round).get(), entry->ticket, offering)) return {};
  return refuse(Fault::conflict, "in-draw",
                say("孩子参加了这一项的抽签，按抽签的次序候补，不必再报名",
                    "your child took part in the draw for it and has its turn by that: no need to sign up"));
}

// A guardian agreed before, or agrees with the press.
Result<void> OfferingsService::consented(store::PressGround& ground, const Pressing& press,
                                         const store::OfferingRow& row, Pressed& pressed) {
  const auto key = std::pair{press.child.id, row.id};
  const auto last = ground.consents.find(key);
  if (last != ground.consents.end() && last->second.given) return {};
  const bool guardian = press.child.relation == children::Relation::guardian;
  if (!guardian || !press.wanted.consent.value_or(false))
    return wrong_field("consent", guardian ? say("请勾选同意后再报名", "agree to it first, then sign up")
                                           : say("这一项须监护人同意，请监护人来报名",
                                                 "this one needs a guardian's consent: ask a guardian to sign up"));
  auto given = consent_of(press.actor, row.id, press.child.id, true,
                          last == ground.consents.end() ? std::string{} : last->second.at);
  pressed.acts.push_back({press.actor, agreed_event(row.id, row.org_id, press.child.id, true)});
  ground.consents[key] = given;
  pressed.consents.push_back(std::move(given));
  return {};
}

}  // namespace doorstep::offerings
