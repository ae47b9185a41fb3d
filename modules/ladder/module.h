// Ladder for the wiring.
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <vector>

#include <doorstep/accounts/rights.h>
#include <doorstep/audit/audit.h>
#include <doorstep/db/db.h>
#include <doorstep/files/files.h>
#include <doorstep/http/route.h>
#include <doorstep/ladder/ladder.h>
#include <doorstep/registry/registry.h>
#include <doorstep/registry/standings.h>
#include <doorstep/staff/staff.h>

namespace doorstep::ladder {

std::span<const db::Migration> migrations();

// What other rooms know of a person. A function that is not given, and one that answers with nothing, leave the
// condition open: the candidate states the number, and the school confirms it.
struct Sources {
  std::function<std::optional<double>(const PersonId& person, Date from, Date to)> training_hours{};
  std::function<std::optional<bool>(const PersonId& person)> barred{};
  // Entries of a portfolio that are not over before `since`, or all.
  std::function<std::optional<LadderPaper>(const PersonId& person, std::optional<Date> since)> portfolio{};
};

// References outlive what is made.
struct Around {
  db::Database& database;
  registry::Registry& registry;
  registry::Standings& standings;
  const Places& places;
  staff::Staff& staff;
  const audit::Trail& trail;
  const files::Files& files;
  std::function<std::optional<AccountId>(const std::string& sign_in)> account_named;
  std::function<std::optional<Actor>(const AccountId& account)> actor_of;  // empty when it holds no post
  std::function<std::string(const AccountId& account)> sign_in_of;         // empty when it is gone
  Sources sources{};
  std::function<Date()> today = Date::today;
};
std::unique_ptr<Ladders> make_ladders(Around around);

std::vector<http::Route> routes(Ladders& ladders, const files::Files& files);

}  // namespace doorstep::ladder
