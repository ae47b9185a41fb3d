// The ground of the tests of assignments: group G of schools A and B in the district North, Z outside it; a class in
// each. Li teaches the class of A and, lent for part of the week, that of B; Wang, Sun and Qian teach at B and Chen at
// A without a class; Zhou teaches the class of Z. Children: mei and tao (A), lan (B), xu (Z), each with a guardian
// "guardian of ..."; mei has an account of her own.
#pragma once

#include <small_register.h>

#include <doorstep/children/module.h>
#include <doorstep/staff/module.h>
#include <doorstep/zone/zone.h>

#include "module.h"

namespace doorstep::assignments {

using questions::QuestionAnswer;
using questions::QuestionBody;
using questions::QuestionKind;
using registry::trial::code_of;
using registry::trial::fault_of;
using registry::trial::org_id;

class AssignmentsTrial : public registry::trial::SmallRegister {
 protected:
  AssignmentsTrial() : SmallRegister({children::migrations(), staff::migrations(), migrations()}) {}
  void SetUp() override {
    SmallRegister::SetUp();
    take_in([](registry::Intake& in) {
      in.put(registry::trial::area(registry::OrgKind::district, "North"), {});
      for (const auto* key : {"A", "B", "Z"}) in.put(registry::trial::school(key, "North"), {});
      in.put(registry::trial::group("G", "North"), {});
      for (const auto* key : {"A", "B"}) in.put(registry::trial::member("G", key), {});
      for (const auto* key : {"A", "B", "Z"}) {
        registry::ClassRow row;
        row.id = class_id(key);
        row.school_id = org_id(key);
        row.title = std::string{"Class of "} + key;
        row.type = "homeroom";
        row.begin_on = Date::today().plus(-100);
        in.put(row, {});
      }
      staff_member(in, "li", {"A", "B"});
      staff_member(in, "wang", {"B"});
      staff_member(in, "zhou", {"Z"});
      staff_member(in, "sun", {"B"});
      staff_member(in, "qian", {"B"});
      staff_member(in, "chen", {"A"});
      enrol(in, teacher_id("li"), "A", "teacher");
      enrol(in, teacher_id("li"), "B", "teacher");
      enrol(in, teacher_id("zhou"), "Z", "teacher");
      for (const auto& [name, school] : {std::pair{"mei", "A"}, {"tao", "A"}, {"lan", "B"}, {"xu", "Z"}})
        pupil(in, name, school);
    });
    children_ = children::make_children(
        {*database_, *registry_, trail_,
         [](const std::string&, const std::string&, Role, const OrgId&) -> Result<children::MadeAccount> {
           return refuse(Fault::conflict, "none", {});
         },
         [](const AccountId&, Role, const OrgId&) -> Result<void> { return {}; }});
    staff_ = staff::make_staff(
        {*database_, *registry_, trail_, [](const std::string& name) { return std::optional{person(name).account}; },
         [](const AccountId&) { return std::string{}; },
         [](const std::string&, const std::string&, Role, const OrgId&) -> Result<staff::MadeAccount> {
           return refuse(Fault::conflict, "none", {});
         }});
    desk_ =
        make_assignments({*database_,
                          *registry_,
                          *places_,
                          *children_,
                          *staff_,
                          *files_,
                          trail_,
                          [](const OrgId&) { return std::string{"Asia/Shanghai"}; },
                          [this] { return now_; },
                          {},
                          [this](const OrgId&, const std::set<AccountId>& accounts, const Words& title, const Words&) {
                            for (const auto& account : accounts) told_.emplace(account, title.en);
                          }});
    for (const auto& [name, school] :
         {std::pair{"li", "A"}, {"wang", "B"}, {"zhou", "Z"}, {"sun", "B"}, {"qian", "B"}, {"chen", "A"}})
      ASSERT_EQ(code_of(staff_->tie(office_, org_id(school), {teacher_id(name), name})), "");
    for (const auto* key : {"A", "B", "Z"}) {
      const auto codes = children_->codes(office_, class_id(key), children::Relation::guardian);
      ASSERT_TRUE(codes);
      for (const auto& one : codes->items) ASSERT_TRUE(children_->take_code(guardian(one.child), one.code));
    }
    const auto codes = children_->codes(office_, class_id("A"), children::Relation::self);
    for (const auto& one : codes->items)
      if (one.child == "mei") {
        ASSERT_TRUE(children_->take_code(mei_, one.code));
      }
  }
  static void staff_member(registry::Intake& in, const char* name, std::vector<const char*> schools) {
    in.put(registry::PersonRow{teacher_id(name), name, "", name, "2", ""}, {});
    registry::StaffRow staff;
    staff.id = teacher_id(name);
    in.put(staff, {});
    for (const auto* school : schools) {
      registry::RoleRow role;
      role.id = derived_uuid("test", "staff role", std::string{name} + school);
      role.person_id = teacher_id(name);
      role.org_id = org_id(school);
      role.role = "teacher";
      role.primary_role = school == schools.front();
      role.begin_on = Date::today().plus(-300);
      in.put(role, {});
    }
  }
  static void enrol(registry::Intake& in, const PersonId& person, const char* school, const char* role) {
    registry::EnrolmentRow row;
    row.id = derived_uuid("test", "enrolment", person.value + school);
    row.class_id = class_id(school);
    row.school_id = org_id(school);
    row.person_id = person;
    row.role = role;
    row.begin_on = Date::today().plus(-100);
    in.put(row, {});
  }
  static void pupil(registry::Intake& in, const char* name, const char* school) {
    in.put(registry::PersonRow{child(name), name, "", name, "2", "05"}, {});
    registry::RoleRow role;
    role.id = derived_uuid("test", "role", name);
    role.person_id = child(name);
    role.org_id = org_id(school);
    role.role = "student";
    role.begin_on = Date::today().plus(-300);
    in.put(role, {});
    enrol(in, child(name), school, "student");
  }
  static ClassId class_id(std::string_view key) { return {derived_uuid("test", "class", key)}; }
  static PersonId teacher_id(const std::string& name) { return {derived_uuid("test", "staff", name)}; }
  static PersonId child(const std::string& name) { return {derived_uuid("test", "child", name)}; }
  static Actor guardian(const std::string& name) {
    return person("guardian of " + name, {{Role::guardian, org_id("A")}});
  }
  static Actor teacher(const char* name, const char* school) { return person(name, {{Role::teacher, org_id(school)}}); }
  int64_t at_hour(Date day, int hour) const { return *zone::instant("Asia/Shanghai", {day, hour * 60}); }

