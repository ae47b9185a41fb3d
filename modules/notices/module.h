// Notices for the wiring.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <vector>

#include <doorstep/accounts/rights.h>
#include <doorstep/audit/audit.h>
#include <doorstep/db/db.h>
#include <doorstep/http/route.h>
#include <doorstep/notices/notices.h>

namespace doorstep::notices {

std::span<const db::Migration> migrations();

// Somebody who holds a post today.
struct Holder {
  AccountId account;
  std::string name;
  Post post;
};
// All of them, whoever they are; each post one.
using Holders = std::function<std::vector<Holder>()>;

// Classes of schools and the accounts tied to them.
struct Classes {
  std::function<std::set<AccountId>(const ClassId&)> accounts;
  std::function<std::optional<OrgId>(const ClassId&)> school;
};

// All outlive what is made.
std::unique_ptr<Notices> make_notices(db::Database& database, const Places& places, const audit::Trail& trail,
                                      Holders holders, Classes classes);

std::vector<http::Route> routes(Notices& notices, const Places& places);

}  // namespace doorstep::notices
