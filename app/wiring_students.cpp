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
}

void add_student_routes(Product& product, std::vector<http::Route>& all) {
  const auto add = [&](std::vector<http::Route> rows) {
    all.insert(all.end(), std::make_move_iterator(rows.begin()), std::make_move_iterator(rows.end()));
  };
  add(care::routes(*product.care));
  add(honours::routes(*product.honours, *product.files));
}

}  // namespace doorstep::app
