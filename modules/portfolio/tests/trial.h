// A small land for the tests of portfolio: group G of schools A and B, Z alone; a few teachers, and who is who.
#pragma once

#include <small_register.h>

#include <map>

#include "module.h"

namespace doorstep::portfolio::trial {

using registry::trial::code_of;
using registry::trial::fault_of;
using registry::trial::org_id;

inline PersonId person_id(std::string_view name) { return {derived_uuid("test", "person", name)}; }

// Members of staff as the test says, tied to the accounts of the same name.
class FakeStaff final : public staff::Staff {
 public:
  void add(const std::string& name, const char* school, const char* role = "teacher", const char* subject = "chinese",
           const char* title = "first") {
    staff::Teacher made;
    made.id = person_id(name);
    made.name = name;
    made.school_id = org_id(school);
    made.school = school;
    made.role = role;
    made.subject = made.subjects = subject;
    made.stage = "primary";
    made.title = title;
    made.at_school_since = *Date::of(2015, 9, 1);
    people_.push_back(made);
    ties_[derived_uuid("test", "account", name)] = made.id;
  }
  std::optional<PersonId> person_of(const AccountId& account) override {
    const auto found = ties_.find(account.value);
    return found == ties_.end() ? std::nullopt : std::optional{found->second};
  }
  std::optional<AccountId> account_of(const PersonId& person) override {
    for (const auto& [account, of] : ties_)
      if (of == person) return AccountId{account};
    return {};
  }
  Result<staff::Teacher> teacher(const PersonId& person, std::optional<Date>) override {
    for (const auto& one : people_)
      if (one.id == person) return one;
    return refuse(Fault::not_found, "person-unknown", say("无", "nobody"));
  }
  std::vector<staff::Teacher> teachers(const OrgId& below) override {
    ++asked;
    std::vector<staff::Teacher> found;
    for (const auto& one : people_)
      if (one.school_id == below || below == org_id("North") || (below == org_id("G") && one.school != "Z"))
        found.push_back(one);
    return found;
  }
  Result<staff::OwnStaff> own(const Actor&) override { return none<staff::OwnStaff>(); }
  Result<staff::StaffAccounts> accounts(const OrgId&) override { return none<staff::StaffAccounts>(); }
  Result<staff::StaffAccounts> tie(const Actor&, const OrgId&, const staff::NewTie&) override {
    return none<staff::StaffAccounts>();
  }
  Result<staff::StaffAccounts> untie(const Actor&, const OrgId&, const PersonId&) override {
    return none<staff::StaffAccounts>();
  }
  Result<staff::StaffLinks> invite(const Actor&, const OrgId&, const staff::NewStaffAccounts&) override {
    return none<staff::StaffLinks>();
  }

  int asked = 0;  // how often teachers() was

 private:
  template <class T>
  static Result<T> none() {
    return refuse(Fault::not_found, "not-here", say("无", "not in this test"));
  }
  std::vector<staff::Teacher> people_;
  std::map<std::string, PersonId> ties_;
};

class PortfolioLand : public registry::trial::SmallRegister {
 protected:
  PortfolioLand() : SmallRegister({migrations()}) {}
  void SetUp() override {
    SmallRegister::SetUp();
    take_in([](registry::Intake& in) {
      in.put(registry::trial::area(registry::OrgKind::region, "City"), {});
      in.put(registry::trial::area(registry::OrgKind::district, "North", "City"), {});
      for (const auto* key : {"A", "B", "Z"}) in.put(registry::trial::school(key, "North"), {});
      in.put(registry::trial::group("G", "North"), {});
      for (const auto* key : {"A", "B"}) in.put(registry::trial::member("G", key), {});
    });
    staff_.add("wang", "A");
    staff_.add("li", "A", "teacher", "mathematics", "second");
    staff_.add("zhao", "B");
    staff_.add("head", "A", "principal");
  }
  Around around(std::vector<Source> sources = {}) {
    return {*database_,
            *registry_,
            staff_,
            *places_,
            trail_,
            *files_,
            std::move(sources),
            {},
            [this](const auto& account, const auto&) {
              return account == mentor_.account; }};
  }
  static Actor at(const char* name, Role role, const char* org) { return person(name, {{role, org_id(org)}}); }
  int64_t told(const std::string& action) {
    return database_->read([&](db::Session& session) {
      audit::Filter filter;
      filter.action = action;
      return trail_.count(session, filter);
    });
  }

  FakeStaff staff_;
  const Actor wang_ = at("wang", Role::teacher, "A"), li_ = at("li", Role::teacher, "A"),
              zhao_ = at("zhao", Role::teacher, "B"), head_ = at("head", Role::principal, "A"),
              other_head_ = at("other head", Role::principal, "B"),
              president_ = at("president", Role::group_president, "G"),
              officer_ = at("officer", Role::district_officer, "North"),
              above_ = at("above", Role::district_officer, "City"), stranger_ = at("stranger", Role::teacher, "Z"),
              mentor_ = at("mentor", Role::teacher, "Z"), administrator_ = person("administrator");
  const Date today_ = Date::today();
};

}  // namespace doorstep::portfolio::trial
