// A small district with teachers, schools and a panel, for the tests of the ladder; on both databases.
#pragma once

#include <small_register.h>

#include <algorithm>
#include <map>

#include <doorstep/staff/module.h>

#include "module.h"
#include "read_rules.h"

namespace doorstep::ladder {

using registry::trial::code_of;
using registry::trial::fault_of;
using registry::trial::org_id;

inline PersonId person_id(const char* name) { return {derived_uuid("test", "person", name)}; }

// District North with schools A, B (town) and R (rural). At each, teachers with ten years of service; Li leads A.
// Panel members p1, p2, p3 hold posts at the district.
class LadderTest : public registry::trial::SmallRegister {
 protected:
  LadderTest() : SmallRegister({staff::migrations(), migrations()}) {}
  void SetUp() override {
    SmallRegister::SetUp();
    take_in(fill);
    const auto named = [](const std::string& name) {
      return name == "nobody" ? std::nullopt : std::optional{person(name).account};
    };
    standings_ = registry::make_standings(trail_);
    staff_ =
        staff::make_staff({*database_, *registry_, trail_, named, [](const AccountId& id) { return id.value; }, {}});
    for (const auto& [name, school] : everybody())
      ASSERT_TRUE(staff_->tie(office_, org_id(school), {person_id(name), name})) << name;
    make();
  }
  void make() {
    ladders_ = make_ladders(
        {*database_, *registry_, *standings_, *places_, *staff_, trail_, *files_,
         [](const std::string& name) { return name == "nobody" ? std::nullopt : std::optional{person(name).account}; },
         [this](const AccountId& id) -> std::optional<Actor> {
           for (const auto* name : {"p1", "p2", "p3", "p4"})
             if (person(name).account == id) return reader(name);
           for (const auto& [name, school] : everybody())
             if (person(name).account == id) return teacher(name);
           return {};
         },
         [](const AccountId& id) { return "sign-in of " + id.value; }, sources_, [this] { return today_; }});
  }
  static std::map<const char*, const char*> everybody() {
    return {{"Li", "A"}, {"Wang", "A"}, {"Chen", "B"}, {"Zhao", "B"}, {"Sun", "R"}, {"Qian", "R"}};
  }
  static void fill(registry::Intake& in) {
    in.put(registry::trial::area(registry::OrgKind::district, "North"), {});
    for (const auto* key : {"A", "B", "R"}) {
      auto school = registry::trial::school(key, "North");
      if (*key == 'R') school.setting = "rural";
      in.put(school, {});
    }
    for (const auto& [name, school] : everybody()) put(in, name, school);
  }
  static void put(registry::Intake& in, const char* name, const char* school) {
    registry::PersonRow who;
    who.id = person_id(name);
    who.full_name = name;
    in.put(who, {});
    registry::StaffRow row;
    row.id = who.id;
    row.qualification = "bachelor";
    row.title = "second";
    row.subjects = "chinese";
    in.put(row, {});
    registry::RoleRow role;
    role.id = derived_uuid("test", "role", name);
    role.person_id = who.id;
    role.org_id = org_id(school);
    role.role = std::string_view{name} == "Li" ? "principal" : "teacher";
    role.begin_on = Date::today().plus(-3660);
    in.put(role, {});
  }
  static Actor teacher(const char* name) {
    return person(name,
                  {{std::string_view{name} == "Li" ? Role::principal : Role::teacher, org_id(everybody_at(name))}});
  }
  static const char* everybody_at(std::string_view name) {
    for (const auto& [one, school] : everybody())
      if (name == one) return school;
    return "A";
  }
  static Actor reader(const char* name) { return person(name, {{Role::centre_head, org_id("North")}}); }

  NewLadderCall wanted(const char* ladder, const char* level, int64_t places = 2) const {
    return {ladder, level, "2026", today_, today_.plus(10), today_.plus(20), places, {}, {}, {}};
  }
  LadderCallWhole opened(const NewLadderCall& wanted) {
    auto made = ladders_->make_call(office_, org_id("North"), wanted);
    EXPECT_TRUE(made) << made.error().what.en;
    return *ladders_->move(office_, made->of.id, CallState::open);
  }
  void apply_and_confirm(const std::string& call, const char* name,
                         const NewLadderApplication& wanted = {"I teach", {}, {}, {}, {}}) {
    const auto applied = ladders_->apply(teacher(name), call, wanted);
    ASSERT_TRUE(applied) << applied.error().what.en;
    const auto done = ladders_->confirm(office_, org_id(everybody_at(name)), applied->application->id, {true, ""});
    ASSERT_TRUE(done) << done.error().what.en;
  }
  void seat(const std::string& call, std::vector<PanelSeat> seats = {{"p1", true}, {"p2", false}, {"p3", false}}) {
    const auto done = ladders_->set_panel(office_, call, {std::move(seats)});
    ASSERT_TRUE(done) << done.error().what.en;
  }
  // Every sheet of a member gets the anchor that `anchor` says of its number.
  void score_all(const std::string& call, const char* name, const std::function<int64_t(int64_t)>& anchor) {
    const auto desk = *ladders_->desk(reader(name), call);
    for (const auto& task : desk.tasks) {
      if (task.state == SheetState::submitted) continue;
      const auto done = ladders_->score(reader(name), call, task.application_id, marks(call, anchor(task.number)));
      EXPECT_TRUE(done) << done.error().what.en;
    }
  }
  PanelScores marks(const std::string& call, int64_t anchor, bool submit = true) {
    PanelScores made{{}, "", submit};
    const auto whole = *ladders_->call(call);
    for (const auto& one : whole.rules.rubrics[0].dimensions) made.marks.push_back({one.code, anchor, {}});
    return made;
  }
  // A backbone call of the school level with Wang (1), Chen (2), Sun (3), scored 3, 2, 1.
  std::string scored() {
    const auto call = opened(wanted("backbone", "school")).of.id;
    for (const auto* name : {"Wang", "Chen", "Sun"}) apply_and_confirm(call, name);
    seat(call);
    EXPECT_EQ(fault_of(ladders_->move(office_, call, CallState::scoring)), "");
    for (const auto* name : {"p1", "p2", "p3"}) score_all(call, name, [](int64_t number) { return 4 - number; });
    return call;
  }
  std::string on_notice() {
    const auto call = scored();
    EXPECT_EQ(fault_of(ladders_->move(office_, call, CallState::ranking)), "");
    EXPECT_EQ(fault_of(ladders_->move(office_, call, CallState::notice)), "");
    return call;
  }

  Date today_ = Date::today();
  Sources sources_;
  std::unique_ptr<registry::Standings> standings_;
  std::unique_ptr<staff::Staff> staff_;
  std::unique_ptr<Ladders> ladders_;
};

}  // namespace doorstep::ladder
