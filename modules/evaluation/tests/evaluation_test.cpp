// Scores, rounds, the panel, publication and appeals; on both databases.
#include <small_register.h>

#include "module.h"
#include "scores.h"

namespace doorstep::evaluation {
namespace {

using registry::trial::fault_of;
using registry::trial::org_id;

TEST(Scores, ProgressIsTheShareOfTheGapThatWasClosed) {
  EXPECT_EQ(score_of(Counts::level, 50, {}, 40), 80);
  EXPECT_EQ(score_of(Counts::progress, 100, 40, 70), 50) << "30 of the 60 that were missing";
  EXPECT_EQ(score_of(Counts::progress, 100, 90, 95), 50) << "as much as the weak one: half of its gap";
  EXPECT_EQ(score_of(Counts::progress, 100, 60, 50), 0) << "not below nothing";
  EXPECT_FALSE(score_of(Counts::progress, 100, 100, 100)) << "nothing to close";
  EXPECT_FALSE(score_of(Counts::progress, 100, {}, 50));
  EXPECT_FALSE(score_of(Counts::level, 100, {}, {}));
}

TEST(Scores, AGroupsProgressIsThatOfItsWeakerHalf) {
  const std::vector<Scored> schools{{90, 10}, {30, 60}, {50, 40}, {std::nullopt, std::nullopt}};
  EXPECT_EQ(score_of_group(Counts::progress, schools), 50) << "of those that started at 30 and 50";
  EXPECT_NEAR(*score_of_group(Counts::level, schools), 110.0 / 3, 1e-9);
  EXPECT_FALSE(score_of_group(Counts::level, {}));
}

TEST(Scores, WhatIsMissingIsLeftOutAndTheRestCountsByItsWeights) {
  const std::vector<EvaluationIndicator> indicators{{"a", "A", Counts::level, Origin::entered, 60, 100},
                                                    {"b", "B", Counts::level, Origin::entered, 40, 100}};
  const std::vector<EvaluationScore> both{{"a", 50}, {"b", 100}}, one{{"a", 50}, {"b", {}}};
  EXPECT_EQ(weighted(indicators, both).score, 70);
  EXPECT_EQ(weighted(indicators, one).score, 50);
  EXPECT_EQ(weighted(indicators, one).weight, 60);
  EXPECT_FALSE(weighted(indicators, {}).score);
}

// District North with groups G (A, B) and H (C).
class EvaluationTest : public registry::trial::SmallRegister {
 protected:
  EvaluationTest() : SmallRegister({migrations()}) {}
  void SetUp() override {
    SmallRegister::SetUp();
    evaluations_ = make_evaluations(
        *database_, *registry_, trail_, [](const AccountId& account) { return account.value; },
        {{Origin::standard, [this](const OrgId& group) { return group == org_id("G") ? records_ : None{}; }}});
    take_in([](registry::Intake& in) {
      in.put(registry::trial::area(registry::OrgKind::district, "North"), {});
      for (const auto* key : {"A", "B", "C"}) in.put(registry::trial::school(key, "North"), {});
      for (const auto* key : {"G", "H"}) in.put(registry::trial::group(key, "North"), {});
      for (const auto* key : {"A", "B", "C"}) in.put(registry::trial::member(*key == 'C' ? "H" : "G", key), {});
    });
  }
  static Actor person(const char* name) { return {{name}, name, {{Role::principal, org_id("A")}}, Language::en, ""}; }
  EvaluationRound open(const char* org) {
    auto made = evaluations_->make(runs_, {org_id(org),
                                           "2026",
                                           2026,
                                           {"panel1", "panel2"},
                                           {{"Teaching", Counts::level, Origin::entered, 60, {}},
                                            {"Health", Counts::progress, Origin::entered, 40, {}}}});
    EXPECT_TRUE(made) << made.error().what.en;
    return *evaluations_->move(runs_, made->of.id, RoundState::open);
  }
  std::string enter(const EvaluationRound& round, const char* who, size_t indicator, const char* school,
                    std::optional<double> value, std::optional<double> start = {}) {
    return fault_of(evaluations_->enter(person(who), round.of.id,
                                        {round.indicators[indicator].id, org_id(school), start, value, {}}, false));
  }

