#include "wiring_students.h"

#include <doorstep/care/module.h>
#include <doorstep/honours/module.h>

namespace doorstep::app {

void add_student_migrations(std::vector<db::Migration>& all) {
  for (const auto steps : {care::migrations(), honours::migrations()})
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
}

void forget_student(Product& product, db::Session& session, const PersonId& child, children::Forgetting what) {
  product.care->forget(session, child, what == children::Forgetting::everything);
  // What is shown rests on consent; what the school verified stands in its own books while the child is there.
  if (what != children::Forgetting::everything) return;
  product.honours->forget(session, child);
}

void add_student_routes(Product& product, std::vector<http::Route>& all) {
  const auto add = [&](std::vector<http::Route> rows) {
    all.insert(all.end(), std::make_move_iterator(rows.begin()), std::make_move_iterator(rows.end()));
  };
  add(care::routes(*product.care));
  add(honours::routes(*product.honours, *product.files));
}

}  // namespace doorstep::app
