// The ground of the tests of offerings: group G of schools A and B in the district North; Z is no member. Children: mei
// and tao (A, grade 5), lan and hua (B, grade 5), small (A, grade 1), each with a guardian "guardian of ..."; mei has
// an account of her own. Teachers: li at A, wang at B.
#pragma once

#include <children_trial.h>

#include <doorstep/offerings/module.h>

namespace doorstep::offerings {

using registry::trial::code_of;
using registry::trial::fault_of;
using registry::trial::org_id;

class OfferingsTrial : public children::trial::ChildrenTrial {
 protected:
  OfferingsTrial() : ChildrenTrial(migrations()) {}
  void SetUp() override {
    ChildrenTrial::SetUp();
    take_in([](registry::Intake& in) {
      in.put(registry::trial::area(registry::OrgKind::district, "North"), {});
      for (const auto* key : {"A", "B", "Z"}) {
        auto school = registry::trial::school(key, "North");
        school.longitude = 104 + 0.1 * (*key - 'A');  // about ten kilometres apart
        school.latitude = 30.5;
        in.put(school, {});
      }
      in.put(registry::trial::group("G", "North"), {});
      for (const auto* key : {"A", "B"}) in.put(registry::trial::member("G", key), {});
      for (const auto* key : {"A", "B"}) put_class(in, key, key);
      put_teacher(in, "li", {"A"});
      put_teacher(in, "wang", {"B"});
      for (const auto* name : {"mei", "tao"}) put_pupil(in, name, "A", "A");
      put_pupil(in, "small", "A", "A", "01");
      for (const auto* name : {"lan", "hua"}) put_pupil(in, name, "B", "B");
    });
    offerings_ = served_by(*database_);
    tie_teacher("li", "A");
    tie_teacher("wang", "B");
    for (const auto* key : {"A", "B"}) tie_guardians(key);
    tie_self("mei", "A");
  }
  // As one server among those of a database.
  std::unique_ptr<Offerings> served_by(db::Database& database) {
    return make_offerings({database, *registry_, *places_, *children_, *staff_, trail_, "pepper",
                           [](const OrgId&) { return std::string{"Asia/Shanghai"}; },
                           [this](const OrgId&, const std::set<AccountId>& accounts, const Words& title, const Words&) {
                             for (const auto& one : accounts) told_.push_back({one, title.en});
                           },
                           [this] { return now_; }});
  }

  static NewOffering club(const std::string& title, int64_t capacity, const char* host = "A", int64_t weekday = 1,
                          const char* from = "16:00", const char* to = "17:00") {
    NewOffering made;
    made.kind = OfferingKind::club;
    made.title_zh = title;
    made.title_en = title;
    made.host_id = org_id(host);
    made.capacity = capacity;
    made.sessions = {{weekday, {}, {}, {}, from, to}};
    return made;
  }
  // Made and published; its id.
  std::string offered(const NewOffering& wanted) {
    const auto made = offerings_->make(office_, group_, wanted);
    EXPECT_TRUE(made) << made.error().what.en << json::text(made.error().fields);
    if (!made) return "";
    EXPECT_TRUE(offerings_->publish(office_, group_, made->offering.id));
    return made->offering.id;
  }
  NewChoosingRound round_of(RoundMode mode, std::vector<std::string> offerings) const {
    NewChoosingRound made;
    made.title = "Autumn";
    made.mode = mode;
    made.opens_on = day_;
    made.opens = "19:00";
    made.closes_on = day_.plus(1);
    made.closes = "19:00";
    made.offerings = std::move(offerings);
    return made;
  }
  // Opened; its id.
  std::string opened(const NewChoosingRound& wanted) {
    const auto made = offerings_->make_round(office_, group_, wanted);
    EXPECT_TRUE(made) << made.error().what.en << json::text(made.error().fields);
    if (!made) return "";
    EXPECT_TRUE(offerings_->open_round(office_, group_, made->round.id));
    return made->round.id;
  }
  Result<PressAnswer> press(const std::string& name, const std::string& offering, std::optional<bool> consent = {}) {
    return offerings_->press(guardian(name), child(name), {offering, consent});
  }
  std::string choose(const std::string& name, const std::string& round, std::vector<std::string> choices,
                     std::vector<std::string> consents = {}) {
    return fault_of(offerings_->choose(guardian(name), child(name), round, {std::move(choices), std::move(consents)}));
  }
  OwnOption option(const std::string& name, const std::string& offering) {
    const auto own = offerings_->own(guardian(name));
    EXPECT_TRUE(own);
    for (const auto& one : own->children)
      for (const auto& round : one.rounds)
        for (const auto& found : round.options)
          if (found.offering.id == offering) return found;
    ADD_FAILURE() << name << " does not see it";
    return {};
  }
  std::vector<std::string> told(const std::string& name) {
    std::vector<std::string> found;
    for (const auto& [who, text] : told_)
      if (who == guardian(name).account) found.push_back(text);
    std::erase_if(told_, [&](const auto& one) { return one.first == guardian(name).account; });
    return found;
  }

  const OrgId group_ = org_id("G");
  const Date day_ = Date::today().plus(3);
  int64_t now_ = at_hour(Date::today().plus(3), 20);
  std::vector<std::pair<AccountId, std::string>> told_;
  std::unique_ptr<Offerings> offerings_;
};

}  // namespace doorstep::offerings
