// Evaluation for the wiring.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include <doorstep/accounts/rights.h>
#include <doorstep/audit/audit.h>
#include <doorstep/db/db.h>
#include <doorstep/evaluation/evaluation.h>
#include <doorstep/http/route.h>
#include <doorstep/registry/registry.h>
#include <doorstep/unity/unity.h>

namespace doorstep::evaluation {

std::span<const db::Migration> migrations();

// The sign-in name of an account; empty when there is none. For panels.
using NameOf = std::function<std::string(const AccountId&)>;

// All outlive what is made.
std::unique_ptr<Evaluations> make_evaluations(db::Database& database, registry::Registry& registry, unity::Unity& unity,
                                              const audit::Trail& trail, NameOf name_of);

std::vector<http::Route> routes(Evaluations& evaluations, const Places& places);

}  // namespace doorstep::evaluation
