// Mentoring for the wiring.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include <doorstep/accounts/rights.h>
#include <doorstep/audit/audit.h>
#include <doorstep/db/db.h>
#include <doorstep/files/files.h>
#include <doorstep/http/route.h>
#include <doorstep/mentoring/mentoring.h>
#include <doorstep/registry/registry.h>
#include <doorstep/staff/staff.h>

namespace doorstep::mentoring {

std::span<const db::Migration> migrations();

// All outlive what is made.
struct Around {
  db::Database& database;
  registry::Registry& registry;
  staff::Staff& staff;
  const files::Files& files;
  const audit::Trail& trail;
};
std::unique_ptr<Mentoring> make_mentoring(const Around& around);

std::vector<http::Route> routes(Mentoring& mentoring, const files::Files& files);

}  // namespace doorstep::mentoring
