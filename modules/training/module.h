// Training for the wiring.
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include <doorstep/accounts/rights.h>
#include <doorstep/audit/audit.h>
#include <doorstep/centres/centres.h>
#include <doorstep/db/db.h>
#include <doorstep/files/files.h>
#include <doorstep/http/route.h>
#include <doorstep/registry/registry.h>
#include <doorstep/staff/staff.h>
#include <doorstep/training/training.h>

namespace doorstep::training {

std::span<const db::Migration> migrations();

// The references outlive what is made. `now` gives seconds since 1970; the machine's clock when empty.
struct Around {
  db::Database& database;
  registry::Registry& registry;
  const Places& places;
  staff::Staff& staff;
  centres::Centres& centres;
  const audit::Trail& trail;
  const files::Files& files;
  std::string pepper;                                    // the installation's secret
  std::function<std::string(const OrgId& org)> zone_of;  // the time zone in which an organisation reckons
  // Tells people of an organisation's training by a notice, each in the own language; who has no account is left out.
  std::function<void(const Actor&, const OrgId&, const std::vector<PersonId>&, const Words& title, const Words& body)>
      tell;
  std::function<int64_t()> now{};
};
std::unique_ptr<Training> make_training(Around around);

std::vector<http::Route> routes(Training& training, const Places& places, const files::Files& files);

}  // namespace doorstep::training
