#include "wiring_offerings.h"

#include <map>

#include <doorstep/offerings/module.h>

#include "wiring_cartridges.h"

namespace doorstep::app {
namespace {

constexpr int64_t days_shown = 30;

// Each in the language of the account, in the organisation's name; a notice that fails undoes nothing.
void tell_accounts(Product& product, const OrgId& org, const std::set<AccountId>& accounts, const Words& title,
                   const Words& body) {
  const Actor house{{}, product.places->name_of(org), {{Role::administrator, {}}}, Language::zh, ""};
  std::map<Language, std::vector<AccountId>> by_language;
  for (const auto& account : accounts)
    if (const auto who = product.accounts->actor(account)) by_language[who->language].push_back(account);
  for (const auto& [language, of] : by_language)
    (void)product.notices->tell(house,
                                {org, of, title.in(language), body.in(language), Date::today().plus(days_shown)});
}

}  // namespace

void open_offerings(Product& product) {
  product.offerings = offerings::make_offerings(
      {*product.database, *product.registry, *product.places, *product.children, *product.staff, *product.trail,
       product.instance.pepper, [&product](const OrgId& org) { return product.bookings->zone_of(org); },
       [&product](const OrgId& org, const std::set<AccountId>& accounts, const Words& title, const Words& body) {
         tell_accounts(product, org, accounts, title, body);
       }});
  product.children->also_kept(
      {say("选课志愿、名额与出勤", "choices, places and attendance in courses and clubs"),
       [&product](const Actor& actor, const std::vector<PersonId>& people, children::Forgetting how, bool dry) {
         return product.offerings->forget(actor, people, how, dry);
       }});
}

void open_assignments(Product& product) {
  product.assignments = assignments::make_assignments(
      {*product.database,
       *product.registry,
       *product.places,
       *product.children,
       *product.staff,
       *product.files,
       *product.trail,
       [&product](const OrgId& org) { return product.bookings->zone_of(org); },
       {},
       library_of(product),
       [&product](const OrgId& org, const std::set<AccountId>& accounts, const Words& title, const Words& body) {
         tell_accounts(product, org, accounts, title, body);
       }});
  product.children->also_kept(
      {say("作业答卷、照片与文件、得分与评语", "answers to assignments with their photos, files, points and comments"),
       [&product](const Actor& actor, const std::vector<PersonId>& people, children::Forgetting how, bool dry) {
         return product.assignments->forget(actor, people, how, dry);
       }});
}

std::vector<calendar::Event> due_events(Product& product, const Actor& actor, Date from, Date to) {
  std::vector<calendar::Event> made;
  for (auto& one : product.assignments->due(actor, from, to)) {
    const auto title = say("截止：{}", "Due: {}", one.title).in(actor.language);
    made.push_back({one.path.substr(1), calendar::EventKind::due, one.who.empty() ? title : title + " · " + one.who, "",
                    one.org_id, one.org, one.on, one.at, one.at, one.due_at, one.due_at, one.path});
  }
  return made;
}

}  // namespace doorstep::app
