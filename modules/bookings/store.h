// Every statement on the bookings_* tables.
#pragma once

#include <doorstep/bookings/bookings.h>
#include <doorstep/db/db.h>

namespace doorstep::bookings::store {

struct ThingRow {
  std::string id;
  OrgId group_id, school_id;
  Kind kind{};
  std::string name, what;
  int64_t amount = 1, opens = 0, closes = 0;  // minutes of the day
  Date begin_on, end_on;
};
BOOST_DESCRIBE_STRUCT(ThingRow, (),
                      (id, group_id, school_id, kind, name, what, amount, opens, closes, begin_on, end_on))

struct BookingRow {
  std::string id;
  OrgId group_id;
  std::string thing_id;
  OrgId school_id;
  AccountId account;
  std::string by_name, purpose;
  int64_t amount = 1;
  Date on_day;
  int64_t from_minute = 0, to_minute = 0, from_at = 0, to_at = 0, busy_from = 0, busy_to = 0;
  std::string cancelled_at, made_at;
};
BOOST_DESCRIBE_STRUCT(BookingRow, (),
                      (id, group_id, thing_id, school_id, account, by_name, purpose, amount, on_day, from_minute,
                       to_minute, from_at, to_at, busy_from, busy_to, cancelled_at, made_at))

std::optional<BookingRule> rule(db::Session& session, const OrgId& group);
void keep_rule(db::Session& session, const OrgId& group, const BookingRule& rule);
// Until the transaction ends, no other booking of the group is checked.
void hold_group(db::Session& session, const OrgId& group);

std::vector<ThingRow> things(db::Session& session, const OrgId& group, Date on);
std::optional<ThingRow> thing(db::Session& session, const std::string& id);
void add(db::Session& session, const ThingRow& row);
void end_thing(db::Session& session, const std::string& id, Date on);

std::vector<BookingRow> bookings(db::Session& session, const OrgId& group, Date from, Date to);
std::optional<BookingRow> booking(db::Session& session, const std::string& id);
// Those that last and touch [from, to) with the way: of a thing; of an account, on venues, within a day around.
std::vector<BookingRow> of_thing(db::Session& session, const std::string& thing, int64_t from, int64_t to);
std::vector<BookingRow> of_account(db::Session& session, const AccountId& account, Date from, Date to);
void add(db::Session& session, const BookingRow& row);
void cancel(db::Session& session, const std::string& id, const std::string& at);
int64_t cancel_of_thing(db::Session& session, const std::string& thing, int64_t after, const std::string& at);

}  // namespace doorstep::bookings::store
