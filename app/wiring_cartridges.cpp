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

assignments::Library library_of(Product& product) {
  return {[&product](const Actor& actor, const std::string& id) -> std::optional<std::string> {
            auto page = product.resources->resource(actor, id, 0);
            if (!page || !page->shown) return {};
            return std::move(page->of.title);
          },
          [&product](const OrgId& school, const std::string& id) -> std::optional<assignments::LibraryItem> {
            // As a teacher of the school, who is nobody: what is shared with the school, and nothing else.
            const Actor somebody{{}, "school", {{Role::teacher, school}}, Language::zh, ""};
            auto page = product.resources->resource(somebody, id, 0);
            if (!page || !page->shown) return {};
            return assignments::LibraryItem{std::move(page->of.title), std::move(page->url), std::move(page->files)};
          },
          [&product](const Actor& actor, const std::string& id, const OrgId& school, const ClassId& of_class,
                     const std::string& what) {
            resources::NewUse use;
            use.school_id = school;
            use.class_id = of_class;
            use.course = what;
            (void)product.resources->use(actor, id, use);
          }};
}

void add_cartridge_routes(Product& product, std::vector<http::Route>& all) {
  for (auto& one : assignments::material_routes(*product.assignments, [&product](const std::string& file) {
         return product.files->stored("resources", file);
       }))
    all.push_back(std::move(one));
  for (auto& one : cartridges::routes(*product.cartridges)) all.push_back(std::move(one));
}

}  // namespace doorstep::app
