// A district to try the exchange in: schools A, B and C of North in group G, a school D outside of it, a few teachers,
// and a ledger of staff that needs no accounts of the house.
#pragma once

#include <small_register.h>

#include <chrono>
#include <map>
#include <thread>

#include "module.h"

namespace doorstep::exchange::trial {

using registry::trial::code_of;
using registry::trial::day;
using registry::trial::fault_of;
using registry::trial::org_id;

inline PersonId person_id(std::string_view key) { return {derived_uuid("test", "person", key)}; }
inline AccountId account_id(std::string_view key) { return {derived_uuid("test", "account", key)}; }

// Ties are set by the test; teachers are read from the register.
class Ledger final : public staff::Staff {
 public:
  explicit Ledger(registry::Registry& registry) : registry_(registry) {}

  std::map<AccountId, PersonId> ties;

  std::optional<PersonId> person_of(const AccountId& account) override {
    const auto found = ties.find(account);
    return found == ties.end() ? std::nullopt : std::optional{found->second};
  }
  std::optional<AccountId> account_of(const PersonId& person) override {
    for (const auto& [account, tied] : ties)
      if (tied == person) return account;
    return {};
  }
  Result<staff::Teacher> teacher(const PersonId& person, std::optional<Date> on) override {
    const auto record = registry_.staff_record(person);
    if (!record) return refuse(Fault::not_found, "person-unknown", say("没有这个人", "there is no such person"));
    return teacher_of(*record, on.value_or(Date::today()));
  }
  std::vector<staff::Teacher> teachers(const OrgId& below) override {
    std::vector<staff::Teacher> made;
    for (const auto& record : registry_.staff_records({false, {below}})) {
      auto teacher = teacher_of(record, Date::today());
      if (teacher.school_id == below || registry_.within(teacher.school_id, {false, {below}})) made.push_back(teacher);
    }
    return made;
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
  staff::Teacher teacher_of(const registry::StaffRecord& record, Date on) const {
    staff::Teacher made;
    made.id = record.staff.id;
    made.name = record.name;
    made.sex = record.sex;
    made.birth_month = record.staff.birth_month;
    made.qualification = record.staff.qualification;
    made.backbone = record.staff.backbone;
    made.full_time = record.staff.full_time;
    made.serves = false;
    for (const auto& role : record.roles) {
      if (!role.primary_role) {
        made.away.push_back({role.org_id, registry_.name_of(role.org_id), role.share, role.begin_on, role.end_on});
        continue;
      }
      made.school_id = role.org_id;
      made.school = registry_.name_of(role.org_id);
      made.role = role.role;
      made.subject = made.subjects = role.subject;
      made.stage = role.stage;
      made.at_school_since = made.working_since = role.begin_on;
      made.serves = holds_on(role, on);
    }
    return made;
  }

  registry::Registry& registry_;
};

inline Actor actor_of(const char* name, Role role, const char* org) {
  return {account_id(name), name, {{role, org_id(org)}}, Language::en, ""};
}

class Trial : public registry::trial::SmallRegister {
 protected:
  Trial() : SmallRegister({jobs::migrations(), migrations()}) {}
  void SetUp() override {
    SmallRegister::SetUp();
    take_in([](registry::Intake& in) {
      in.put(registry::trial::area(registry::OrgKind::district, "North"), {});
      double east = 116.30;
      for (const auto* key : {"A", "B", "C", "D"}) {
        auto school = registry::trial::school(key, "North");
        school.longitude = east += 0.02;
        school.latitude = 39.9;
        in.put(school, {});
      }
      in.put(registry::trial::group("G", "North"), {});
      for (const auto* key : {"A", "B", "C"}) in.put(registry::trial::member("G", key), {});
    });
    for (const auto* key : {"a1", "a2", "a3", "a4", "a5", "a6", "a7", "a8", "a9", "a10", "a11", "a12", "b1", "b2", "b3",
                            "b4", "b5", "c1", "d1"})
      put_teacher(key, std::string{static_cast<char>(key[0] - 'a' + 'A')}.c_str());
    put_teacher("head", "A", "principal");
    ledger_ = std::make_unique<Ledger>(*registry_);
    ledger_->ties[account_id("a1")] = person_id("a1");
    jobs_ = std::make_unique<jobs::Runner>(*database_, jobs::Options{});
    around_.emplace(Around{*database_,
                           *registry_,
                           *ledger_,
                           *places_,
                           trail_,
                           *files_,
                           *jobs_,
                           book_,
                           [this](const Actor&, const OrgId& org, const std::vector<Role>&, const Words& title,
                                  const Words&) { told_[org].push_back(title.en); },
                           {},
                           [this](const OrgId&) { return cover_; }});
    secondments_ = make_secondments(*around_);
    wishes_ = make_wishes(*around_);
  }
  void TearDown() override {
    jobs_.reset();
    SmallRegister::TearDown();
  }
  void put_teacher(const char* key, const char* school, const char* role = "teacher",
                   const char* since = "2012-09-01") {
    take_in([&](registry::Intake& in) {
      registry::PersonRow person;
      person.id = person_id(key);
      person.full_name = key;
      person.sex = "2";
      in.put(person, {});
      registry::StaffRow staff;
      staff.id = person.id;
      staff.birth_month = "1990-01";
      staff.qualification = "bachelor";
      staff.backbone = "none";
      in.put(staff, {});
      registry::RoleRow row;
      row.id = derived_uuid("test", "role", key);
      row.person_id = person.id;
      row.org_id = org_id(school);
      row.role = role;
      row.subject = "chinese";
      row.stage = "primary";
      row.begin_on = day(since);
      in.put(row, {});
    });
  }

