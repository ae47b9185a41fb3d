// Children for the wiring.
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <vector>

#include <doorstep/accounts/rights.h>
#include <doorstep/audit/audit.h>
#include <doorstep/children/children.h>
#include <doorstep/db/db.h>
#include <doorstep/http/route.h>
#include <doorstep/registry/registry.h>

namespace doorstep::children {

std::span<const db::Migration> migrations();

struct MadeAccount {
  AccountId account;
  std::string link;  // token that sets the first password
};
// Makes an account with a post at a school; invalid, conflict.
using MakeAccount = std::function<Result<MadeAccount>(const std::string& sign_in, const std::string& name, Role role,
                                                      const OrgId& school)>;
// Gives an account a post at a school, unless it holds it.
using GivePost = std::function<Result<void>(const AccountId& account, Role role, const OrgId& school)>;

// Takes away what another room keeps of a child; again does nothing.
using EraseElsewhere = std::function<Result<void>(const Actor& actor, const PersonId& child)>;

// All outlive what is made.
struct Around {
  db::Database& database;
  registry::Registry& registry;
  const audit::Trail& trail;
  MakeAccount make_account;
  GivePost give_post;
  EraseElsewhere erase_elsewhere{};  // empty: no other room keeps anything
};
std::unique_ptr<Children> make_children(Around around);

std::vector<http::Route> routes(Children& children, registry::Registry& registry);

}  // namespace doorstep::children
