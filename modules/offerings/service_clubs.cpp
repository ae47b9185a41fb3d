// Clubs while they run: the days on which they meet, who came, the code on the screen, and their days in the calendar.
#include <algorithm>

#include <doorstep/base/minute_code.h>
#include <doorstep/zone/zone.h>

#include "service.h"
#include "store_clubs.h"

namespace doorstep::offerings {
namespace {

constexpr int64_t days_back = 366, days_ahead = 14;
constexpr int64_t code_early = 15 * 60;  // seconds before a meeting begins
constexpr int64_t most_wrong_codes = 10;

struct Meeting {
  Date on;
  int64_t from = 0, to = 0;
};

// The days of [from, to) on which an offering meets, by time.
std::vector<Meeting> meetings(std::span<const store::SessionRow> sessions, Date from, Date to) {
  std::vector<Meeting> made;
  for (const auto& one : sessions) {
    if (one.on_day) {
      if (from <= *one.on_day && *one.on_day < to) made.push_back({*one.on_day, one.from_minute, one.to_minute});
      continue;
    }
    const auto first = std::max(from, one.from_on.value_or(Date::always()));
    const auto past = std::min(to, one.until_on.value_or(Date::never()));
    for (auto day = first.plus((one.weekday.value_or(1) - first.weekday() + 7) % 7); day < past; day = day.plus(7))
      made.push_back({day, one.from_minute, one.to_minute});
  }
  std::ranges::sort(made, {}, [](const Meeting& one) { return std::pair{one.on, one.from}; });
  return made;
}

std::string code_about(const std::string& offering) { return "club-check-in|" + offering; }

tl::unexpected<Error> no_meeting() {
  return refuse(
      Fault::conflict, "not-now",
      say("现在没有活动，签到码从开始前 15 分钟起有效", "nothing meets now: the code is good from 15 minutes before"));
}

}  // namespace

Result<store::OfferingRow> OfferingsService::led(db::Session& session, const Actor& actor,
                                                 const std::optional<OrgId>& org, const std::string& id) {
  auto row = store::offering(session, id);
  if (!row || row->state == OfferingState::draft) return no_offering();
  if (org) return row->org_id == *org ? Result<store::OfferingRow>{std::move(*row)} : no_offering();
  const auto person = around_.staff.person_of(actor.account);
  for (const auto& teacher : store::teachers(session, id))
    if (person && teacher.person_id == *person) return std::move(*row);
  return no_offering();
}

void OfferingsService::note_reading(const Actor& actor, const store::OfferingRow& row) {
  (void)around_.database.write([&](db::Session& session) -> Result<void> {
    around_.trail.append(session, actor, {"people-read", "offering", row.id, row.org_id, {}});
    return {};
  });
}

std::optional<std::pair<Date, int64_t>> OfferingsService::meets_now(db::Session& session,
                                                                    const store::OfferingRow& row) {
  const auto zone = around_.zone_of(row.org_id);
  const auto today = zone::clock_at(zone, now()).on;
  for (const auto& one : meetings(store::sessions(session, row.id), today, today.plus(1))) {
    const auto from = zone::instant(zone, {one.on, static_cast<int>(one.from)});
    const auto to = zone::instant(zone, {one.on, static_cast<int>(one.to)});
    if (from && to && *from - code_early <= now() && now() < *to) return std::pair{one.on, one.from};
  }
  return std::nullopt;
}

Result<ClubFile> OfferingsService::club(const Actor& actor, const std::optional<OrgId>& org, const std::string& id) {
  ClubFile made;
  auto row = around_.database.read([&](db::Session& session) { return led(session, actor, org, id); });
  if (!row) return pass_on(row);
  DOORSTEP_LET(file, offering(row->org_id, id));
  if (!org) note_reading(actor, *row);
  made.offering = std::move(file.offering);
  for (auto& one : file.people)
    if (one.state == PlaceState::enrolled) made.people.push_back(std::move(one));
  const auto zone = around_.zone_of(row->org_id);
  const auto clock = zone::clock_at(zone, now());
  around_.database.read([&](db::Session& session) {
    const auto marks = store::marks(session, id);
    auto first = clock.on.plus(-days_back);
    if (const auto made_on = Date::parse(row->made_at.substr(0, 10))) first = std::max(first, *made_on);
    const auto current = meets_now(session, *row);
    for (const auto& one : meetings(store::sessions(session, id), first, clock.on.plus(days_ahead))) {
      ClubDay day{one.on, zone::text_of(static_cast<int>(one.from)), zone::text_of(static_cast<int>(one.to))};
      day.now = current && current->first == one.on && current->second == one.from;
      day.begun = day.now || one.on < clock.on || (one.on == clock.on && one.from <= clock.minute);
      for (const auto& mark : marks)
        if (mark.on_day == one.on && mark.from_minute == one.from) (mark.came ? day.came : day.missed) += 1;
      made.days.push_back(std::move(day));
    }
    for (const auto& mark : marks)
      made.marks.push_back({mark.person_id, mark.on_day, zone::text_of(static_cast<int>(mark.from_minute)), mark.came,
                            mark.came_by, mark.reason});
    for (const auto& one : store::results(session, id)) made.results.push_back(result_of(one));
  });
  return made;
}

OwnClubs OfferingsService::own_clubs(const Actor& actor) {
  OwnClubs made;
  const auto person = around_.staff.person_of(actor.account);
  if (!person) return made;
  std::vector<Parts> teaches, judges;
  around_.database.read([&](db::Session& session) {
    for (auto& row : store::taught_by(session, *person)) teaches.push_back(parts_of(session, std::move(row)));
    for (auto& row : store::judged_by(session, *person)) judges.push_back(parts_of(session, std::move(row)));
  });
  for (const auto& one : teaches) made.items.push_back(card(one));
  for (const auto& one : judges) made.panels.push_back(card(one));
  return made;
}

Result<ClubFile> OfferingsService::attend(const Actor& actor, const std::optional<OrgId>& org, const std::string& id,
                                          const ClubEntry& wanted) {
  const auto from = zone::minute_of(wanted.from);
  const auto reason = wanted.reason.value_or("");
  if (!reason.empty()) DOORSTEP_TRY(good_reason(reason));
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    DOORSTEP_LET(row, led(session, actor, org, id));
    const auto clock = zone::clock_at(around_.zone_of(row.org_id), now());
    const auto met = meetings(store::sessions(session, id), wanted.on, wanted.on.plus(1));
    if (!from || std::ranges::none_of(met, [&](const Meeting& one) { return one.from == *from; }))
      return wrong_field("on", say("这天没有这次活动", "nothing meets then"));
    if (clock.on < wanted.on || (clock.on == wanted.on && clock.minute < *from - code_early / 60))
      return refuse(Fault::conflict, "not-begun", say("活动还没有开始", "it has not begun"));
    for (const auto& one : wanted.people) {
      const auto place = store::place(session, id, one.person_id);
      if (!place || place->state != PlaceState::enrolled)
        return wrong_field("people", say("有人不在名单中", "somebody is not on the list"));
      const auto before = store::mark(session, id, wanted.on, *from, one.person_id);
      if (before && before->came == one.came) continue;
      if (before && reason.empty())
        return wrong_field("reason", say("更正已有的考勤须说明原因", "a correction needs a reason"));
      const store::MarkRow after{id,         one.person_id, wanted.on, *from, one.came, ClubCameBy::hand,
                                 actor.name, now_utc(),     reason};
      store::put(session, after);
      around_.trail.append(session, actor,
                           {before ? "club-attendance-corrected" : "club-attendance-entered", "offering", id,
                            row.org_id, before ? audit::changes(*before, after) : audit::added(after)});
    }
    return {};
  });
  if (!done) return pass_on(done);
  return club(actor, org, id);
}

