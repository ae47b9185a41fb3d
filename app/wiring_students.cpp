#include "wiring_students.h"

#include <doorstep/care/module.h>

namespace doorstep::app {

void add_student_migrations(std::vector<db::Migration>& all) {
  for (const auto steps : {care::migrations()}) all.insert(all.end(), steps.begin(), steps.end());
}

void open_students(Product& product) {
  product.care = care::make_care({*product.database,
                                  *product.registry,
                                  *product.children,
                                  *product.staff,
                                  *product.trail,
                                  [&product](const OrgId& org) { return product.bookings->zone_of(org); },
                                  {}});
  product.children->also_kept(
      {say("课后服务：过敏与接送人、同意与经手人", "care: allergies, who may pick up, consents, names in the records"),
       [&product](const Actor& actor, const std::vector<PersonId>& people, children::Forgetting how, bool dry) {
         return product.care->forget(actor, people, how, dry);
       }});
}

void add_student_routes(Product& product, std::vector<http::Route>& all) {
  auto rows = care::routes(*product.care);
  all.insert(all.end(), std::make_move_iterator(rows.begin()), std::make_move_iterator(rows.end()));
}

}  // namespace doorstep::app