  NewSecondment wanted(std::vector<const char*> people, const char* host = "B") const {
    NewSecondment made;
    made.host_id = org_id(host);
    made.begin_on = begin_;
    made.end_on = begin_.plus(365);
    for (const auto* key : people) made.people.push_back({person_id(key), {}, {}, {}, {}});
    return made;
  }
  std::string act(const Actor& actor, const std::string& id, Act what, std::optional<std::string> of = {},
                  std::optional<std::string> note = {}) {
    NewAct wanted;
    wanted.act = what;
    wanted.of = std::move(of);
    wanted.note = std::move(note);
    if (what == Act::review) wanted.reached = Reached::mostly;
    return code_of(secondments_->act(actor, id, wanted));
  }
  // Proposed by A's principal and led to a standing.
  std::string at(Standing standing, std::vector<const char*> people = {"a1"}) {
    const auto made = secondments_->propose(head_a_, org_id("A"), wanted(people));
    EXPECT_TRUE(made) << made.error().what.en;
    const auto id = made->of.id;
    const auto to = [&](Standing step) { return standing == step; };
    if (to(Standing::draft)) return id;
    EXPECT_EQ(act(head_a_, id, Act::send), "");
    if (to(Standing::consents)) return id;
    if (to(Standing::withdrawn)) {
      EXPECT_EQ(act(head_a_, id, Act::withdraw), "");
      return id;
    }
    if (to(Standing::refused)) {
      EXPECT_EQ(act(head_b_, id, Act::object, {}, "no lessons to give"), "");
      return id;
    }
    for (const auto* key : people) {
      const bool tied = ledger_->account_of(person_id(key)).has_value();
      EXPECT_EQ(act(tied ? teacher_ : head_a_, id, Act::agree, person_id(key).value, "on paper, 1 June"), "");
    }
    EXPECT_EQ(act(head_a_, id, Act::agree, org_id("A").value), "");
    EXPECT_EQ(act(head_b_, id, Act::agree), "");
    if (to(Standing::council)) return id;
    EXPECT_EQ(act(president_, id, Act::agree), "");
    if (to(Standing::district)) return id;
    EXPECT_EQ(act(officer_, id, Act::agree), "");
    if (to(Standing::approved)) return id;
    EXPECT_EQ(act(head_b_, id, Act::start), "");
    if (to(Standing::running)) return id;
    EXPECT_EQ(act(head_b_, id, Act::bring_back), "");
    return id;
  }

  const Date begin_ = Date::today().plus(-10);
  const Actor head_a_ = actor_of("head-a", Role::principal, "A"), head_b_ = actor_of("head-b", Role::principal, "B"),
              head_d_ = actor_of("head-d", Role::principal, "D"), teacher_ = actor_of("a1", Role::teacher, "A"),
              other_ = actor_of("a2", Role::teacher, "A"),
              president_ = actor_of("president", Role::group_president, "G"),
              officer_ = actor_of("officer", Role::district_officer, "North");
  standard::Book book_;
  std::map<OrgId, std::vector<std::string>> told_;  // titles of notices
  Cover cover_;
  std::unique_ptr<Ledger> ledger_;
  std::unique_ptr<jobs::Runner> jobs_;
  std::optional<Around> around_;
  std::unique_ptr<Secondments> secondments_;
  std::unique_ptr<Wishes> wishes_;
};

}  // namespace doorstep::exchange::trial
