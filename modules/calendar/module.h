// Calendar for the wiring.
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <vector>

#include <doorstep/accounts/rights.h>
#include <doorstep/bookings/bookings.h>
#include <doorstep/calendar/calendar.h>
#include <doorstep/council/council.h>
#include <doorstep/db/db.h>
#include <doorstep/http/route.h>
#include <doorstep/joint/joint.h>
#include <doorstep/offerings/offerings.h>
#include <doorstep/training/training.h>

namespace doorstep::calendar {

std::span<const db::Migration> migrations();

// All outlive what is made. `actor_of` gives who an account is today; empty when it may not come in.
struct Rooms {
  db::Database& database;
  council::Councils& councils;
  joint::Joint& joint;
  bookings::Bookings& bookings;
  training::Training& training;
  offerings::Offerings& offerings;
  const Places& places;
  std::function<std::optional<Actor>(const AccountId&)> actor_of;
  // What is due for somebody in [from, to); nothing when empty.
  std::function<std::vector<Event>(const Actor&, Date from, Date to)> due{};
  // Open classes of somebody, and of a group, in [from, to); none when empty.
  std::function<std::vector<Event>(const Actor&, Date from, Date to)> lessons{};
  std::function<std::vector<Event>(const OrgId& group, Date from, Date to)> lessons_of{};
};
std::unique_ptr<Calendar> make_calendar(Rooms rooms);

std::vector<http::Route> routes(Calendar& calendar);

}  // namespace doorstep::calendar
