// The account of giving and receiving over a small register; what other rooms know is given by hand.
#include <small_register.h>

#include <algorithm>

#include "module.h"
#include "sheet.h"

namespace doorstep::flows {
namespace {

using registry::trial::code_of;
using registry::trial::org_id;

// Group G of A (urban, 200 students) and B (rural, 100) in the district North; Z (town, 50) is no member.
class FlowsTest : public registry::trial::SmallRegister {
 protected:
  void SetUp() override {
    SmallRegister::SetUp();
    take_in([](registry::Intake& in) {
      in.put(registry::trial::area(registry::OrgKind::district, "North"), {});
      for (const auto& [key, setting, students] :
           {std::tuple{"A", "urban", 200.0}, {"B", "rural", 100.0}, {"Z", "town", 50.0}}) {
        auto school = registry::trial::school(key, "North");
        school.setting = setting;
        in.put(school, {});
        in.put(registry::ReturnRow{org_id(key), "primary", SchoolYear{2025}, "students", students}, {});
      }
      in.put(registry::trial::group("G", "North"), {});
      for (const auto* key : {"A", "B"}) in.put(registry::trial::member("G", key), {});
    });
    flows_ = make_flows({*registry_, [this](Date, Date) { return times_; }, [this](Date, Date) { return uses_; },
                         [this](const OrgId&, Date, Date) { return offered_; },
                         [](const PersonId& person) { return person.value == "li" ? org_id("A") : OrgId{}; }});
  }
  Result<OrgFlows> of(const char* org) { return flows_->at(org_id(org), from_, until_); }
  static const SchoolOpportunity& school(const OrgFlows& flows, const char* key) {
    return *std::ranges::find(flows.schools, org_id(key), &SchoolOpportunity::school_id);
  }
  static double line(const OrgFlows& flows, FlowKind kind, const std::string& from, const std::string& to) {
    for (const auto& one : flows.lines)
      if (one.kind == kind && one.from == from && one.to == to) return one.amount;
    return 0;
  }

