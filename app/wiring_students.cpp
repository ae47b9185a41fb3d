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
  product.development = development::make_development(
      {*product.database, *product.registry, *product.children, *product.staff, *product.trail,
       [&product](const PersonId& student) { return activities_of(product, student); }});
}

void forget_student(Product& product, db::Session& session, const PersonId& child, children::Forgetting what) {
  product.care->forget(session, child, what == children::Forgetting::everything);
  // What is shown rests on consent; what the school verified stands in its own books while the child is there.
  if (what != children::Forgetting::everything) return;
  product.honours->forget(session, child);
  product.development->forget(session, child);
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
