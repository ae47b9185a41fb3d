// A small register with teachers, classes and returns, to test the rooms about teachers on both databases: schools A
// and B of group G and Z outside it, all in the district North; people come by somebody().
#pragma once

#include <small_register.h>

#include <doorstep/staff/module.h>

namespace doorstep::staffing::trial {

using registry::trial::code_of;
using registry::trial::day;
using registry::trial::fault_of;
using registry::trial::org_id;

inline PersonId person_id(std::string_view name) { return {derived_uuid("test", "person", name)}; }

struct Somebody {
  std::string name, school;
  std::string subject = "chinese", sex = "2", birth = "1990-01", role = "teacher", post = "", title = "first",
              backbone = "none", stage = "primary";
  bool established = true;
  Date since = Date::today().plus(-3650);
};

inline void put_role(registry::Intake& in, const Somebody& who, const std::string& school, bool primary, double share,
                     Date from, Date to = Date::never()) {
  registry::RoleRow row;
  row.id = derived_uuid("test", "role", who.name + school + from.text());
  row.person_id = person_id(who.name);
  row.org_id = org_id(school);
  row.role = who.role;
  row.post = who.post;
  row.subject = who.subject;
  row.stage = who.stage;
  row.primary_role = primary;
  row.share = share;
  row.begin_on = from;
  row.end_on = to;
  in.put(row, {});
}

inline void somebody(registry::Intake& in, const Somebody& who) {
  registry::PersonRow person;
  person.id = person_id(who.name);
  person.full_name = who.name;
  person.sex = who.sex;
  in.put(person, {});
  registry::StaffRow row;
  row.id = person.id;
  row.title = who.title;
  row.backbone = who.backbone;
  row.subjects = who.subject;
  row.section = who.stage;
  row.birth_month = who.birth;
  row.established = who.established;
  in.put(row, {});
  put_role(in, who, who.school, true, 1, who.since);
}

// Lent for part of the time since two hundred days.
inline void lend(registry::Intake& in, const Somebody& who, const std::string& to, double share) {
  put_role(in, who, to, false, share, Date::today().plus(-200), Date::today().plus(400));
}

inline void returned(registry::Intake& in, std::string_view school, std::string_view stage, int year,
                     std::initializer_list<std::pair<const char*, double>> figures) {
  for (const auto& [figure, value] : figures)
    in.put(registry::ReturnRow{org_id(school), std::string{stage}, {year}, figure, value}, {});
}

class Teaching : public registry::trial::SmallRegister {
 protected:
  explicit Teaching(std::initializer_list<Steps> more) : SmallRegister(more) {}

  void SetUp() override {
    SmallRegister::SetUp();
    take_in([](registry::Intake& in) {
      in.put(registry::trial::area(registry::OrgKind::district, "North"), {});
      for (const auto* key : {"A", "B", "Z"}) in.put(registry::trial::school(key, "North"), {});
      in.put(registry::trial::group("G", "North"), {});
      for (const auto* key : {"A", "B"}) in.put(registry::trial::member("G", key), {});
    });
    staff_ = staff::make_staff(
        {*database_, *registry_, trail_, [](const std::string& name) { return std::optional{person(name).account}; },
         [](const AccountId& account) { return account.value; },
         [](const std::string& name, const std::string&, Role, const OrgId&) -> Result<staff::MadeAccount> {
           return staff::MadeAccount{person(name).account, "link"};
         }});
  }
  // Somebody who signs in as a member of staff.
  Actor teacher(const std::string& name, const std::string& school) {
    const auto actor = person(name, {{Role::teacher, org_id(school)}});
    EXPECT_EQ(code_of(staff_->tie(office_, org_id(school), {person_id(name), name})), "");
    return actor;
  }
  static Actor principal(const std::string& school) {
    return person("principal of " + school, {{Role::principal, org_id(school)}});
  }

  const OrgId north_ = org_id("North"), group_ = org_id("G"), a_ = org_id("A"), b_ = org_id("B"), z_ = org_id("Z");
  const Date today_ = Date::today();
  std::unique_ptr<staff::Staff> staff_;
};

}  // namespace doorstep::staffing::trial
