// Staffing for the wiring.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include <doorstep/accounts/rights.h>
#include <doorstep/audit/audit.h>
#include <doorstep/db/db.h>
#include <doorstep/http/route.h>
#include <doorstep/registry/registry.h>
#include <doorstep/staff/staff.h>
#include <doorstep/staffing/desk.h>

namespace doorstep::staffing {

std::span<const db::Migration> migrations();

// All outlive what is made.
struct Around {
  db::Database& database;
  registry::Registry& registry;
  staff::Staff& staff;
  const audit::Trail& trail;
};

std::unique_ptr<Desk> make_staffing(const Around& around);

std::vector<http::Route> routes(Desk& desk, const Places& places);

}  // namespace doorstep::staffing
