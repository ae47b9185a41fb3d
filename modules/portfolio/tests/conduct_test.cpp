// Cases of conduct step by step, who has to know, measures in effect; performance by term; on both databases.
#include <algorithm>
#include <fstream>

#include <doorstep/sheets/write.h>

#include "conduct_rules.h"
#include "sheet.h"
#include "trial.h"

namespace doorstep::portfolio {
namespace {

using trial::code_of;
using trial::fault_of;
using trial::org_id;
using trial::person_id;

class ConductTest : public trial::PortfolioLand {
 protected:
  void SetUp() override {
    PortfolioLand::SetUp();
    conduct_ = make_conduct(around());
  }
  std::string opened(const char* about = "wang") {
    const auto made = conduct_->open(head_, org_id("A"), {person_id(about), "gifts", "a parent reports a gift"});
    EXPECT_TRUE(made) << made.error().what.en;
    return made ? made->id : "";
  }
  static CaseMove step(CaseStep step) {
    CaseMove made;
    made.step = step;
    made.words = "words";
    return made;
  }
  std::string does(const Actor& by, const std::string& id, CaseMove move) {
    return code_of(conduct_->move(by, id, std::move(move)));
  }
  // Noticed, heard and found to be so.
  std::string found() {
    const auto id = opened();
    EXPECT_EQ(does(head_, id, step(CaseStep::notice)), "");
    EXPECT_EQ(does(wang_, id, step(CaseStep::statement)), "");
    auto finding = step(CaseStep::finding);
    finding.founded = true;
    EXPECT_EQ(does(head_, id, finding), "");
    return id;
  }
  static CaseMove measure(CaseStep step_of, const char* code) {
    auto made = step(step_of);
    made.measure = code;
    return made;
  }
  std::unique_ptr<Conduct> conduct_;
};

TEST_P(ConductTest, RulesNameTheirSource) {
  EXPECT_FALSE(conduct_rules().verified);
  EXPECT_EQ(conduct_rules().appeals.size(), 2u);
  EXPECT_EQ(code_of(read_conduct_rules("code='x'", "x.toml")), "data-invalid");
}

TEST_P(ConductTest, ThePersonIsToldAndHeardBeforeAnythingIsFound) {
  const auto id = opened();
  EXPECT_TRUE(conduct_->own(wang_).empty()) << "not before the notice";
  EXPECT_EQ(code_of(conduct_->one(wang_, id)), "case-unknown");
  auto finding = step(CaseStep::finding);
  finding.founded = true;
  EXPECT_EQ(does(head_, id, finding), "case-state");
  ASSERT_EQ(does(head_, id, step(CaseStep::notice)), "");
  EXPECT_EQ(does(head_, id, finding), "not-heard");
  const auto mine = conduct_->own(wang_);
  ASSERT_EQ(mine.size(), 1u);
  EXPECT_EQ(mine[0].due_on, today_.plus(conduct_rules().statement_days));
  EXPECT_EQ(mine[0].may, std::vector{CaseStep::statement});
  EXPECT_EQ(mine[0].steps.size(), 1u) << "who reported what is not for the person";
  ASSERT_EQ(does(wang_, id, step(CaseStep::statement)), "");
  finding.founded = false;
  ASSERT_EQ(does(head_, id, finding), "");
  EXPECT_EQ(conduct_->one(head_, id)->state, CaseState::dismissed);
  EXPECT_FALSE(conduct_->barred(person_id("wang"), today_));
}

TEST_P(ConductTest, OnlyWhoHasToKnowSeesACase) {
  const auto id = opened();
  for (const auto* by :
       {&wang_, &li_, &zhao_, &other_head_, &president_, &officer_, &above_, &administrator_, &mentor_}) {
    EXPECT_EQ(code_of(conduct_->one(*by, id)), "case-unknown") << by->name;
    EXPECT_TRUE(conduct_->at(*by, org_id("A"))->items.empty()) << by->name;
    EXPECT_EQ(does(*by, id, step(CaseStep::notice)), "case-unknown") << by->name;
  }
  EXPECT_EQ(told("conduct-read"), 1) << "the head's, who opened it";
  EXPECT_EQ(conduct_->at(head_, org_id("A"))->items.size(), 1u);
  EXPECT_EQ(told("conduct-list-read"), 1);
  EXPECT_EQ(code_of(conduct_->open(president_, org_id("A"), {person_id("wang"), "gifts", "x"})), "not-yours");
  EXPECT_EQ(code_of(conduct_->open(head_, org_id("A"), {person_id("head"), "gifts", "x"})), "not-yours")
      << "about the head: the district";
  EXPECT_EQ(fault_of(conduct_->open(head_, org_id("A"), {person_id("zhao"), "gifts", "x"})), "person_id");
  EXPECT_EQ(fault_of(conduct_->open(head_, org_id("A"), {person_id("wang"), "x", "x"})), "behaviour");
  const auto about_head = conduct_->open(officer_, org_id("A"), {person_id("head"), "gifts", "x"});
  ASSERT_TRUE(about_head);
  EXPECT_EQ(code_of(conduct_->one(head_, about_head->id)), "case-unknown");
}

TEST_P(ConductTest, ASchoolDecidesWithinItsReachAndAReviewGoesUp) {
  const auto id = found();
  EXPECT_EQ(fault_of(conduct_->move(head_, id, measure(CaseStep::decision, "warning"))), "measure")
      << "for the district to decide";
  auto decision = measure(CaseStep::decision, "barred");
  decision.effect_until = today_.plus(30);
  EXPECT_EQ(fault_of(conduct_->move(head_, id, decision)), "effect_until") << "24 months at least";
  decision.effect_until.reset();
  ASSERT_EQ(does(head_, id, decision), "");
  EXPECT_TRUE(conduct_->barred(person_id("wang"), today_));
  EXPECT_FALSE(conduct_->barred(person_id("wang"), today_.plus(-1)));
  EXPECT_FALSE(conduct_->barred(person_id("wang"), today_.plus(800)));
  EXPECT_FALSE(conduct_->barred(person_id("li"), today_));
  EXPECT_EQ(code_of(conduct_->one(officer_, id)), "case-unknown") << "not yet";
  EXPECT_EQ(does(head_, id, step(CaseStep::lifting)), "case-state") << "not before it is over";
  ASSERT_EQ(does(wang_, id, step(CaseStep::appeal)), "");
  EXPECT_TRUE(conduct_->barred(person_id("wang"), today_)) << "an appeal does not stop it";
  EXPECT_EQ(does(head_, id, step(CaseStep::answer)), "case-state");
  auto answer = step(CaseStep::answer);
  EXPECT_EQ(fault_of(conduct_->move(officer_, id, answer)), "answer");
  answer.answer = AnswerKind::upheld;
  ASSERT_EQ(does(officer_, id, answer), "");
  EXPECT_EQ(code_of(conduct_->one(above_, id)), "case-unknown");
  ASSERT_EQ(does(wang_, id, step(CaseStep::appeal)), "");
  EXPECT_EQ(does(officer_, id, answer), "case-state") << "the level above answers";
  answer.answer = AnswerKind::annulled;
  ASSERT_EQ(does(above_, id, answer), "");
  EXPECT_FALSE(conduct_->barred(person_id("wang"), today_));
  EXPECT_EQ(conduct_->own(wang_)[0].state, CaseState::annulled);
}

TEST_P(ConductTest, ADistrictsMeasureIsProposedByTheSchool) {
  const auto id = found();
  ASSERT_EQ(does(head_, id, measure(CaseStep::proposal, "warning")), "");
  EXPECT_FALSE(conduct_->barred(person_id("wang"), today_)) << "only proposed";
  EXPECT_EQ(does(head_, id, measure(CaseStep::decision, "warning")), "case-state");
  EXPECT_EQ(conduct_->at(officer_, org_id("A"))->items.size(), 1u);
  auto decision = measure(CaseStep::decision, "warning");
  decision.effect_from = today_.plus(-200);
  ASSERT_EQ(does(officer_, id, decision), "");
  ASSERT_EQ(does(wang_, id, step(CaseStep::appeal)), "");
  auto answer = step(CaseStep::answer);
  answer.answer = AnswerKind::upheld;
  EXPECT_EQ(does(officer_, id, answer), "case-state") << "who decided does not hear the appeal";
  const auto colleague = at("second officer", Role::district_officer, "North");
  ASSERT_EQ(does(colleague, id, answer), "");
  const auto now = *conduct_->one(head_, id);
  EXPECT_TRUE(std::ranges::count(now.may, CaseStep::lifting)) << "six months are over";
  ASSERT_EQ(does(head_, id, step(CaseStep::lifting)), "");
  EXPECT_EQ(conduct_->one(head_, id)->state, CaseState::lifted);
}

TEST_P(ConductTest, TheTrailCarriesNoWordsOfACase) {
  found();
  database_->read([&](db::Session& session) {
    audit::Filter filter;
    filter.limit = 100;
    for (const auto& entry : trail_.list(session, filter))
      if (entry.kind == "conduct") EXPECT_TRUE(entry.changes.empty()) << entry.action;
  });
}

TEST_P(ConductTest, ConductIsCommendedToo) {
  EXPECT_EQ(fault_of(conduct_->commend(head_, org_id("A"), {person_id("wang"), "", today_, {}})), "title");
  EXPECT_EQ(fault_of(conduct_->commend(head_, org_id("A"), {person_id("wang"), "x", today_.plus(2), {}})), "on");
  ASSERT_TRUE(conduct_->commend(head_, org_id("A"), {person_id("wang"), "Kind to children", today_, {}}));
  ASSERT_EQ(conduct_->of(person_id("wang")).size(), 1u);
  const auto id = conduct_->of(person_id("wang"))[0].id;
  EXPECT_EQ(code_of(conduct_->withdraw(head_, org_id("B"), id)), "commendation-unknown");
  ASSERT_TRUE(conduct_->withdraw(head_, org_id("A"), id));
  EXPECT_TRUE(conduct_->of(person_id("wang")).empty());
}

class PerformanceTest : public trial::PortfolioLand {
 protected:
  void SetUp() override {
    PortfolioLand::SetUp();
    performance_ = make_performance(around());
  }
  NewPerformanceSheet wanted(std::vector<NewPerformanceItem> items = {{"Lessons", 60, {}}, {"Growth", 40, 10}}) const {
    return {"Autumn", begin_of_school_year(today_).year(), 1, std::move(items)};
  }
  PerformanceSheet made() {
    const auto sheet = performance_->make(head_, org_id("A"), wanted());
    EXPECT_TRUE(sheet) << sheet.error().what.en;
    return sheet ? *sheet : PerformanceSheet{};
  }
  std::string brought(const PerformanceSheet& sheet, const std::string& csv, bool dry,
                      PerformanceImported* into = nullptr) {
    const auto path = folder_.path() + "/" + new_uuid() + ".csv";
    std::ofstream{path} << csv;
    const auto done = performance_->bring(head_, org_id("A"), sheet.of.id, path, dry);
    if (done && into) *into = *done;
    return code_of(done);
  }
  std::unique_ptr<Performance> performance_;
};

TEST_P(PerformanceTest, WeightsAddUpAndATermHasOneSheet) {
  EXPECT_EQ(fault_of(performance_->make(head_, org_id("A"), wanted({{"x", 90, {}}}))), "items");
  EXPECT_EQ(fault_of(performance_->make(head_, org_id("A"), wanted({{"x", 50, {}}, {"x", 50, {}}}))), "items.1.name");
  EXPECT_EQ(code_of(performance_->make(president_, org_id("A"), wanted())), "not-the-head");
  const auto sheet = made();
  EXPECT_EQ(sheet.rows.size(), 2u) << "the teachers, without the head";
  EXPECT_EQ(code_of(performance_->make(head_, org_id("A"), wanted())), "sheet-twice");
  EXPECT_TRUE(performance_->sheets(president_, org_id("A"))->items.empty());
  EXPECT_EQ(code_of(performance_->sheet(president_, org_id("A"), sheet.of.id)), "sheet-unknown");
  EXPECT_EQ(performance_->sheets(head_, org_id("A"))->begins_with.size(), 2u);
}

TEST_P(PerformanceTest, IsFilledShownAnsweredAndFrozen) {
  const auto sheet = made();
  const auto fill = [&](double lessons, std::optional<double> growth) {
    return fault_of(
        performance_->fill(head_, org_id("A"), sheet.of.id,
                           {person_id("wang"), {{sheet.items[0].id, lessons}, {sheet.items[1].id, growth}}, "good"}));
  };
  EXPECT_EQ(fill(101, 5), "values");
  ASSERT_EQ(fill(80, std::nullopt), "");
  EXPECT_TRUE(performance_->own(wang_)->empty()) << "a draft is the school's";
  ASSERT_EQ(fill(80, 5), "");
  const auto move = [&](SheetState to) { return code_of(performance_->move(head_, org_id("A"), sheet.of.id, {to})); };
  EXPECT_EQ(move(SheetState::published), "sheet-state");
  ASSERT_EQ(move(SheetState::shown), "");
  const auto own = *performance_->own(wang_);
  ASSERT_EQ(own.size(), 1u);
  EXPECT_DOUBLE_EQ(own[0].row.score.value_or(0), 0.6 * 80 + 40 * 0.5);
  EXPECT_TRUE(performance_->of(president_, person_id("wang"))->empty());
  EXPECT_EQ(performance_->of(head_, person_id("wang"))->size(), 1u);
  EXPECT_EQ(fault_of(performance_->reply(head_, org_id("A"), sheet.of.id, {person_id("wang"), "x"})), "person_id");
  ASSERT_TRUE(performance_->answer(wang_, sheet.of.id, {"please look again", true}));
  ASSERT_TRUE(performance_->reply(head_, org_id("A"), sheet.of.id, {person_id("wang"), "we did"}));
  ASSERT_EQ(move(SheetState::published), "");
  EXPECT_EQ(move(SheetState::draft), "sheet-state");
  EXPECT_EQ(code_of(performance_->answer(wang_, sheet.of.id, {"again", true})), "sheet-state");
  EXPECT_EQ(performance_->own(wang_)->front().row.reply, "we did");
}

TEST_P(PerformanceTest, IsBroughtBySheetAllOrNone) {
  const auto sheet = made();
  PerformanceImported done;
  EXPECT_EQ(brought(sheet, "Name,Lessons\nwang,80\n", true), "column-missing");
  ASSERT_EQ(
      brought(sheet, "Name,Lessons,Growth,Remark\nwang,80,11,x\nnobody,1,1,\nli,many,5,\nwang,1,1,\n", false, &done),
      "");
  EXPECT_FALSE(done.kept);
  ASSERT_EQ(done.faults.size(), 4u);
  EXPECT_EQ(done.faults[0].row, 2);
  ASSERT_EQ(brought(sheet, "Name,Lessons,Growth\nwang,80,9\nli,70,\n", true, &done), "");
  EXPECT_FALSE(done.kept);
  EXPECT_TRUE(done.faults.empty());
  ASSERT_EQ(brought(sheet, "Name,Lessons,Growth\nwang,80,9\nli,70,\n", false, &done), "");
  EXPECT_TRUE(done.kept);
  const auto after = *performance_->sheet(head_, org_id("A"), sheet.of.id);
  EXPECT_EQ(std::ranges::count_if(after.rows, [](const auto& row) { return row.score.has_value(); }), 1);
  EXPECT_EQ(performance_workbook(after, Language::zh).substr(0, 2), "PK");
}

DOORSTEP_ON_BOTH(ConductTest);
DOORSTEP_ON_BOTH(PerformanceTest);

}  // namespace
}  // namespace doorstep::portfolio
