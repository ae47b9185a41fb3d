// Joint work for the wiring.
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
#include <doorstep/joint/joint.h>
#include <doorstep/registry/registry.h>

namespace doorstep::joint {

std::span<const db::Migration> migrations();

// The time zone in which a group reckons.
using ZoneOf = std::function<std::string(const OrgId& group)>;

// All outlive what is made. `now` gives seconds since 1970; the machine's clock when empty.
std::unique_ptr<Joint> make_joint(db::Database& database, registry::Registry& registry, const audit::Trail& trail,
                                  const files::Files& files, ZoneOf zone_of, std::function<int64_t()> now = {});

std::vector<http::Route> routes(Joint& joint, const Places& places, const files::Files& files);

}  // namespace doorstep::joint
