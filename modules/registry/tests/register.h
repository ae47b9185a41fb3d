// A small register for tests: one city with two districts, some schools, and what puts them in.
#pragma once

#include <doorstep/audit/audit.h>

#include <both.h>

#include <doorstep/registry/module.h>

namespace doorstep::registry::trial {

inline Date day(const char* text) { return *Date::parse(text); }

// The id that `key` has in the source "test".
inline std::string id_of(std::string_view kind, std::string_view key) { return derived_uuid("test", kind, key); }
inline OrgId org_id(std::string_view key) { return {id_of("org", key)}; }

inline OrgRow area(OrgKind kind, std::string_view key, std::string_view parent) {
  OrgRow row;
  row.id = org_id(key);
  row.kind = kind;
  if (!parent.empty()) row.parent_id = org_id(parent);
  row.name = key;
  return row;
}

inline OrgRow school(std::string_view key, std::string_view district, std::string_view stages = "primary") {
  auto row = area(OrgKind::school, key, district);
  row.school_kind = SchoolKind::primary;
  row.stages = stages;
  row.begin_on = day("2000-09-01");
  return row;
}

inline ReturnRow figure(std::string_view key, int year, std::string_view code, double value,
                        std::string_view stage = "primary") {
  return {org_id(key), std::string{stage}, {year}, std::string{code}, value};
}

inline PersonRow person(std::string_view key) {
  return {{id_of("person", key)}, std::string{key.substr(0, 3)}, std::string{key.substr(3)}, std::string{key}, "2", ""};
}

inline RoleRow role(std::string_view key, std::string_view who, std::string_view where, std::string_view what) {
  RoleRow row;
  row.id = id_of("role", key);
  row.person_id = {id_of("person", who)};
  row.org_id = org_id(where);
  row.role = what;
  row.begin_on = day("2020-09-01");
  return row;
}

using Read = std::function<void(Intake&)>;

class Register : public support::OnBoth {
 protected:
  void SetUp() override {
    OnBoth::SetUp();
    std::vector<db::Migration> steps;
    for (const auto& step : audit::migrations()) steps.push_back(step);
    for (const auto& step : migrations()) steps.push_back(step);
    ASSERT_TRUE(db::migrate(*database_, steps));
    trail_ = std::make_unique<audit::Trail>("pepper");
    registry_ = make_registry(*database_, {trail_.get(), "pepper"});
    places_ = make_places(*registry_);
  }
  void TearDown() override {
    places_.reset();
    registry_.reset();
  }

  IntakeOptions options(bool dry = false, std::string_view effective = "2025-01-01", std::string_view space = "test") {
    IntakeOptions made;
    made.source.id = {derived_uuid(space, "source", "")};
    made.source.space = space;
    made.source.name = space;
    made.dry_run = dry;
    made.effective = day(std::string{effective}.c_str());
    return made;
  }
  IntakeReport take_in(const Read& read, const IntakeOptions& how) {
    auto report = registry_->take_in(actor_, how, [&](Intake& intake) -> Result<void> {
      read(intake);
      return {};
    });
    EXPECT_TRUE(report);
    return report ? std::move(*report) : IntakeReport{};
  }
  IntakeReport take_in(const Read& read) { return take_in(read, options()); }

  // City > North (A, B), South (C); all with returns of 2024.
  static void small(Intake& in) {
    int64_t line = 1;
    const auto at = [&] { return Place{"orgs.csv", ++line, ""}; };
    in.put(area(OrgKind::region, "City", ""), at());
    in.put(area(OrgKind::district, "North", "City"), at());
    in.put(area(OrgKind::district, "South", "City"), at());
    for (const auto& row : {school("A", "North"), school("B", "North", "primary,junior"), school("C", "South")})
      in.put(row, at());
    line = 1;
    for (const auto* key : {"A", "B", "C"}) {
      in.put(figure(key, 2024, "students", 100), at());
      in.put(figure(key, 2024, "teachers", 8), at());
    }
  }

  OrgId found(std::string_view name, std::string_view district, Date from) {
    OrgRow group;
    group.id = {new_uuid()};
    group.kind = OrgKind::group;
    group.name = name;
    group.parent_id = org_id(district);
    group.begin_on = from;
    EXPECT_TRUE(registry_->change_groups(actor_, [&](GroupDesk& desk) -> Result<void> {
      desk.found(group);
      return {};
    }));
    return group.id;
  }
  void join(const OrgId& group, std::string_view key, Date from, std::string_view part = "member") {
    EXPECT_TRUE(registry_->change_groups(actor_, [&](GroupDesk& desk) -> Result<void> {
      desk.join({new_uuid(), group, org_id(key), std::string{part}, from, Date::never()});
      return {};
    }));
  }
  void leave(const OrgId& group, std::string_view key, Date on) {
    EXPECT_TRUE(registry_->change_groups(actor_, [&](GroupDesk& desk) -> Result<void> {
      for (const auto& row : desk.members_of(group))
        if (row.school_id == org_id(key) && on < row.end_on) desk.end(row, on);
      return {};
    }));
  }

  TableCounts counts(const IntakeReport& report, Table table) {
    for (const auto& made : report.tables)
      if (made.table == table) return made;
    return {};
  }
  std::vector<std::string> names(const SchoolQuery& query, const Scope& scope = {}) {
    std::vector<std::string> found;
    auto listed = registry_->schools(query, {scope, {}});
    EXPECT_TRUE(listed);
    if (listed)
      for (const auto& item : listed->items) found.push_back(item.name);
    return found;
  }

  std::unique_ptr<audit::Trail> trail_;
  std::unique_ptr<Registry> registry_;
  std::unique_ptr<Places> places_;
  Actor actor_{{}, "tester", {{Role::administrator, {}}}, Language::en, "test"};
};

}  // namespace doorstep::registry::trial
