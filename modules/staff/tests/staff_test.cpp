// Ties of accounts to staff, and teachers as other rooms see them; on both databases.
#include <small_register.h>

#include <map>

#include "../sheet.h"
#include "module.h"

namespace doorstep::staff {
namespace {

using registry::trial::code_of;
using registry::trial::fault_of;
using registry::trial::org_id;

PersonId person_id(const char* name) { return {derived_uuid("test", "person", name)}; }

// School A: Li leads, Wang teaches there since twelve years with a change of role after four and is lent to B. School
// B: Chen. Old left A.
class StaffTest : public registry::trial::SmallRegister {
 protected:
  StaffTest() : SmallRegister({migrations()}) {}
  void SetUp() override {
    SmallRegister::SetUp();
    take_in(fill);
    staff_ = make_staff({*database_, *registry_, trail_,
                         [](const std::string& name) {
                           return name == "nobody" || name.starts_with("t-") ? std::nullopt
                                                                             : std::optional{person(name).account};
                         },
                         [](const AccountId& account) { return "sign-in of " + account.value; },
                         [this](const std::string& sign_in, const std::string& name, Role role,
                                const OrgId& school) -> Result<MadeAccount> {
                           made_[name] = {role, school};
                           return MadeAccount{person(sign_in).account, "link of " + name};
                         }});
  }
  static Date years_ago(int years) { return Date::today().plus(-365 * years); }
  static void role(registry::Intake& in, const char* name, const char* school, const char* what, Date from, Date to,
                   bool primary = true) {
    registry::RoleRow row;
    row.id = derived_uuid("test", "role", std::string{name} + school + from.text());
    row.person_id = person_id(name);
    row.org_id = org_id(school);
    row.role = what;
    row.subject = "chinese";
    row.stage = "primary";
    row.primary_role = primary;
    row.share = primary ? 1 : 0.4;
    row.begin_on = from;
    row.end_on = to;
    in.put(row, {});
  }
  static void somebody(registry::Intake& in, const char* name) {
    registry::PersonRow who;
    who.id = person_id(name);
    who.full_name = name;
    who.sex = "2";
    in.put(who, {});
    registry::StaffRow row;
    row.id = who.id;
    row.title = "first";
    row.subjects = "chinese,music";
    row.birth_month = "1979-05";
    in.put(row, {});
  }
  static void fill(registry::Intake& in) {
    in.put(registry::trial::area(registry::OrgKind::district, "North"), {});
    for (const auto* key : {"A", "B"}) in.put(registry::trial::school(key, "North"), {});
    in.put(registry::trial::group("G", "North"), {});
    for (const auto* key : {"A", "B"}) in.put(registry::trial::member("G", key), {});
    for (const auto* name : {"Li", "Wang", "Chen", "Old"}) somebody(in, name);
    role(in, "Li", "A", "principal", years_ago(3), Date::never());
    role(in, "Wang", "A", "teacher", years_ago(12), years_ago(8));
    role(in, "Wang", "A", "teacher", years_ago(8), Date::never());
    role(in, "Wang", "B", "teacher", years_ago(1), Date::never(), false);
    role(in, "Chen", "B", "teacher", years_ago(2), Date::never());
    role(in, "Old", "A", "teacher", years_ago(9), years_ago(5));
  }

