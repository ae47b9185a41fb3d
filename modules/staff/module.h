// Staff for the wiring.
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <vector>

#include <doorstep/accounts/rights.h>
#include <doorstep/audit/audit.h>
#include <doorstep/db/db.h>
#include <doorstep/http/route.h>
#include <doorstep/registry/registry.h>
#include <doorstep/staff/staff.h>

namespace doorstep::staff {

std::span<const db::Migration> migrations();

struct MadeAccount {
  AccountId account;
  std::string link;  // token that sets the first password
};

// The first three outlive what is made.
struct Around {
  db::Database& database;
  registry::Registry& registry;
  const audit::Trail& trail;
  std::function<std::optional<AccountId>(const std::string& sign_in)> account_named;
  std::function<std::string(const AccountId& account)> sign_in_of;  // empty when the account is gone
  // Makes an account with a post at a school; invalid, conflict (sign-in-taken).
  std::function<Result<MadeAccount>(const std::string& sign_in, const std::string& name, Role role,
                                    const OrgId& school)>
      make_account;
};
std::unique_ptr<Staff> make_staff(Around around);

std::vector<http::Route> routes(Staff& staff);

}  // namespace doorstep::staff
