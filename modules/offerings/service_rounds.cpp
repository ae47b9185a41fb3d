// Rounds: made, opened, closed, and how they stand.
#include <algorithm>
#include <set>

#include <doorstep/draft_check/check.h>
#include <doorstep/zone/zone.h>

#include "service.h"

namespace doorstep::offerings {
namespace {

constexpr size_t most_offerings = 2'000;
constexpr int64_t most_choices = 20, most_places = 10, usual_choices = 3;

}  // namespace

Result<store::RoundRow> OfferingsService::wanted_round(const OrgId& org, const NewChoosingRound& wanted) {
  if (wanted.title.empty() || wanted.title.size() > longest_title)
    return wrong_field("title", say("请填写名称，不超过 60 字", "give it a title of at most 60 letters"));
  if (wanted.notes.value_or("").size() > longest_text) return wrong_field("notes", say("太长", "is too long"));
  const auto zone = around_.zone_of(org);
  const auto opens = zone::minute_of(wanted.opens), closes = zone::minute_of(wanted.closes);
  if (!opens) return wrong_field("opens", say("时间应写成 19:00", "a time is written 19:00"));
  if (!closes) return wrong_field("closes", say("时间应写成 19:00", "a time is written 19:00"));
  DOORSTEP_LET(opens_at, zone::instant(zone, {wanted.opens_on, *opens}));
  DOORSTEP_LET(closes_at, zone::instant(zone, {wanted.closes_on, *closes}));
  if (closes_at <= opens_at) return wrong_field("closes", say("截止应晚于开始", "it closes after it opens"));
  const auto choices = wanted.choices.value_or(usual_choices), most = wanted.most.value_or(1);
  if (choices < 1 || choices > most_choices)
    return wrong_field("choices", say("志愿数为 1 到 {}", "choices are 1 to {}", most_choices));
  if (most < 1 || most > most_places)
    return wrong_field("most", say("每人最多 1 到 {} 项", "a child may have 1 to {}", most_places));
  if (wanted.offerings.size() > most_offerings) return wrong_field("offerings", say("项目太多", "too many offerings"));
  store::RoundRow row;
  row.id = new_uuid();
  row.org_id = org;
  row.title = wanted.title;
  row.mode = wanted.mode;
  row.rule = wanted.rule.value_or(RoundRule::rank_maximal);
  row.notes = wanted.notes.value_or("");
  row.opens_at = opens_at;
  row.closes_at = closes_at;
  row.choices = choices;
  row.most = most;
  row.made_at = now_utc();
  return row;
}

Result<void> OfferingsService::take_offerings(db::Session& session, const store::RoundRow& round,
                                              const std::vector<std::string>& ids) {
  store::leave_round(session, round.id);
  std::set<std::string> seen;
  for (const auto& id : ids) {
    DOORSTEP_LET(row, offering_at(session, round.org_id, id));
    const auto name = row.title_zh.empty() ? row.title_en : row.title_zh;
    if (!seen.insert(id).second) continue;
    if (row.state != OfferingState::published)
      return wrong_field("offerings", say("“{}”还没有发布，或已取消", "“{}” is not published, or was cancelled", name));
    if (!row.round_id.empty() && row.round_id != round.id)
      return wrong_field("offerings", say("“{}”已在另一次选课中", "“{}” stands in another round", name));
    store::join_round(session, id, round.id);
  }
  return {};
}

Result<RoundFile> OfferingsService::changed(const Actor& actor, const OrgId& org, const std::string& id,
                                            const char* action,
                                            const std::function<Result<void>(db::Session&, store::RoundRow&)>& work) {
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    DOORSTEP_LET(before, round_at(session, org, id));
    auto after = before;
    DOORSTEP_TRY(work(session, after));
    store::set(session, after);
    around_.trail.append(session, actor, {action, "choosing-round", id, org, audit::changes(before, after)});
    return {};
  });
  if (!done) return pass_on(done);
  return round(org, id);
}

Result<RoundFile> OfferingsService::make_round(const Actor& actor, const OrgId& org, const NewChoosingRound& wanted) {
  DOORSTEP_TRY(body_of(org));
  DOORSTEP_LET(row, wanted_round(org, wanted));
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    store::add(session, row);
    DOORSTEP_TRY(take_offerings(session, row, wanted.offerings));
    around_.trail.append(session, actor, {"round-made", "choosing-round", row.id, org, audit::added(row)});
    return {};
  });
  if (!done) return pass_on(done);
  return round(org, row.id);
}

