#include "wiring_classroom.h"

#include <filesystem>
#include <iterator>
#include <set>

#include <doorstep/classroom/module.h>

#include "wiring_teachers.h"

namespace doorstep::app {
namespace {

void tell_of_lessons(Product& product, const OrgId& org, const std::set<AccountId>& accounts, const Words& title,
                     const Words& body) {
  const Actor house{{}, product.places->name_of(org), {{Role::administrator, {}}}, Language::zh, ""};
  tell_accounts(product, house, org, accounts, title, body);
}

std::vector<calendar::Event> events_of(const std::vector<classroom::LessonDay>& days) {
  std::vector<calendar::Event> made;
  for (const auto& one : days)
    made.push_back({one.id, calendar::EventKind::lesson, one.title, one.room, one.org_id, one.org, one.on, one.from,
                    one.to, one.begins_at, one.ends_at, "/classroom/" + one.id});
  return made;
}

}  // namespace

void open_classroom(Product& product) {
  product.classroom = classroom::make_classroom(
      {*product.database,
       *product.registry,
       *product.places,
       *product.staff,
       *product.trail,
       [&product](const OrgId& org) { return product.bookings->zone_of(org); },
       [&product](const OrgId& org, const std::set<AccountId>& accounts, const Words& title, const Words& body) {
         tell_of_lessons(product, org, accounts, title, body);
       },
       {},
       [&product](const std::string& lesson) {
         if (product.live) product.live->lesson_moved(lesson);
       },
       [&product](const std::string& lesson, const std::string& source) {
         if (product.live) product.live->key_ended(lesson, source);
       }});
  const auto folder = std::filesystem::path{product.uploads} / "lessons";
  product.live = std::make_unique<LiveMedia>(
      LiveMedia::Settings{folder, product.instance.pepper},
      LiveMedia::Rooms{*product.classroom, [&product](const Actor& actor, const std::string& action,
                                                      const std::string& lesson, const std::string& source) {
                         (void)product.database->write([&](db::Session& session) -> Result<void> {
                           product.trail->append(
                               session, actor,
                               {action, "open-class", lesson, {}, {{"source", {}, {json::text(source)}}}});
                           return {};
                         });
                       }});
}

void add_classroom_routes(Product& product, std::vector<http::Route>& all) {
  auto rows = classroom::routes(*product.classroom);
  for (auto& row : product.live->routes()) rows.push_back(std::move(row));
  all.insert(all.end(), std::make_move_iterator(rows.begin()), std::make_move_iterator(rows.end()));
}

std::vector<calendar::Event> lesson_events(Product& product, const Actor& actor, Date from, Date to) {
  return events_of(product.classroom->own_days(actor, from, to));
}

std::vector<calendar::Event> lesson_events_of(Product& product, const OrgId& group, Date from, Date to) {
  return events_of(product.classroom->days_of(group, from, to));
}

}  // namespace doorstep::app
