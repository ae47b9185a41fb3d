#include "wiring_tools.h"

#include <set>

namespace doorstep::app {
namespace {

Result<tools::PlaceSide> course_of(Product& product, const Actor& actor, const OrgId& org, const std::string& id) {
  DOORSTEP_LET(file, product.courses->course(actor, org, id));
  tools::PlaceSide made;
  made.title = file.course.title.in(actor.language);
  for (const auto& unit : file.units) made.units.push_back(unit.id);
  made.may_change = file.may_change;
  for (const auto& one : file.teachings) made.may_teach = made.may_teach || one.may_enter;
  return made;
}

// Asked in the house's own name: who may know is the caller's to say.
std::vector<PersonId> in_course(Product& product, const OrgId& org, const std::string& id) {
  const Actor house{{}, product.places->name_of(org), {{Role::administrator, {}}}, Language::zh, ""};
  std::vector<PersonId> made;
  const auto file = product.courses->course(house, org, id);
  if (!file) return made;
  std::set<PersonId> seen;
  for (const auto& teaching : file->teachings) {
    const auto offering = product.offerings->offering(org, teaching.offering_id);
    if (!offering) continue;
    for (const auto& one : offering->people)
      if (one.state == offerings::PlaceState::enrolled && seen.insert(one.id).second) made.push_back(one.id);
  }
  return made;
}

Result<tools::PlaceSide> work_of(Product& product, const Actor& actor, const OrgId& org, const std::string& id) {
  DOORSTEP_LET(side, product.assignments->side(actor, id));
  if (side.org_id != org)
    return refuse(Fault::not_found, "assignment-unknown", say("没有这份作业", "there is no such assignment"));
  return tools::PlaceSide{std::move(side.title), {}, side.may_change, side.teaches};
}

}  // namespace

void open_tools(Product& product) {
  product.tools =
      tools::make_tools({*product.database,
                         *product.registry,
                         *product.places,
                         *product.children,
                         *product.staff,
                         *product.trail,
                         product.instance.pepper,
                         fetch::send,
                         [&product](const Actor& actor, const OrgId& org, const std::string& id) {
                           return course_of(product, actor, org, id);
                         },
                         [&product](const OrgId& org, const std::string& id) { return in_course(product, org, id); },
                         [&product](const Actor& actor, const OrgId& org, const std::string& id) {
                           return work_of(product, actor, org, id);
                         },
                         [&product](const std::string& id) { return product.assignments->takers(id); },
                         [&product](const PersonId& child) { return product.assignments->open_to(child); },
                         {}});
  product.children->also_kept(
      {say("外部工具：代号、成绩与监护人的停用", "outside tools: pseudonyms, scores, what guardians stopped"),
       [&product](const Actor& actor, const std::vector<PersonId>& people, children::Forgetting how, bool dry) {
         return product.tools->forget(actor, people, how, dry);
       }});
}

}  // namespace doorstep::app
