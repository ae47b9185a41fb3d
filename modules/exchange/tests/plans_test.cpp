// Plans: from the register to a plan, held fast, tried out, accepted; on both databases.
#include "store.h"
#include "trial.h"

namespace doorstep::exchange {
namespace {

using namespace trial;

class PlanTest : public Trial {
 protected:
  void SetUp() override {
    Trial::SetUp();
    standard::Standard standard;
    standard.id = "trial";
    standard.name = {"试", "trial"};
    standard.official = true;
    standard.stages = {standard::Stage::primary};
    for (const auto* code : {"degree_teachers", "backbone_teachers"}) {
      standard::Indicator indicator;
      indicator.code = indicator.numerator = code;
      indicator.denominator = "students";
      indicator.per = 100;
      indicator.name = {code, code};
      indicator.demands = {{standard::Stage::primary, 4.0, 0.5}};
      standard.indicators.push_back(indicator);
    }
    book_.standards = {standard};
    plans_ = make_plans(*around_);
    put_returns(2025, 100);
  }
  void put_returns(int year, double students) {
    take_in([&](registry::Intake& in) {
      for (const auto* key : {"A", "B", "C", "D"})
        for (const auto& [figure, value] :
             {std::pair{"students", students}, {"degree_teachers", *key == 'A' ? 12.0 : 5.0}})
          in.put(registry::ReturnRow{org_id(key), "primary", SchoolYear{year}, figure, value}, {});
    });
  }
  // A local edition that lets a small district plan.
  std::string easy_rules(const std::vector<NewRule>& more = {}) {
    std::vector<NewRule> rules{{"years_here", 3, {}},
                               {"moved_least", 0, {}},
                               {"leaving_most", 0.5, {}},
                               {"headcount_change", 3, {}},
                               {"subject_change", 3, {}},
                               {"km_most", 30, {}},
                               {"term", 1, {}}};
    rules.insert(rules.end(), more.begin(), more.end());
    const auto made =
        plans_->add_edition(officer_, org_id("North"), {"cn-2014-exchange", "Easy", "trial", "few schools", rules});
    EXPECT_TRUE(made) << made.error().what.en;
    return made->items.front().id;
  }
  ExchangePlan planned(const NewExchangePlan& wanted = named("spring"), const char* org = "North") {
    const auto made = plans_->make(officer_, org_id(org), wanted);
    EXPECT_TRUE(made) << made.error().what.en;
    return made ? over(made->of.id) : ExchangePlan{};
  }
  ExchangePlan over(const std::string& id) {
    for (int i = 0; i < 600; ++i) {
      auto now = *plans_->plan(id);
      if (now.of.state != PlanState::planning) return now;
      std::this_thread::sleep_for(std::chrono::milliseconds{50});
    }
    ADD_FAILURE() << "it is still planned";
    return *plans_->plan(id);
  }
  static NewExchangePlan named(const char* title) {
    NewExchangePlan made;
    made.title = title;
    made.seconds = 2;
    return made;
  }
  std::unique_ptr<Plans> plans_;
};

TEST_P(PlanTest, APlanIsMadeFromTheRegister) {
  easy_rules();
  const auto plan = planned();
  ASSERT_EQ(plan.of.state, PlanState::ready) << plan.of.fault.en;
  EXPECT_EQ(plan.teachers, 19) << "leaders are not planned";
  EXPECT_EQ(plan.eligible, 19);
  ASSERT_EQ(plan.outcomes.size(), 2u);
  EXPECT_TRUE(plan.outcomes[0].before);
  EXPECT_LT(*plan.outcomes[0].after, *plan.outcomes[0].before) << "degree teachers are more even than before";
  ASSERT_FALSE(plan.moves.empty());
  EXPECT_FALSE(plan.moves[0].name.empty());
  const auto detail = plans_->move(plan.of.id, plan.moves[0].person_id);
  ASSERT_TRUE(detail);
  EXPECT_FALSE(detail->reason.sentences.empty());
  EXPECT_FALSE(detail->places.empty());
  EXPECT_EQ(plans_->org_of(plan.of.id), org_id("North"));
  EXPECT_EQ(plans_->plans(org_id("North"))->size(), 1u);
}

TEST_P(PlanTest, AChangeIsTriedOutAtOnceAndHeldFastInTheNextPlan) {
  easy_rules();
  const auto plan = planned();
  ASSERT_FALSE(plan.moves.empty());
  const auto& first = plan.moves[0];
  const auto tried = plans_->attempt(plan.of.id, {{{first.person_id, {}}}});
  ASSERT_TRUE(tried);
  EXPECT_EQ(tried->moves, plan.of.moves - 1);
  const auto again = plans_->again(officer_, plan.of.id, {{{first.person_id, Hold::stay, {}}}, 2});
  ASSERT_TRUE(again) << again.error().what.en;
  const auto now = over(plan.of.id);
  ASSERT_EQ(now.of.state, PlanState::ready) << now.of.fault.en;
  EXPECT_FALSE(std::ranges::count(now.moves, first.person_id, &PlanMove::person_id));
  EXPECT_EQ(now.question.decisions.size(), 1u);
  EXPECT_EQ(fault_of(plans_->attempt(plan.of.id, {{{person_id("nobody"), {}}}})), "changes");
  EXPECT_EQ(fault_of(plans_->again(officer_, plan.of.id, {{{person_id("nobody"), Hold::stay, {}}}, 2})), "decisions");
}

// As when the program ends while it plans again: the moves on the page are those of before what was held fast, and are
// not sent to anybody.
TEST_P(PlanTest, APlanWhosePlanningWasInterruptedIsNotAccepted) {
  easy_rules();
  const auto plan = planned();
  ASSERT_FALSE(plan.moves.empty());
  ASSERT_TRUE(database_->write([&](db::Session& session) -> Result<void> {
    auto row = *store::plan(session, plan.of.id);
    row.state = PlanState::planning;
    row.job = new_uuid();
    auto question = plan.question;
    question.decisions = {{plan.moves[0].person_id, Hold::stay, {}}};
    row.question = json::text(question);
    store::set(session, row);
    return {};
  }));
  const auto now = *plans_->plan(plan.of.id);
  EXPECT_EQ(now.of.state, PlanState::failed);
  EXPECT_FALSE(now.of.fault.en.empty());
  EXPECT_EQ(now.moves.size(), plan.moves.size()) << "what was there is still to be seen";
  const PlanAcceptance wanted{Date::today().plus(30), Date::today().plus(30 + 365), ""};
  EXPECT_EQ(code_of(plans_->accept(officer_, plan.of.id, wanted)), "not-now");
  EXPECT_TRUE(secondments_->secondments(org_id("A"))->empty());
  ASSERT_TRUE(plans_->again(officer_, plan.of.id, {now.question.decisions, 2}));
  const auto whole = over(plan.of.id);
  ASSERT_EQ(whole.of.state, PlanState::ready) << whole.of.fault.en;
  EXPECT_FALSE(std::ranges::count(whole.moves, plan.moves[0].person_id, &PlanMove::person_id));
}

// In a plan of nobody's choosing two of one school are tied; then one of them is locked to a school.
TEST_P(PlanTest, WhoGoTogetherGoToOneSchoolOrStay) {
  easy_rules();
  const auto wanted = [](std::vector<PlanTogether> together) {
    auto made = named("couple");
    made.together = std::move(together);
    return made;
  };
  const auto alone = planned();
  ASSERT_FALSE(alone.moves.empty());
  const auto& mover = alone.moves[0];
  PersonId other;
  for (const auto& teacher : around_->staff.teachers(mover.from_id))
    if (teacher.id != mover.person_id && teacher.role == "teacher" && teacher.stage == mover.stage) other = teacher.id;
  const auto plan = planned(wanted({{{mover.person_id, other}}}));
  ASSERT_EQ(plan.of.state, PlanState::ready) << plan.of.fault.en;
  const auto tied = plans_->again(officer_, plan.of.id, {{{mover.person_id, Hold::lock, mover.to_id}}, 2});
  ASSERT_TRUE(tied) << tied.error().what.en;
  const auto now = over(plan.of.id);
  ASSERT_EQ(now.of.state, PlanState::ready) << now.of.fault.en;
  for (const auto& person : {mover.person_id, other}) {
    const auto found = std::ranges::find(now.moves, person, &PlanMove::person_id);
    ASSERT_NE(found, now.moves.end()) << person.value;
    EXPECT_EQ(found->to_id, mover.to_id);
  }
  const auto parted = plans_->attempt(plan.of.id, {{{other, {}}}});
  ASSERT_TRUE(parted);
  EXPECT_FALSE(parted->broken.empty()) << "one of the two stays";
}

TEST_P(PlanTest, AnAcceptedPlanBecomesSecondmentsThatAreSent) {
  easy_rules();
  const auto plan = planned();
  PlanAcceptance wanted{Date::today().plus(30), Date::today().plus(30 + 365), "travel is paid"};
  const auto accepted = plans_->accept(officer_, plan.of.id, wanted);
  ASSERT_TRUE(accepted) << accepted.error().what.en
                        << (accepted.error().fields.empty() ? "" : accepted.error().fields[0].what.en);
  EXPECT_EQ(accepted->of.state, PlanState::accepted);
  int64_t people = 0;
  for (const auto& one : accepted->secondments) {
    EXPECT_EQ(one.standing, Standing::consents);
    people += one.people;
  }
  EXPECT_EQ(people, plan.of.moves);
  for (const auto& [school, titles] : told_) EXPECT_EQ(titles.size(), 1u) << "one notice, however many move";
  EXPECT_FALSE(told_.empty());
  const auto whole = *secondments_->secondment(officer_, accepted->secondments.at(0).id);
  EXPECT_FALSE(whole.people[0].why.empty()) << "why stands with the person";
  bool alternatives = false;
  for (const auto& one : plans_->reasons(plan.of.id))
    for (const auto& sentence : one.sentences) alternatives |= sentence.en.starts_with("with teacher ");
  EXPECT_TRUE(alternatives) << "the plan says who else could go";
  for (const auto& one : accepted->secondments) {
    const auto sent = *secondments_->secondment(officer_, one.id);
    for (const auto& person : sent.people)
      EXPECT_EQ(person.why.find("with teacher "), std::string::npos) << "and does not say it to the person";
  }
  EXPECT_EQ(code_of(plans_->accept(officer_, plan.of.id, wanted)), "accepted");
  EXPECT_EQ(code_of(plans_->again(officer_, plan.of.id, {})), "accepted");
}

TEST_P(PlanTest, ASubjectStaysCoveredWhereItIs) {
  easy_rules({{"coverage_least", 1, {}}});
  cover_.loads = {{"primary", "", 12}};
  // A has twelve and needs twelve; B has five and needs nine.
  cover_.subjects = {{org_id("A"), "chinese", 12, 12}, {org_id("B"), "chinese", 9, 5}};
  const auto plan = planned();
  ASSERT_EQ(plan.of.state, PlanState::ready) << plan.of.fault.en;
  std::map<OrgId, int64_t> net;
  for (const auto& move : plan.moves) --net[move.from_id], ++net[move.to_id];
  EXPECT_GE(net[org_id("A")], 0) << "not one below the need";
  EXPECT_GE(net[org_id("B")], 0) << "what is short loses nothing";
  PlanChanges changes{{{person_id("a5"), org_id("D")}, {person_id("a6"), org_id("D")}}};
  for (const auto& move : plan.moves)
    if (move.person_id != person_id("a5") && move.person_id != person_id("a6"))
      changes.changes.push_back({move.person_id, {}});
  const auto tried = plans_->attempt(plan.of.id, changes);
  ASSERT_TRUE(tried);
  const auto says = [](const Words& words) { return words.en.find("class hours") != std::string::npos; };
  EXPECT_TRUE(std::ranges::any_of(tried->broken, says)) << "and the checker says so";
}

TEST_P(PlanTest, WhatCannotBePlannedSaysWhy) {
  put_teacher("nosubject", "A");
  take_in([&](registry::Intake& in) {
    registry::RoleRow row;
    row.id = derived_uuid("test", "role", "nosubject");
    row.person_id = person_id("nosubject");
    row.org_id = org_id("A");
    row.role = "teacher";
    row.stage = "primary";
    row.begin_on = day("2012-09-01");
    in.put(row, {});
    auto twin = registry::trial::school("B", "North");  // in the compound of A
    twin.longitude = 116.32;
    twin.latitude = 39.9;
    in.put(twin, {});
  });
  easy_rules();
  const auto plan = planned();
  ASSERT_EQ(plan.of.state, PlanState::ready) << plan.of.fault.en;
  EXPECT_EQ(plan.without_subject, 1) << "stays, and is told";
  EXPECT_FALSE(std::ranges::count(plan.moves, person_id("nosubject"), &PlanMove::person_id));
  const auto made =
      plans_->add_edition(officer_, org_id("North"),
                          {"cn-2014-exchange", "x", "y", "z", {{"moved_least", 0.5, {}}, {"moved_most", 0.2, {}}}});
  ASSERT_FALSE(made);
  EXPECT_NE(made.error().fields.at(0).what.en.find("moved_least (0.5) and moved_most (0.2)"), std::string::npos)
      << made.error().fields.at(0).what.en;
}

TEST_P(PlanTest, WrongQuestionsAreNamed) {
  const auto fault = [&](NewExchangePlan wanted, const char* org = "North") {
    return fault_of(plans_->make(officer_, org_id(org), wanted));
  };
  EXPECT_EQ(fault(named("")), "title");
  auto one = named("x");
  one.year = 1999;
  EXPECT_EQ(fault(one), "year");
  one = named("x");
  one.standard = "none";
  EXPECT_EQ(fault(one), "standard");
  one = named("x");
  one.rules_id = "none";
  EXPECT_EQ(fault(one), "rules_id");
  one = named("x");
  one.stages = {"senior"};
  EXPECT_EQ(fault(one), "stages");
  one = named("x");
  one.seconds = 0;
  EXPECT_EQ(fault(one), "seconds");
  one = named("x");
  one.together = {{{person_id("a2")}}};
  EXPECT_EQ(fault(one), "together") << "two go together";
  one.together = {{{person_id("a2"), person_id("b1")}}};
  EXPECT_EQ(fault(one), "together") << "at one school";
  one.together = {{{person_id("a2"), person_id("nobody")}}};
  EXPECT_EQ(fault(one), "together");
  EXPECT_EQ(fault(named("x"), "A"), "org-unknown") << "a school alone has nobody to exchange with";
  EXPECT_EQ(code_of(plans_->plan("none")), "plan-unknown");
}

TEST_P(PlanTest, RulesAreTheDistricts) {
  EXPECT_EQ(code_of(plans_->add_edition(president_, org_id("G"), {"voluntary", "x", "y", "z", {}})), "not-yours");
  const auto local = easy_rules();
  auto listed = *plans_->editions(org_id("G"));
  EXPECT_EQ(listed.items.front().id, local);
  EXPECT_TRUE(listed.items.front().holds);
  EXPECT_FALSE(listed.known.empty());
  listed = *plans_->let_hold(officer_, org_id("North"), "cn-2014-exchange");
  EXPECT_FALSE(listed.items.front().holds);
}

TEST_P(PlanTest, WhatAPlanDidIsHeldAgainstTheReturns) {
  easy_rules();
  const auto plan = planned();
  put_returns(2026, 120);
  const auto effects = *plans_->effects(plan.of.id);
  EXPECT_EQ(effects.year_before, 2025);
  EXPECT_EQ(effects.year_after, 2026);
  ASSERT_FALSE(effects.items.empty());
  const auto a = std::ranges::find_if(
      effects.items, [](const auto& one) { return one.school == "A" && one.code == "degree_teachers"; });
  ASSERT_NE(a, effects.items.end());
  EXPECT_EQ(a->before, 12);
  EXPECT_EQ(a->real, 10);
  EXPECT_EQ(*a->planned, 12.0 + static_cast<double>(a->in - a->out));
}

DOORSTEP_ON_BOTH(PlanTest);

}  // namespace
}  // namespace doorstep::exchange
