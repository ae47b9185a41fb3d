#include "portfolio_sources.h"

#include <doorstep/registry/columns.h>

#include "product.h"

namespace doorstep::app {
namespace {

using portfolio::Fact;
using Facts = std::vector<Fact>;

Words same(const std::string& text) { return {text, text}; }
Words beside(const std::string& first, const Words& second) {
  return {first + " " + second.zh, first + " " + second.en};
}

// Where the person served, and the title and standing of today.
Facts served(Product& product, const PersonId& person) {
  Facts made;
  const auto record = product.registry->staff_record(person);
  if (!record) return made;
  for (const auto& role : record->roles) {
    auto what = role.post.empty() ? registry::word_of("service", "role", role.role) : same(role.post);
    if (!role.subject.empty()) {
      const auto subject = registry::word_of("service", "subject", role.subject);
      what = {what.zh + " " + subject.zh, what.en + ", " + subject.en};
    }
    made.push_back({"served", role.begin_on, role.end_on, beside(product.registry->name_of(role.org_id), what), {}, {},
                    "/schools/" + role.org_id.value});
  }
  const auto standing = [&](const char* column, const std::string& code, const Words& of) {
    if (code.empty() || code == "none") return;
    const auto word = registry::word_of("staff", column, code);
    made.push_back({"standing", Date::always(), Date::never(), {of.zh + word.zh, of.en + word.en}, {}, {}, ""});
  };
  standing("title", record->staff.title, say("职称：", "title: "));
  standing("backbone", record->staff.backbone, say("骨干称号：", "backbone teacher: "));
  return made;
}

Facts joint_sessions(Product& product, const PersonId& person) {
  Facts made;
  if (const auto account = product.staff->account_of(person))
    for (const auto& one : product.joint->attended(*account))
      made.push_back({"joint_session", one.on, one.on.plus(1), same(one.plan + " · " + one.title), 1, {},
                      "/groups/" + one.group_id.value + "/joint"});
  return made;
}

// Seats in councils and posts in centres of the groups that the teacher's schools belong to or belonged to.
Facts group_posts(Product& product, const PersonId& person) {
  Facts made;
  const auto account = product.staff->account_of(person);
  const auto teacher = product.staff->teacher(person);
  if (!account || !teacher) return made;
  const auto school = product.registry->school(teacher->school_id, {});
  if (!school) return made;
  Actor self;
  self.account = *account;
  for (const auto& member : school->groups) {
    const auto link = "/groups/" + member.group_id.value;
    if (const auto council = product.councils->council(member.group_id))
      for (const auto& seat : council->seats)
        if (seat.account == *account)
          made.push_back({"group_post", seat.begin_on, seat.end_on,
                          beside(member.group, say("理事会席位", "seat in the council")), {}, {}, link + "/council"});
    if (const auto centres = product.centres->centres(self, member.group_id, false))
      for (const auto& centre : centres->centres)
        for (const auto& post : centre.posts)
          if (post.own)
            made.push_back({"group_post", post.begin_on, post.end_on, same(member.group + " " + centre.name), {}, {},
                            link + "/centres"});
  }
  return made;
}

Facts commendations(Product& product, const PersonId& person) {
  Facts made;
  for (const auto& one : product.conduct->of(person))
    made.push_back({"commendation", one.on, one.on.plus(1), same(one.title), {}, {}, ""});
  return made;
}

}  // namespace

std::vector<portfolio::Source> portfolio_sources(Product& product) {
  const auto source = [&product](Facts (*of)(Product&, const PersonId&)) -> portfolio::Source {
    return [&product, of](const PersonId& person) { return of(product, person); };
  };
  return {source(served), source(joint_sessions), source(group_posts), source(commendations)};
}

}  // namespace doorstep::app
