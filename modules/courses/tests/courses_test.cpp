// Courses from the first unit to the last lesson, over the ground of the tests of offerings.
#include <algorithm>

#include <offerings_trial.h>

#include <doorstep/courses/module.h>

#include "sheet.h"

namespace doorstep::courses {
namespace {

using offerings::OfferingsTrial;
using registry::trial::code_of;
using registry::trial::fault_of;
using registry::trial::org_id;

class CoursesTest : public OfferingsTrial {
 protected:
  void SetUp() override {
    OfferingsTrial::SetUp();
    const auto steps = migrations();
    ASSERT_TRUE(db::migrate(*database_, {steps.begin(), steps.end()}));
    courses_ = make_courses({*database_, *registry_, *places_, *offerings_, trail_,
                             [](const Actor&, const std::string& id) -> Result<std::string> {
                               if (id == "secret") return refuse(Fault::not_found, "resource-unknown", {});
                               return "Resource " + id;
                             }});
  }
  static Actor teacher_at(const char* school) {
    auto actor = person(std::string{"teacher at "} + school);
    actor.posts = {{Role::teacher, org_id(school)}};
    return actor;
  }
  static NewCourse stars() {
    NewCourse made;
    made.title_en = "Stars";
    made.grades = {5, 6};
    made.owners = {org_id("A")};
    made.units = {{{}, "The Moon", "Phases", 2, {"r1", "r2", "r1"}}, {{}, "Planets", {}, 3, {}}};
    return made;
  }
  std::unique_ptr<Courses> courses_;
};

TEST_P(CoursesTest, OwnersWriteItAndOthersReadItOncePublished) {
  const auto li = teacher_at("A"), wang = teacher_at("B");
  EXPECT_EQ(code_of(courses_->make(wang, group_, stars())), "not-an-owner");
  const auto made = courses_->make(li, group_, stars());
  ASSERT_TRUE(made) << made.error().what.en;
  const auto id = made->course.id;
  EXPECT_EQ(made->course.hours, 5);
  ASSERT_EQ(made->units[0].materials.size(), 2u) << "each resource once";
  EXPECT_EQ(made->units[0].materials[1].title, "Resource r2");
  EXPECT_EQ(code_of(courses_->course(wang, group_, id)), "course-unknown") << "a draft of others";
  EXPECT_TRUE(courses_->at(wang, group_)->items.empty());
  auto wanted = stars();
  wanted.owners = {org_id("A"), org_id("B")};
  wanted.units = {{made->units[1].id, "Planets and moons", {}, 4, {}}, {made->units[0].id, "The Moon", {}, 2, {"r2"}}};
  const auto joint = courses_->change(li, group_, id, wanted);
  ASSERT_TRUE(joint);
  EXPECT_EQ(joint->units[0].id, made->units[1].id) << "the same units in another order";
  EXPECT_EQ(joint->course.owners.size(), 2u);
  EXPECT_TRUE(courses_->change(wang, group_, id, wanted)) << "owned jointly";
  ASSERT_TRUE(courses_->set_state(wang, group_, id, CourseState::published));
  EXPECT_EQ(courses_->at(person("nobody"), group_)->items.size(), 1u);
  EXPECT_EQ(fault_of(courses_->set_state(li, group_, id, CourseState::draft)), "state");
  ASSERT_TRUE(courses_->set_state(li, group_, id, CourseState::retired));
  EXPECT_EQ(code_of(courses_->change(li, group_, id, wanted)), "course-retired");
}

TEST_P(CoursesTest, BadInputIsNamed) {
  const auto li = teacher_at("A");
  const auto fault = [&](auto edit) {
    auto wanted = stars();
    edit(wanted);
    return fault_of(courses_->make(li, group_, wanted));
  };
  EXPECT_EQ(fault([](NewCourse& one) { one.title_en = ""; }), "title_zh");
  EXPECT_EQ(fault([](NewCourse& one) { one.owners = {}; }), "owners");
  EXPECT_EQ(fault([](NewCourse& one) { one.owners = {org_id("Z")}; }), "owners");
  EXPECT_EQ(fault([](NewCourse& one) { one.grades = {13}; }), "grades");
  EXPECT_EQ(fault([](NewCourse& one) { one.units[1].title = ""; }), "units/1");
  EXPECT_EQ(fault([](NewCourse& one) { one.units[1].hours = -1; }), "units/1");
  EXPECT_EQ(fault([](NewCourse& one) { one.units[0].resources = {"secret"}; }), "units/0");
  auto empty = stars();
  empty.units = {};
  const auto made = courses_->make(li, group_, empty);
  ASSERT_TRUE(made);
  EXPECT_EQ(code_of(courses_->set_state(li, group_, made->course.id, CourseState::published)), "course-empty");
  EXPECT_EQ(code_of(courses_->teach(office_, group_, made->course.id, {})), "course-not-published");
  EXPECT_EQ(code_of(courses_->course(li, org_id("A"), made->course.id)), "course-unknown") << "of another organisation";
}

TEST_P(CoursesTest, ItIsTaughtWithPlacesForEachSchoolAndUnitByUnit) {
  const auto li = teacher_at("A");
  const auto id = courses_->make(li, group_, stars())->course.id;
  ASSERT_TRUE(courses_->set_state(li, group_, id, CourseState::published));
  NewTeaching wanted;
  wanted.host_id = org_id("A");
  wanted.sessions = {{3, {}, {}, {}, "16:00", "17:00"}};
  EXPECT_EQ(fault_of(courses_->teach(office_, group_, id, wanted)), "receivers");
  wanted.receivers = {{org_id("Z"), CourseWay::live, 5}};
  EXPECT_EQ(fault_of(courses_->teach(office_, group_, id, wanted)), "receivers/0") << "no member";
  wanted.receivers = {{org_id("B"), CourseWay::live, 2}};
  const auto taught = courses_->teach(office_, group_, id, wanted);
  ASSERT_TRUE(taught) << taught.error().what.en;
  ASSERT_EQ(taught->teachings.size(), 1u);
  const auto& teaching = taught->teachings[0];
  ASSERT_TRUE(offerings_->publish(office_, group_, teaching.offering_id));
  opened(round_of(offerings::RoundMode::first, {teaching.offering_id}));
  EXPECT_EQ(code_of(press("mei", teaching.offering_id)), "not-for") << "A takes none of the places";
  ASSERT_TRUE(press("lan", teaching.offering_id));
  const auto after = courses_->course(li, group_, id);
  EXPECT_EQ(after->teachings[0].receivers.at(0).taken, 1);
  EXPECT_EQ(after->teachings[0].receivers.at(0).way, CourseWay::live);

  const auto moon = after->units[0].id;
  EXPECT_EQ(fault_of(courses_->enter_lesson(li, group_, id, teaching.id, {moon, Date::today().plus(1), {}})), "on");
  EXPECT_EQ(fault_of(courses_->enter_lesson(li, group_, id, teaching.id, {"x", Date::today(), {}})), "unit_id");
  EXPECT_EQ(code_of(courses_->enter_lesson(teacher_at("B"), group_, id, teaching.id, {moon, Date::today(), {}})),
            "not-an-owner");
  const auto entered = courses_->enter_lesson(li, group_, id, teaching.id, {moon, Date::today(), "with a lamp"});
  ASSERT_TRUE(entered);
  EXPECT_EQ(entered->teachings[0].lessons.at(0).note, "with a lamp");
  EXPECT_GT(course_workbook(*entered, Language::zh).size(), 1000u);
  auto shorter = stars();
  shorter.units = {{after->units[1].id, "Planets", {}, 3, {}}};
  const auto changed = courses_->change(li, group_, id, shorter);
  ASSERT_TRUE(changed);
  EXPECT_EQ(changed->units.size(), 1u);
  EXPECT_EQ(changed->teachings[0].lessons.size(), 1u) << "what was taught stays in the record";
  EXPECT_TRUE(courses_->enter_lesson(li, group_, id, teaching.id, {changed->units[0].id, {}, {}}));
}

DOORSTEP_ON_BOTH(CoursesTest);

}  // namespace
}  // namespace doorstep::courses
