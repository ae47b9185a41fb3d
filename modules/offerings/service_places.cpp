// Places by first come, waiting lists that move by themselves, and who is told.
#include <algorithm>

#include "service.h"

namespace doorstep::offerings {

std::shared_ptr<const Ways> OfferingsService::ways() {
  constexpr int64_t kept_seconds = 60;  // another server may have made an offering at a new host
  const auto sequence = around_.registry.change_sequence();
  {
    const std::lock_guard lock{kept_};
    if (ways_ && ways_of_ == sequence && now() - ways_at_ < kept_seconds) return ways_;
  }
  auto made = std::make_shared<Ways>();
  for (const auto& host : around_.database.read([](db::Session& session) { return store::hosts(session); }))
    if (const auto school = school_of(host)) made->add(*school);
  const std::lock_guard lock{kept_};
  ways_ = made;
  ways_of_ = sequence;
  ways_at_ = now();
  return made;
}

void OfferingsService::forget_ways() {
  const std::lock_guard lock{kept_};
  ways_.reset();
}

std::vector<Parts> OfferingsService::held_by(db::Session& session, const std::vector<store::PlaceRow>& places) {
  std::vector<Parts> held;
  for (const auto& place : places) {
    if (place.state != PlaceState::enrolled) continue;
    if (auto row = store::offering(session, place.offering_id); row && row->state == OfferingState::published)
      held.push_back(parts_of(session, std::move(*row)));
  }
  return held;
}

std::optional<Words> OfferingsService::kept_from(db::Session& session, const PersonId& child, const Parts& wanted,
                                                 const Ways& ways) {
  return kept_from(held_by(session, store::places_of(session, child)), wanted, ways);
}

std::optional<Words> OfferingsService::kept_from(const std::vector<Parts>& held, const Parts& wanted,
                                                 const Ways& ways) {
  draft::Problem problem;
  std::vector<Words> titles;
  const auto add = [&](const Parts& parts) {
    problem.offerings.push_back(drafted(parts.row, parts.sessions, {}));
    titles.push_back(title_of(parts.row));
    if (const auto& place = spot_of(parts.row); !std::ranges::count(problem.campuses, place))
      problem.campuses.push_back(place);
  };
  for (const auto& one : held)
    if (one.row.id != wanted.row.id) add(one);
  if (problem.offerings.empty()) return std::nullopt;
  add(wanted);
  for (const auto& from : problem.campuses) {
    auto& row = problem.travel.emplace_back();
    for (const auto& to : problem.campuses) row.push_back(ways.minutes(from, to));
  }
  const auto last = problem.offerings.size() - 1;
  for (size_t at = 0; at < last; ++at) {
    const auto found = draft::barrier(problem, last, at);
    if (!found) continue;
    if (found->why == draft::Why::clash)
      return Words{fmt::format("与已有的“{}”时间冲突", titles[at].zh),
                   fmt::format("Clashes with “{}”, which your child has", titles[at].en)};
    return Words{
        fmt::format("离“{}”太远：路上要 {} 分钟，中间只有 {} 分钟", titles[at].zh, found->needed, found->there),
        fmt::format("Too far from “{}”: the way takes {} minutes, and there are {} between", titles[at].en,
                    found->needed, found->there)};
  }
  return std::nullopt;
}

MovesUp OfferingsService::settle(db::Session& session, const store::OfferingRow& before, const store::RoundRow& round,
                                 const Ways& ways) {
  MovesUp moves;
  auto row = store::offering(session, before.id).value_or(before);
  const auto parts = parts_of(session, row);
  const bool keeping = round.state == ChoosingState::open;
  for (auto& place : store::places(session, row.id)) {
    if (place.state != PlaceState::waiting) continue;
    if (row.taken >= row.capacity) break;
    if (seats_for(row, parts.quotas, store::taken_by_school(session, row.id), place.school_id, keeping) < 1) continue;
    int64_t held = 0;
    for (const auto& one : store::places_of(session, place.person_id))
      held += one.round_id == round.id && one.state == PlaceState::enrolled;
    if (held >= round.most || kept_from(session, place.person_id, parts, ways)) continue;
    if (!store::take_seat(session, row.id)) break;
    ++row.taken;
    place.state = PlaceState::enrolled;
    place.at = now_utc();
    store::put(session, place);
    moves.push_back({row.id, place.person_id});
  }
  return moves;
}

Result<MovesUp> OfferingsService::let_go(db::Session& session, const Actor& actor, const store::PlaceRow& place,
                                         const std::string& reason, const char* action, const Ways& ways) {
  const auto row = store::offering(session, place.offering_id);
  const auto round = store::round(session, place.round_id);
  if (!row || !round) return no_offering();
  around_.trail.append(session, actor,
                       {action,
                        "offering",
                        row->id,
                        row->org_id,
                        {{"person_id", {json::text(place.person_id)}, {}}, {"reason", {}, {json::text(reason)}}}});
  if (round->mode == RoundMode::preferences && !place.late) {
    const auto entry = store::entry(session, round->id, place.person_id);
    if (!entry) return no_offering();
    DOORSTEP_LET(moves, refill(session, round->id, {{entry->ticket, row->id}}, {}, ways));
    auto ended = store::place(session, row->id, place.person_id).value_or(place);
    ended.reason = reason;
    store::put(session, ended);
    return std::move(moves);
  }
  auto after = place;
  after.state = PlaceState::withdrawn;
  after.reason = reason;
  store::put(session, after);
  if (place.state != PlaceState::enrolled) return MovesUp{};
  store::free_seat(session, row->id);
  if (round->mode == RoundMode::preferences) return refill(session, round->id, {}, {}, ways);
  return settle(session, *row, *round, ways);
}

Result<MovesUp> OfferingsService::leave_list(db::Session& session, const Actor& actor, const store::OfferingRow& row,
                                             const std::optional<store::RoundRow>& round, const PersonId& child,
                                             const std::string& reason, const char* action, const Ways& ways) {
  const bool drawn_up = round && round->mode == RoundMode::preferences && round->state == ChoosingState::published;
  const auto wishes = drawn_up ? store::wishes_of(session, round->id, child) : std::vector<store::WishRow>{};
  if (std::ranges::find(wishes, row.id, &store::WishRow::offering_id) == wishes.end())
    return refuse(Fault::not_found, "place-unknown", say("孩子没有这个名额", "the child has no place there"));
  around_.trail.append(session, actor,
                       {action,
                        "offering",
                        row.id,
                        row.org_id,
                        {{"person_id", {json::text(child)}, {}}, {"reason", {}, {json::text(reason)}}}});
  const auto pupil = around_.registry.pupil(child);
  store::put(session, store::PlaceRow{row.id, child, round->id, pupil ? pupil->school_id : row.host_id,
                                      PlaceState::withdrawn, 0, now_utc(), actor.name, reason});
  return take_back(session, *round, child, row.id, ways);
}

Result<MovesUp> OfferingsService::take_back(db::Session& session, const store::RoundRow& round, const PersonId& child,
                                            const std::string& offering, const Ways& ways) {
  const auto entry = store::entry(session, round.id, child);
  if (!entry) return MovesUp{};
  return refill(
      session, round.id, {}, [&](draft::Problem& problem) { take_out(problem, entry->ticket, offering); }, ways);
}

void OfferingsService::tell(const OrgId& org, const std::set<PersonId>& children, const Words& title,
                            const Words& body) {
  std::set<AccountId> accounts;
  for (const auto& child : children) accounts.merge(around_.children.accounts_of(child));
  if (!accounts.empty()) around_.tell(org, accounts, title, body);
}

void OfferingsService::tell_moved(const MovesUp& moves) {
  for (const auto& move : moves) {
    const auto row =
        around_.database.read([&](db::Session& session) { return store::offering(session, move.offering_id); });
    const auto pupil = around_.registry.pupil(move.person_id);
    if (!row || !pupil) continue;
    const auto title = title_of(*row);
    tell(row->org_id, {move.person_id},
         Words{fmt::format("候补成功：{}", title.zh), fmt::format("A place at last: {}", title.en)},
         {fmt::format("“{}”有了空位，{} 由候补转为录取。不能参加请在“选课”中退出，名额会给下一位。", title.zh,
                      pupil->name),
          fmt::format("A place in “{}” became free, and {} has it now. If it no longer suits, give it up under "
                      "“Choosing”: the next one gets it.",
                      title.en, pupil->name)});
  }
}

}  // namespace doorstep::offerings
