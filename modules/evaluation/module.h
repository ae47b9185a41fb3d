// Evaluation for the wiring.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <span>
#include <vector>

#include <doorstep/accounts/rights.h>
#include <doorstep/audit/audit.h>
#include <doorstep/db/db.h>
#include <doorstep/evaluation/evaluation.h>
#include <doorstep/http/route.h>
#include <doorstep/registry/registry.h>

namespace doorstep::evaluation {

std::span<const db::Migration> migrations();

// The sign-in name of an account; empty when there is none. For panels.
using NameOf = std::function<std::string(const AccountId&)>;

// What this system's records say of each school of a group, 0 to 100; a school that is not named has no record.
struct Measured {
  std::optional<double> start, value;
};
using Measure = std::function<std::map<OrgId, Measured>(const OrgId& group)>;
using Measures = std::map<Origin, Measure>;

// All outlive what is made.
std::unique_ptr<Evaluations> make_evaluations(db::Database& database, registry::Registry& registry,
                                              const audit::Trail& trail, NameOf name_of, Measures measures);

std::vector<http::Route> routes(Evaluations& evaluations, const Places& places);

}  // namespace doorstep::evaluation