Result<ClubCode> OfferingsService::club_code_now(const Actor& actor, const std::optional<OrgId>& org,
                                                 const std::string& id) {
  return around_.database.read([&](db::Session& session) -> Result<ClubCode> {
    DOORSTEP_LET(row, led(session, actor, org, id));
    const auto current = meets_now(session, row);
    if (!current) return no_meeting();
    ClubCode made{minute_code(around_.pepper, code_about(id), now()), minute_code_left(now()), 0};
    for (const auto& one : store::marks(session, id))
      made.came += one.on_day == current->first && one.from_minute == current->second && one.came;
    return made;
  });
}

Result<OwnChoosing> OfferingsService::check_in(const Actor& actor, const PersonId& id, const ClubCheckIn& wanted) {
  const auto child = around_.children.tied(actor, id);
  if (!child)
    return refuse(Fault::not_found, "child-unknown", say("没有绑定这个孩子", "you are not tied to this child"));
  bool wrong = false;
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    wrong = false;
    const auto row = store::offering(session, wanted.offering_id);
    const auto place = row ? store::place(session, row->id, id) : std::nullopt;
    if (!place || place->state != PlaceState::enrolled) return no_offering();
    const auto current = meets_now(session, *row);
    if (!current) return no_meeting();
    if (store::wrong_codes(session, row->id, id, current->first) >= most_wrong_codes)
      return refuse(Fault::conflict, "code-tries",
                    say("输错次数太多，请找老师登记", "too many wrong codes: ask the teacher to enter you"));
    wrong = !is_minute_code(wanted.code, around_.pepper, code_about(row->id), now());
    if (wrong) {
      store::add_wrong_code(session, row->id, id, current->first);
      return {};
    }
    const auto before = store::mark(session, row->id, current->first, current->second, id);
    if (before) return {};  // what a teacher entered stands
    const store::MarkRow after{row->id,   id, current->first, current->second, true, ClubCameBy::code, actor.name,
                               now_utc(), ""};
    store::put(session, after);
    around_.trail.append(session, actor,
                         {"club-attendance-entered", "offering", row->id, row->org_id, audit::added(after)});
    return {};
  });
  if (!done) return pass_on(done);
  if (wrong)
    return wrong_field(
        "code", say("签到码不对，请看屏幕上现在的六位数字", "is not the code: type the six digits now on the screen"));
  return own(actor);
}

