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
#include <doorstep/staffing/forecast.h>
#include <doorstep/staffing/leaves.h>
#include <doorstep/staffing/recruitment.h>
#include <doorstep/staffing/staffing.h>

namespace doorstep::staffing {

std::span<const db::Migration> migrations();

// All outlive what is made.
struct Around {
  db::Database& database;
  registry::Registry& registry;
  staff::Staff& staff;
  const audit::Trail& trail;
};

class Ground;
struct Desk {
  std::shared_ptr<Ground> ground;
  std::unique_ptr<Staffing> staffing;
  std::unique_ptr<Leaves> leaves;
  std::unique_ptr<Recruitment> recruitment;
  std::unique_ptr<Forecasts> forecasts;
};
std::unique_ptr<Desk> make_staffing(const Around& around);

std::vector<http::Route> routes(Desk& desk, const Places& places);

}  // namespace doorstep::staffing
