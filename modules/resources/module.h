// Resources for the wiring.
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
#include <doorstep/registry/registry.h>
#include <doorstep/resources/resources.h>
#include <doorstep/staff/staff.h>

namespace doorstep::resources {

std::span<const db::Migration> migrations();

// The references outlive what is made.
struct Around {
  db::Database& database;
  registry::Registry& registry;
  const Places& places;
  staff::Staff& staff;
  const audit::Trail& trail;
  const files::Files& files;
  // Tells the author what became of what was handed in.
  std::function<void(const Actor&, const OrgId&, const AccountId&, const Words& title, const Words& body)> tell;
};
std::unique_ptr<Resources> make_resources(Around around);

std::vector<http::Route> routes(Resources& resources, const files::Files& files);

}  // namespace doorstep::resources