std::vector<ClubMeeting> OfferingsService::days_of(const std::vector<store::OfferingRow>& rows, Date from, Date to,
                                                   bool leads, const std::string& who, bool once) {
  std::vector<ClubMeeting> made;
  for (const auto& row : rows) {
    const auto zone = around_.zone_of(row.org_id);
    auto sessions = around_.database.read([&](db::Session& session) { return store::sessions(session, row.id); });
    if (once) std::erase_if(sessions, [](const store::SessionRow& one) { return !one.on_day; });
    const auto place = around_.places.name_of(row.host_id) + (row.place.empty() ? "" : " " + row.place);
    for (const auto& one : meetings(sessions, from, to)) {
      const auto begins = zone::instant(zone, {one.on, static_cast<int>(one.from)});
      const auto ends = zone::instant(zone, {one.on, static_cast<int>(one.to)});
      if (!begins || !ends) continue;  // a time that the day's clocks skip or show twice
      made.push_back({fmt::format("{}-{}-{}", row.id, one.on.text(), one.from), row.id, title_of(row), place, who,
                      row.org_id, around_.places.name_of(row.org_id), one.on, zone::text_of(static_cast<int>(one.from)),
                      zone::text_of(static_cast<int>(one.to)), *begins, *ends, leads});
    }
  }
  return made;
}

std::vector<ClubMeeting> OfferingsService::meetings_of(const OrgId& org, Date from, Date to) {
  auto rows = around_.database.read([&](db::Session& session) { return store::offerings_of(session, org); });
  std::erase_if(rows, [](const store::OfferingRow& row) { return row.state != OfferingState::published; });
  return days_of(rows, from, to, false, "", true);
}

std::vector<ClubMeeting> OfferingsService::own_meetings(const Actor& actor, Date from, Date to) {
  std::vector<ClubMeeting> made;
  const auto add = [&](std::vector<ClubMeeting> more) {
    made.insert(made.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
  };
  if (const auto person = around_.staff.person_of(actor.account))
    add(days_of(around_.database.read([&](db::Session& session) { return store::taught_by(session, *person); }), from,
                to, true, "", false));
  for (const auto& child : around_.children.tied(actor)) {
    std::vector<store::OfferingRow> rows;
    around_.database.read([&](db::Session& session) {
      for (const auto& place : store::places_of(session, child.id))
        if (place.state == PlaceState::enrolled)
          if (auto row = store::offering(session, place.offering_id); row && row->state == OfferingState::published)
            rows.push_back(std::move(*row));
    });
    add(days_of(rows, from, to, false, child.relation == children::Relation::guardian ? child.name : "", false));
  }
  std::ranges::stable_sort(made, {}, &ClubMeeting::begins_at);
  return made;
}

std::vector<ClubAttended> OfferingsService::attended(const PersonId& child) {
  std::vector<ClubAttended> made;
  around_.database.read([&](db::Session& session) {
    std::string current;
    for (const auto& mark : store::marks_of(session, child)) {
      if (!mark.came) continue;
      if (mark.offering_id != current) {
        const auto row = store::offering(session, mark.offering_id);
        if (!row) continue;
        current = mark.offering_id;
        made.push_back({row->kind, title_of(*row), 0, {}});
      }
      ++made.back().times;
      made.back().last = mark.on_day;
    }
  });
  return made;
}

}  // namespace doorstep::offerings
