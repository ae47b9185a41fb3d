// Council for the wiring.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include <doorstep/accounts/rights.h>
#include <doorstep/audit/audit.h>
#include <doorstep/council/council.h>
#include <doorstep/db/db.h>
#include <doorstep/files/files.h>
#include <doorstep/http/route.h>
#include <doorstep/registry/registry.h>

namespace doorstep::council {

std::span<const db::Migration> migrations();

// The account that signs in by this name.
using AccountNamed = std::function<std::optional<AccountId>(const std::string& sign_in)>;

// The first four outlive what is made.
std::unique_ptr<Councils> make_councils(db::Database& database, registry::Registry& registry, const audit::Trail& trail,
                                        const files::Files& files, AccountNamed account_named);

std::vector<http::Route> routes(Councils& councils, const Places& places, const files::Files& files);

}  // namespace doorstep::council
