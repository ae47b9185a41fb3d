#include "wiring_cartridges.h"

#include <doorstep/assignments/module.h>
#include <doorstep/cartridges/module.h>

namespace doorstep::app {

void open_cartridges(Product& product) {
  product.cartridges = cartridges::make_cartridges(
      {*product.database, *product.places, *product.resources, *product.courses, *product.files, *product.trail,
       [&product](const Actor& actor, questions::FoundQuestions found,
                  const cartridges::QuestionWish& wanted) -> Result<cartridges::BankedQuestions> {
         assignments::QuestionImport form;
         form.subject = wanted.subject;
         form.grades = wanted.grades;
         form.licence = wanted.licence;
         form.origin = wanted.origin;
         form.school_id = wanted.school;
         form.dry = wanted.dry;
         DOORSTEP_LET(kept, product.assignments->keep_found(actor, std::move(found), form));
         return cartridges::BankedQuestions{static_cast<int64_t>(kept.taken.items.size()), kept.taken.known,
                                            std::move(kept.ids)};
       },
       [&product](const Actor& actor, const std::string& id) { return product.assignments->retire(actor, id); }});
}

void add_cartridge_routes(Product& product, std::vector<http::Route>& all) {
  for (auto& one : cartridges::routes(*product.cartridges)) all.push_back(std::move(one));
}

}  // namespace doorstep::app
