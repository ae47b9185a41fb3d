// Codes, consents, erasure and retention; on both databases.
#include <small_register.h>

#include <map>

#include "module.h"
#include "purposes.h"
#include "sheet.h"

namespace doorstep::children {
namespace {

using registry::trial::code_of;
using registry::trial::fault_of;
using registry::trial::org_id;

TEST(Purposes, AreWholeInBothLanguages) {
  EXPECT_GE(all_purposes().size(), 5u);
  EXPECT_NE(print_of(all_purposes()[0]), print_of(all_purposes()[1]));
  EXPECT_FALSE(read_purposes("[[purpose]]\ncode=\"x\"\n", "x.toml"));
  EXPECT_FALSE(read_purposes("nothing = 1\n", "x.toml"));
}

PersonId person_id(const char* name) { return {derived_uuid("test", "person", name)}; }

// School A with class 1 (Mei, Tao) and class 2 (Lan); Old left four years ago.
class ChildrenTest : public registry::trial::SmallRegister {
 protected:
  ChildrenTest() : SmallRegister({migrations()}) {}
  void SetUp() override {
    SmallRegister::SetUp();
    take_in(fill);
    children_ = make_children({*database_, *registry_, trail_,
                               [this](const std::string& sign_in, const std::string& name, Role role,
                                      const OrgId& school) -> Result<MadeAccount> {
                                 if (sign_in == "taken") return refuse(Fault::conflict, "sign-in-taken", say("", ""));
                                 posts_[name] = {role, school};
                                 return MadeAccount{person(name).account, "link of " + name};
                               },
                               [this](const AccountId& account, Role role, const OrgId& school) -> Result<void> {
                                 posts_[account.value] = {role, school};
                                 return {};
                               }});
  }
  static void fill(registry::Intake& in) { fill_until(in, Date::never()); }
  // Mei leaves.
  static void fill_until(registry::Intake& in, Date mei) {
    in.put(registry::trial::area(registry::OrgKind::district, "North"), {});
    for (const auto* key : {"A", "B"}) in.put(registry::trial::school(key, "North"), {});
    for (const auto* key : {"1", "2"}) {
      registry::ClassRow row;
      row.id = class_id(key);
      row.school_id = org_id("A");
      row.title = std::string{"Class "} + key;
      row.type = "homeroom";
      row.begin_on = Date::today().plus(-100);
      in.put(row, {});
    }
    pupil(in, "Mei", "1", mei);
    pupil(in, "Tao", "1");
    pupil(in, "Lan", "2");
    pupil(in, "Old", "2", Date::today().plus(-4 * 365));
  }
  static void pupil(registry::Intake& in, const char* name, const char* of_class, Date until = Date::never()) {
    in.put(registry::PersonRow{person_id(name), name, "", name, "2", "05"}, {});
    registry::RoleRow role;
    role.id = derived_uuid("test", "role", name);
    role.person_id = person_id(name);
    role.org_id = org_id("A");
    role.role = "student";
    role.begin_on = Date::today().plus(-3000);
    role.end_on = until;
    in.put(role, {});
    registry::EnrolmentRow row;
    row.id = derived_uuid("test", "enrolment", name);
    row.class_id = class_id(of_class);
    row.school_id = org_id("A");
    row.person_id = person_id(name);
    row.role = "student";
    row.begin_on = Date::today().plus(-100);
    row.end_on = until == Date::never() ? until : Date::today().plus(-99);
    in.put(row, {});
  }
  static ClassId class_id(std::string_view key) { return {derived_uuid("test", "class", key)}; }
  std::map<std::string, std::string> codes(const char* of_class = "1") {
    std::map<std::string, std::string> found;
    const auto made = children_->codes(office_, class_id(of_class), Relation::guardian);
    EXPECT_TRUE(made);
    for (const auto& one : made->items) found[one.child] = one.code;
    return found;
  }
  void tie(const Actor& who, const char* child, const char* of_class = "1") {
    ASSERT_TRUE(children_->take_code(who, codes(of_class).at(child)));
  }
  std::string asked(const char* purpose, std::optional<ClassId> of_class = {}) {
    const auto made = children_->ask(office_, org_id("A"), {purpose, of_class, Date::today().plus(7)});
    return made                          ? made->asks.front().id
           : made.error().fields.empty() ? made.error().code
                                         : made.error().fields[0].field;
  }
  std::string answer(const Actor& who, const char* child, const std::string& ask, bool given) {
    return code_of(children_->answer(who, person_id(child), {ask, given}));
  }