  std::unique_ptr<Staff> staff_;
  std::map<std::string, std::pair<Role, OrgId>> made_;
};

TEST_P(StaffTest, ATeacherIsWhereTheContractIsSinceAnUnbrokenTime) {
  const auto wang = staff_->teacher(person_id("Wang"));
  ASSERT_TRUE(wang);
  EXPECT_EQ(wang->school_id, org_id("A"));
  EXPECT_EQ(wang->at_school_since, years_ago(12));
  EXPECT_EQ(wang->subject, "chinese");
  EXPECT_EQ(wang->birth_month, "1979-05");
  ASSERT_EQ(wang->away.size(), 1u);
  EXPECT_EQ(wang->away[0].school_id, org_id("B"));
  EXPECT_DOUBLE_EQ(wang->away[0].share, 0.4);
  EXPECT_FALSE(staff_->teacher(person_id("Old"))->serves);
  EXPECT_TRUE(staff_->teacher(person_id("Old"), years_ago(6))->serves);
  EXPECT_EQ(fault_of(staff_->teacher(person_id("None"))), "person-unknown");
}

TEST_P(StaffTest, EverybodyWhoServesIsListedOnce) {
  const auto names = [&](const char* org) {
    std::string all;
    for (const auto& one : staff_->teachers(org_id(org))) all += one.name + " ";
    return all;
  };
  EXPECT_EQ(names("A"), "Li Wang ");
  EXPECT_EQ(names("B"), "Wang Chen ") << "the lent one serves here, but belongs to A";
  EXPECT_EQ(names("G"), names("North"));
  EXPECT_EQ(names("North"), "Li Wang Chen ");
}

TEST_P(StaffTest, OneAccountForOnePerson) {
  ASSERT_EQ(fault_of(staff_->tie(office_, org_id("A"), {person_id("Wang"), "wang"})), "");
  EXPECT_EQ(staff_->person_of(person("wang").account), person_id("Wang"));
  EXPECT_EQ(staff_->account_of(person_id("Wang")), person("wang").account);
  EXPECT_EQ(staff_->own(person("wang"))->teacher->name, "Wang");
  EXPECT_EQ(staff_->own(person("wang"))->group_id, org_id("G"));
  EXPECT_FALSE(staff_->own(person("li"))->teacher) << "not tied";
  EXPECT_EQ(code_of(staff_->tie(office_, org_id("A"), {person_id("Wang"), "other"})), "person-tied");
  EXPECT_EQ(code_of(staff_->tie(office_, org_id("A"), {person_id("Li"), "wang"})), "account-tied");
  EXPECT_EQ(code_of(staff_->tie(office_, org_id("A"), {person_id("Li"), "nobody"})), "account-unknown");
  EXPECT_EQ(code_of(staff_->tie(office_, org_id("A"), {person_id("Chen"), "chen"})), "staff-invalid");
  EXPECT_EQ(code_of(staff_->untie(office_, org_id("A"), person_id("Li"))), "tie-unknown");
  EXPECT_EQ(fault_of(staff_->untie(office_, org_id("A"), person_id("Wang"))), "");
  EXPECT_FALSE(staff_->person_of(person("wang").account));
}

TEST_P(StaffTest, ASchoolMakesAccountsForAllWhoHaveNone) {
  ASSERT_EQ(fault_of(staff_->tie(office_, org_id("A"), {person_id("Wang"), "wang"})), "");
  const auto made = staff_->invite(office_, org_id("A"), {});
  ASSERT_TRUE(made);
  ASSERT_EQ(made->items.size(), 1u);
  EXPECT_EQ(made->items[0].token, "link of Li");
  EXPECT_EQ(made_["Li"].first, Role::principal);
  EXPECT_EQ(made_["Li"].second, org_id("A"));
  EXPECT_EQ(code_of(staff_->invite(office_, org_id("A"), {})), "all-tied");
  EXPECT_EQ(code_of(staff_->invite(office_, org_id("A"), {{person_id("Chen")}})), "staff-invalid");
  EXPECT_EQ(code_of(staff_->invite(office_, org_id("None"), {})), "school-unknown");
  const auto list = staff_->accounts(org_id("A"));
  ASSERT_TRUE(list);
  EXPECT_EQ(list->items.size(), 2u);
  EXPECT_FALSE(list->items[0].sign_in.empty());
  EXPECT_GT(accounts_workbook(*list, Language::zh).size(), 1000u);
}

DOORSTEP_ON_BOTH(StaffTest);

}  // namespace
}  // namespace doorstep::staff
