// The rooms about teachers, built and connected; a part of the wiring.
#pragma once

#include <chrono>
#include <set>
#include <string>
#include <vector>

#include <doorstep/base/actor.h>
#include <doorstep/base/result.h>
#include <doorstep/db/db.h>
#include <doorstep/http/route.h>

#include "product.h"

namespace doorstep::app {

// Who acts when a school lets its people have accounts: the school, not the person who asks.
Actor school_itself(const OrgId& school);

struct SchoolAccount {
  AccountId account;
  std::string link;  // token that sets the first password
};
// Makes an account with a post at a school. invalid, conflict (sign-in-taken).
Result<SchoolAccount> account_of_school(Product& product, const std::string& sign_in, const std::string& name,
                                        Role role, const OrgId& school);

// By a notice to certain people, each in the language of the account; one that fails undoes nothing.
void tell_accounts(Product& product, const Actor& actor, const OrgId& org, const std::set<AccountId>& accounts,
                   const Words& title, const Words& body);

void add_teacher_migrations(std::vector<db::Migration>& all);
// After the register and accounts.
void open_teachers(Product& product);
// After the rooms of groups that they ask: centres, bookings.
void open_teachers_of_groups(Product& product);
void add_teacher_routes(Product& product, std::vector<http::Route>& all);

// Reads the people of every district when the server begins and when the register has changed, so that nobody waits for
// a district of tens of thousands. For one thread.
class PeopleAhead {
 public:
  explicit PeopleAhead(Product& product) : product_(product) {}
  void round();

 private:
  Product& product_;
  int64_t seq_ = -1;  // of the register, when it was last read
  Date on_;
  std::chrono::steady_clock::time_point at_{};
};

}  // namespace doorstep::app
