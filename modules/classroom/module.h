// Classroom for the wiring.
#pragma once

#include <functional>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <vector>

#include <doorstep/accounts/rights.h>
#include <doorstep/audit/audit.h>
#include <doorstep/classroom/classroom.h>
#include <doorstep/db/db.h>
#include <doorstep/http/route.h>
#include <doorstep/registry/registry.h>
#include <doorstep/staff/staff.h>

namespace doorstep::classroom {

std::span<const db::Migration> migrations();

// The references outlive what is made. `now` gives seconds since 1970; the machine's clock when empty.
struct Around {
  db::Database& database;
  registry::Registry& registry;
  const Places& places;
  staff::Staff& staff;
  const audit::Trail& trail;
  std::function<std::string(const OrgId& org)> zone_of;  // the time zone in which an organisation reckons
  // Tells people in the organisation's name by a notice, each in the own language.
  std::function<void(const OrgId&, const std::set<AccountId>&, const Words& title, const Words& body)> tell;
  std::function<int64_t()> now{};
  // Told after a change that is kept: a lesson stands otherwise than before; the key of a source is good no more.
  std::function<void(const std::string& lesson)> moved{};
  std::function<void(const std::string& lesson, const std::string& source)> key_ended{};
};
std::unique_ptr<Classroom> make_classroom(Around around);

std::vector<http::Route> routes(Classroom& classroom);

}  // namespace doorstep::classroom