  using None = std::map<OrgId, Measured>;
  None records_{{org_id("A"), {60.0, 80.0}}, {org_id("B"), {20.0, 60.0}}, {org_id("X"), {0.0, 0.0}}};
  std::unique_ptr<Evaluations> evaluations_;
  const Actor runs_{{"runs"}, "runs", {{Role::administrator, {}}}, Language::en, ""};
};

TEST_P(EvaluationTest, AGroupEvaluatesItsSchools) {
  const auto round = open("G");
  ASSERT_EQ(round.schools.size(), 2u);
  EXPECT_EQ(enter(round, "panel1", 0, "A", 80), "");
  EXPECT_EQ(enter(round, "panel2", 0, "A", 90), "");
  EXPECT_EQ(enter(round, "panel1", 1, "A", 70, 40), "");
  EXPECT_EQ(enter(round, "panel1", 0, "B", 60), "");
  EXPECT_EQ(enter(round, "stranger", 0, "A", 100), "not-on-panel");
  EXPECT_EQ(enter(round, "panel1", 0, "C", 80), "school_id") << "of another group";
  EXPECT_EQ(enter(round, "panel1", 0, "A", 101), "value");
  const auto now = *evaluations_->round(person("panel1"), round.of.id);
  EXPECT_TRUE(now.on_panel);
  ASSERT_EQ(now.results.size(), 2u);
  EXPECT_EQ(now.results[0].score, 71) << "85 of teaching by 60, 50 of health by 40";
  EXPECT_EQ(now.results[1].score, 60);
  EXPECT_EQ(now.results[1].weight, 60) << "nobody has entered B's health";
  EXPECT_EQ(now.cells[0].own_value, 80);
  EXPECT_EQ(enter(round, "panel2", 0, "A", {}), "") << "taken back";
  EXPECT_EQ(evaluations_->round(runs_, round.of.id)->cells[0].value, 80);
}

TEST_P(EvaluationTest, ADistrictEvaluatesItsGroupsByTheirWeakSchools) {
  const auto round = open("North");
  EXPECT_TRUE(round.of.of_district);
  for (const auto& [school, start, value] : {std::tuple{"A", 80, 85}, {"B", 20, 60}, {"C", 50, 60}})
    EXPECT_EQ(enter(round, "panel1", 1, school, value, start), "");
  const auto now = *evaluations_->round(runs_, round.of.id);
  ASSERT_EQ(now.results.size(), 2u);
  EXPECT_EQ(now.results[0].org, "G");
  EXPECT_EQ(now.results[0].score, 50) << "B closed half of its gap; A did not start low";
  EXPECT_EQ(now.results[1].score, 20);
}

TEST_P(EvaluationTest, AGroupSeesWhatTheDistrictPublishedOfIt) {
  const auto round = open("North");
  for (const auto& [school, start, value] : {std::tuple{"A", 80, 85}, {"B", 20, 60}, {"C", 50, 60}})
    ASSERT_EQ(enter(round, "panel1", 1, school, value, start), "");
  EXPECT_TRUE(evaluations_->verdicts(person("a"), org_id("G"))->empty()) << "not published yet";
  ASSERT_TRUE(evaluations_->move(runs_, round.of.id, RoundState::published));
  const auto seen = *evaluations_->verdicts(person("a"), org_id("G"));
  ASSERT_EQ(seen.size(), 1u);
  EXPECT_EQ(seen[0].own.score, 50);
  EXPECT_EQ(seen[0].groups, 2);
  EXPECT_TRUE(seen[0].others.empty()) << "two groups would know each other";
  EXPECT_EQ(seen[0].schools.size(), 2u);
  for (const auto& cell : seen[0].cells) EXPECT_NE(cell.school_id, org_id("C"));
  const auto appeal = [&](const char* group, const char* school) {
    return fault_of(evaluations_->appeal_verdict(person("a"), org_id(group), round.of.id, {org_id(school), "too low"}));
  };
  EXPECT_EQ(appeal("G", "C"), "school_id") << "of another group";
  EXPECT_EQ(appeal("G", "B"), "");
  EXPECT_EQ(evaluations_->verdicts(person("a"), org_id("G"))->at(0).appeals.size(), 1u);
  EXPECT_TRUE(evaluations_->verdicts(person("c"), org_id("H"))->at(0).appeals.empty());
}

TEST_P(EvaluationTest, WhatTheRecordsSayStandsFromThePublicationOn) {
  const NewRound wanted{org_id("G"), "2026", 2026, {}, {{"Standard", Counts::progress, Origin::standard, 100, {}}}};
  auto bad = wanted;
  bad.indicators[0].origin = Origin::unity;
  EXPECT_EQ(fault_of(evaluations_->make(runs_, bad)), "indicators") << "no record of a start";
  const auto made = *evaluations_->make(runs_, wanted);
  ASSERT_EQ(made.cells.size(), 2u);
  EXPECT_EQ(made.cells[0].score, 50) << "of A: from 60 to 80";
  records_[org_id("A")].value = 100;
  EXPECT_EQ(evaluations_->round(runs_, made.of.id)->cells[0].score, 100);
  ASSERT_TRUE(evaluations_->move(runs_, made.of.id, RoundState::open));
  EXPECT_EQ(fault_of(evaluations_->enter(runs_, made.of.id, {made.indicators[0].id, org_id("A"), 1, 2, {}}, true)),
            "indicator_id");
  ASSERT_TRUE(evaluations_->move(runs_, made.of.id, RoundState::published));
  records_.clear();
  EXPECT_EQ(evaluations_->round(runs_, made.of.id)->cells[0].score, 100) << "as it was that day";
}

TEST_P(EvaluationTest, PublishedResultsStandAndAppealsAreAnsweredOnce) {
  const auto round = open("G");
  EXPECT_EQ(fault_of(evaluations_->appeal(person("a"), round.of.id, {org_id("A"), "too low"})), "not-published");
  ASSERT_TRUE(evaluations_->move(runs_, round.of.id, RoundState::published));
  EXPECT_EQ(fault_of(evaluations_->move(runs_, round.of.id, RoundState::open)), "published");
  EXPECT_EQ(enter(round, "panel1", 0, "A", 80), "not-open");
  const auto filed = evaluations_->appeal(person("a"), round.of.id, {org_id("A"), "too low"});
  ASSERT_TRUE(filed);
  const auto appeal = filed->appeals.at(0).id;
  EXPECT_EQ(filed->appeals[0].school, "A");
  EXPECT_EQ(fault_of(evaluations_->answer(runs_, round.of.id, "unknown", "x")), "appeal-unknown");
  EXPECT_EQ(evaluations_->answer(runs_, round.of.id, appeal, "we looked again")->appeals[0].answer, "we looked again");
  EXPECT_EQ(fault_of(evaluations_->answer(runs_, round.of.id, appeal, "x")), "answered");
}

TEST_P(EvaluationTest, WeightsAddUpToAHundred) {
  const auto made = [&](int64_t weight, double full = 100) {
    return fault_of(evaluations_->make(
        runs_, {org_id("G"), "2026", 2026, {}, {{"Teaching", Counts::level, Origin::entered, weight, full}}}));
  };
  EXPECT_EQ(made(99), "indicators");
  EXPECT_EQ(made(0), "indicators");
  EXPECT_EQ(made(100, 0), "indicators");
  EXPECT_EQ(made(100), "");
  EXPECT_EQ(evaluations_->rounds(org_id("G")).size(), 1u);
  EXPECT_EQ(fault_of(evaluations_->round(runs_, "unknown")), "round-unknown");
}

DOORSTEP_ON_BOTH(EvaluationTest);

}  // namespace
}  // namespace doorstep::evaluation
