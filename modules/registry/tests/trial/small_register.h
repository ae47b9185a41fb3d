// A small register to test the rooms over it, on both databases: derive from SmallRegister, name the steps of the
// rooms' own tables, and take in areas, schools and groups.
#pragma once

#include <both.h>

#include <fstream>
#include <initializer_list>

#include <doorstep/audit/audit.h>
#include <doorstep/files/files.h>
#include <doorstep/registry/module.h>
#include <doorstep/settings/settings.h>

namespace doorstep::registry::trial {

inline Date day(const char* text) { return *Date::parse(text); }
inline OrgId org_id(std::string_view key) { return {derived_uuid("test", "org", key)}; }

// What was wrong: the first field, else the code; empty when nothing was.
template <class T>
std::string fault_of(const Result<T>& done) {
  return done ? "" : done.error().fields.empty() ? done.error().code : done.error().fields[0].field;
}
template <class T>
std::string code_of(const Result<T>& done) {
  return done ? "" : done.error().code;
}

inline OrgRow area(OrgKind kind, std::string_view key, std::string_view parent = "") {
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
  row.legal_form = "public";
  row.setting = "urban";
  row.begin_on = day("2000-09-01");
  return row;
}
inline OrgRow group(std::string_view key, std::string_view district) {
  auto row = area(OrgKind::group, key, district);
  row.model = "leading_school";
  return row;
}
// A member since a hundred days.
inline MembershipRow member(std::string_view of_group, std::string_view key, std::string_view part = "member") {
  return {derived_uuid("test", "membership", key), org_id(of_group), org_id(key), std::string{part},
          Date::today().plus(-100)};
}

class SmallRegister : public support::OnBoth {
 protected:
  using Steps = std::span<const db::Migration>;

  explicit SmallRegister(std::initializer_list<Steps> more = {}) : more_(more) {}

  void SetUp() override {
    OnBoth::SetUp();
    std::vector<db::Migration> steps;
    const auto add = [&](Steps own) { steps.insert(steps.end(), own.begin(), own.end()); };
    add(settings::migrations());
    add(audit::migrations());
    add(files::migrations());
    add(registry::migrations());
    for (const auto own : more_) add(own);
    ASSERT_TRUE(db::migrate(*database_, steps));
    registry_ = make_registry(*database_, {&trail_, "pepper"});
    places_ = make_places(*registry_);
    files_ = std::make_unique<files::Files>(*database_, trail_, folder_.path() + "/blobs");
  }
  void take_in(const std::function<void(Intake&)>& fill, Date effective = day("2000-01-01")) {
    IntakeOptions options;
    options.source.id = {derived_uuid("test", "source", "")};
    options.source.space = options.source.name = "test";
    options.effective = effective;
    options.dry_run = false;
    const auto report = registry_->take_in(office_, options, [&](Intake& intake) -> Result<void> {
      fill(intake);
      return {};
    });
    ASSERT_TRUE(report) << report.error().what.en;
    ASSERT_EQ(report->fault_count, 0);
  }
  // The id of a file that somebody uploaded and that hangs nowhere yet.
  std::string uploaded(const Actor& by, const OrgId& org, const std::string& name = "plan.txt",
                       const std::string& text = "three years") {
    const auto path = folder_.path() + "/" + new_uuid();
    std::ofstream{path} << text;
    const auto made = files_->put(by, org, name, path);
    EXPECT_TRUE(made) << made.error().what.en;
    return made ? made->id : "";
  }
  static Actor person(const std::string& name, std::vector<Post> posts = {{Role::administrator, {}}}) {
    return {{derived_uuid("test", "account", name)}, name, std::move(posts), Language::en, ""};
  }

 private:
  std::vector<Steps> more_;

 protected:
  const Actor office_ = person("office");
  audit::Trail trail_{"pepper"};
  std::unique_ptr<Registry> registry_;
  std::unique_ptr<Places> places_;
  std::unique_ptr<files::Files> files_;
};

}  // namespace doorstep::registry::trial
