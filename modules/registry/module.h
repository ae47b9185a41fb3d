// Registry for the wiring.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include <doorstep/accounts/rights.h>
#include <doorstep/audit/audit.h>
#include <doorstep/db/db.h>
#include <doorstep/http/route.h>
#include <doorstep/registry/registry.h>

namespace doorstep::registry {

std::span<const db::Migration> migrations();

struct Parts {
  const audit::Trail* trail = nullptr;
  std::string pepper;  // the installation's secret
};

// Both `database` and what `parts` points to outlive what is made.
std::unique_ptr<Registry> make_registry(db::Database& database, Parts parts);

// Where organisations lie, for the rights.
std::unique_ptr<Places> make_places(Registry& registry);

// Brings the code tables of a folder (standards/codes) into the register. Nothing is written when they are as they
// were.
Result<void> load_codes(db::Database& database, const std::string& folder);

// `registry` was made by make_registry.
std::vector<http::Route> routes(Registry& registry, const Places& places);

}  // namespace doorstep::registry
