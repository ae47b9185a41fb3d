// BookingsService: what is offered, who books it, and whether it can be.
#pragma once

#include <functional>
#include <map>

#include "module.h"
#include "store.h"
#include "ways.h"

namespace doorstep::bookings {

class BookingsService final : public Bookings {
 public:
  BookingsService(db::Database& database, registry::Registry& registry, const audit::Trail& trail,
                  std::function<int64_t()> now)
      : database_(database), registry_(registry), trail_(trail), now_(std::move(now)) {}

  Result<Timetable> timetable(const Actor& actor, const OrgId& group, Date from, int64_t days) override;
  Result<BookingRule> set_rule(const Actor& actor, const OrgId& group, const BookingRule& wanted) override;
  Result<Thing> offer(const Actor& actor, const OrgId& group, const NewThing& wanted) override;
  Result<int64_t> withdraw(const Actor& actor, const OrgId& group, const std::string& thing) override;
  Result<Booking> book(const Actor& actor, const OrgId& group, const NewBooking& wanted) override;
  Result<void> cancel(const Actor& actor, const OrgId& group, const std::string& booking) override;
  std::vector<OwnBooking> own(const Actor& actor, Date from, Date to) override;
  std::string zone_of(const OrgId& group) override;
  std::optional<OrgId> school_of_thing(const std::string& thing) override;
  std::optional<AccountId> account_of_booking(const std::string& booking) override;

 private:
  struct School {
    std::string name;
    std::optional<Spot> spot;
    bool member = false;  // today
  };
  using Schools = std::map<OrgId, School>;
  struct Round {
    std::string name;  // of the group
    Schools schools;   // members of all times
  };
  Result<Round> round(const OrgId& group);
  // The row that a wish would become, its times checked.
  Result<store::BookingRow> row_of(const Actor& actor, const store::ThingRow& thing, const BookingRule& rule,
                                   const Schools& schools, const NewBooking& wanted) const;
  Result<void> free(db::Session& session, const store::ThingRow& thing, const store::BookingRow& row,
                    const Schools& schools, const BookingRule& rule) const;
  Result<void> reachable(db::Session& session, const store::ThingRow& thing, const store::BookingRow& row,
                         const Schools& schools, const BookingRule& rule) const;

  db::Database& database_;
  registry::Registry& registry_;
  const audit::Trail& trail_;
  std::function<int64_t()> now_;
};

}  // namespace doorstep::bookings
