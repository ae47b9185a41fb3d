// Bookings for the wiring.
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <vector>

#include <doorstep/accounts/rights.h>
#include <doorstep/audit/audit.h>
#include <doorstep/bookings/bookings.h>
#include <doorstep/db/db.h>
#include <doorstep/http/route.h>
#include <doorstep/registry/registry.h>

namespace doorstep::bookings {

std::span<const db::Migration> migrations();

// All outlive what is made. `now` gives seconds since 1970; the machine's clock when empty.
std::unique_ptr<Bookings> make_bookings(db::Database& database, registry::Registry& registry, const audit::Trail& trail,
                                        std::function<int64_t()> now = {});

std::vector<http::Route> routes(Bookings& bookings, const Places& places);

}  // namespace doorstep::bookings
