#include "wiring_students.h"

#include <doorstep/care/module.h>
#include <doorstep/development/module.h>
#include <doorstep/honours/module.h>

namespace doorstep::app {
namespace {

// What the rooms know that a student did.
std::vector<development::StudentActivity> activities_of(Product& product, const PersonId& student) {
  std::vector<development::StudentActivity> made;
  for (auto& one : product.offerings->attended(student))
    made.push_back(
        {"offerings", std::string{describe::enum_name(one.kind)}, std::move(one.title), one.times, one.last, ""});
  for (const auto& one : product.honours->of(student))
    made.push_back({"honours", one.kind, {one.title, one.title}, 0, one.on, one.award});
  for (auto& one : product.care->attended(student))
    made.push_back({"care", one.kind, {one.title, one.title}, one.days, one.last, ""});
  return made;
}

}  // namespace

void add_student_migrations(std::vector<db::Migration>& all) {
  for (const auto steps : {care::migrations(), honours::migrations(), development::migrations()})
    all.insert(all.end(), steps.begin(), steps.end());
}

void open_students(Product& product) {
  product.care = care::make_care({*product.database,
                                  *product.registry,
                                  *product.children,
                                  *product.staff,
                                  *product.trail,
                                  [&product](const OrgId& org) { return product.bookings->zone_of(org); },
                                  {}});
  product.honours =
      honours::make_honours({*product.database, *product.registry, *product.children, *product.files, *product.trail});
  product.children->also_kept(
      {say("课后服务：过敏与接送人、同意与经手人", "care: allergies, who may pick up, consents, names in the records"),
       [&product](const Actor& actor, const std::vector<PersonId>& people, children::Forgetting how, bool dry) {
         return product.care->forget(actor, people, how, dry);
       }});
  product.children->also_kept(
      {say("荣誉与展示的作品", "honours and works that are shown"),
       [&product](const Actor& actor, const std::vector<PersonId>& people, children::Forgetting how, bool dry) {
         return product.honours->forget(actor, people, how, dry);
       }});
  product.development = development::make_development(
      {*product.database, *product.registry, *product.children, *product.staff, *product.trail,
       [&product](const PersonId& student) { return activities_of(product, student); }});
  product.children->also_kept(
      {say("成长记录中的观察与自述", "observations and own words in the record"),
       [&product](const Actor& actor, const std::vector<PersonId>& people, children::Forgetting how, bool dry) {
         return product.development->forget(actor, people, how, dry);
       }});
}

void add_student_routes(Product& product, std::vector<http::Route>& all) {
  const auto add = [&](std::vector<http::Route> rows) {
    all.insert(all.end(), std::make_move_iterator(rows.begin()), std::make_move_iterator(rows.end()));
  };
  add(care::routes(*product.care));
  add(honours::routes(*product.honours, *product.files));
  add(development::routes(*product.development));
}

}  // namespace doorstep::app
