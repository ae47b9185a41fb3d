// Bookings: venues and equipment that the schools of a group share by the hour. Thread safe; every change is one
// transaction, and an acknowledged one is never lost and never overlaps another.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <doorstep/base/actor.h>
#include <doorstep/base/date.h>
#include <doorstep/base/describe.h>
#include <doorstep/base/result.h>

namespace doorstep::bookings {

enum class Kind { venue, equipment };
BOOST_DESCRIBE_ENUM(Kind, venue, equipment)

// How a group reckons time and ways.
struct BookingRule {
  std::string time_zone = "Asia/Shanghai";
  int speed = 20;          // km/h, over 1.3 times the straight line
  int fixed_minutes = 10;  // of every way: setting out, parking
};
BOOST_DESCRIBE_STRUCT(BookingRule, (), (time_zone, speed, fixed_minutes))

struct Thing {
  std::string id;
  OrgId school_id;
  std::string school;
  Kind kind{};
  std::string name, what;
  int64_t amount = 1;         // pieces that there are
  std::string opens, closes;  // "07:30", "21:00", each day
};
BOOST_DESCRIBE_STRUCT(Thing, (), (id, school_id, school, kind, name, what, amount, opens, closes))

struct NewThing {
  OrgId school_id;
  Kind kind{};
  std::string name;
  std::optional<std::string> what;
  std::optional<int64_t> amount;             // 1; of venues always
  std::optional<std::string> opens, closes;  // 08:00 to 18:00
};
BOOST_DESCRIBE_STRUCT(NewThing, (), (school_id, kind, name, what, amount, opens, closes))

struct Booking {
  std::string id, thing_id, thing;
  Kind kind{};
  OrgId at_school_id;  // whose the thing is
  OrgId school_id;     // that booked it
  std::string school;
  std::string by, purpose;
  int64_t amount = 1;
  Date on;
  std::string from, to;                // "14:00"
  std::string away_from, away_to;      // of equipment, with the way; else as from and to
  int64_t begins_at = 0, ends_at = 0;  // seconds since 1970
  bool own = false;                    // of who asks
};
BOOST_DESCRIBE_STRUCT(Booking, (),
                      (id, thing_id, thing, kind, at_school_id, school_id, school, by, purpose, amount, on, from, to,
                       away_from, away_to, begins_at, ends_at, own))

struct NewBooking {
  std::string thing_id;
  OrgId school_id;
  std::string purpose;
  Date on;
  std::string from, to;
  std::optional<int64_t> amount;
};
BOOST_DESCRIBE_STRUCT(NewBooking, (), (thing_id, school_id, purpose, on, from, to, amount))

struct Timetable {
  OrgId group_id;
  std::string group;
  BookingRule rule;
  Date from;
  int64_t days = 7;
  std::vector<Thing> things;
  std::vector<Booking> bookings;  // by day and time
};
BOOST_DESCRIBE_STRUCT(Timetable, (), (group_id, group, rule, from, days, things, bookings))

// A booking of one's own, with its group.
struct OwnBooking {
  OrgId group_id;
  Booking booking;
};

class Bookings {
 public:
  virtual ~Bookings() = default;

  virtual Result<Timetable> timetable(const Actor& actor, const OrgId& group, Date from, int64_t days) = 0;

  // Faults of all changes: not_found (no such group, thing, booking), invalid (a field is wrong), conflict (taken,
  // travel-time, closed-then, no-member ...).
  virtual Result<BookingRule> set_rule(const Actor& actor, const OrgId& group, const BookingRule& wanted) = 0;
  virtual Result<Thing> offer(const Actor& actor, const OrgId& group, const NewThing& wanted) = 0;
  // No longer offered; bookings still to come are cancelled with it. The number of them.
  virtual Result<int64_t> withdraw(const Actor& actor, const OrgId& group, const std::string& thing) = 0;
  virtual Result<Booking> book(const Actor& actor, const OrgId& group, const NewBooking& wanted) = 0;
  virtual Result<void> cancel(const Actor& actor, const OrgId& group, const std::string& booking) = 0;

  virtual std::vector<OwnBooking> own(const Actor& actor, Date from, Date to) = 0;  // [from, to)
  virtual std::string zone_of(const OrgId& group) = 0;                              // in which the group reckons

  // For the check of rights: the school of a thing, the account of a booking.
  virtual std::optional<OrgId> school_of_thing(const std::string& thing) = 0;
  virtual std::optional<AccountId> account_of_booking(const std::string& booking) = 0;
};

}  // namespace doorstep::bookings
