// Renewal of ranks, what the panel reads of titles, and whose files are whose; on both databases.
#include "ladder_town.h"
#include "service.h"

namespace doorstep::ladder {
namespace {

class LadderRenewalTest : public LadderTest {
 protected:
  LadderRenewalTest() {
    sources_.portfolio = [](const PersonId&, std::optional<Date> since) -> std::optional<LadderPaper> {
      LadderPaper made;
      made.sections = {{{"教学", "Teaching"},
                        {{since ? "任期内 公开课：Wang在A" : "公开课 Wang在A",
                          since ? "of the term, open lesson: by Wang at A" : "open lesson: by Wang at A"}}}};
      return made;
    };
  }
  // Wang's rank, a month before its end.
  RankHeld ending() {
    const auto call = on_notice();
    today_ = today_.plus(7);
    EXPECT_TRUE(ladders_->decide(office_, call, {{}, "", {}}));
    const auto rank = ladders_->ranks_of(person_id("Wang"))[0];
    EXPECT_EQ(code_of(ladders_->renew(teacher("Wang"), rank.id, {"too early", {}, {}})), "not-due");
    today_ = rank.end_on.plus(-30);
    return rank;
  }
};

TEST_P(LadderRenewalTest, AHolderRenewsInOneActAndTheTermGoesOn) {
  const auto rank = ending();
  EXPECT_EQ(code_of(ladders_->renewal(teacher("Chen"), rank.id)), "rank-unknown") << "another's";
  EXPECT_EQ(code_of(ladders_->renew(person("nobody", {}), rank.id, {"x", {}, {}})), "rank-unknown");
  const auto form = *ladders_->renewal(teacher("Wang"), rank.id);
  EXPECT_EQ(form.verdict, Verdict::passed);
  ASSERT_EQ(form.portfolio.size(), 1u);
  EXPECT_TRUE(form.portfolio[0].lines[0].en.starts_with("of the term"));
  EXPECT_EQ(fault_of(ladders_->renew(teacher("Wang"), rank.id, {"", {}, {}})), "statement");
  EXPECT_EQ(fault_of(ladders_->renew(teacher("Wang"), rank.id, {"x", {{{"training_hours", -1}}}, {}})), "stated");
  const auto applied = ladders_->renew(teacher("Wang"), rank.id, {"what I did", {}, {}});
  ASSERT_TRUE(applied) << applied.error().what.en;
  const auto call = applied->of.id;
  EXPECT_TRUE(applied->of.renewal);
  EXPECT_EQ(applied->of.state, CallState::open);
  EXPECT_EQ(code_of(ladders_->renew(teacher("Wang"), rank.id, {"again", {}, {}})), "applied");
  EXPECT_EQ(ladders_->ranks_of(person_id("Wang"))[0].renewal, call);
  EXPECT_EQ(code_of(ladders_->apply(teacher("Zhao"), call, {"me too", {}, {}, {}, {}})), "for-holders");
  EXPECT_TRUE(ladders_->own(teacher("Zhao"))->calls.empty()) << "no call for who holds nothing";
  const auto second = ladders_->ranks_of(person_id("Chen"))[0].id;
  EXPECT_EQ(ladders_->renew(teacher("Chen"), second, {"me", {}, {}})->of.id, call) << "one call for all";
  for (const auto* name : {"Wang", "Chen"})
    ASSERT_TRUE(ladders_->confirm(office_, org_id(everybody_at(name)),
                                  ladders_->open_call(teacher(name), call)->application->id, {true, ""}));
  seat(call);
  ASSERT_TRUE(ladders_->move(office_, call, CallState::scoring));
  for (const auto* name : {"p1", "p2", "p3"}) score_all(call, name, [](int64_t number) { return number == 1 ? 3 : 0; });
  ASSERT_TRUE(ladders_->move(office_, call, CallState::ranking));
  ASSERT_TRUE(ladders_->move(office_, call, CallState::notice));
  today_ = today_.plus(7);
  ASSERT_TRUE(ladders_->decide(office_, call, {{}, "", {}}));
  const auto now = ladders_->ranks_of(person_id("Wang"));
  ASSERT_EQ(now.size(), 2u);
  EXPECT_EQ(now[0].begin_on, rank.end_on) << "the new term follows the old one";
  EXPECT_FALSE(now[1].ends_soon);
  EXPECT_EQ(code_of(ladders_->renew(teacher("Wang"), rank.id, {"x", {}, {}})), "renewed");
  EXPECT_EQ(ladders_->ranks_of(person_id("Chen")).size(), 1u) << "below the pass mark";
  today_ = rank.end_on;
  EXPECT_EQ(ladders_->keep_register(), 0);
  EXPECT_EQ(ladders_->rank_of(person_id("Wang"), "backbone", today_), "school");
  EXPECT_EQ(staff_->teacher(person_id("Wang"))->backbone, "school");
  EXPECT_EQ(staff_->teacher(person_id("Chen"))->backbone, "");
}

TEST_P(LadderRenewalTest, WhatIsReturnedOrWithdrawnIsHandedInAgainAndARevokedRankIsNotRenewed) {
  const auto rank = ending();
  const auto call = ladders_->renew(teacher("Wang"), rank.id, {"one", {}, {}})->of.id;
  const auto id = ladders_->open_call(teacher("Wang"), call)->application->id;
  ASSERT_TRUE(ladders_->confirm(office_, org_id("A"), id, {false, "say more"}));
  EXPECT_EQ(ladders_->renew(teacher("Wang"), rank.id, {"two", {}, {}})->application->id, id);
  ASSERT_TRUE(ladders_->withdraw(teacher("Wang"), call));
  EXPECT_EQ(ladders_->ranks_of(person_id("Wang"))[0].renewal, "");
  EXPECT_EQ(ladders_->renew(teacher("Wang"), rank.id, {"three", {}, {}})->application->id, id);
  ASSERT_TRUE(ladders_->confirm(office_, org_id("A"), id, {true, ""}));
  seat(call);
  ASSERT_TRUE(ladders_->move(office_, call, CallState::scoring));
  for (const auto* name : {"p1", "p2", "p3"}) score_all(call, name, [](int64_t) { return 3; });
  for (const auto state : {CallState::ranking, CallState::notice}) ASSERT_TRUE(ladders_->move(office_, call, state));
  ASSERT_TRUE(ladders_->revoke(office_, org_id("North"), rank.id, {"fraud"}));
  today_ = today_.plus(7);
  EXPECT_EQ(fault_of(ladders_->decide(office_, call, {{}, "", {}})), "refused");
  EXPECT_TRUE(ladders_->decide(office_, call, {{id}, "revoked", {}}));
}

TEST_P(LadderRenewalTest, ThePanelReadsTitlesWithoutNamesInBothLanguages) {
  const auto call = opened(wanted("backbone", "school")).of.id;
  const auto file = uploaded(teacher("Wang"), org_id("A"), "Wang A.txt");
  apply_and_confirm(call, "Wang", {"WANG of a", {}, {}, {}, {file}});
  ASSERT_TRUE(ladders_->check_file(office_, call, file, {true, ""}));
  seat(call);
  ASSERT_TRUE(ladders_->move(office_, call, CallState::scoring));
  for (const auto* name : {"p1", "p2", "p3"}) {
    const auto desk = *ladders_->desk(reader(name), call);
    for (const auto& task : desk.tasks) {
      const auto paper = *ladders_->paper(reader(name), call, task.application_id);
      EXPECT_EQ(paper.statement, "*** of ***");
      ASSERT_EQ(paper.portfolio.size(), 1u);
      EXPECT_EQ(paper.portfolio[0].lines[0].en, "open lesson: by *** at ***");
      EXPECT_EQ(paper.portfolio[0].lines[0].zh, "公开课 ***在***");
      EXPECT_EQ(json::text(paper).find("Wang"), std::string::npos);
    }
  }
}

TEST_P(LadderRenewalTest, FilesAreForTheCandidateTheSchoolThePanelAndWhoRunsTheCall) {
  const auto call = opened(wanted("backbone", "school")).of.id;
  apply_and_confirm(call, "Wang", {"x", {}, {}, {}, {uploaded(teacher("Wang"), org_id("A"), "plan.txt")}});
  const auto application = *ladders_->open_call(teacher("Wang"), call)->application;
  ASSERT_EQ(application.files.size(), 1u);
  const auto thing = application.id;
  EXPECT_TRUE(ladders_->own_file(teacher("Wang"), application_room, thing));
  for (const auto* other : {"Li", "Chen", "Sun"})
    EXPECT_FALSE(ladders_->own_file(teacher(other), application_room, thing)) << other;
  EXPECT_FALSE(ladders_->own_file(person("nobody", {}), application_room, thing));
  EXPECT_FALSE(ladders_->own_file(teacher("Wang"), objection_room, thing));
  EXPECT_TRUE(ladders_->school_file(org_id("A"), thing));
  EXPECT_FALSE(ladders_->school_file(org_id("B"), thing));
  EXPECT_TRUE(ladders_->call_file(call, application_room, thing));
  EXPECT_FALSE(ladders_->call_file("another", application_room, thing));
  EXPECT_FALSE(ladders_->panel_file(reader("p1"), call, thing, application.files[0].id))
      << "before the papers are dealt";
}

DOORSTEP_ON_BOTH(LadderRenewalTest);

}  // namespace
}  // namespace doorstep::ladder
