// The yearly plan of a group's centre for the development of teachers; on both databases.
#include "training_trial.h"

namespace doorstep::training {
namespace {

class PlansTest : public TrainingTrial {
 protected:
  void SetUp() override {
    TrainingTrial::SetUp();
    const auto found = centres_->found(
        office_, group_, {centres::CentreKind::teachers, "Teachers' centre", "", {}, Date::today().plus(-9)});
    ASSERT_TRUE(found);
    centre_ = found->centres.at(0).id;
    ASSERT_TRUE(centres_->appoint(office_, group_, centre_,
                                  {"li", "li", a_, centres::CentrePart::head, Date::today().plus(-9), {}}, true));
  }
  NewTrainingPlan plan() {
    NewTrainingPlan made;
    made.centre_id = centre_;
    made.year = Date::today().year();
    made.goals = "Three backbone teachers in mathematics.";
    made.budget_yuan = 80'000;
    made.needs = {{a_, "chinese", 2, {}}};
    made.programmes = {{"Big units",
                        "backbone",
                        "district",
                        24,
                        30'000,
                        0,
                        Date::today(),
                        Date::today().plus(90),
                        ProgrammeState::planned,
                        {}}};
    made.cohorts = {{"First", "mathematics", "district", {id_of("zhao")}}};
    return made;
  }
  std::string keep(const Actor& who, const NewTrainingPlan& wanted, bool runs = false) {
    return fault_of(training_->keep_plan(who, group_, wanted, runs, runs));
  }

  std::string centre_;
};

TEST_P(PlansTest, AreKeptByTheHeadAndByWhoRunsTheGroup) {
  EXPECT_EQ(keep(zhao_, plan()), "not-the-head");
  EXPECT_EQ(keep(li_, plan()), "");
  auto wanted = plan();
  wanted.needs.push_back({org_id("B"), "mathematics", 1, "new curriculum"});
  EXPECT_EQ(keep(office_, wanted, true), "");
  const auto seen = training_->plans(zhao_, group_, false, false);
  ASSERT_TRUE(seen);
  ASSERT_EQ(seen->plans.size(), 1u) << "one a year";
  const auto& made = seen->plans[0];
  EXPECT_EQ(made.needs.size(), 2u);
  EXPECT_FALSE(made.edits);
  EXPECT_EQ(made.cohorts.at(0).count, 1);
  EXPECT_TRUE(made.cohorts.at(0).people.empty()) << "names are not for everybody";
  EXPECT_EQ(training_->plans(li_, group_, false, false)->plans[0].cohorts[0].people.at(0).name, "zhao");
  ASSERT_EQ(made.campuses.size(), 2u);
  EXPECT_EQ(made.campuses[0].candidates, 0) << "A takes no part yet";
  EXPECT_EQ(made.campuses[1].candidates, 1);
}

TEST_P(PlansTest, CountWhoIsEnrolledInTheirTraining) {
  const auto id = offered(lessons());
  ASSERT_EQ(enrol(li_, id), "");
  auto wanted = plan();
  wanted.programmes[0].offer_id = id;
  EXPECT_EQ(keep(li_, wanted), "");
  const auto made = training_->plans(li_, group_, false, true)->plans.at(0);
  EXPECT_EQ(made.programmes[0].people, 1);
  EXPECT_EQ(made.campuses[0].enrolled, 1);
  EXPECT_EQ(made.planned_yuan, 30'000);
  wanted.programmes[0].offer_id = "unknown";
  EXPECT_EQ(keep(li_, wanted), "programmes");
}

TEST_P(PlansTest, WhatIsWrongIsNamed) {
  const auto fault = [&](auto&& change) {
    auto wanted = plan();
    change(wanted);
    return keep(li_, wanted);
  };
  EXPECT_EQ(fault([](auto& one) { one.centre_id = "x"; }), "centre_id");
  EXPECT_EQ(fault([](auto& one) { one.year = 1; }), "year");
  EXPECT_EQ(fault([](auto& one) { one.budget_yuan = -1; }), "budget_yuan");
  EXPECT_EQ(fault([](auto& one) { one.needs[0].school_id = org_id("Z"); }), "needs");
  EXPECT_EQ(fault([](auto& one) { one.programmes[0].title.clear(); }), "programmes");
  EXPECT_EQ(fault([](auto& one) { one.programmes[0].end_on = one.programmes[0].begin_on; }), "programmes");
  EXPECT_EQ(fault([&](auto& one) { one.cohorts[0].people = {id_of("sun")}; }), "cohorts");
  EXPECT_EQ(fault([&](auto& one) { one.cohorts[0].people = {id_of("zhao"), id_of("zhao")}; }), "cohorts");
}

DOORSTEP_ON_BOTH(PlansTest);

}  // namespace
}  // namespace doorstep::training
