// Groups for the wiring.
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <vector>

#include <doorstep/accounts/rights.h>
#include <doorstep/cli/cli.h>
#include <doorstep/db/db.h>
#include <doorstep/groups/groups.h>
#include <doorstep/http/route.h>

namespace doorstep::groups {

std::span<const db::Migration> migrations();

// Both outlive what is made.
std::unique_ptr<Groups> make_groups(db::Database& database, registry::Registry& registry);

std::vector<http::Route> routes(Groups& groups, registry::Registry& registry, const Places& places);

// What the verbs need, opened when one of them runs.
struct Opened {
  registry::Registry* registry = nullptr;
  Groups* groups = nullptr;
};
using Open = std::function<Result<Opened>(const std::string& data)>;
std::vector<cli::Verb> commands(Open open);

}  // namespace doorstep::groups
