#include "wiring_teachers.h"

#include <iterator>

#include <doorstep/exchange/module.h>
#include <doorstep/staff/module.h>

namespace doorstep::app {

Actor school_itself(const OrgId& school) {
  return {{}, "code", {{Role::administrator, {}}, {Role::principal, school}}, Language::zh, ""};
}

Result<SchoolAccount> account_of_school(Product& product, const std::string& sign_in, const std::string& name,
                                        Role role, const OrgId& school) {
  const auto by = school_itself(school);
  DOORSTEP_LET(made, product.accounts->create(by, {sign_in, name, {}, {role, school, {}, {}}}));
  DOORSTEP_LET(link, product.accounts->make_link(by, made.id));
  return SchoolAccount{made.id, link.token};
}

void add_teacher_migrations(std::vector<db::Migration>& all) {
  for (const auto steps : {staff::migrations(), exchange::migrations()}) all.insert(all.end(), steps.begin(), steps.end());
}

namespace {

// What waits for a school, a group or the district is told as a notice; what is not delivered still waits on the page.
void tell_by_notice(Product& product, const Actor& actor, const OrgId& org, const std::vector<Role>& roles,
                    const Words& title, const Words& body) {
  constexpr int64_t shown_days = 30;
  (void)product.notices->send(actor, {org, roles, title.in(actor.language), body.in(actor.language), false,
                                      Date::today().plus(shown_days), {}});
}

void open_exchange(Product& product) {
  const exchange::Around around{*product.database, *product.registry, *product.staff, *product.places,
                                *product.trail,    *product.files,    *product.jobs,  product.book,
                                [&product](const Actor& actor, const OrgId& org, const std::vector<Role>& roles,
                                           const Words& title, const Words& body) {
                                  tell_by_notice(product, actor, org, roles, title, body);
                                }};
  product.secondments = exchange::make_secondments(around);
  product.exchange_wishes = exchange::make_wishes(around);
  product.exchange_plans = exchange::make_plans(around);
}

}  // namespace

void open_teachers(Product& product) {
  product.staff =
      staff::make_staff({*product.database, *product.registry, *product.trail,
                         [&product](const std::string& sign_in) { return product.accounts->named(sign_in); },
                         [&product](const AccountId& account) { return product.accounts->sign_in_of(account); },
                         [&product](const std::string& sign_in, const std::string& name, Role role,
                                    const OrgId& school) -> Result<staff::MadeAccount> {
                           DOORSTEP_LET(made, account_of_school(product, sign_in, name, role, school));
                           return staff::MadeAccount{made.account, made.link};
                         }});
  open_exchange(product);
}

void add_teacher_routes(Product& product, std::vector<http::Route>& all) {
  const auto add = [&](std::vector<http::Route> rows) {
    all.insert(all.end(), std::make_move_iterator(rows.begin()), std::make_move_iterator(rows.end()));
  };
  add(staff::routes(*product.staff));
  add(exchange::routes(*product.secondments, *product.exchange_wishes, *product.exchange_plans, *product.places,
                       *product.files));
}

}  // namespace doorstep::app
