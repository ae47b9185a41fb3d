// A call from its making to the notice: rules, rights to act, blindness, objections; on both databases.
#include "ladder_town.h"

namespace doorstep::ladder {
namespace {

TEST_P(LadderTest, FromACallToARank) {
  const auto call = on_notice();
  const auto now = *ladders_->call(call);
  ASSERT_EQ(now.ranking.size(), 3u);
  EXPECT_EQ(now.ranking[0].name, "Wang");
  EXPECT_EQ(now.ranking[0].total, 100);
  EXPECT_EQ(now.ranking[2].outcome, Outcome::below_pass);
  EXPECT_EQ(now.agreement[0].alpha, 1);
  EXPECT_EQ(now.of.notice_last, today_.plus(6)) << "seven days, today counted";
  const auto notice = *ladders_->notice(teacher("Zhao"), call);
  ASSERT_EQ(notice.lines.size(), 2u);
  EXPECT_EQ(notice.lines[0].name, "Wang");
  EXPECT_EQ(fault_of(ladders_->decide(office_, call, {{}, "", {}})), "call-state") << "the notice stands";
  today_ = today_.plus(7);
  const auto decided = ladders_->decide(office_, call, {{}, "", {}});
  ASSERT_TRUE(decided) << decided.error().what.en;
  EXPECT_EQ(decided->of.state, CallState::decided);
  EXPECT_EQ(ladders_->rank_of(person_id("Wang"), "backbone", today_), "school");
  EXPECT_EQ(ladders_->rank_of(person_id("Sun"), "backbone", today_), "");
  const auto ranks = ladders_->ranks_of(person_id("Wang"));
  ASSERT_EQ(ranks.size(), 1u);
  EXPECT_EQ(ranks[0].certificate.substr(0, 16), "backbone-school-");
  EXPECT_EQ(ranks[0].end_on.year(), today_.year() + 3);
  EXPECT_TRUE(ranks[0].in_use);
  today_ = ranks[0].end_on.plus(-30);
  EXPECT_TRUE(ladders_->ranks_of(person_id("Wang"))[0].ends_soon) << "time to renew";
  today_ = ranks[0].end_on;
  EXPECT_EQ(ladders_->rank_of(person_id("Wang"), "backbone", today_), "") << "the term is over";
}

TEST_P(LadderTest, ThePanelKnowsNobodysNameAndNoSchool) {
  const auto call = opened(wanted("backbone", "school")).of.id;
  const auto file = uploaded(teacher("Wang"), org_id("A"), "Wang-of-A.txt");
  apply_and_confirm(call, "Wang", {"I am Wang, of A", {}, {}, {}, {file}});
  seat(call);
  ASSERT_TRUE(ladders_->check_file(office_, call, file, {true, ""}));
  ASSERT_TRUE(ladders_->move(office_, call, CallState::scoring));
  const auto readers = [&] {
    std::vector<const char*> found;
    for (const auto* name : {"p1", "p2", "p3"})
      if (!ladders_->desk(reader(name), call)->tasks.empty()) found.push_back(name);
    return found;
  }();
  ASSERT_EQ(readers.size(), 2u);
  const auto task = ladders_->desk(reader(readers[0]), call)->tasks[0];
  const auto paper = *ladders_->paper(reader(readers[0]), call, task.application_id);
  EXPECT_EQ(paper.statement.find("Wang"), std::string::npos);
  EXPECT_EQ(json::text(paper).find("Wang"), std::string::npos);
  ASSERT_EQ(paper.files.size(), 1u);
  EXPECT_EQ(paper.files[0].name, "1");
  EXPECT_TRUE(ladders_->panel_file(reader(readers[0]), call, task.application_id, file));
  EXPECT_FALSE(ladders_->panel_file(teacher("Zhao"), call, task.application_id, file));
  EXPECT_EQ(code_of(ladders_->desk(teacher("Zhao"), call)), "call-unknown") << "not on the panel";
  EXPECT_EQ(code_of(ladders_->paper(reader("p4"), call, task.application_id)), "application-unknown");
  const auto chair = *ladders_->desk(reader("p1"), call);
  EXPECT_TRUE(chair.chair);
  ASSERT_EQ(chair.ranking.size(), 1u);
  EXPECT_EQ(chair.ranking[0].name, "");
  EXPECT_EQ(chair.ranking[0].school, "");
  EXPECT_TRUE(ladders_->desk(reader("p2"), call)->ranking.empty()) << "for the chair alone";
}

TEST_P(LadderTest, NobodyReadsTheOwnSchoolARelativeOrWhatOneSteppedBackFrom) {
  const auto call = opened(wanted("backbone", "school")).of.id;
  for (const auto* name : {"Wang", "Chen", "Sun"}) apply_and_confirm(call, name);
  seat(call, {{"Zhao", true}, {"p1", false}, {"p2", false}, {"p3", false}});
  ASSERT_TRUE(ladders_->declare(reader("p1"), call, {{"Sun"}}));
  ASSERT_TRUE(ladders_->move(office_, call, CallState::scoring));
  const auto numbers = [&](const Actor& actor) {
    std::vector<int64_t> found;
    const auto desk = *ladders_->desk(actor, call);
    for (const auto& task : desk.tasks) found.push_back(task.number);
    return found;
  };
  EXPECT_EQ(std::ranges::count(numbers(teacher("Zhao")), 2), 0) << "Chen is of the same school";
  EXPECT_EQ(std::ranges::count(numbers(reader("p1")), 3), 0) << "Sun was named as a relative";
  const auto mine = ladders_->desk(reader("p2"), call)->tasks;
  ASSERT_FALSE(mine.empty());
  EXPECT_EQ(fault_of(ladders_->recuse(reader("p2"), call, mine[0].application_id, {""})), "reason");
  ASSERT_TRUE(ladders_->recuse(reader("p2"), call, mine[0].application_id, {"we wrote a book together"}));
  EXPECT_EQ(std::ranges::count(numbers(reader("p2")), mine[0].number), 0);
  const auto whole = *ladders_->call(call);
  for (const auto& line : whole.ranking) EXPECT_EQ(line.awaited, 2) << "somebody else took it over";
  EXPECT_TRUE(whole.short_of.empty());
}

TEST_P(LadderTest, TwoThatLieApartAskForAThird) {
  const auto call = opened(wanted("backbone", "school")).of.id;
  apply_and_confirm(call, "Wang");
  seat(call);
  ASSERT_TRUE(ladders_->move(office_, call, CallState::scoring));
  const auto with_task = [&] {
    std::vector<const char*> found;
    for (const auto* name : {"p1", "p2", "p3"})
      if (const auto desk = ladders_->desk(reader(name), call);
          !desk->tasks.empty() && desk->tasks[0].state == SheetState::open)
        found.push_back(name);
    return found;
  };
  auto open = with_task();
  ASSERT_EQ(open.size(), 2u);
  score_all(call, open[0], [](int64_t) { return 0; });
  EXPECT_EQ(code_of(ladders_->move(office_, call, CallState::ranking)), "call-state") << "one score lacks";
  score_all(call, open[1], [](int64_t) { return 3; });
  open = with_task();
  ASSERT_EQ(open.size(), 1u) << "40 and 100 are more than 15 apart";
  EXPECT_TRUE(ladders_->call(call)->ranking[0].apart);
  EXPECT_EQ(ladders_->call(call)->ranking[0].total, 70);
  score_all(call, open[0], [](int64_t) { return 2; });
  EXPECT_EQ(ladders_->call(call)->ranking[0].total, 90) << "the two that agree: 80 and 100";
  EXPECT_TRUE(ladders_->move(office_, call, CallState::ranking));
}

TEST_P(LadderTest, ScoresAreDraftsUntilTheyAreHandedInAndStandThen) {
  const auto call = opened(wanted("backbone", "school")).of.id;
  apply_and_confirm(call, "Wang");
  seat(call, {{"p1", true}, {"p2", false}});
  ASSERT_TRUE(ladders_->move(office_, call, CallState::scoring));
  const auto id = ladders_->desk(reader("p1"), call)->tasks.at(0).application_id;
  auto scores = marks(call, 2, false);
  scores.marks.pop_back();
  EXPECT_EQ(ladders_->score(reader("p1"), call, id, scores)->state, SheetState::open);
  scores.submit = true;
  EXPECT_EQ(fault_of(ladders_->score(reader("p1"), call, id, scores)), "marks") << "one dimension lacks";
  scores = marks(call, 9);
  EXPECT_EQ(fault_of(ladders_->score(reader("p1"), call, id, scores)), "marks");
  EXPECT_EQ(ladders_->score(reader("p1"), call, id, marks(call, 3))->total, 100);
  EXPECT_EQ(code_of(ladders_->score(reader("p1"), call, id, marks(call, 0))), "submitted");
  EXPECT_EQ(code_of(ladders_->set_panel(office_, call, {{{"p2", true}, {"p3", false}}})), "call-state")
      << "p1 has handed in";
  today_ = today_.plus(30);
  EXPECT_EQ(code_of(ladders_->score(reader("p2"), call, id, marks(call, 3))), "call-state") << "too late";
  EXPECT_EQ(fault_of(ladders_->set_days(office_, call, {today_, today_.plus(-1)})), "score_last");
  ASSERT_TRUE(ladders_->set_days(office_, call, {today_, today_.plus(5)}));
  EXPECT_TRUE(ladders_->score(reader("p2"), call, id, marks(call, 3)));
  EXPECT_TRUE(ladders_->school_file(org_id("A"), id));
  EXPECT_FALSE(ladders_->school_file(org_id("B"), id));
}

TEST_P(LadderTest, ConditionsAreCheckedBeforeAnApplicationIsTaken) {
  const auto call = opened(wanted("backbone", "city")).of.id;
  EXPECT_EQ(fault_of(ladders_->apply(teacher("Wang"), call, {"x", {}, {}, {}, {}})), "conditions");
  EXPECT_EQ(fault_of(ladders_->apply(teacher("Wang"), call, {"", {}, {}, {}, {}})), "statement");
  EXPECT_EQ(code_of(ladders_->apply(person("nobody", {{Role::teacher, org_id("A")}}), call, {"x", {}, {}, {}, {}})),
            "not-tied");
  EXPECT_EQ(code_of(ladders_->apply(person("x", {{Role::student, org_id("A")}}), call, {"x", {}, {}, {}, {}})),
            "call-unknown");
  const auto first = opened(wanted("backbone", "school")).of.id;
  const auto seen = *ladders_->open_call(teacher("Wang"), first);
  EXPECT_EQ(seen.verdict, Verdict::passed);
  today_ = today_.plus(11);
  EXPECT_EQ(code_of(ladders_->apply(teacher("Wang"), first, {"x", {}, {}, {}, {}})), "not-open");
}

TEST_P(LadderTest, TheSchoolConfirmsOrReturnsAndTheCandidateWithdraws) {
  const auto call = opened(wanted("backbone", "school")).of.id;
  const auto applied = *ladders_->apply(teacher("Wang"), call, {"one", {}, {}, {}, {}});
  const auto id = applied.application->id;
  EXPECT_EQ(code_of(ladders_->apply(teacher("Wang"), call, {"two", {}, {}, {}, {}})), "applied");
  seat(call);
  EXPECT_EQ(code_of(ladders_->move(office_, call, CallState::scoring)), "call-state") << "it waits for the school";
  EXPECT_EQ(code_of(ladders_->confirm(office_, org_id("B"), id, {true, ""})), "application-unknown");
  EXPECT_EQ(fault_of(ladders_->confirm(office_, org_id("A"), id, {false, ""})), "words");
  ASSERT_TRUE(ladders_->confirm(teacher("Li"), org_id("A"), id, {false, "the evidence lacks"}));
  EXPECT_EQ(ladders_->open_call(teacher("Wang"), call)->application->words, "the evidence lacks");
  ASSERT_TRUE(ladders_->apply(teacher("Wang"), call, {"two", {}, {}, {}, {}}));
  EXPECT_EQ(ladders_->open_call(teacher("Wang"), call)->application->id, id);
  ASSERT_TRUE(ladders_->withdraw(teacher("Wang"), call));
  EXPECT_EQ(ladders_->call(call)->of.applications, 0);
  ASSERT_TRUE(ladders_->apply(teacher("Li"), call, {"x", {}, {}, {}, {}}));
  const auto own = ladders_->open_call(teacher("Li"), call)->application->id;
  EXPECT_EQ(code_of(ladders_->confirm(teacher("Li"), org_id("A"), own, {true, ""})), "own-application");
}

TEST_P(LadderTest, AProposalThatDepartsFromTheOrderSaysWhy) {
  const auto call = scored();
  ASSERT_TRUE(ladders_->move(office_, call, CallState::ranking));
  const auto lines = ladders_->call(call)->ranking;
  EXPECT_EQ(fault_of(ladders_->propose(office_, call, {{{lines[1].application_id, false, ""}}})), "reason");
  EXPECT_EQ(fault_of(ladders_->propose(office_, call, {{{lines[2].application_id, true, "I like it"}}})), "lines")
      << "below the pass mark";
  EXPECT_EQ(code_of(ladders_->propose_as_chair(reader("p2"), call, {})), "not-chair");
  const auto done =
      ladders_->propose_as_chair(reader("p1"), call, {{{lines[1].application_id, false, "left the district"}}});
  ASSERT_TRUE(done) << done.error().what.en;
  ASSERT_TRUE(ladders_->move(office_, call, CallState::notice));
  EXPECT_EQ(ladders_->notice(teacher("Wang"), call)->lines.size(), 1u);
}

TEST_P(LadderTest, ObjectionsAreAnsweredBeforeTheDecisionAndUpheldOnesCount) {
  const auto call = on_notice();
  const auto about = ladders_->notice(teacher("Zhao"), call)->lines[0].application_id;
  EXPECT_EQ(fault_of(ladders_->object(teacher("Zhao"), call, {about, "", {}, {}})), "text");
  EXPECT_EQ(fault_of(ladders_->object(teacher("Zhao"), call, {"unknown", "x", {}, {}})), "application_id");
  const auto file = uploaded(teacher("Zhao"), org_id("B"), "copy.txt");
  const auto filed = ladders_->object(teacher("Zhao"), call, {about, "the paper is copied", org_id("B"), {file}});
  ASSERT_TRUE(filed) << filed.error().what.en;
  EXPECT_EQ(filed->own.at(0).files.size(), 1u);
  EXPECT_TRUE(ladders_->notice(teacher("Chen"), call)->own.empty()) << "objections are not shown to others";
  today_ = today_.plus(8);
  EXPECT_EQ(code_of(ladders_->object(teacher("Chen"), call, {about, "late", {}, {}})), "notice-over");
  EXPECT_EQ(code_of(ladders_->decide(office_, call, {{}, "", {}})), "call-state");
  ASSERT_TRUE(ladders_->answer(office_, call, filed->own[0].id, {"it is", true}));
  EXPECT_EQ(code_of(ladders_->answer(office_, call, filed->own[0].id, {"again", false})), "answered");
  EXPECT_EQ(fault_of(ladders_->decide(office_, call, {{}, "", {}})), "refused");
  EXPECT_EQ(fault_of(ladders_->decide(office_, call, {{about}, "", {}})), "words");
  ASSERT_TRUE(ladders_->decide(office_, call, {{about}, "copied", {}}));
  EXPECT_EQ(ladders_->rank_of(person_id("Wang"), "backbone", today_), "");
  EXPECT_EQ(ladders_->rank_of(person_id("Chen"), "backbone", today_), "school");
}

DOORSTEP_ON_BOTH(LadderTest);

}  // namespace
}  // namespace doorstep::ladder
