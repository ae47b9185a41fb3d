// Portfolio for the wiring.
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
#include <doorstep/portfolio/conduct.h>
#include <doorstep/portfolio/performance.h>
#include <doorstep/portfolio/portfolio.h>
#include <doorstep/registry/registry.h>
#include <doorstep/staff/staff.h>

namespace doorstep::portfolio {

std::span<const db::Migration> migrations();

// Everything but the functions outlives what is made. Empty functions say nothing.
struct Around {
  db::Database& database;
  registry::Registry& registry;
  staff::Staff& staff;
  const Places& places;
  const audit::Trail& trail;
  const files::Files& files;
  std::vector<Source> sources{};
  std::function<std::optional<RankStanding>(const PersonId& person)> standing{};
  std::function<bool(const AccountId& account, const PersonId& person)> mentors{};  // whether it is the mentor today
};

std::unique_ptr<Portfolios> make_portfolios(Around around);
std::unique_ptr<Conduct> make_conduct(Around around);
std::unique_ptr<Performance> make_performance(Around around);

std::vector<http::Route> routes(Portfolios& portfolios, Conduct& conduct, Performance& performance,
                                const files::Files& files);

}  // namespace doorstep::portfolio
