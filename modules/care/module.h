// Care for the wiring.
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include <doorstep/accounts/rights.h>
#include <doorstep/audit/audit.h>
#include <doorstep/care/care.h>
#include <doorstep/children/children.h>
#include <doorstep/db/db.h>
#include <doorstep/http/route.h>
#include <doorstep/registry/registry.h>
#include <doorstep/staff/staff.h>

namespace doorstep::care {

std::span<const db::Migration> migrations();

// The references outlive what is made. `now` gives seconds since 1970; the machine's clock when empty.
struct Around {
  db::Database& database;
  registry::Registry& registry;
  children::Children& children;
  staff::Staff& staff;
  const audit::Trail& trail;
  std::function<std::string(const OrgId& org)> zone_of;  // the time zone in which a school reckons
  std::function<int64_t()> now{};
};
std::unique_ptr<Care> make_care(Around around);

std::vector<http::Route> routes(Care& care);

}  // namespace doorstep::care
