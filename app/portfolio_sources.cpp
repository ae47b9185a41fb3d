#include "portfolio_sources.h"

#include <algorithm>
#include <map>

#include <doorstep/registry/columns.h>

#include <doorstep/exchange/exchange.h>
#include <doorstep/ladder/ladder.h>
#include <doorstep/mentoring/mentoring.h>
#include <doorstep/resources/resources.h>
#include <doorstep/training/training.h>

#include "product.h"

namespace doorstep::app {
namespace {

using portfolio::Fact;
using Facts = std::vector<Fact>;

Words same(const std::string& text) { return {text, text}; }
Words beside_words(const Words& first, const Words& second) {
  return {first.zh + " " + second.zh, first.en + ": " + second.en};
}
Words beside(const std::string& first, const Words& second) {
  return {first + " " + second.zh, first + " " + second.en};
}

// Where the person served, and the title and standing of today.
Facts served(Product& product, const PersonId& person) {
  Facts made;
  const auto record = product.registry->staff_record(person);
  if (!record) return made;
  for (const auto& role : record->roles) {
    auto what = role.post.empty() ? registry::choice_word("service", "role", role.role) : same(role.post);
    if (!role.subject.empty()) {
      const auto subject = registry::choice_word("service", "subject", role.subject);
      what = {what.zh + " " + subject.zh, what.en + ", " + subject.en};
    }
    made.push_back({"served",
                    role.begin_on,
                    role.end_on,
                    beside(product.registry->name_of(role.org_id), what),
                    {},
                    {},
                    "/schools/" + role.org_id.value});
  }
  const auto standing = [&](const char* column, const std::string& code, const Words& of) {
    if (code.empty() || code == "none") return;
    const auto word = registry::choice_word("staff", column, code);
    made.push_back({"standing", Date::always(), Date::never(), {of.zh + word.zh, of.en + word.en}, {}, {}, ""});
  };
  standing("title", record->staff.title, say("职称：", "title: "));
  standing("backbone", record->staff.backbone, say("骨干称号：", "backbone teacher: "));
  return made;
}

// Sessions that one came to, and those of plans that one leads. Plans name their leader: a name that two of the school
// bear is nobody's.
Facts joint_sessions(Product& product, const PersonId& person) {
  Facts made;
  std::vector<joint::JointAttended> led;
  if (const auto teacher = product.staff->teacher(person))
    if (const auto staff = product.registry->staff(teacher->school_id, {});
        staff && std::ranges::none_of(*staff, [&](const registry::StaffMember& one) {
          return one.name == teacher->name && one.id != person;
        }))
      led = product.joint->led(teacher->name, teacher->school_id);
  const auto add = [&](const joint::JointAttended& one, const Words& title) {
    made.push_back({"joint_session", one.on, one.on.plus(1), title, 1, {}, "/groups/" + one.group_id.value + "/joint"});
  };
  for (const auto& one : led) {
    const auto title = one.plan + " · " + one.title;
    add(one, say("主持 {}", "led: {}", title));
  }
  if (const auto account = product.staff->account_of(person))
    for (const auto& one : product.joint->attended(*account))
      if (std::ranges::none_of(led, [&](const joint::JointAttended& other) {
            return other.group_id == one.group_id && other.plan == one.plan && other.title == one.title &&
                   other.on == one.on;
          }))
        add(one, same(one.plan + " · " + one.title));
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
          made.push_back({"group_post",
                          seat.begin_on,
                          seat.end_on,
                          beside(member.group, say("理事会席位", "seat in the council")),
                          {},
                          {},
                          link + "/council"});
    if (const auto centres = product.centres->centres(self, member.group_id, false))
      for (const auto& centre : centres->centres)
        for (const auto& post : centre.posts)
          if (post.own)
            made.push_back({"group_post",
                            post.begin_on,
                            post.end_on,
                            same(member.group + " " + centre.name),
                            {},
                            {},
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

Facts trainings(Product& product, const PersonId& person) {
  Facts made;
  for (const auto& one : product.training->facts(person))
    made.push_back({"training", one.begin_on, one.end_on, same(one.title + " · " + one.issuer), one.hours, {}, ""});
  return made;
}

Facts pairs(Product& product, const PersonId& person) {
  Facts made;
  const auto known = product.mentoring->facts(person);
  for (const auto& one : known.pairs)
    made.push_back({one.as_mentor ? "mentoring" : "mentored",
                    one.begin_on,
                    one.end_on,
                    one.as_mentor ? say("指导{}", "guides {}", one.with) : say("师从{}", "learns from {}", one.with),
                    {},
                    {},
                    ""});
  for (const auto& one : known.services)
    if (one.visits > 0)  // what was agreed and not done yet is no fact
      made.push_back({"lecture",
                      one.begin_on,
                      one.end_on,
                      say("{} 巡回指导，到 {} 所学校 {} 次", "{}: visits to {} schools, {} times", one.group,
                          one.schools, one.visits),
                      {},
                      {},
                      ""});
  return made;
}

// What one shared, each piece by itself; what one used of others, together by school year.
Facts library(Product& product, const PersonId& person) {
  Facts made;
  std::map<Date, int64_t> used;
  for (const auto& one : product.resources->facts(person)) {
    if (one.used) {
      ++used[begin_of_school_year(one.on)];
      continue;
    }
    const auto title = one.uses ? say("共享《{0}》，被使用 {1} 次", "shared “{0}”, used {1} times", one.title, one.uses)
                                : say("共享《{}》", "shared “{}”", one.title);
    made.push_back({"resource", one.on, one.on.plus(1), title, 1, {}, "/resources/" + one.id});
  }
  for (const auto& [year, times] : used)
    made.push_back({"resource_use",
                    year,
                    begin_of_school_year(year.plus(370)),
                    say("使用资源库中的资源", "used resources of the library"),
                    static_cast<double>(times),
                    {},
                    ""});
  return made;
}

Facts ranks(Product& product, const PersonId& person) {
  Facts made;
  for (const auto& one : product.ladders->ranks_of(person))
    if (one.revoked_on.empty())
      made.push_back({"rank", one.begin_on, one.end_on, beside_words(one.ladder_name, one.name), {}, {}, ""});
  return made;
}

Facts secondments(Product& product, const PersonId& person) {
  Facts made;
  for (const auto& one : product.secondments->served(person))
    made.push_back({"exchange", one.begin_on, one.end_on, same(one.school), {}, {}, "/exchange"});
  return made;
}

}  // namespace

std::optional<portfolio::RankStanding> rank_standing(Product& product, const PersonId& person) {
  for (const auto& one : product.ladders->standing(person)) {
    if (one.next.empty()) continue;
    portfolio::RankStanding made{one.name, one.next_name, {}, "/ranks"};
    for (const auto& check : one.checks) made.needs.push_back({check.what, check.verdict == ladder::Verdict::passed});
    return made;
  }
  return {};
}

std::vector<portfolio::Source> portfolio_sources(Product& product) {
  const auto source = [&product](Facts (*of)(Product&, const PersonId&)) -> portfolio::Source {
    return [&product, of](const PersonId& person) { return of(product, person); };
  };
  return {source(served), source(joint_sessions), source(group_posts), source(commendations), source(trainings),
          source(pairs),  source(ranks),          source(secondments), source(library)};
}

}  // namespace doorstep::app
