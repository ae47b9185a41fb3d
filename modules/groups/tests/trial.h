// A small register with the groups' room over it: one city with two districts and some schools.
#pragma once

#include <small_register.h>

#include <doorstep/groups/module.h>

namespace doorstep::groups::trial {

using registry::trial::area;
using registry::trial::code_of;
using registry::trial::day;
using registry::trial::org_id;
using registry::trial::school;

class Trial : public registry::trial::SmallRegister {
 protected:
  Trial() : SmallRegister({migrations()}) {}
  void SetUp() override {
    SmallRegister::SetUp();
    groups_ = make_groups(*database_, *registry_);
    take_in([](registry::Intake& in) {
      in.put(area(registry::OrgKind::region, "City"), {});
      in.put(area(registry::OrgKind::district, "North", "City"), {});
      in.put(area(registry::OrgKind::district, "South", "City"), {});
      for (const auto* key : {"A", "B", "C", "D"}) in.put(school(key, "North", "primary"), {});
      in.put(school("J", "North", "junior"), {});
      in.put(school("S", "South", "primary"), {});
    });
  }

  OrgId found(std::string name, std::string model = "leading_school", const char* lead = "A",
              const char* from = "2020-09-01") {
    NewGroup wanted;
    wanted.name = std::move(name);
    wanted.model = std::move(model);
    wanted.district_id = org_id("North");
    if (lead) wanted.lead_school_id = org_id(lead);
    wanted.from = day(from);
    const auto made = groups_->found(actor_, wanted, false);
    EXPECT_TRUE(made) << made.error().what.en << " "
                      << (made.error().fields.empty() ? ""
                                                      : made.error().fields[0].field + made.error().fields[0].what.en);
    return made ? made->group_id : OrgId{};
  }
  // The code of the refusal, or "".
  std::string join(const OrgId& group, const char* key, const char* part, const char* from, const char* to = nullptr) {
    const auto done = groups_->join(
        actor_, group, {org_id(key), part, day(from), to ? std::optional{day(to)} : std::nullopt, {}}, false);
    return code_of(done);
  }
  std::string leave(const OrgId& group, const char* key, const char* on, std::optional<std::string> review = {}) {
    const auto done = groups_->leave(actor_, group, {org_id(key), day(on), {}, std::move(review)}, false);
    return code_of(done);
  }
  // "A lead, B member" on a day.
  std::string members(const OrgId& group, const char* on) {
    std::vector<std::string> found;
    const auto read = registry_->group(group);
    for (const auto& member : read->members)
      if (member.begin_on <= day(on) && day(on) < member.end_on) found.push_back(member.school + " " + member.part);
    std::ranges::sort(found);
    return fmt::format("{}", fmt::join(found, ", "));
  }
  std::vector<std::string> acts(const OrgId& group) {
    std::vector<std::string> found;
    const auto history = groups_->history(group);
    for (const auto& event : *history)
      found.push_back(fmt::format("{} {} {}", event.on.text(), event.act,
                                  !event.school.empty()  ? event.school
                                  : !event.group.empty() ? event.group
                                                         : event.after));
    return found;
  }

  Actor actor_{{"someone"}, "someone", {{Role::administrator, {}}}, Language::en, ""};
  std::unique_ptr<Groups> groups_;
};

}  // namespace doorstep::groups::trial