  static QuestionBody choice() {
    QuestionBody made;
    made.kind = QuestionKind::choice;
    made.text = "2 + 2 = ?";
    made.points = 2;
    made.options = {{"3", 0, {}}, {"4", 1, {}}, {"5", 0, {}}, {"6", 0, {}}};
    made.explanation = "Two and two are four.";
    return made;
  }
  static QuestionBody blank() {
    QuestionBody made;
    made.kind = QuestionKind::blank;
    made.text = "The capital is ____, pi is about ____.";
    made.points = 4;
    made.gaps = {{false, false, {{"Beijing", 1, 0, {}}, {"北京", 1, 0, {}}}}, {true, false, {{"3.14", 1, 0.01, {}}}}};
    return made;
  }
  static QuestionBody matching() {
    QuestionBody made;
    made.kind = QuestionKind::matching;
    made.text = "Match.";
    made.points = 3;
    made.pairs = {{"a", "1"}, {"b", "2"}, {"c", "3"}, {"", "4"}};
    return made;
  }
  static NewBankQuestion kept(QuestionBody body, const char* school = "A", std::optional<OrgId> shelf = {}) {
    NewBankQuestion made;
    made.question = std::move(body);
    made.subject = "mathematics";
    made.grades = {"05"};
    made.school_id = org_id(school);
    made.shelf_id = std::move(shelf);
    return made;
  }
  NewAssignment wanted(std::vector<QuestionBody> bodies, std::vector<const char*> classes = {"A"}) const {
    NewAssignment made;
    made.org_id = org_id("A");
    made.title = "Week 3";
    made.subject = "mathematics";
    made.opens_on = day_;
    made.opens = "08:00";
    made.due_on = day_.plus(1);
    made.due = "20:00";
    for (auto& body : bodies) made.items.push_back({{}, std::move(body), {}});
    for (const auto* key : classes) made.classes.push_back(class_id(key));
    return made;
  }
  // Made and given by li; its id.
  std::string given(const NewAssignment& of) {
    const auto made = desk_->make(li_, of);
    EXPECT_TRUE(made) << made.error().what.en << json::text(made.error().fields);
    if (!made) return "";
    EXPECT_EQ(code_of(desk_->give(li_, made->of.id)), "");
    return made->of.id;
  }
  // What is saved for mei's first paper by her guardian; the code of what was wrong.
  std::string save(const WorkPaper& paper, int64_t place, QuestionAnswer answer, int64_t version = 0) {
    return code_of(desk_->save(guardian(paper.child), paper.child_id, paper.of.id,
                               {paper.paper_id, place, version, std::move(answer)}));
  }
  WorkPaper begun(const char* name, const std::string& id) {
    const auto made = desk_->begin(guardian(name), child(name), id);
    EXPECT_TRUE(made) << made.error().what.en;
    return made ? *made : WorkPaper{};
  }
  static const WorkItem& item(const WorkPaper& paper, int64_t place) {
    return *std::ranges::find(paper.items, place, &WorkItem::place);
  }
  // Options of a shown item by their text, as an answer names them.
  static QuestionAnswer choose(const WorkItem& of, const std::string& text) {
    const auto found = std::ranges::find(of.options, text);
    return {{found - of.options.begin()}, {}, {}, {}};
  }

  const std::string answers_room_ = "assignments-answer";  // of files
  const OrgId group_ = org_id("G"), a_ = org_id("A"), b_ = org_id("B");
  const Actor li_ = teacher("li", "A"), wang_ = teacher("wang", "B"), zhou_ = teacher("zhou", "Z");
  const Actor mei_ = person("mei", {{Role::student, org_id("A")}});
  const Actor principal_ = person("principal", {{Role::principal, org_id("A")}});
  const Date day_ = Date::today().plus(3);
  int64_t now_ = at_hour(Date::today().plus(3), 9);
  std::unique_ptr<children::Children> children_;
  std::unique_ptr<staff::Staff> staff_;
  std::unique_ptr<Desk> desk_;
  std::set<std::pair<AccountId, std::string>> told_;
};

}  // namespace doorstep::assignments