Result<RoundFile> OfferingsService::change_round(const Actor& actor, const OrgId& org, const std::string& id,
                                                 const NewChoosingRound& wanted) {
  DOORSTEP_LET(row, wanted_round(org, wanted));
  return changed(actor, org, id, "round-changed", [&](db::Session& session, store::RoundRow& round) -> Result<void> {
    if (round.state == ChoosingState::open) {
      // What was published before the choosing stays; it may last longer, and its notes may say more.
      const bool same = row.mode == round.mode && row.rule == round.rule && row.choices == round.choices &&
                        row.most == round.most && row.opens_at == round.opens_at;
      if (!same)
        return refuse(Fault::conflict, "rules-published",
                      say("规则已公布，开放后只能改名称、说明和截止时间",
                          "the rules are published: once it is open only title, notes and its end change"));
      if (row.closes_at <= now()) return wrong_field("closes_on", say("截止时间已过", "that moment is over"));
      round.title = row.title;
      round.notes = row.notes;
      round.closes_at = row.closes_at;
      return {};
    }
    if (round.state != ChoosingState::draft)
      return refuse(Fault::conflict, "rules-published", say("选课已结束，不能再改", "it is over and stays as it is"));
    auto after = row;
    after.id = round.id;
    after.made_at = round.made_at;
    after.late_until = round.late_until;
    round = after;
    return take_offerings(session, round, wanted.offerings);
  });
}

Result<RoundFile> OfferingsService::open_round(const Actor& actor, const OrgId& org, const std::string& id) {
  return changed(actor, org, id, "round-opened", [&](db::Session& session, store::RoundRow& round) -> Result<void> {
    if (round.state != ChoosingState::draft)
      return refuse(Fault::conflict, "not-draft", say("已经开放过", "it was opened before"));
    if (round.closes_at <= now()) return wrong_field("closes_on", say("截止时间已过", "that moment is over"));
    const auto offered = store::offerings_in(session, id);
    if (offered.empty())
      return refuse(Fault::conflict, "no-offerings",
                    say("请先选入已发布的项目", "put published offerings into it first"));
    for (const auto& one : offered)
      if (round.mode == RoundMode::preferences && (one.taken > 0 || one.turns > 0))
        return refuse(
            Fault::conflict, "has-places",
            say("“{}”已有人报名，不能再按志愿分配", "“{}” has sign-ups already and cannot be shared by choices",
                one.title_zh.empty() ? one.title_en : one.title_zh));
    round.state = ChoosingState::open;
    return {};
  });
}

Result<RoundFile> OfferingsService::close_round(const Actor& actor, const OrgId& org, const std::string& id) {
  MovesUp moves;
  const auto known_ways = ways();
  auto made =
      changed(actor, org, id, "round-closed", [&](db::Session& session, store::RoundRow& round) -> Result<void> {
        moves.clear();
        if (round.state != ChoosingState::open)
          return refuse(Fault::conflict, "not-open", say("现在没有开放", "it is not open"));
        if (round.opens_at > now()) return refuse(Fault::conflict, "not-yet", say("还没有开始", "it has not begun"));
        round.closes_at = std::min(round.closes_at, now());
        if (round.mode == RoundMode::preferences) return {};
        round.state = ChoosingState::closed;
        for (const auto& one : store::offerings_in(session, id)) {
          if (one.state != OfferingState::published) continue;
          auto moved = settle(session, one, round, *known_ways);
          moves.insert(moves.end(), moved.begin(), moved.end());
        }
        return {};
      });
  if (made) tell_moved(moves);
  return made;
}

Result<RoundFile> OfferingsService::round(const OrgId& org, const std::string& id) {
  RoundFile made;
  std::vector<std::pair<Parts, RoundOffering>> offerings;
  auto found = around_.database.read([&](db::Session& session) -> Result<store::RoundRow> {
    DOORSTEP_LET(row, round_at(session, org, id));
    std::map<std::string, std::pair<int64_t, int64_t>> wishes;  // first, all
    for (const auto& wish : store::wishes(session, id)) {
      auto& [first, all] = wishes[wish.offering_id];
      first += wish.place == 1;
      ++all;
    }
    const bool public_now = row.state == ChoosingState::published;
    std::shared_ptr<const Drawn> standing;
    if (row.state == ChoosingState::drawn || public_now) standing = drawn(session, row);
    for (auto& parts : parts_in(session, id)) {
      RoundOffering one;
      const auto wished = wishes.find(parts.row.id);
      if (wished != wishes.end()) std::tie(one.first_choices, one.chosen) = wished->second;
      one.waiting = store::waiting(session, parts.row.id);
      if (standing) one.waiting += static_cast<int64_t>(standing->standing.waiting(parts.row.id).size());
      offerings.emplace_back(std::move(parts), std::move(one));
    }
    if (standing) {
      const auto figures = draft_check::figures(standing->problem, standing->plan);
      // Seats that late ones hold were free when everybody had chosen.
      int64_t late = 0;
      for (const auto& one : store::late_taken(session, id)) late += one.places;
      made.figures = RoundFigures{figures.students, figures.seats + late, figures.places,
                                  figures.without,  figures.first_share,  figures.mean_choice};
    }
    if (row.state == ChoosingState::open && row.mode == RoundMode::preferences)
      row.entries = static_cast<int64_t>(store::entries(session, id).size());
    return std::move(row);
  });
  if (!found) return pass_on(found);
  made.round = shown(*found);
  for (auto& [parts, one] : offerings) {
    one.offering = card(parts);
    made.offerings.push_back(std::move(one));
  }
  return made;
}

}  // namespace doorstep::offerings
