// The ground of the tests of training: group G of schools A and B in the district North; Z is no member. Teachers: li
// and wang at A, zhao at B, sun at Z. A training of two sessions of two hours each, which anybody of G may come to.
#pragma once

#include <small_register.h>

#include <doorstep/centres/module.h>
#include <doorstep/zone/zone.h>

#include "fake_staff.h"
#include "module.h"

namespace doorstep::training {

using registry::trial::code_of;
using registry::trial::fault_of;
using registry::trial::org_id;

class TrainingTrial : public registry::trial::SmallRegister {
 protected:
  TrainingTrial() : SmallRegister({centres::migrations(), migrations()}) {}
  void SetUp() override {
    SmallRegister::SetUp();
    take_in([](registry::Intake& in) {
      in.put(registry::trial::area(registry::OrgKind::district, "North"), {});
      for (const auto* key : {"A", "B", "Z"}) in.put(registry::trial::school(key, "North"), {});
      in.put(registry::trial::group("G", "North"), {});
      for (const auto* key : {"A", "B"}) in.put(registry::trial::member("G", key), {});
    });
    staff_ = std::make_unique<FakeStaff>(*places_);
    for (const auto* name : {"li", "wang"}) staff_->add(name, org_id("A"));
    staff_->add("zhao", org_id("B"), "mathematics");
    staff_->add("sun", org_id("Z"));
    centres_ = centres::make_centres(*database_, *registry_, trail_,
                                     [](const std::string& name) { return std::optional{person(name).account}; });
    training_ = make_training({*database_, *registry_, *places_, *staff_, *centres_, trail_, *files_, "pepper",
                               [](const OrgId&) { return std::string{"Asia/Shanghai"}; },
                               [this](const Actor&, const OrgId&, const std::vector<PersonId>& people,
                                      const Words& title, const Words& body) {
                                 for (const auto& one : people) told_.push_back({one, title.en + "\n" + body.en});
                               },
                               [this] { return now_; }});
  }
  int64_t at_hour(Date day, int hour) const { return *zone::instant("Asia/Shanghai", {day, hour * 60}); }

  NewOffer lessons() const {
    NewOffer made;
    made.title = "Big unit teaching";
    made.kind = "subject";
    made.level = "district";
    made.deadline = first_;
    made.sessions = {{{}, "One", first_, "14:00", "16:00", 2, {}}, {{}, "Two", second_, "14:00", "16:00", 2, {}}};
    return made;
  }
  // Of the group; the id of the offer.
  std::string offered(const NewOffer& wanted) {
    const auto made = training_->make(office_, group_, wanted);
    EXPECT_TRUE(made) << made.error().what.en;
    return made ? made->offer.id : "";
  }
  std::string enrol(const Actor& who, const std::string& id) { return code_of(training_->enrol(who, id)); }
  OfferFile file(const std::string& id) { return *training_->offer(group_, id); }
  TrainingEnrolment of(const std::string& id, const std::string& name) {
    for (const auto& one : file(id).people)
      if (one.name == name) return one;
    return {};
  }
  std::string session(const std::string& id, size_t place = 0) { return file(id).offer.sessions.at(place).id; }
  std::string enter(const std::string& of_session, const PersonId& who, bool came,
                    std::optional<std::string> why = {}) {
    return fault_of(training_->attend(office_, group_, of_session, {{{who, came}}, std::move(why)}));
  }
  PersonId id_of(const std::string& name) const { return {derived_uuid("test", "person", name)}; }

  // What somebody was told since this was asked last.
  std::vector<std::string> told(const std::string& name) {
    std::vector<std::string> found;
    for (const auto& [who, text] : told_)
      if (who == id_of(name)) found.push_back(text);
    std::erase_if(told_, [&](const auto& one) { return one.first == id_of(name); });
    return found;
  }

  std::vector<std::pair<PersonId, std::string>> told_;
  const OrgId group_ = org_id("G"), a_ = org_id("A");
  const Date first_ = Date::today().plus(10), second_ = Date::today().plus(17);
  const Actor li_ = person("li", {{Role::teacher, org_id("A")}}),
              wang_ = person("wang", {{Role::teacher, org_id("A")}}),
              zhao_ = person("zhao", {{Role::teacher, org_id("B")}}),
              sun_ = person("sun", {{Role::teacher, org_id("Z")}});
  int64_t now_ = at_hour(Date::today(), 9);
  std::unique_ptr<FakeStaff> staff_;
  std::unique_ptr<centres::Centres> centres_;
  std::unique_ptr<Training> training_;
};

}  // namespace doorstep::training
