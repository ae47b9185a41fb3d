// What is on offer, for everybody; and that somebody is to teach it.
#include <algorithm>

#include <doorstep/zone/zone.h>

#include "service.h"

namespace doorstep::offerings {
namespace {

SeatsLeft seats_left(const store::OfferingRow& row, const std::optional<store::RoundRow>& round) {
  if (!round || round->state == ChoosingState::draft) return SeatsLeft::unasked;
  const bool shared_at_once = round->mode != RoundMode::first;
  if (shared_at_once && round->state != ChoosingState::published && row.taken == 0) return SeatsLeft::choices;
  return row.taken < row.capacity ? SeatsLeft::free : SeatsLeft::full;
}

}  // namespace

Result<OnOffer> OfferingsService::on_offer(const OrgId& org) {
  DOORSTEP_LET(body, body_of(org));
  const auto today = zone::clock_at(around_.zone_of(org), now()).on;
  struct Found {
    Parts parts;
    std::optional<store::RoundRow> round;
  };
  std::vector<Found> found;
  around_.database.read([&](db::Session& session) {
    std::map<std::string, std::optional<store::RoundRow>> rounds;
    for (auto& row : store::offered_at(session, org)) {
      auto parts = parts_of(session, std::move(row));
      if (is_over(parts, today)) continue;
      const auto id = parts.row.round_id;
      if (!id.empty() && !rounds.contains(id)) rounds[id] = store::round(session, id);
      found.push_back({std::move(parts), id.empty() ? std::nullopt : rounds[id]});
    }
  });
  OnOffer made{org, body.name, {}};
  for (const auto& [parts, round] : found) {
    const auto of = card(parts);
    Offer one;
    one.id = of.id;
    one.kind = of.kind;
    one.title = of.title;
    one.about = of.about;
    one.materials = of.materials;
    one.host_id = of.host_id;
    one.host = of.host;
    one.campus = of.campus;
    one.sessions = of.sessions;
    one.grades = of.grades;
    one.capacity = of.capacity;
    one.cost_yuan = of.cost_yuan;
    one.consent = of.consent;
    one.seats = seats_left(parts.row, round);
    if (round && round->state != ChoosingState::draft) {
      const auto as = shown(*round);
      one.round = OfferRound{as.title,     as.mode,     as.taking,
                             as.late,      as.opens_on, as.opens,
                             as.closes_on, as.closes,   as.roll.empty() ? "" : as.id};
    }
    made.offers.push_back(std::move(one));
  }
  return made;
}

void OfferingsService::tell_staff(const OrgId& org, const std::set<PersonId>& people, const Words& title,
                                  const Words& body) {
  std::set<AccountId> accounts;
  for (const auto& one : people)
    if (const auto account = around_.staff.account_of(one)) accounts.insert(*account);
  if (!accounts.empty()) around_.tell(org, accounts, title, body);
}

void OfferingsService::tell_teachers(const Parts& parts, const std::set<PersonId>& teachers) {
  const auto of = card(parts);
  const auto where = of.host + (of.campus.empty() ? "" : " " + of.campus) + (of.place.empty() ? "" : " " + of.place);
  Words text{
      fmt::format("您是“{}”的任课教师，地点：{}。时间已列入您的日程，名单与考勤见“我的社团”。", of.title.zh, where),
      fmt::format("You teach “{}” at {}. The times stand in your calendar; list and attendance are under “My "
                  "clubs”.",
                  of.title.en, where)};
  if (!of.origin.empty()) {
    text.zh += fmt::format("本项目移植自{}。", of.origin);
    text.en += fmt::format(" It is transplanted from {}.", of.origin);
  }
  if (of.materials.find("://") != of.materials.npos) {  // the page shows links by their titles
    text.zh += "\n活动材料与资源链接见“我的社团”中的本项目。";
    text.en += "\nMaterials with their links stand with it under “My clubs”.";
  } else if (!of.materials.empty()) {
    text.zh += fmt::format("\n活动材料：{}", of.materials);
    text.en += fmt::format("\nMaterials: {}", of.materials);
  }
  tell_staff(of.org_id, teachers, {"请您任教：" + of.title.zh, "You are to teach: " + of.title.en}, text);
}

}  // namespace doorstep::offerings