  const Actor mother_ = person("mother"), father_ = person("father");
  std::map<std::string, std::pair<Role, OrgId>> posts_;
  std::unique_ptr<Children> children_;
};

TEST_P(ChildrenTest, ACodeIsGoodOnceForOneChild) {
  const auto codes_of = codes();
  ASSERT_EQ(codes_of.size(), 2u);
  auto typed = codes_of.at("Mei");
  std::erase(typed, '-');
  for (auto& c : typed) c = static_cast<char>(std::tolower(c));
  ASSERT_TRUE(children_->take_code(mother_, typed)) << "as people type it";
  EXPECT_EQ(code_of(children_->take_code(father_, codes_of.at("Mei"))), "code-unknown") << "used";
  EXPECT_EQ(code_of(children_->take_code(father_, "ABCD-EFGH-JKLM")), "code-unknown");
  const auto own = children_->own(mother_);
  ASSERT_EQ(own.items.size(), 1u);
  EXPECT_EQ(own.items[0].name, "Mei");
  EXPECT_EQ(own.items[0].of_class, "Class 1");
  EXPECT_TRUE(children_->own(father_).items.empty());
  EXPECT_EQ(posts_.at(mother_.account.value), (std::pair{Role::guardian, org_id("A")}));
  EXPECT_EQ(children_->accounts_of_class(class_id("1")), std::set{mother_.account});
  EXPECT_TRUE(children_->accounts_of_class(class_id("2")).empty());
  ASSERT_TRUE(children_->let_go(mother_, person_id("Mei")));
  EXPECT_TRUE(children_->own(mother_).items.empty());
}

TEST_P(ChildrenTest, NewCodesEndTheOldOnes) {
  const auto old = codes().at("Mei");
  const auto fresh = codes().at("Mei");
  EXPECT_EQ(code_of(children_->take_code(mother_, old)), "code-unknown");
  EXPECT_TRUE(children_->take_code(mother_, fresh));
}

TEST_P(ChildrenTest, WhoHasNoAccountComesByTheCode) {
  const auto code = codes().at("Tao");
  EXPECT_EQ(code_of(children_->join({code, "taken", "grandmother"})), "sign-in-taken");
  const auto made = children_->join({code, "grandma", "grandmother"});
  ASSERT_TRUE(made);
  EXPECT_EQ(made->token, "link of grandmother");
  EXPECT_EQ(children_->own(person("grandmother")).items.at(0).name, "Tao");
  EXPECT_EQ(code_of(children_->join({code, "other", "other"})), "code-unknown");
}

TEST_P(ChildrenTest, OnlyWhatWasAskedIsAnsweredAndTheLastAnswerCounts) {
  tie(mother_, "Mei");
  EXPECT_EQ(asked("nothing"), "purpose");
  EXPECT_EQ(asked("pictures", ClassId{derived_uuid("test", "class", "elsewhere")}), "class_id");
  const auto pictures = asked("pictures"), other_class = asked("works", class_id("2"));
  EXPECT_FALSE(children_->given(person_id("Mei"), "pictures")) << "nobody answered";
  EXPECT_EQ(children_->own(mother_).items[0].consents.size(), 1u) << "works was asked of class 2";
  EXPECT_EQ(answer(mother_, "Mei", other_class, true), "ask-unknown");
  EXPECT_EQ(answer(father_, "Mei", pictures, true), "child-unknown") << "not the father's account";
  EXPECT_EQ(answer(mother_, "Mei", pictures, true), "");
  EXPECT_TRUE(children_->given(person_id("Mei"), "pictures"));
  EXPECT_EQ(answer(mother_, "Mei", pictures, false), "") << "withdrawn";
  EXPECT_FALSE(children_->given(person_id("Mei"), "pictures"));
  const auto school = *children_->consents(org_id("A"));
  const auto& ask = school.asks.back();
  EXPECT_EQ(ask.children, 3);
  EXPECT_EQ(ask.no, 1);
  EXPECT_EQ(school.guardians, 1);
  const auto list = *children_->list(org_id("A"), pictures);
  ASSERT_EQ(list.items.size(), 3u);
  EXPECT_FALSE(list.items[0].given) << "who has not answered first";
  EXPECT_EQ(list.items[2].by, "mother");
  EXPECT_EQ(consent_workbook(list, Language::zh).substr(0, 2), "PK");
  EXPECT_EQ(code_of(children_->list(org_id("B"), pictures)), "ask-unknown") << "of another school";
}

TEST_P(ChildrenTest, AYoungStudentWithdrawsButAgreesOnlyAfterAGuardian) {
  tie(mother_, "Mei");
  const auto self = person("mei");
  const auto codes = children_->codes(office_, class_id("1"), Relation::self);
  ASSERT_TRUE(codes);
  for (const auto& one : codes->items)
    if (one.child == "Mei") {
      ASSERT_TRUE(children_->take_code(self, one.code));
    }
  const auto works = asked("works");
  EXPECT_EQ(answer(self, "Mei", works, true), "guardian-agrees") << "grade five";
  EXPECT_EQ(answer(mother_, "Mei", works, true), "");
  EXPECT_EQ(answer(self, "Mei", works, false), "") << "its own work: it may hold it back";
  EXPECT_FALSE(children_->given(person_id("Mei"), "works"));
  EXPECT_EQ(answer(self, "Mei", works, true), "") << "the guardian still agrees";
  EXPECT_EQ(answer(mother_, "Mei", works, false), "");
  EXPECT_EQ(answer(self, "Mei", works, true), "guardian-agrees");
  EXPECT_FALSE(children_->given(person_id("Mei"), "works"));
}

TEST_P(ChildrenTest, ErasureIsAskedDecidedAndKeepsTheRollOfWhoIsHere) {
  tie(mother_, "Mei");
  const auto pictures = asked("pictures");
  ASSERT_EQ(answer(mother_, "Mei", pictures, true), "");
  EXPECT_EQ(fault_of(children_->ask_erasure(mother_, person_id("Mei"), {""})), "words");
  EXPECT_EQ(code_of(children_->ask_erasure(father_, person_id("Mei"), {"all"})), "child-unknown");
  const auto own = children_->ask_erasure(mother_, person_id("Mei"), {"all"});
  ASSERT_TRUE(own);
  const auto& asked_for = own->items[0].erasures.at(0);
  EXPECT_GE(asked_for.due_on, Date::today().plus(19));
  EXPECT_LE(asked_for.due_on, Date::today().plus(23)) << "fifteen working days";
  EXPECT_EQ(code_of(children_->ask_erasure(mother_, person_id("Mei"), {"all"})), "erasure-asked");
  EXPECT_EQ(fault_of(children_->decide(office_, org_id("A"), asked_for.id, {true, ""})), "reason");
  EXPECT_EQ(code_of(children_->decide(office_, org_id("B"), asked_for.id, {true, "yes"})), "erasure-unknown");
  ASSERT_TRUE(
      children_->decide(office_, org_id("A"), asked_for.id, {true, "Consents erased; the roll is kept by law."}));
  EXPECT_EQ(code_of(children_->decide(office_, org_id("A"), asked_for.id, {true, "again"})), "erasure-decided");
  EXPECT_FALSE(children_->given(person_id("Mei"), "pictures"));
  EXPECT_EQ(registry_->pupil(person_id("Mei"))->name, "Mei") << "is still here";
  EXPECT_EQ(code_of(registry_->forget(office_, {person_id("Mei")})), "still-here");
}

TEST_P(ChildrenTest, OfAChildThatLeftTheSchoolThatItLeftErasesEverything) {
  tie(mother_, "Mei");
  take_in([](registry::Intake& in) { fill_until(in, Date::today().plus(-1)); });
  ASSERT_TRUE(registry_->pupil(person_id("Mei"))->school_id.empty());
  const auto own = children_->ask_erasure(mother_, person_id("Mei"), {"all"});
  ASSERT_TRUE(own) << own.error().what.en;
  const auto at = children_->consents(org_id("A"));
  ASSERT_TRUE(at);
  ASSERT_EQ(at->erasures.size(), 1u);
  ASSERT_TRUE(children_->decide(office_, org_id("A"), at->erasures[0].id, {true, "She left."}));
  EXPECT_EQ(registry_->pupil(person_id("Mei"))->name, "");
  EXPECT_TRUE(children_->own(mother_).items.empty()) << "nobody is tied to it any more";
  const auto after = children_->consents(org_id("A"))->erasures.at(0);
  EXPECT_EQ(after.state, ErasureState::granted);
  EXPECT_EQ(after.by + after.words + after.child, "") << "that it was asked stays, nameless";
}

TEST_P(ChildrenTest, WhatIsPastItsTimeIsCountedFirstAndThenErased) {
  script("INSERT INTO children_tie VALUES('x', '" + person_id("Old").value + "', 'guardian', 'x', '2020-01-01')");
  script("INSERT INTO children_answer VALUES('y', '" + person_id("Old").value +
         "', 'works', 1, 'x', 'x', '2020-01-01T00:00:00.000Z', '')");
  tie(mother_, "Mei");
  EXPECT_EQ(fault_of(children_->retain(office_, 0, true)), "years");
  const auto looked = children_->retain(office_, 3, true);
  ASSERT_TRUE(looked) << looked.error().what.en;
  EXPECT_EQ(std::tuple(looked->ties, looked->answers, looked->people), std::tuple(1, 1, 1));
  EXPECT_EQ(registry_->pupil(person_id("Old"))->name, "Old") << "only looked";
  ASSERT_TRUE(children_->retain(office_, 3, false));
  EXPECT_EQ(registry_->pupil(person_id("Old"))->name, "");
  const auto again = children_->retain(office_, 3, true);
  EXPECT_EQ(again->ties + again->answers + again->people, 0);
  EXPECT_EQ(children_->own(mother_).items.size(), 1u) << "who is here stays";
  take_in(fill);
  EXPECT_EQ(registry_->pupil(person_id("Old"))->name, "") << "an import does not bring the name back";
}

DOORSTEP_ON_BOTH(ChildrenTest);

}  // namespace
}  // namespace doorstep::children
