// Plans, sessions, minutes and who takes part; on both databases.
#include <small_register.h>

#include <doorstep/zone/zone.h>

#include "module.h"

namespace doorstep::joint {
namespace {

using registry::trial::fault_of;
using registry::trial::org_id;

// Group G of schools A and B; Z is no member.
class JointTest : public registry::trial::SmallRegister {
 protected:
  JointTest() : SmallRegister({migrations()}) {}
  void SetUp() override {
    SmallRegister::SetUp();
    joint_ = make_joint(
        *database_, *registry_, trail_, *files_, [](const OrgId&) { return std::string{"Asia/Shanghai"}; },
        [this] { return now_; });
    take_in([](registry::Intake& in) {
      in.put(registry::trial::area(registry::OrgKind::district, "North"), {});
      for (const auto* key : {"A", "B", "Z"}) in.put(registry::trial::school(key, "North"), {});
      in.put(registry::trial::group("G", "North"), {});
      in.put(registry::trial::member("G", "A", "lead"), {});
      in.put(registry::trial::member("G", "B"), {});
    });
  }
  NewPlan chinese() {
    return {PlanKind::preparation, "Chinese, grade 5", "chinese", "Zhang", {}, {org_id("A"), org_id("B")}, {},
            day_.plus(100)};
  }
  std::string call(const std::string& plan, const char* from = "14:00", const char* to = "15:30", Date on = Date{},
                   const char* school = "B") {
    const auto made =
        joint_->call(wang_, group_, {plan, "Unit 3", on == Date{} ? day_ : on, from, to, org_id(school), "Room 2"});
    if (made) session_ = made->sessions[0].id;
    return fault_of(made);
  }

