// What guardians and students see and do.
#include <sodium.h>

#include <algorithm>

#include "service.h"
#include "words.h"

namespace doorstep::offerings {
namespace {

// Without signs that are read for others; ten of them are 49 bits, so that nobody meets one by chance.
std::string new_ticket() {
  constexpr std::string_view letters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
  std::string ticket;
  for (int i = 0; i < 10; ++i) {
    if (i == 5) ticket += '-';
    ticket += letters[randombytes_uniform(static_cast<uint32_t>(letters.size()))];
  }
  return ticket;
}

tl::unexpected<Error> no_child() {
  return refuse(Fault::not_found, "child-unknown", say("没有绑定这个孩子", "you are not tied to this child"));
}

int64_t waiting_in_draw(const Drawn* drawn, const std::string& offering) {
  return drawn ? static_cast<int64_t>(drawn->standing.waiting(offering).size()) : 0;
}

constexpr const char* choosing = "choosing";  // the purpose for which guardians let a child choose

}  // namespace

Result<children::TiedChild> OfferingsService::chooser(const Actor& actor, const PersonId& id) {
  auto child = around_.children.tied(actor, id);
  if (!child || child->school_id.empty()) return no_child();
  if (child->relation == children::Relation::self && !around_.children.guardian_gave(id, choosing))
    return refuse(Fault::forbidden, "guardian-chooses",
                  say("监护人还没有同意孩子自己选课，请监护人来选，或先同意“孩子自己选课报名”",
                      "no guardian has agreed yet that the child chooses by itself: ask a guardian to choose, or to "
                      "agree to it"));
  return std::move(*child);
}

bool OfferingsService::concerns(const OrgId& org, const OrgId& school) const {
  return org == school || around_.places.within(school, org);
}

store::ConsentRow consent_of(const Actor& actor, const std::string& offering, const PersonId& child, bool given,
                             const std::string& last_at) {
  return {new_uuid(), offering, child, given, actor.account, actor.name, now_after(last_at)};
}

audit::Event agreed_event(const std::string& offering, const OrgId& org, const PersonId& child, bool given) {
  return {given ? "offering-agreed" : "offering-consent-withdrawn",
          "offering",
          offering,
          org,
          {{"person_id", {}, {json::text(child)}}}};
}

void OfferingsService::agree(db::Session& session, const Actor& actor, const std::string& offering,
                             const PersonId& child, bool given) {
  const auto last = store::last_consent(session, offering, child);
  store::add(session, consent_of(actor, offering, child, given, last ? last->at : ""));
  const auto of = store::offering(session, offering);
  around_.trail.append(session, actor, agreed_event(offering, of ? of->org_id : OrgId{}, child, given));
}

const store::PlaceRow* ChildView::at(const std::string& offering) const {
  const auto found = std::ranges::find(places, offering, &store::PlaceRow::offering_id);
  return found == places.end() ? nullptr : &*found;
}

void OfferingsService::own_first(db::Session& session, const store::RoundRow& round, const ChildView& view,
                                 const Parts& parts, OwnOption& option) {
  const auto& row = parts.row;
  const auto taken = parts.quotas.empty() ? std::vector<store::SchoolTaken>{} : store::taken_by_school(session, row.id);
  option.free = seats_for(row, parts.quotas, taken, view.child.school_id, round.state == ChoosingState::open);
  if (const auto* place = view.at(row.id); place && place->state != PlaceState::withdrawn) {
    option.state = place->state;
    option.late = place->late;
    if (place->state == PlaceState::waiting) option.turn = store::waiting_before(session, row.id, place->turn) + 1;
    if (round.mode == RoundMode::tryout) option.why = tryout_words(*place);
    return;
  }
  if (!option.why.empty()) return;
  if (round.mode == RoundMode::tryout) {
    option.may = taking(round);
    return;
  }
  int64_t held = 0;
  for (const auto& one : view.places) held += one.round_id == round.id && one.state == PlaceState::enrolled;
  if (held >= round.most)
    option.why = say("每人最多 {} 项，已经报满", "A child may have {} at most and has as many", round.most);
  else if (const auto why = kept_from(view.held, parts, view.ways))
    option.why = *why;
  option.may = option.why.empty();
  option.late = option.may && late_open(round);
  if (option.may && *option.free == 0) option.why = say("已满，可以候补", "Full: your child can wait for a place");
}

void OfferingsService::own_preference(db::Session& session, const store::RoundRow& round, const ChildView& view,
                                      const Parts& parts, const Drawn* drawn, const std::string& ticket,
                                      OwnOption& option) {
  const auto& row = parts.row;
  const auto* place = view.at(row.id);
  if (place && place->state != PlaceState::withdrawn) {
    option.state = place->state;
    option.late = place->late;
    if (place->state == PlaceState::waiting)
      option.turn = waiting_in_draw(drawn, row.id) + store::waiting_before(session, row.id, place->turn) + 1;
    return;
  }
  if (round.state == ChoosingState::open || round.state == ChoosingState::draft) {
    if (option.why.empty())
      if (const auto why = kept_from(view.held, parts, view.ways)) option.why = *why;
    option.may = option.why.empty();
    return;
  }
  if (round.state != ChoosingState::published || row.state == OfferingState::cancelled) return;
  if (late_open(round) && !stands_in_draw(drawn, ticket, row.id)) {
    own_first(session, round, view, parts, option);  // what a choice of the draw came to is told below all the same
  }
  if (!option.choice) return;
  const bool dearer = place && (place->reason == "moved-up" || place->reason == "swapped");
  if (place && !dearer) {
    const bool own = place->reason == "given-up" || place->reason == "consent-withdrawn";
    option.why = own ? say("已退出", "Given up") : say("已移出：{}", "Taken out: {}", place->reason);
    return;
  }
  if (row.consent && !option.consent_given.value_or(false)) {
    option.why = say("没有监护人的同意，没有参加分配", "Without a guardian's consent it was not counted");
    return;
  }
  option.why = say("没有参加分配：与已有的项目冲突，或孩子已离开本集团",
                   "It was not counted: it clashed with what the child had, or the child has left the group");
  if (!drawn) return;
  for (const auto& reason : drawn->standing.reasons(ticket))
    if (reason.offering == row.id) {
      option.why = words_of(reason, *drawn, [&](const std::string& id) -> Words {
        const auto other = store::offering(session, id);
        if (!other) return {};
        return {other->title_zh.empty() ? other->title_en : other->title_zh,
                other->title_en.empty() ? other->title_zh : other->title_en};
      });
      if (reason.waiting) {
        option.state = PlaceState::waiting;
        option.turn = *reason.waiting;
        auto beside = view.held;
        std::erase_if(beside, [&](const Parts& one) { return one.row.round_id == round.id; });
        if (const auto against = kept_from(beside, parts, view.ways))
          option.why = {fmt::format("{}，先给下一位；退出那一项后继续候补。候补第 {} 位", against->zh, *option.turn),
                        fmt::format("{}: it is passed over until that is given up. Number {} on the waiting list",
                                    against->en, *option.turn)};
      }
    }
}

OwnRound OfferingsService::own_round(db::Session& session, const store::RoundRow& row, const ChildView& view) {
  const auto& child = view.child;
  OwnRound made;
  std::map<std::string, int64_t> wished;
  std::shared_ptr<const Drawn> standing;
  if (const auto entry = store::entry(session, row.id, child.id)) {
    made.ticket = entry->ticket;
    for (const auto& wish : store::wishes_of(session, row.id, child.id)) wished[wish.offering_id] = wish.place;
  }
  if (row.mode == RoundMode::preferences && row.state == ChoosingState::published &&
      (!made.ticket.empty() || row.late_until))
    standing = drawn(session, row);
  if (standing && !made.ticket.empty()) made.lottery = standing->standing.lottery(made.ticket);
  for (auto& parts : parts_in(session, row.id)) {
    OwnOption option;
    if (const auto found = wished.find(parts.row.id); found != wished.end()) option.choice = found->second;
    if (const auto last = view.agreed.find(parts.row.id); last != view.agreed.end())
      option.consent_given = last->second;
    const auto quota = std::ranges::find(parts.quotas, child.school_id, &store::QuotaRow::school_id);
    if (parts.row.state == OfferingState::cancelled)
      option.why = say("已取消", "Cancelled");
    else if (!is_for_grade(parts.row, child.grade))
      option.why = say("不面向孩子的年级", "Not for the child's grade");
    else if (quota != parts.quotas.end() && quota->most == 0)
      option.why = say("不面向孩子的学校", "Not for the child's school");
    if (row.mode != RoundMode::preferences)
      own_first(session, row, view, parts, option);
    else
      own_preference(session, row, view, parts, standing.get(), made.ticket, option);
    option.meets_now = option.state == PlaceState::enrolled && meets_now(session, parts.row).has_value();
    if (const auto found = view.results.find(parts.row.id); found != view.results.end()) option.result = found->second;
    option.offering = card(parts);
    made.options.push_back(std::move(option));
  }
  made.swapping = store::swapping(session, row.id, child.id);
  made.round = shown(row);
  return made;
}

Result<OwnChoosing> OfferingsService::own(const Actor& actor) {
  OwnChoosing made;
  for (const auto& child : around_.children.tied(actor)) {
    if (child.school_id.empty()) continue;
    ChoosingChild one{child.id,       child.name, child.grade, around_.places.name_of(child.school_id),
                      child.of_class, false,      true,        {}};
    one.self = child.relation == children::Relation::self;
    one.may = !one.self || around_.children.guardian_gave(child.id, choosing);
    auto orgs = around_.places.groups_of(child.school_id);
    orgs.push_back(child.school_id);
    std::vector<store::RoundRow> rounds;
    around_.database.read([&](db::Session& session) {
      for (const auto& org : orgs)
        for (auto& row : store::rounds_of(session, org))
          if (row.state != ChoosingState::draft) rounds.push_back(std::move(row));
    });
    const auto known_ways = ways();
    std::ranges::stable_sort(rounds, std::greater{}, &store::RoundRow::closes_at);
    around_.database.read([&](db::Session& session) {
      ChildView view{child, *known_ways, store::places_of(session, child.id), {}, {}};
      view.held = held_by(session, view.places);
      for (const auto& row : store::results_of(session, child.id)) view.results[row.offering_id] = result_of(row);
      for (const auto& last : store::consents_of(session, child.id)) view.agreed[last.offering_id] = last.given;
      for (const auto& row : rounds) one.rounds.push_back(own_round(session, row, view));
    });
    made.children.push_back(std::move(one));
  }
  return made;
}

Result<OwnChoosing> OfferingsService::choose(const Actor& actor, const PersonId& id, const std::string& round_id,
                                             const NewChoices& wanted) {
  DOORSTEP_LET(child, chooser(actor, id));
  const auto known_ways = ways();
  const bool guardian = child.relation == children::Relation::guardian;
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    const auto round = store::round(session, round_id);
    if (!round || round->state == ChoosingState::draft || !concerns(round->org_id, child.school_id)) return no_round();
    if (round->mode != RoundMode::preferences)
      return refuse(Fault::conflict, "first-come",
                    say("这次先到先得，请直接报名", "this round is first come: sign up"));
    if (round->state == ChoosingState::open && now() < round->opens_at)
      return refuse(Fault::conflict, "not-yet", say("还没有开始", "it has not begun"));
    if (!taking(*round))
      return refuse(Fault::conflict, "over",
                    say("填报已截止，志愿不能再改", "choosing is over: choices stay as they are"));
    if (static_cast<int64_t>(wanted.offerings.size()) > round->choices)
      return wrong_field("offerings", say("最多 {} 个志愿", "at most {} choices", round->choices));
    std::set<std::string> seen;
    for (const auto& one : wanted.offerings) {
      auto row = store::offering(session, one);
      if (!row || row->round_id != round_id || row->state != OfferingState::published)
        return wrong_field("offerings", say("有项目不在这次选课中", "one of them is not in this round"));
      const auto title = row->title_zh.empty() ? row->title_en : row->title_zh;
      if (!seen.insert(one).second) return wrong_field("offerings", say("“{}”选了两次", "“{}” stands twice", title));
      if (!is_for_grade(*row, child.grade))
        return wrong_field("offerings", say("“{}”不面向孩子的年级", "“{}” is not for the child's grade", title));
      const auto parts = parts_of(session, std::move(*row));
      const auto quota = std::ranges::find(parts.quotas, child.school_id, &store::QuotaRow::school_id);
      if (quota != parts.quotas.end() && quota->most == 0)
        return wrong_field("offerings", say("“{}”不面向孩子的学校", "“{}” is not for the child's school", title));
      if (const auto why = kept_from(session, id, parts, *known_ways))
        return wrong_field("offerings", {fmt::format("“{}”不能选：{}", title, why->zh),
                                         fmt::format("“{}” cannot be chosen: {}", title, why->en)});
    }
    for (const auto& one : wanted.consents) {
      if (!guardian) return wrong_field("consents", say("须由监护人同意", "a guardian has to agree"));
      if (!seen.contains(one)) continue;
      const auto last = store::last_consent(session, one, id);
      if (!last || !last->given) agree(session, actor, one, id, true);
    }
    const auto before = store::entry(session, round_id, id);
    store::put_wishes(session, round_id, id, wanted.offerings);
    if (wanted.offerings.empty())
      store::drop_entry(session, round_id, id);
    else
      store::put(session, store::EntryRow{round_id, id, before ? before->ticket : new_ticket(), actor.name, now_utc()});
    around_.trail.append(session, actor,
                         {"choices-made",
                          "choosing-round",
                          round_id,
                          round->org_id,
                          {{"person_id", {}, {json::text(id)}}, {"offerings", {}, {json::text(wanted.offerings)}}}});
    return {};
  });
  if (!done) return pass_on(done);
  return own(actor);
}

