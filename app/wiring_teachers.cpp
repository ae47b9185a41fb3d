#include "wiring_teachers.h"

#include <iterator>
#include <map>

#include <doorstep/exchange/module.h>
#include <doorstep/ladder/module.h>
#include <doorstep/mentoring/module.h>
#include <doorstep/portfolio/module.h>
#include <doorstep/resources/module.h>
#include <doorstep/staff/module.h>
#include <doorstep/staffing/module.h>
#include <doorstep/training/module.h>

#include "ladder_sources.h"
#include "portfolio_sources.h"

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
  for (const auto steps :
       {staff::migrations(), staffing::migrations(), mentoring::migrations(), ladder::migrations(),
        training::migrations(), portfolio::migrations(), exchange::migrations(), resources::migrations()})
    all.insert(all.end(), steps.begin(), steps.end());
}

constexpr int64_t shown_days = 30;  // a notice of the house

void tell_accounts(Product& product, const Actor& actor, const OrgId& org, const std::set<AccountId>& accounts,
                   const Words& title, const Words& body) {
  std::map<Language, std::vector<AccountId>> by_language;
  for (const auto& account : accounts)
    if (const auto who = product.accounts->actor(account)) by_language[who->language].push_back(account);
  for (const auto& [language, of] : by_language)
    (void)product.notices->tell(actor,
                                {org, of, title.in(language), body.in(language), Date::today().plus(shown_days)});
}

