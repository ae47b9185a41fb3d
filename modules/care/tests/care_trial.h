// The ground of the tests of care: schools A and B in the district North; children mei and tao (A, grade 5), small (A,
// grade 1), lan (B), each with a guardian "guardian of ..."; mei has an account of her own. li teaches at A. Now is a
// Monday, 07:00 in Shanghai.
#pragma once

#include <children_trial.h>

#include "module.h"
#include "rules.h"

namespace doorstep::care {

using registry::trial::code_of;
using registry::trial::fault_of;
using registry::trial::org_id;

class CareTrial : public children::trial::ChildrenTrial {
 protected:
  CareTrial() : ChildrenTrial(migrations()) {}
  void SetUp() override {
    ChildrenTrial::SetUp();
    take_in([](registry::Intake& in) {
      in.put(registry::trial::area(registry::OrgKind::district, "North"), {});
      for (const auto* key : {"A", "B"}) {
        in.put(registry::trial::school(key, "North"), {});
        put_class(in, key, key);
      }
      put_teacher(in, "li", {"A"});
      for (const auto* name : {"mei", "tao"}) put_pupil(in, name, "A", "A");
      put_pupil(in, "small", "A", "A", "01");
      put_pupil(in, "lan", "B", "B");
    });
    care_ = make_care({*database_, *registry_, *children_, *staff_, trail_,
                       [](const OrgId&) { return std::string{"Asia/Shanghai"}; }, [this] { return now_; }});
    tie_teacher("li", "A");
    for (const auto* key : {"A", "B"}) tie_guardians(key);
    tie_self("mei", "A");
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
  int64_t now_ = at_hour(monday_of(Date::today()).plus(7), 7);
  std::unique_ptr<Care> care_;
};

}  // namespace doorstep::care