  const Date from_ = *Date::parse("2026-09-01"), until_ = *Date::parse("2026-10-13");  // six weeks
  std::vector<exchange::SharedTime> times_;
  std::vector<resources::UseFlow> uses_;
  std::vector<offerings::OfferingFlow> offered_;
  std::unique_ptr<Flows> flows_;
};

TEST_P(FlowsTest, HoursCountAsFarAsTheyFallIntoTheTime) {
  times_ = {{org_id("A"), org_id("B"), 0.5, from_.plus(14), until_.plus(100)},
            {org_id("A"), org_id("Z"), 1, from_.plus(-30), from_.plus(7)}};
  const auto found = of("G");
  ASSERT_TRUE(found) << found.error().what.en;
  EXPECT_TRUE(found->by_school);
  EXPECT_EQ(found->students, 300);
  const auto a = org_id("A").value, b = org_id("B").value;
  EXPECT_DOUBLE_EQ(line(*found, FlowKind::teaching, a, b), 4 * 40 * 0.5);
  EXPECT_DOUBLE_EQ(line(*found, FlowKind::teaching, a, "outside"), 40);
  EXPECT_DOUBLE_EQ(school(*found, "A").gives.teaching, 120);
  EXPECT_DOUBLE_EQ(school(*found, "B").receives.teaching, 80);
  EXPECT_EQ(found->nodes.back().place, FlowPlace::outside);
  const auto district = of("North");
  ASSERT_TRUE(district);
  EXPECT_FALSE(district->by_school);
  EXPECT_DOUBLE_EQ(line(*district, FlowKind::teaching, "urban", "town"), 40);
  EXPECT_DOUBLE_EQ(line(*district, FlowKind::teaching, "urban", "rural"), 80);
}

TEST_P(FlowsTest, WhatTheGroupItselfSharesHasAPlaceOfItsOwnAndNothingFlowsWithinASchool) {
  uses_ = {{org_id("G"), org_id("B"), 7},
           {org_id("A"), org_id("A"), 100},
           {org_id("A"), org_id("B"), 3},
           {org_id("Z"), org_id("Z"), 5}};
  const auto found = of("G");
  ASSERT_TRUE(found);
  ASSERT_EQ(found->lines.size(), 2u);
  EXPECT_EQ(line(*found, FlowKind::resources, "shared", org_id("B").value), 7);
  EXPECT_EQ(found->lines[0].amount, 7) << "the largest first";
  EXPECT_EQ(school(*found, "B").receives.resources, 10);
}

TEST_P(FlowsTest, SeatsWithinReachAndPlacesTakenHaveACoefficient) {
  offerings::OfferingFlow chess{"1", offerings::OfferingKind::club, org_id("A"), {}, 30, {}, {}, {}};
  chess.reach = {{org_id("A"), 0}, {org_id("B"), 25}};
  chess.taken = {{org_id("A"), 24}, {org_id("B"), 6}};
  chess.teachers = {{PersonId{"li"}, 12}, {PersonId{"nobody"}, 12}};
  auto course = chess;
  course.kind = offerings::OfferingKind::course;
  course.host_id = org_id("B");
  course.seats = 30;
  course.reach = {{org_id("A"), 0}, {org_id("B"), 0}};
  offered_ = {chess, course};
  const auto found = of("G");
  ASSERT_TRUE(found);
  const auto near = 200.0, far = 0.22 * 100;
  EXPECT_DOUBLE_EQ(school(*found, "A").club_seats, 30 * near / (near + far));
  EXPECT_DOUBLE_EQ(school(*found, "B").club_seats, 30 * far / (near + far));
  EXPECT_DOUBLE_EQ(school(*found, "B").course_seats, 10);
  EXPECT_EQ(school(*found, "B").club_places, 6);
  EXPECT_EQ(line(*found, FlowKind::clubs, org_id("A").value, org_id("B").value), 6);
  EXPECT_EQ(line(*found, FlowKind::courses, org_id("B").value, org_id("A").value), 24);
  EXPECT_EQ(line(*found, FlowKind::teaching, org_id("A").value, org_id("B").value), 12) << "li teaches the course at B";
  ASSERT_EQ(found->spreads.size(), 4u);
  EXPECT_EQ(found->spreads[0].of, OpportunityOf::course_seats);
  EXPECT_NEAR(found->spreads[0].cv.value_or(-1), 0, 1e-12) << "ten for every hundred";
  EXPECT_DOUBLE_EQ(found->spreads[0].per_hundred, 10);
  // Clubs taken: 12 of a hundred at A, 6 at B; mean 10; S^2 = 2/3 * 4 + 1/3 * 16 = 8.
  EXPECT_NEAR(found->spreads[3].cv.value_or(-1), std::sqrt(8.0) / 10, 1e-12);
  EXPECT_GT(flows_workbook(*found, Language::zh).size(), 1000u);
}

TEST_P(FlowsTest, NothingSharedAndBadQuestions) {
  const auto found = of("G");
  ASSERT_TRUE(found);
  EXPECT_TRUE(found->lines.empty());
  EXPECT_EQ(found->nodes.size(), 2u);
  for (const auto& one : found->spreads) EXPECT_FALSE(one.cv);
  EXPECT_EQ(code_of(flows_->at(org_id("G"), until_, from_)), "flows-days");
  EXPECT_EQ(code_of(flows_->at(org_id("G"), from_, from_.plus(3000))), "flows-days");
  EXPECT_FALSE(flows_->at(org_id("nowhere"), {}, {}));
  EXPECT_EQ(flows_->at(org_id("G"), {}, {})->until, Date::today().plus(1));
}

DOORSTEP_ON_BOTH(FlowsTest);

}  // namespace
}  // namespace doorstep::flows