namespace {

// What waits for a school, a group or the district is told as a notice; what is not delivered still waits on the page.
void tell_by_notice(Product& product, const Actor& actor, const OrgId& org, const std::vector<Role>& roles,
                    const Words& title, const Words& body) {
  (void)product.notices->send(
      actor,
      {org, roles, title.in(actor.language), body.in(actor.language), false, Date::today().plus(shown_days), {}});
}

void tell_people(Product& product, const Actor& actor, const OrgId& org, const std::vector<PersonId>& people,
                 const Words& title, const Words& body) {
  std::set<AccountId> accounts;
  for (const auto& person : people)
    if (const auto account = product.staff->account_of(person)) accounts.insert(*account);
  tell_accounts(product, actor, org, accounts, title, body);
}

void tell_account(Product& product, const Actor& actor, const OrgId& org, const AccountId& account, const Words& title,
                  const Words& body) {
  if (const auto who = product.accounts->actor(account))
    (void)product.notices->tell(
        actor, {org, {account}, title.in(who->language), body.in(who->language), Date::today().plus(shown_days)});
}

// Mentors and mentees of an organisation whose time is not over.
std::vector<std::vector<PersonId>> mentor_pairs(Product& product, const OrgId& org) {
  const Actor house{{}, "exchange", {{Role::administrator, {}}}, Language::zh, ""};
  std::vector<std::vector<PersonId>> made;
  if (const auto found = product.mentoring->of(house, org))
    for (const auto& pair : found->pairs) {
      if (pair.state != mentoring::PairState::running) continue;
      auto& people = made.emplace_back(std::vector<PersonId>{pair.mentee.person_id});
      for (const auto& mentor : pair.mentors) people.push_back(mentor.person_id);
    }
  return made;
}

// How far the subjects of the schools are covered, as posts and staff count it.
exchange::Cover covers_of(Product& product, const OrgId& org) {
  const Actor house{{}, "exchange", {{Role::administrator, {}}}, Language::zh, ""};
  exchange::Cover made;
  if (const auto norm = product.staffing->staffing->norm(org, {}))
    for (const auto& load : norm->numbers.loads) made.loads.push_back({load.stage, load.subject, load.hours});
  if (const auto found = product.staffing->staffing->staffing(house, org, {}, false, false))
    for (const auto& school : found->schools)
      for (const auto& subject : school.subjects)
        if (subject.need)
          made.subjects.push_back({school.school_id, subject.subject, *subject.need, subject.available});
  return made;
}

void open_exchange(Product& product) {
  const exchange::Around around{
      *product.database,
      *product.registry,
      *product.staff,
      *product.places,
      *product.trail,
      *product.files,
      *product.jobs,
      product.book,
      [&product](const Actor& actor, const OrgId& org, const std::vector<Role>& roles, const Words& title,
                 const Words& body) { tell_by_notice(product, actor, org, roles, title, body); },
      [&product](const OrgId& org) { return mentor_pairs(product, org); },
      [&product](const OrgId& org) { return covers_of(product, org); }};
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
  product.staffing = staffing::make_staffing({*product.database, *product.registry, *product.staff, *product.trail});
  product.mentoring =
      mentoring::make_mentoring({*product.database, *product.registry, *product.staff, *product.files, *product.trail});
  product.ladders = ladder::make_ladders(
      {*product.database, *product.registry, *product.standings, *product.places, *product.staff, *product.trail,
       *product.files, [&product](const std::string& sign_in) { return product.accounts->named(sign_in); },
       [&product](const AccountId& account) { return product.accounts->actor(account); },
       [&product](const AccountId& account) { return product.accounts->sign_in_of(account); },
       ladder_sources(product)});
}

void open_teachers_of_groups(Product& product) {
  product.training = training::make_training(
      {*product.database, *product.registry, *product.places, *product.staff, *product.centres, *product.trail,
       *product.files, product.instance.pepper, [&product](const OrgId& org) { return product.bookings->zone_of(org); },
       [&product](const Actor& actor, const OrgId& org, const std::vector<PersonId>& people, const Words& title,
                  const Words& body) { tell_people(product, actor, org, people, title, body); }});
  product.resources = resources::make_resources(
      {*product.database, *product.registry, *product.places, *product.staff, *product.trail, *product.files,
       [&product](const Actor& actor, const OrgId& org, const AccountId& to, const Words& title, const Words& body) {
         tell_account(product, actor, org, to, title, body);
       }});
  const portfolio::Around around{*product.database,
                                 *product.registry,
                                 *product.staff,
                                 *product.places,
                                 *product.trail,
                                 *product.files,
                                 portfolio_sources(product),
                                 [&product](const PersonId& person) { return rank_standing(product, person); },
                                 [&product](const AccountId& account, const PersonId& person) {
                                   const auto mentor = product.staff->person_of(account);
                                   return mentor && product.mentoring->guides(*mentor, person);
                                 }};
  product.portfolios = portfolio::make_portfolios(around);
  product.conduct = portfolio::make_conduct(around);
  product.performance = portfolio::make_performance(around);
}

void add_teacher_routes(Product& product, std::vector<http::Route>& all) {
  const auto add = [&](std::vector<http::Route> rows) {
    all.insert(all.end(), std::make_move_iterator(rows.begin()), std::make_move_iterator(rows.end()));
  };
  add(staff::routes(*product.staff));
  add(exchange::routes(*product.secondments, *product.exchange_wishes, *product.exchange_plans, *product.places,
                       *product.files));
  add(training::routes(*product.training, *product.places, *product.files));
  add(ladder::routes(*product.ladders, *product.files));
  add(staffing::routes(*product.staffing, *product.places));
  add(mentoring::routes(*product.mentoring, *product.files));
  add(resources::routes(*product.resources, *product.files));
  add(portfolio::routes(*product.portfolios, *product.conduct, *product.performance, *product.files));
}

void PeopleAhead::round() {
  constexpr std::chrono::seconds rest{60};  // while people are entered one by one, every change would be a reading
  const auto now = std::chrono::steady_clock::now();
  const auto seq = product_.registry->change_sequence();
  const auto today = Date::today();
  if ((seq == seq_ && today == on_) || (seq_ >= 0 && now - at_ < rest)) return;
  seq_ = seq;
  on_ = today;
  const Actor house{{}, "people", {{Role::administrator, {}}}, Language::zh, ""};
  for (const auto& area : product_.registry->areas({})) {
    if (area.kind != registry::OrgKind::district || area.schools == 0) continue;
    if (product_.staff->teachers(area.id).empty()) continue;
    (void)product_.ladders->pyramid(area.id, "growth");
    (void)product_.staffing->staffing->staffing(house, area.id, {}, false, false);
    (void)product_.staffing->forecasts->forecast(area.id, {});
  }
  at_ = std::chrono::steady_clock::now();
}

}  // namespace doorstep::app
