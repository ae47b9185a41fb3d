// The ground of the tests of care: schools A and B in the district North; children mei and tao (A, grade 5), small (A,
// grade 1), lan (B), each with a guardian "guardian of ..."; mei has an account of her own. li teaches at A. Now is a
// Monday, 07:00 in Shanghai.
#pragma once

#include <small_register.h>

#include <doorstep/children/module.h>
#include <doorstep/staff/module.h>
#include <doorstep/zone/zone.h>

#include "module.h"
#include "rules.h"

namespace doorstep::care {

using registry::trial::code_of;
using registry::trial::fault_of;
using registry::trial::org_id;

class CareTrial : public registry::trial::SmallRegister {
 protected:
  CareTrial() : SmallRegister({children::migrations(), staff::migrations(), migrations()}) {}
  void SetUp() override {
    SmallRegister::SetUp();
    take_in([](registry::Intake& in) {
      in.put(registry::trial::area(registry::OrgKind::district, "North"), {});
      for (const auto* key : {"A", "B"}) {
        in.put(registry::trial::school(key, "North"), {});
        registry::ClassRow row;
        row.id = class_id(key);
        row.school_id = org_id(key);
        row.title = std::string{"Class of "} + key;
        row.type = "homeroom";
        row.begin_on = Date::today().plus(-100);
        in.put(row, {});
      }
      in.put(registry::PersonRow{teacher("li"), "li", "", "li", "2", ""}, {});
      registry::StaffRow staff;
      staff.id = teacher("li");
      in.put(staff, {});
      registry::RoleRow role;
      role.id = derived_uuid("test", "staff role", "li");
      role.person_id = teacher("li");
      role.org_id = org_id("A");
      role.role = "teacher";
      role.begin_on = Date::today().plus(-300);
      in.put(role, {});
      pupil(in, "mei", "A");
      pupil(in, "tao", "A");
      pupil(in, "small", "A", "01");
      pupil(in, "lan", "B");
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
    care_ = make_care({*database_, *registry_, *children_, *staff_, trail_,
                       [](const OrgId&) { return std::string{"Asia/Shanghai"}; }, [this] { return now_; }});
    ASSERT_TRUE(staff_->tie(office_, org_id("A"), {teacher("li"), "li"}));
    for (const auto* key : {"A", "B"}) {
      const auto codes = children_->codes(office_, class_id(key), children::Relation::guardian);
      ASSERT_TRUE(codes);
      for (const auto& one : codes->items) ASSERT_TRUE(children_->take_code(guardian(one.child), one.code));
    }
    const auto codes = children_->codes(office_, class_id("A"), children::Relation::self);
    for (const auto& one : codes->items)
      if (one.child == "mei") {
        ASSERT_TRUE(children_->take_code(person("mei"), one.code));
      }
  }
  static void pupil(registry::Intake& in, const char* name, const char* school, const char* grade = "05") {
    in.put(registry::PersonRow{child(name), name, "", name, "2", grade}, {});
    registry::RoleRow role;
    role.id = derived_uuid("test", "role", name);
    role.person_id = child(name);
    role.org_id = org_id(school);
    role.role = "student";
    role.begin_on = Date::today().plus(-300);
    in.put(role, {});
    registry::EnrolmentRow row;
    row.id = derived_uuid("test", "enrolment", name);
    row.class_id = class_id(school);
    row.school_id = org_id(school);
    row.person_id = child(name);
    row.role = "student";
    row.begin_on = Date::today().plus(-100);
    in.put(row, {});
  }
  static ClassId class_id(std::string_view key) { return {derived_uuid("test", "class", key)}; }
  static PersonId teacher(const std::string& name) { return {derived_uuid("test", "staff", name)}; }
  static PersonId child(const std::string& name) { return {derived_uuid("test", "child", name)}; }
  static Actor guardian(const std::string& name) { return person("guardian of " + name); }
  int64_t at_time(Date day, int hour, int minute = 0) const {
    return *zone::instant("Asia/Shanghai", {day, hour * 60 + minute});
  }

  NewCareService care(int64_t capacity = 10) const {
    NewCareService made;
    made.kind = "after_school";
    made.title = "After school";
    made.from_on = monday_;
    made.last_on = monday_.plus(60);
    made.weekdays = {1, 2, 3, 4, 5};
    made.begins = "15:40";
    made.choices = {{"until half past five", "17:30", 500}, {"until six", "18:00", 800}};
    made.capacity = capacity;
    made.deadline = "08:30";
    return made;
  }
  NewCareService lunch(int64_t capacity = 10) const {
    auto made = care(capacity);
    made.kind = "lunch";
    made.title = "Lunch";
    made.begins = "11:50";
    made.choices = {{"all", "", 1500}, {"halal", "", 1600}};
    return made;
  }
  // Made and opened; its id.
  std::string opened(const NewCareService& wanted) {
    const auto made = care_->make(office_, school_, wanted);
    EXPECT_TRUE(made) << made.error().what.en << json::text(made.error().fields);
    if (!made) return "";
    for (const auto& one : made->services)
      if (one.state == ServiceState::draft) {
        EXPECT_TRUE(care_->open(office_, school_, one.id));
        return one.id;
      }
    return "";
  }
  Result<OwnCare> sign_up(const std::string& name, const std::string& service, std::vector<CarePattern> days) {
    return care_->sign_up(guardian(name), child(name), service, {std::move(days)});
  }
  Result<OwnCare> set_day(const std::string& name, const std::string& service, Date on, bool coming,
                          std::optional<int64_t> choice = {}) {
    return care_->set_day(guardian(name), child(name), service, {on, coming, choice});
  }
  // How many children a choice of a service has on a day.
  int64_t counted(const std::string& service, Date on, int64_t choice = 1) {
    const auto desk = care_->kitchen(school_, on);
    EXPECT_TRUE(desk);
    for (const auto& one : desk->services)
      if (one.id == service) return one.counts.at(static_cast<size_t>(choice - 1)).children;
    return -1;
  }

  const OrgId school_ = org_id("A");
  const Date monday_ = monday_of(Date::today()).plus(7);
  int64_t now_ = at_time(monday_of(Date::today()).plus(7), 7);
  std::unique_ptr<children::Children> children_;
  std::unique_ptr<staff::Staff> staff_;
  std::unique_ptr<Care> care_;
};

}  // namespace doorstep::care
