// Unity for the wiring.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <span>
#include <vector>

#include <doorstep/accounts/rights.h>
#include <doorstep/audit/audit.h>
#include <doorstep/db/db.h>
#include <doorstep/files/files.h>
#include <doorstep/http/route.h>
#include <doorstep/unity/unity.h>

namespace doorstep::unity {

std::span<const db::Migration> migrations();

// Joint sessions held in a group since a day, by school.
using SessionsHeld = std::function<std::map<OrgId, int64_t>(const OrgId& group, Date from)>;

// All outlive what is made.
std::unique_ptr<Unity> make_unity(db::Database& database, registry::Registry& registry, const audit::Trail& trail,
                                  const files::Files& files, SessionsHeld sessions_held);

std::vector<http::Route> routes(Unity& unity, const Places& places, const files::Files& files);

}  // namespace doorstep::unity
