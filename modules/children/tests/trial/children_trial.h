// Children in their classes, with teachers, guardians and accounts of their own, to test the rooms over them, on both
// databases: derive from ChildrenTrial with the steps of the room's own tables, take in schools, classes and people
// (taught, enrolled), then tie them to accounts. A guardian of mei is called "guardian of mei"; everybody else has the
// account of the own name.
#pragma once

#include <small_register.h>

#include <doorstep/children/module.h>
#include <doorstep/staff/module.h>
#include <doorstep/zone/zone.h>

namespace doorstep::children::trial {

using registry::trial::code_of;
using registry::trial::fault_of;
using registry::trial::org_id;

class ChildrenTrial : public registry::trial::SmallRegister {
 protected:
  explicit ChildrenTrial(Steps own) : SmallRegister({children::migrations(), staff::migrations(), own}) {}
  void SetUp() override {
    SmallRegister::SetUp();
    children_ = make_children({*database_, *registry_, trail_,
                               [](const std::string&, const std::string&, Role, const OrgId&) -> Result<MadeAccount> {
                                 return refuse(Fault::conflict, "none", {});
                               },
                               [](const AccountId&, Role, const OrgId&) -> Result<void> { return {}; }});
    staff_ = staff::make_staff(
        {*database_, *registry_, trail_, [](const std::string& name) { return std::optional{person(name).account}; },
         [](const AccountId&) { return std::string{}; },
         [](const std::string&, const std::string&, Role, const OrgId&) -> Result<staff::MadeAccount> {
           return refuse(Fault::conflict, "none", {});
         }});
  }

  // The class "Class of KEY" of a school.
  static void put_class(registry::Intake& in, const std::string& key, const char* school) {
    registry::ClassRow row;
    row.id = class_id(key);
    row.school_id = org_id(school);
    row.title = "Class of " + key;
    row.type = "homeroom";
    row.begin_on = Date::today().plus(-100);
    in.put(row, {});
  }
  // At the first of the schools, and lent to the others.
  static void put_teacher(registry::Intake& in, const std::string& name, const std::vector<const char*>& schools) {
    in.put(registry::PersonRow{teacher_id(name), name, "", name, "2", ""}, {});
    registry::StaffRow staff;
    staff.id = teacher_id(name);
    in.put(staff, {});
    for (const auto* school : schools) put_role(in, teacher_id(name), school, "teacher", school == schools.front());
  }
  static void put_pupil(registry::Intake& in, const std::string& name, const std::string& of_class, const char* school,
                        const char* grade = "05") {
    in.put(registry::PersonRow{child(name), name, "", name, "2", grade}, {});
    put_role(in, child(name), school, "student");
    enrol(in, child(name), of_class, school, "student");
  }
  static void enrol(registry::Intake& in, const PersonId& who, const std::string& of_class, const char* school,
                    const char* role) {
    registry::EnrolmentRow row;
    row.id = derived_uuid("test", "enrolment", who.value + of_class);
    row.class_id = class_id(of_class);
    row.school_id = org_id(school);
    row.person_id = who;
    row.role = role;
    row.begin_on = Date::today().plus(-100);
    in.put(row, {});
  }

  void tie_teacher(const std::string& name, const char* school) {
    ASSERT_EQ(code_of(staff_->tie(office_, org_id(school), {teacher_id(name), name})), "");
  }
  void tie_guardians(const std::string& of_class) {
    const auto codes = children_->codes(office_, class_id(of_class), Relation::guardian);
    ASSERT_TRUE(codes);
    for (const auto& one : codes->items) ASSERT_TRUE(children_->take_code(guardian(one.child), one.code));
  }
  // An account of the child's own.
  void tie_self(const std::string& name, const std::string& of_class) {
    const auto codes = children_->codes(office_, class_id(of_class), Relation::self);
    ASSERT_TRUE(codes);
    const auto found = std::ranges::find(codes->items, name, &ChildCode::child);
    ASSERT_NE(found, codes->items.end()) << name;
    ASSERT_TRUE(children_->take_code(person(name), found->code));
  }

  static ClassId class_id(std::string_view key) { return {derived_uuid("test", "class", key)}; }
  static PersonId teacher_id(const std::string& name) { return {derived_uuid("test", "staff", name)}; }
  static PersonId child(const std::string& name) { return {derived_uuid("test", "child", name)}; }
  static Actor guardian(const std::string& name) {
    return person("guardian of " + name, {{Role::guardian, org_id("A")}});
  }
  // In Shanghai.
  static int64_t at_hour(Date day, int hour, int minute = 0) {
    return *zone::instant("Asia/Shanghai", {day, hour * 60 + minute});
  }

  std::unique_ptr<Children> children_;
  std::unique_ptr<staff::Staff> staff_;

 private:
  static void put_role(registry::Intake& in, const PersonId& who, const char* school, const char* role,
                       bool primary_role = true) {
    registry::RoleRow row;
    row.id = derived_uuid("test", "role", who.value + school);
    row.person_id = who;
    row.org_id = org_id(school);
    row.role = role;
    row.primary_role = primary_role;
    row.begin_on = Date::today().plus(-300);
    in.put(row, {});
  }
};

}  // namespace doorstep::children::trial
