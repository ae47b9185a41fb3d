// Charter for the wiring.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include <doorstep/accounts/rights.h>
#include <doorstep/audit/audit.h>
#include <doorstep/charter/charter.h>
#include <doorstep/council/council.h>
#include <doorstep/db/db.h>
#include <doorstep/http/route.h>
#include <doorstep/registry/registry.h>

namespace doorstep::charter {

std::span<const db::Migration> migrations();

// All of them outlive what is made.
std::unique_ptr<Charters> make_charters(db::Database& database, registry::Registry& registry,
                                        council::Councils& councils, const audit::Trail& trail);

std::vector<http::Route> routes(Charters& charters);

}  // namespace doorstep::charter
