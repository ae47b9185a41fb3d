#include "store.h"

namespace doorstep::bookings::store {
std::optional<BookingRule> rule(db::Session& session, const OrgId& group) {
  return session.one<BookingRule>("SELECT time_zone, speed, fixed_minutes FROM bookings_rule WHERE group_id=$1", group);
}

void keep_rule(db::Session& session, const OrgId& group, const BookingRule& rule) {
  session.run(
      "INSERT INTO bookings_rule(group_id, time_zone, speed, fixed_minutes, held) VALUES($1, $2, $3, $4, 0) "
      "ON CONFLICT(group_id) DO UPDATE SET time_zone=excluded.time_zone, speed=excluded.speed, "
      "fixed_minutes=excluded.fixed_minutes",
      group, rule.time_zone, rule.speed, rule.fixed_minutes);
}

void hold_group(db::Session& session, const OrgId& group) {
  const BookingRule usual;
  session.run(
      "INSERT INTO bookings_rule(group_id, time_zone, speed, fixed_minutes, held) VALUES($1, $2, $3, $4, 1) "
      "ON CONFLICT(group_id) DO UPDATE SET held=bookings_rule.held+1",
      group, usual.time_zone, usual.speed, usual.fixed_minutes);
}

std::vector<ThingRow> things(db::Session& session, const OrgId& group, Date on) {
  return session.all<ThingRow>(
      db::select_from<ThingRow>("bookings_thing", "WHERE group_id=$1 AND end_on>$2 ORDER BY kind DESC, name, id"),
      group, on);
}

std::optional<ThingRow> thing(db::Session& session, const std::string& id) {
  return session.one<ThingRow>(db::select_from<ThingRow>("bookings_thing", "WHERE id=$1"), id);
}

void add(db::Session& session, const ThingRow& row) {
  session.run(
      "INSERT INTO bookings_thing(id, group_id, school_id, kind, name, what, amount, opens, closes, begin_on, end_on) "
      "VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
      row.id, row.group_id, row.school_id, row.kind, row.name, row.what, row.amount, row.opens, row.closes,
      row.begin_on, row.end_on);
}

void end_thing(db::Session& session, const std::string& id, Date on) {
  session.run("UPDATE bookings_thing SET end_on=$2 WHERE id=$1", id, on);
}

std::vector<BookingRow> bookings(db::Session& session, const OrgId& group, Date from, Date to) {
  return session.all<BookingRow>(
      db::select_from<BookingRow>(
          "bookings_booking",
          "WHERE group_id=$1 AND on_day>=$2 AND on_day<$3 AND cancelled_at='' ORDER BY from_at, id"),
      group, from, to);
}

std::optional<BookingRow> booking(db::Session& session, const std::string& id) {
  return session.one<BookingRow>(db::select_from<BookingRow>("bookings_booking", "WHERE id=$1"), id);
}

std::vector<BookingRow> of_thing(db::Session& session, const std::string& thing, int64_t from, int64_t to) {
  return session.all<BookingRow>(
      db::select_from<BookingRow>(
          "bookings_booking", "WHERE thing_id=$1 AND busy_from<$3 AND busy_to>$2 AND cancelled_at='' ORDER BY from_at"),
      thing, from, to);
}

std::vector<BookingRow> of_account(db::Session& session, const AccountId& account, Date from, Date to) {
  return session.all<BookingRow>(
      db::select_from<BookingRow>("bookings_booking",
                                  "WHERE account=$1 AND on_day>=$2 AND on_day<$3 AND cancelled_at='' ORDER BY from_at"),
      account, from, to);
}

void add(db::Session& session, const BookingRow& row) {
  session.run(
      "INSERT INTO bookings_booking(id, group_id, thing_id, school_id, account, by_name, purpose, amount, on_day, "
      "from_minute, to_minute, from_at, to_at, busy_from, busy_to, cancelled_at, made_at) "
      "VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)",
      row.id, row.group_id, row.thing_id, row.school_id, row.account, row.by_name, row.purpose, row.amount, row.on_day,
      row.from_minute, row.to_minute, row.from_at, row.to_at, row.busy_from, row.busy_to, row.cancelled_at,
      row.made_at);
}

void cancel(db::Session& session, const std::string& id, const std::string& at) {
  session.run("UPDATE bookings_booking SET cancelled_at=$2 WHERE id=$1", id, at);
}

int64_t cancel_of_thing(db::Session& session, const std::string& thing, int64_t after, const std::string& at) {
  return session.run("UPDATE bookings_booking SET cancelled_at=$3 WHERE thing_id=$1 AND to_at>$2 AND cancelled_at=''",
                     thing, after, at);
}

}  // namespace doorstep::bookings::store
