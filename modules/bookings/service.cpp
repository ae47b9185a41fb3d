#include "service.h"

#include <algorithm>
#include <ctime>

#include <doorstep/zone/zone.h>

namespace doorstep::bookings {
namespace {

constexpr int64_t longest_ahead = 366LL * 86400;
constexpr int64_t most_days = 62;
constexpr int usual_opens = 8 * 60, usual_closes = 18 * 60;

tl::unexpected<Error> wrong(const char* field, const char* code, Words what) {
  return refuse(Fault::invalid, code, what, {{field, what}});
}
tl::unexpected<Error> clash(const char* field, const char* code, Words what) {
  return refuse(Fault::conflict, code, what, {{field, what}});
}
tl::unexpected<Error> no_thing() {
  return refuse(Fault::not_found, "thing-unknown", say("没有这个场馆或设备", "there is no such thing to be booked"));
}

template <class Schools>
Thing shown(const store::ThingRow& row, const Schools& schools) {
  const auto school = schools.find(row.school_id);
  return {row.id,
          row.school_id,
          school == schools.end() ? std::string{} : school->second.name,
          row.kind,
          row.name,
          row.what,
          row.amount,
          zone::text_of(static_cast<int>(row.opens)),
          zone::text_of(static_cast<int>(row.closes))};
}

template <class Schools>
Booking shown(const store::BookingRow& row, const store::ThingRow& thing, const Schools& schools,
              const BookingRule& rule, const Actor& actor) {
  const auto school = schools.find(row.school_id);
  Booking made{row.id, row.thing_id, thing.name, thing.kind, thing.school_id, row.school_id};
  made.school = school == schools.end() ? std::string{} : school->second.name;
  made.by = row.by_name;
  made.purpose = row.purpose;
  made.amount = row.amount;
  made.on = row.on_day;
  made.from = zone::text_of(static_cast<int>(row.from_minute));
  made.to = zone::text_of(static_cast<int>(row.to_minute));
  made.away_from = zone::text_of(zone::clock_at(rule.time_zone, row.busy_from).minute);
  made.away_to = zone::text_of(zone::clock_at(rule.time_zone, row.busy_to).minute);
  made.begins_at = row.from_at;
  made.ends_at = row.to_at;
  made.own = !row.account.empty() && row.account == actor.account;
  return made;
}

}  // namespace

std::unique_ptr<Bookings> make_bookings(db::Database& database, registry::Registry& registry, const audit::Trail& trail,
                                        std::function<int64_t()> now) {
  if (!now) now = [] { return static_cast<int64_t>(std::time(nullptr)); };
  return std::make_unique<BookingsService>(database, registry, trail, std::move(now));
}

Result<BookingsService::Round> BookingsService::round(const OrgId& id) {
  DOORSTEP_LET(group, registry_.group(id));
  const auto today = Date::today();
  Round made{group.org.name, {}};
  for (const auto& member : group.members) {
    auto& school = made.schools[member.school_id];
    school.name = member.school;
    school.member = school.member || holds_on(member, today);
  }
  registry::SchoolQuery members;
  members.group = id;
  members.limit = 1000;
  DOORSTEP_LET(listed, registry_.schools(members, {}));
  for (const auto& one : listed.items)
    if (one.longitude && one.latitude) made.schools[one.id].spot = Spot{*one.longitude, *one.latitude};
  return made;
}

Result<Timetable> BookingsService::timetable(const Actor& actor, const OrgId& group, Date from, int64_t days) {
  if (days < 1 || days > most_days)
    return wrong("days", "days-invalid", say("一次最多看 {} 天", "from 1 to {} days", most_days));
  DOORSTEP_LET(around, round(group));
  return database_.read([&](db::Session& session) {
    Timetable made{group, around.name, store::rule(session, group).value_or(BookingRule{}), from, days, {}, {}};
    for (const auto& row : store::things(session, group, from)) made.things.push_back(shown(row, around.schools));
    for (const auto& row : store::bookings(session, group, from, from.plus(days)))
      if (const auto thing = store::thing(session, row.thing_id))
        made.bookings.push_back(shown(row, *thing, around.schools, made.rule, actor));
    return made;
  });
}

Result<BookingRule> BookingsService::set_rule(const Actor& actor, const OrgId& group, const BookingRule& wanted) {
  DOORSTEP_TRY(registry_.group(group));
  if (!zone::known(wanted.time_zone))
    return wrong("time_zone", "time-zone-unknown", say("没有时区“{}”", "there is no time zone “{}”", wanted.time_zone));
  if (wanted.speed < 1 || wanted.speed > 200)
    return wrong("speed", "speed-invalid", say("速度为 1 到 200 公里/时", "a speed is 1 to 200 km/h"));
  if (wanted.fixed_minutes < 0 || wanted.fixed_minutes > 120)
    return wrong("fixed_minutes", "minutes-invalid",
                 say("固定时间为 0 到 120 分钟", "a fixed time is 0 to 120 minutes"));
  return database_.write([&](db::Session& session) -> Result<BookingRule> {
    const auto before = store::rule(session, group).value_or(BookingRule{});
    store::keep_rule(session, group, wanted);
    trail_.append(session, actor, {"bookings-rule", "group", group.value, group, audit::changes(before, wanted)});
    return wanted;
  });
}

Result<Thing> BookingsService::offer(const Actor& actor, const OrgId& group, const NewThing& wanted) {
  DOORSTEP_LET(around, round(group));
  const auto school = around.schools.find(wanted.school_id);
  if (school == around.schools.end() || !school->second.member)
    return clash("school_id", "no-member",
                 say("该校今天不是本集团成员", "the school is no member of this group today"));
  if (wanted.name.empty() || wanted.name.size() > 200)
    return wrong("name", "name-missing", say("请填写名称", "give it a name"));
  const auto opens = zone::minute_of(wanted.opens.value_or(zone::text_of(usual_opens)));
  const auto closes = zone::minute_of(wanted.closes.value_or(zone::text_of(usual_closes)));
  if (!opens || !closes || *opens >= *closes)
    return wrong("opens", "hours-invalid",
                 say("开放时间应为 08:00 到 18:00 这样的时刻", "hours are times such as 08:00 to 18:00"));
  const int64_t amount = wanted.kind == Kind::venue ? 1 : wanted.amount.value_or(1);
  if (amount < 1 || amount > 10000)
    return wrong("amount", "amount-invalid", say("数量为 1 到 10000", "an amount is 1 to 10000"));
  const store::ThingRow row{new_uuid(), group,  wanted.school_id, wanted.kind,   wanted.name,  wanted.what.value_or(""),
                            amount,     *opens, *closes,          Date::today(), Date::never()};
  return database_.write([&](db::Session& session) -> Result<Thing> {
    store::add(session, row);
    trail_.append(session, actor, {"thing-offered", "thing", row.id, group, audit::added(row)});
    return shown(row, around.schools);
  });
}

Result<int64_t> BookingsService::withdraw(const Actor& actor, const OrgId& group, const std::string& id) {
  return database_.write([&](db::Session& session) -> Result<int64_t> {
    store::hold_group(session, group);
    const auto row = store::thing(session, id);
    if (!row || row->group_id != group || row->end_on <= Date::today()) return no_thing();
    store::end_thing(session, id, Date::today());
    const auto cancelled = store::cancel_of_thing(session, id, now_(), now_utc());
    trail_.append(session, actor, {"thing-withdrawn", "thing", id, group, audit::removed(*row)});
    return cancelled;
  });
}

Result<store::BookingRow> BookingsService::row_of(const Actor& actor, const store::ThingRow& thing,
                                                  const BookingRule& rule, const Schools& schools,
                                                  const NewBooking& wanted) const {
  const auto school = schools.find(wanted.school_id), home = schools.find(thing.school_id);
  if (school == schools.end() || !school->second.member)
    return clash("school_id", "no-member",
                 say("该校今天不是本集团成员", "the school is no member of this group today"));
  if (wanted.purpose.empty() || wanted.purpose.size() > 500)
    return wrong("purpose", "purpose-missing", say("请写明用途", "say what it is for"));
  const auto from = zone::minute_of(wanted.from), to = zone::minute_of(wanted.to);
  if (!from) return wrong("from", "time-invalid", say("时刻应写成 14:00", "a time is written 14:00"));
  if (!to) return wrong("to", "time-invalid", say("时刻应写成 14:00", "a time is written 14:00"));
  if (*to <= *from)
    return wrong("to", "over-midnight",
                 say("结束须晚于开始，且在同一天；跨过午夜请分两次预约",
                     "it ends after it begins, on the same day; over midnight book twice"));
  if (*from < thing.opens || *to > thing.closes)
    return clash("from", "closed-then",
                 say("开放时间为 {} 到 {}", "open from {} to {}", zone::text_of(static_cast<int>(thing.opens)),
                     zone::text_of(static_cast<int>(thing.closes))));
  const auto amount = wanted.amount.value_or(1);
  if (amount < 1 || amount > thing.amount)
    return wrong("amount", "amount-invalid", say("数量为 1 到 {}", "an amount is 1 to {}", thing.amount));
  DOORSTEP_LET(from_at, zone::instant(rule.time_zone, {wanted.on, *from}));
  DOORSTEP_LET(to_at, zone::instant(rule.time_zone, {wanted.on, *to}));
  if (from_at <= now_()) return wrong("on", "booking-past", say("时间已过", "that time has passed"));
  if (from_at > now_() + longest_ahead)
    return wrong("on", "too-far-ahead", say("最多提前一年预约", "a year ahead at most"));
  const bool moves = thing.kind == Kind::equipment;
  const int64_t way =
      !moves ? 0
             : int64_t{60} * way_minutes(rule, wanted.school_id == thing.school_id,
                                         home == schools.end() ? std::nullopt : home->second.spot, school->second.spot);
  return store::BookingRow{new_uuid(), thing.group_id, thing.id, wanted.school_id, actor.account,
                           actor.name, wanted.purpose, amount,   wanted.on,        *from,
                           *to,        from_at,        to_at,    from_at - way,    to_at + way,
                           "",         now_utc()};
}

Result<void> BookingsService::free(db::Session& session, const store::ThingRow& thing, const store::BookingRow& row,
                                   const Schools& schools, const BookingRule& rule) const {
  const auto others = store::of_thing(session, thing.id, row.busy_from, row.busy_to);
  std::vector<Away> away;
  for (const auto& one : others) away.push_back({one.busy_from, one.busy_to, one.amount});
  if (most_away(away, row.busy_from, row.busy_to) + row.amount <= thing.amount) return {};
  const auto touching =
      std::ranges::find_if(others, [&](const auto& one) { return one.from_at < row.to_at && row.from_at < one.to_at; });
  const bool on_the_way = touching == others.end();
  const auto& first = on_the_way ? others.front() : *touching;
  const auto school = schools.find(first.school_id);
  const auto who = school == schools.end() ? std::string{} : school->second.name;
  const auto clock = [&](int64_t at) { return zone::text_of(zone::clock_at(rule.time_zone, at).minute); };
  if (on_the_way)
    return clash("from", "travel-time",
                 say("{} 的预约连同路上时间占用 {} 到 {}，来不及送到",
                     "{} has it from {} to {} with the way: it cannot be there in time", who, clock(first.busy_from),
                     clock(first.busy_to)));
  return clash(
      "from", "taken",
      say("{} 已预约 {} 到 {}", "{} has booked it from {} to {}", who, clock(first.from_at), clock(first.to_at)));
}

// Who books two venues gets from one to the other in time.
Result<void> BookingsService::reachable(db::Session& session, const store::ThingRow& thing,
                                        const store::BookingRow& row, const Schools& schools,
                                        const BookingRule& rule) const {
  if (thing.kind != Kind::venue || row.account.empty()) return {};
  const auto spot_of = [&](const OrgId& school) {
    const auto found = schools.find(school);
    return found == schools.end() ? std::nullopt : found->second.spot;
  };
  for (const auto& other : store::of_account(session, row.account, row.on_day, row.on_day.plus(1))) {
    const auto there = store::thing(session, other.thing_id);
    if (!there || there->kind != Kind::venue || there->school_id == thing.school_id) continue;
    const int64_t way = int64_t{60} * way_minutes(rule, false, spot_of(there->school_id), spot_of(thing.school_id));
    if (other.to_at + way > row.from_at && row.to_at + way > other.from_at)
      return clash("from", "travel-time",
                   say("您 {} 到 {} 在“{}”，路上需 {} 分钟，来不及",
                       "you are at “{2}” from {0} to {1}, and the way takes {3} minutes",
                       zone::text_of(static_cast<int>(other.from_minute)),
                       zone::text_of(static_cast<int>(other.to_minute)), there->name, way / 60));
  }
  return {};
}

Result<Booking> BookingsService::book(const Actor& actor, const OrgId& group, const NewBooking& wanted) {
  DOORSTEP_LET(around, round(group));
  return database_.write([&](db::Session& session) -> Result<Booking> {
    store::hold_group(session, group);
    const auto rule = store::rule(session, group).value_or(BookingRule{});
    const auto thing = store::thing(session, wanted.thing_id);
    if (!thing || thing->group_id != group || thing->end_on <= wanted.on) return no_thing();
    DOORSTEP_LET(row, row_of(actor, *thing, rule, around.schools, wanted));
    DOORSTEP_TRY(free(session, *thing, row, around.schools, rule));
    DOORSTEP_TRY(reachable(session, *thing, row, around.schools, rule));
    store::add(session, row);
    trail_.append(session, actor, {"booked", "booking", row.id, row.school_id, audit::added(row)});
    return shown(row, *thing, around.schools, rule, actor);
  });
}

Result<void> BookingsService::cancel(const Actor& actor, const OrgId& group, const std::string& id) {
  return database_.write([&](db::Session& session) -> Result<void> {
    const auto row = store::booking(session, id);
    if (!row || row->group_id != group || !row->cancelled_at.empty())
      return refuse(Fault::not_found, "booking-unknown", say("没有这个预约", "there is no such booking"));
    if (row->to_at <= now_())
      return refuse(Fault::conflict, "booking-past", say("预约时间已过", "the booking is over"));
    store::cancel(session, id, now_utc());
    trail_.append(session, actor, {"booking-cancelled", "booking", id, row->school_id, audit::removed(*row)});
    return {};
  });
}

std::vector<OwnBooking> BookingsService::own(const Actor& actor, Date from, Date to) {
  if (actor.account.empty()) return {};
  return database_.read([&](db::Session& session) {
    std::vector<OwnBooking> found;
    for (const auto& row : store::of_account(session, actor.account, from, to))
      if (const auto thing = store::thing(session, row.thing_id))
        found.push_back({row.group_id, shown(row, *thing, Schools{},
                                             store::rule(session, row.group_id).value_or(BookingRule{}), actor)});
    return found;
  });
}

std::string BookingsService::zone_of(const OrgId& group) {
  return database_.read([&](db::Session& session) { return store::rule(session, group).value_or(BookingRule{}); })
      .time_zone;
}

std::optional<OrgId> BookingsService::school_of_thing(const std::string& id) {
  const auto row = database_.read([&](db::Session& session) { return store::thing(session, id); });
  return row ? std::optional{row->school_id} : std::nullopt;
}

std::optional<AccountId> BookingsService::account_of_booking(const std::string& id) {
  const auto row = database_.read([&](db::Session& session) { return store::booking(session, id); });
  return row ? std::optional{row->account} : std::nullopt;
}

}  // namespace doorstep::bookings
