// Centres for the wiring.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include <doorstep/accounts/rights.h>
#include <doorstep/audit/audit.h>
#include <doorstep/centres/centres.h>
#include <doorstep/db/db.h>
#include <doorstep/http/route.h>
#include <doorstep/registry/registry.h>

namespace doorstep::centres {

std::span<const db::Migration> migrations();

// The account that signs in by this name.
using AccountNamed = std::function<std::optional<AccountId>(const std::string& sign_in)>;

// The first three outlive what is made.
std::unique_ptr<Centres> make_centres(db::Database& database, registry::Registry& registry, const audit::Trail& trail,
                                      AccountNamed account_named);

std::vector<http::Route> routes(Centres& centres, const Places& places);

}  // namespace doorstep::centres
