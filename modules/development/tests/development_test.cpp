// Records of students; on both databases. School A: li teaches class 5.1 with twelve children, and not class 5.2 with
// three.
#include <children_trial.h>

#include "module.h"
#include "terms.h"

namespace doorstep::development {
namespace {

using registry::trial::code_of;
using registry::trial::fault_of;
using registry::trial::org_id;

class Records : public children::trial::ChildrenTrial {
 protected:
  Records() : ChildrenTrial(migrations()) {}
  void SetUp() override {
    ChildrenTrial::SetUp();
    take_in([](registry::Intake& in) {
      in.put(registry::trial::area(registry::OrgKind::district, "North"), {});
      in.put(registry::trial::school("A", "North"), {});
      for (const auto* key : {"5.1", "5.2"}) put_class(in, key, "A");
      put_teacher(in, "li", {"A"});
      enrol(in, teacher_id("li"), "5.1", "A", "teacher");
      for (int i = 0; i < 15; ++i) put_pupil(in, name_of(i), i < 12 ? "5.1" : "5.2", "A");
    });
    development_ = make_development({*database_, *registry_, *children_, *staff_, trail_,
                                     [this](const PersonId& student) { return activities_[student]; }});
    tie_teacher("li", "A");
    tie_guardians("5.1");
    for (int i = 0; i < 12; ++i) tie_self(name_of(i), "5.1");
  }
  static std::string name_of(int i) { return std::string{"c"} + static_cast<char>('a' + i); }
  static const RecordSide& side(const StudentRecord& of, const std::string& code) {
    return *std::ranges::find(of.sides, code, &RecordSide::side);
  }
  static StudentActivity activity(const char* room, const char* kind, const char* title) {
    return {room, kind, {title, title}, 3, *Date::of(2026, 5, 1), ""};
  }

  std::map<PersonId, std::vector<StudentActivity>> activities_;
  std::unique_ptr<Development> development_;
};

TEST(DevelopmentTerms, TheFirstRuleThatFitsDecides) {
  const auto of = [](const char* room, const char* kind, const char* title) {
    return terms().side_of({room, kind, {title, title}, 0, {}, ""});
  };
  EXPECT_EQ(of("offerings", "club", "足球社"), "physical");
  EXPECT_EQ(of("offerings", "club", "合唱团"), "aesthetic");
  EXPECT_EQ(of("offerings", "sports", "晨间锻炼"), "physical");
  EXPECT_EQ(of("care", "after_school", "种植园"), "labour");
  EXPECT_EQ(of("care", "after_school", "课后服务"), "") << "counts for no side";
  EXPECT_EQ(of("honours", "competition", "数学竞赛"), "intellectual");
  EXPECT_FALSE(read_terms("[[side]]\ncode='a'\nname={zh='x',en='x'}\n[[rule]]\nroom='x'\nside='b'", "x"));
  EXPECT_FALSE(read_terms("[[side]]\ncode='a'\nname={zh='x',en='x'}\n[[rule]]\nside='a'", "x")) << "fits everything";
}

TEST_P(Records, ATeacherObservesStudentsOfTheOwnClassesAlone) {
  const auto classes = development_->classes(person("li"));
  ASSERT_EQ(classes.items.size(), 1u);
  EXPECT_EQ(classes.items[0].students.size(), 12u);
  EXPECT_TRUE(development_->classes(person("nobody")).items.empty());
  EXPECT_EQ(code_of(development_->observed(person("li"), child(name_of(13)))), "student-unknown");
  EXPECT_EQ(code_of(development_->observe(person("nobody"), child("ca"), {"moral", "x", {}})), "student-unknown");
  const auto put = [&](const char* on, const char* text, std::optional<Date> day = {}) {
    return development_->observe(person("li"), child("ca"), {on, text, day});
  };
  EXPECT_EQ(fault_of(put("magic", "x")), "side");
  EXPECT_EQ(fault_of(put("moral", "")), "words");
  EXPECT_EQ(fault_of(put("moral", "x", Date::today().plus(9))), "on");
  const auto kept = put("labour", "watered the beans");
  ASSERT_TRUE(kept) << kept.error().what.en;
  const auto entry = side(*kept, "labour").entries.at(0);
  EXPECT_TRUE(entry.own);
  const auto own = development_->own(person("guardian of ca")).children.at(0);
  EXPECT_EQ(side(own, "labour").entries.at(0).words, "watered the beans");
  EXPECT_FALSE(side(own, "labour").entries.at(0).own);
  EXPECT_EQ(code_of(development_->own_record(person("guardian of cb"), child("ca"))), "child-unknown");
  EXPECT_EQ(code_of(development_->take_back(person("guardian of ca"), entry.id)), "entry-unknown");
  EXPECT_TRUE(development_->take_back(person("li"), entry.id));
}

TEST_P(Records, AStudentWritesOfItselfAndErasureTakesItAll) {
  EXPECT_EQ(code_of(development_->reflect(person("guardian of ca"), child("ca"), {"moral", "x", {}})),
            "student-reflects");
  const auto own = development_->reflect(person("ca"), child("ca"), {"moral", "I helped", {}});
  ASSERT_TRUE(own);
  EXPECT_TRUE(side(own->children.at(0), "moral").entries.at(0).by_student);
  const auto logged = database_->read([](db::Session& session) {
    return *session.one<int64_t>("SELECT COUNT(*) FROM audit_entry WHERE change LIKE '%I helped%'");
  });
  EXPECT_EQ(logged, 0) << "words stay out of the trail";
  using children::Forgetting;
  EXPECT_EQ(*development_->forget(office_, {child("ca")}, Forgetting::past, false), 0);
  EXPECT_GT(*development_->forget(office_, {child("ca")}, Forgetting::everything, true), 0);
  ASSERT_TRUE(development_->forget(office_, {child("ca")}, Forgetting::everything, false));
  EXPECT_TRUE(side(development_->own(person("ca")).children.at(0), "moral").entries.empty());
}

TEST_P(Records, TheSpreadNamesNobodyAndNoFew) {
  for (int i = 0; i < 10; ++i) activities_[child(name_of(i))] = {activity("offerings", "sports", "Football")};
  activities_[child("ca")].push_back(activity("honours", "competition", "Sums"));
  const auto spread = development_->spread(org_id("A"));
  ASSERT_TRUE(spread);
  const auto row = [&](const char* name) { return *std::ranges::find(spread->classes, name, &SpreadRow::name); };
  const auto cell = [](const SpreadRow& of, const char* code) {
    return std::ranges::find(of.cells, code, &SpreadCell::side)->students;
  };
  EXPECT_EQ(row("Class of 5.1").students, 12);
  EXPECT_FALSE(cell(row("Class of 5.1"), "physical")) << "two have nothing: few";
  EXPECT_FALSE(cell(row("Class of 5.1"), "intellectual")) << "one has something: few";
  EXPECT_EQ(cell(row("Class of 5.1"), "labour"), 0);
  EXPECT_FALSE(row("Class of 5.2").students) << "a class of three";
  EXPECT_EQ(spread->grades.at(0).students, 12) << "hidden classes are in no sum";
  EXPECT_FALSE(cell(spread->grades.at(0), "physical"));
  for (int i = 10; i < 12; ++i) activities_[child(name_of(i))] = {activity("offerings", "sports", "Football")};
  EXPECT_EQ(cell(*std::ranges::find(development_->spread(org_id("A"))->classes, "Class of 5.1", &SpreadRow::name),
                 "physical"),
            12);
}

DOORSTEP_ON_BOTH(Records);

}  // namespace
}  // namespace doorstep::development
