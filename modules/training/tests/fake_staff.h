// Staff as the tests of training need it: teachers by name, each with an account of the same name.
#pragma once

#include <algorithm>
#include <tuple>

#include <doorstep/registry/registry.h>
#include <doorstep/staff/staff.h>

namespace doorstep::training {

class FakeStaff final : public staff::Staff {
 public:
  explicit FakeStaff(const Places& places) : places_(places) {}

  PersonId add(const std::string& name, const OrgId& school, const std::string& subject = "chinese",
               Date working_since = Date::today().plus(-4000), const std::string& role = "teacher") {
    staff::Teacher made;
    made.id = {derived_uuid("test", "person", name)};
    made.name = name;
    made.school_id = school;
    made.school = places_.name_of(school);
    made.role = role;
    made.subject = made.subjects = subject;
    made.stage = "primary";
    made.title = "first";
    made.working_since = working_since;
    teachers_.push_back(made);
    return made.id;
  }

  std::optional<PersonId> person_of(const AccountId& account) override {
    for (const auto& one : teachers_)
      if (account.value == derived_uuid("test", "account", one.name)) return one.id;
    return {};
  }
  std::optional<AccountId> account_of(const PersonId&) override { return {}; }
  Result<staff::Teacher> teacher(const PersonId& person, std::optional<Date>) override {
    const auto found = std::ranges::find(teachers_, person, &staff::Teacher::id);
    if (found == teachers_.end())
      return refuse(Fault::not_found, "person-unknown", say("没有这个人", "there is no such person"));
    return *found;
  }
  std::vector<staff::Teacher> teachers(const OrgId& below) override {
    std::vector<staff::Teacher> found;
    for (const auto& one : teachers_)
      if (one.school_id == below || places_.within(one.school_id, below)) found.push_back(one);
    std::ranges::sort(found, {}, [](const staff::Teacher& one) { return std::tie(one.school, one.name, one.id); });
    return found;
  }
  Result<staff::OwnStaff> own(const Actor&) override { return staff::OwnStaff{}; }
  Result<staff::StaffAccounts> accounts(const OrgId&) override { return staff::StaffAccounts{}; }
  Result<staff::StaffAccounts> tie(const Actor&, const OrgId&, const staff::NewTie&) override {
    return staff::StaffAccounts{};
  }
  Result<staff::StaffAccounts> untie(const Actor&, const OrgId&, const PersonId&) override {
    return staff::StaffAccounts{};
  }
  Result<staff::StaffLinks> invite(const Actor&, const OrgId&, const staff::NewStaffAccounts&) override {
    return staff::StaffLinks{};
  }

 private:
  const Places& places_;
  std::vector<staff::Teacher> teachers_;
};

}  // namespace doorstep::training
