// A small register with the groups' room over it: one city with two districts and some schools.
#pragma once

#include <both.h>

#include <doorstep/audit/audit.h>
#include <doorstep/groups/module.h>
#include <doorstep/registry/module.h>

namespace doorstep::groups::trial {

inline Date day(const char* text) { return *Date::parse(text); }
inline OrgId org_id(std::string_view key) { return {derived_uuid("test", "org", key)}; }

class Trial : public support::OnBoth {
 protected:
  void SetUp() override {
    OnBoth::SetUp();
    std::vector<db::Migration> steps;
    for (const auto own : {audit::migrations(), registry::migrations(), migrations()})
      steps.insert(steps.end(), own.begin(), own.end());
    ASSERT_TRUE(db::migrate(*database_, steps));
    trail_ = std::make_unique<audit::Trail>("pepper");
    registry_ = registry::make_registry(*database_, {trail_.get(), "pepper"});
    places_ = registry::make_places(*registry_);
    groups_ = make_groups(*database_, *registry_);
    take_in([](registry::Intake& in) {
      in.put(area(registry::OrgKind::region, "City", ""), {});
      in.put(area(registry::OrgKind::district, "North", "City"), {});
      in.put(area(registry::OrgKind::district, "South", "City"), {});
      for (const auto* key : {"A", "B", "C", "D"}) in.put(school(key, "North", "primary"), {});
      in.put(school("J", "North", "junior"), {});
      in.put(school("S", "South", "primary"), {});
    });
  }
  void TearDown() override {
    groups_.reset();
    places_.reset();
    registry_.reset();
  }

  static registry::OrgRow area(registry::OrgKind kind, std::string_view key, std::string_view parent) {
    registry::OrgRow row;
    row.id = org_id(key);
    row.kind = kind;
    if (!parent.empty()) row.parent_id = org_id(parent);
    row.name = key;
    return row;
  }
  static registry::OrgRow school(std::string_view key, std::string_view district, std::string_view stages) {
    auto row = area(registry::OrgKind::school, key, district);
    row.school_kind = registry::SchoolKind::primary;
    row.stages = stages;
    row.legal_form = "public";
    row.setting = "urban";
    row.begin_on = day("2000-09-01");
    return row;
  }
  void take_in(const std::function<void(registry::Intake&)>& read) {
    registry::IntakeOptions options;
    options.source.id = {derived_uuid("test", "source", "")};
    options.source.space = "test";
    options.source.name = "test";
    options.effective = day("2000-01-01");
    options.dry_run = false;
    const auto report = registry_->take_in(actor_, options, [&](registry::Intake& intake) -> Result<void> {
      read(intake);
      return {};
    });
    ASSERT_TRUE(report);
    ASSERT_EQ(report->fault_count, 0);
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
    return done ? "" : done.error().code;
  }
  std::string leave(const OrgId& group, const char* key, const char* on, std::optional<std::string> review = {}) {
    const auto done = groups_->leave(actor_, group, {org_id(key), day(on), {}, std::move(review)}, false);
    return done ? "" : done.error().code;
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
  std::unique_ptr<audit::Trail> trail_;
  std::unique_ptr<registry::Registry> registry_;
  std::unique_ptr<Places> places_;
  std::unique_ptr<Groups> groups_;
};

}  // namespace doorstep::groups::trial
