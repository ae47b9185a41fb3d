// Development for the wiring.
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <vector>

#include <doorstep/accounts/rights.h>
#include <doorstep/audit/audit.h>
#include <doorstep/children/children.h>
#include <doorstep/db/db.h>
#include <doorstep/development/development.h>
#include <doorstep/http/route.h>
#include <doorstep/registry/registry.h>
#include <doorstep/staff/staff.h>

namespace doorstep::development {

std::span<const db::Migration> migrations();

// The references outlive what is made. `activities` collects what the rooms know of a student.
struct Around {
  db::Database& database;
  registry::Registry& registry;
  children::Children& children;
  staff::Staff& staff;
  const audit::Trail& trail;
  std::function<std::vector<StudentActivity>(const PersonId& student)> activities;
};
std::unique_ptr<Development> make_development(Around around);

std::vector<http::Route> routes(Development& development);

}  // namespace doorstep::development