Result<OwnChoosing> OfferingsService::give_up(const Actor& actor, const PersonId& id, const std::string& offering) {
  DOORSTEP_TRY(chooser(actor, id));
  const auto known_ways = ways();
  auto moves = around_.database.write([&](db::Session& session) -> Result<MovesUp> {
    const auto place = store::place(session, offering, id);
    if (place && place->state != PlaceState::withdrawn)
      return end_place(session, actor, *place, "given-up", "offering-given-up", *known_ways);
    const auto row = store::offering(session, offering);
    const auto round = row && !row->round_id.empty() ? store::round(session, row->round_id) : std::nullopt;
    if (!row) return no_offering();
    return leave_list(session, actor, *row, round, id, "given-up", "offering-given-up", *known_ways);
  });
  if (!moves) return pass_on(moves);
  tell_moved(*moves);
  return own(actor);
}

Result<OwnChoosing> OfferingsService::consent(const Actor& actor, const PersonId& id, const std::string& offering,
                                              bool given) {
  DOORSTEP_LET(child, chooser(actor, id));
  if (child.relation != children::Relation::guardian)
    return refuse(Fault::forbidden, "guardian-agrees",
                  say("须由监护人同意或撤回", "a guardian agrees, or withdraws it"));
  const auto known_ways = ways();
  auto moves = around_.database.write([&](db::Session& session) -> Result<MovesUp> {
    const auto row = store::offering(session, offering);
    if (!row || !concerns(row->org_id, child.school_id) || row->state == OfferingState::draft) return no_offering();
    const auto last = store::last_consent(session, offering, id);
    if ((last && last->given) == given && last) return MovesUp{};
    agree(session, actor, offering, id, given);
    if (given || !row->consent) return MovesUp{};
    const auto place = store::place(session, offering, id);
    if (place && place->state != PlaceState::withdrawn)
      return end_place(session, actor, *place, "consent-withdrawn", "offering-given-up", *known_ways);
    const auto round = row->round_id.empty() ? std::nullopt : store::round(session, row->round_id);
    if (round && round->mode == RoundMode::preferences && round->state == ChoosingState::published)
      return take_back(session, *round, id, offering, *known_ways);
    return MovesUp{};
  });
  if (!moves) return pass_on(moves);
  tell_moved(*moves);
  return own(actor);
}

}  // namespace doorstep::offerings