  const Date day_ = Date::today().plus(10);
  int64_t now_ = *zone::instant("Asia/Shanghai", {Date::today(), 600});
  std::unique_ptr<Joint> joint_;
  const OrgId group_ = org_id("G");
  const Actor wang_{{"wang"}, "Wang", {{Role::administrator, {}}}, Language::en, ""},
      li_{{"li"}, "Li", {{Role::teacher, org_id("B")}}, Language::en, ""};
  std::string session_;
};

TEST_P(JointTest, APlanIsForMembersAndHasSessions) {
  const auto made = joint_->plan(wang_, group_, chinese());
  ASSERT_TRUE(made);
  ASSERT_EQ(made->plans.size(), 1u);
  EXPECT_EQ(made->plans[0].schools[1].name, "B");
  const auto plan = made->plans[0].id;
  EXPECT_EQ(call(plan), "");
  EXPECT_EQ(call(plan, "14:00", "15:30", day_.plus(200)), "on") << "after the plan";
  EXPECT_EQ(call(plan, "22:00", "01:00"), "to");
  EXPECT_EQ(call(plan, "noon"), "from");
  EXPECT_EQ(call(plan, "14:00", "15:30", day_, "Z"), "school_id");
  EXPECT_EQ(call("unknown"), "plan-unknown");
  auto wanted = chinese();
  wanted.schools = {org_id("Z")};
  EXPECT_EQ(fault_of(joint_->plan(wang_, group_, wanted)), "schools");
  wanted = chinese();
  wanted.end_on = Date::today();
  EXPECT_EQ(fault_of(joint_->plan(wang_, group_, wanted)), "end_on");
}

TEST_P(JointTest, MinutesComeWithTheSessionAndKeepItFromBeingCancelled) {
  const auto plan = joint_->plan(wang_, group_, chinese())->plans[0].id;
  ASSERT_EQ(call(plan), "");
  const SessionMinutes minutes{"We agreed on the unit.", "A common lesson plan", "https://example.org/plan"};
  EXPECT_EQ(fault_of(joint_->keep_minutes(wang_, group_, session_, minutes)), "not-begun");
  now_ = *zone::instant("Asia/Shanghai", {day_, 15 * 60});
  EXPECT_EQ(fault_of(joint_->keep_minutes(wang_, group_, session_, {"x", "", "javascript:alert(1)"})), "url");
  const auto kept = joint_->keep_minutes(wang_, group_, session_, minutes);
  ASSERT_EQ(joint_->led("Zhang", org_id("A")).size(), 1u);
  EXPECT_EQ(joint_->led("Zhang", org_id("A"))[0].title, "Unit 3");
  EXPECT_TRUE(joint_->led("Zhang", org_id("Z")).empty()) << "of a school that takes no part";
  EXPECT_TRUE(joint_->led("", org_id("A")).empty());
  ASSERT_TRUE(kept);
  EXPECT_EQ(kept->plans[0].held, 1);
  EXPECT_EQ(joint_->held(group_, day_), (std::map<OrgId, int64_t>{{org_id("B"), 1}})) << "the host";
  EXPECT_TRUE(joint_->held(group_, day_.plus(1)).empty());
  EXPECT_EQ(kept->sessions[0].outcome, "A common lesson plan");
  EXPECT_EQ(fault_of(joint_->cancel(wang_, group_, session_)), "has-minutes");
}

TEST_P(JointTest, WhoComesStandsInTheListOnce) {
  const auto plan = joint_->plan(wang_, group_, chinese())->plans[0].id;
  ASSERT_EQ(call(plan), "");
  EXPECT_EQ(fault_of(joint_->take_part(li_, group_, session_, org_id("Z"), true)), "school_id");
  ASSERT_TRUE(joint_->take_part(li_, group_, session_, org_id("B"), true));
  const auto again = joint_->take_part(li_, group_, session_, org_id("B"), true);
  ASSERT_EQ(again->sessions[0].parts.size(), 1u);
  EXPECT_TRUE(again->sessions[0].parts[0].own);
  EXPECT_TRUE(joint_->take_part(li_, group_, session_, org_id("B"), false)->sessions[0].parts.empty());
  ASSERT_TRUE(joint_->cancel(wang_, group_, session_));
  EXPECT_EQ(fault_of(joint_->take_part(li_, group_, session_, org_id("B"), true)), "cancelled");
  EXPECT_TRUE(joint_->sessions(group_, day_, day_.plus(1)).empty()) << "calendars show it no longer";
}

TEST_P(JointTest, ResultsAreSharedWithTheGroupAndTakenBackByTheirGiver) {
  const auto plan = joint_->plan(wang_, group_, chinese())->plans[0].id;
  ASSERT_EQ(call(plan), "");
  NewResult wanted{plan, session_, "Unit 3", {}, {}, {}};
  EXPECT_EQ(fault_of(joint_->share(li_, group_, wanted)), "files") << "neither file nor link";
  wanted.url = "javascript:alert(1)";
  EXPECT_EQ(fault_of(joint_->share(li_, group_, wanted)), "url");
  wanted.url.reset();
  const auto id = uploaded(li_, group_);
  wanted.files = {{id}};
  wanted.session_id = "unknown";
  EXPECT_EQ(fault_of(joint_->share(li_, group_, wanted)), "session-unknown");
  wanted.session_id = session_;
  const auto shared = joint_->share(li_, group_, wanted);
  ASSERT_TRUE(shared) << shared.error().what.en;
  ASSERT_EQ(shared->results.size(), 1u);
  EXPECT_EQ(shared->results[0].files.at(0).name, "plan.txt");
  EXPECT_TRUE(shared->results[0].own);
  const auto result = shared->results[0].id;
  EXPECT_TRUE(joint_->has_result(group_, result));
  EXPECT_FALSE(joint_->has_result(org_id("A"), result));
  EXPECT_EQ(fault_of(joint_->take_back(wang_, group_, result, false)), "not-yours");
  EXPECT_TRUE(joint_->take_back(wang_, group_, result, true)->results.empty());
  EXPECT_FALSE(files_->stored("joint-result", id));
}

DOORSTEP_ON_BOTH(JointTest);

}  // namespace
}  // namespace doorstep::joint
