// Honours for the wiring.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include <doorstep/accounts/rights.h>
#include <doorstep/audit/audit.h>
#include <doorstep/children/children.h>
#include <doorstep/db/db.h>
#include <doorstep/files/files.h>
#include <doorstep/honours/honours.h>
#include <doorstep/http/route.h>
#include <doorstep/registry/registry.h>

namespace doorstep::honours {

std::span<const db::Migration> migrations();

// All outlive what is made.
struct Around {
  db::Database& database;
  registry::Registry& registry;
  children::Children& children;
  const files::Files& files;
  const audit::Trail& trail;
};
std::unique_ptr<Honours> make_honours(Around around);

std::vector<http::Route> routes(Honours& honours, const files::Files& files);

}  // namespace doorstep::honours
