// Assignments for the wiring.
#pragma once

#include <functional>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <vector>

#include <doorstep/accounts/rights.h>
#include <doorstep/assignments/assignments.h>
#include <doorstep/assignments/marking_room.h>
#include <doorstep/assignments/room.h>
#include <doorstep/audit/audit.h>
#include <doorstep/children/children.h>
#include <doorstep/db/db.h>
#include <doorstep/files/files.h>
#include <doorstep/files/uploads.h>
#include <doorstep/http/route.h>
#include <doorstep/registry/registry.h>
#include <doorstep/staff/staff.h>

namespace doorstep::assignments {

std::span<const db::Migration> migrations();

// The references outlive what is made. `now` gives seconds since 1970; the machine's clock when empty.
struct Around {
  db::Database& database;
  registry::Registry& registry;
  const Places& places;
  children::Children& children;
  staff::Staff& staff;
  const files::Files& files;
  const audit::Trail& trail;
  std::function<std::string(const OrgId& org)> zone_of;  // the time zone in which an organisation reckons
  std::function<int64_t()> now{};
  // Tells people of something in an organisation's name; nobody when empty.
  std::function<void(const OrgId& org, const std::set<AccountId>& accounts, const Words& title, const Words& body)>
      tell{};
};

// All faces of the one room.
class Desk : public Room, public MarkingRoom, public Assignments {};
std::unique_ptr<Desk> make_assignments(Around around);

std::vector<http::Route> routes(Desk& desk);
// Marking by people, and the files of answers.
std::vector<http::Route> marking_routes(Desk& desk, const files::Uploads& uploads);

}  // namespace doorstep::assignments
