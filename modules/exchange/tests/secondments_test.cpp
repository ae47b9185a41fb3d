// A secondment from proposal to return; on both databases.
#include "standing.h"
#include "trial.h"

namespace doorstep::exchange {
namespace {

using namespace trial;

TEST(StandingTable, EveryStandingButTheFirstIsReachedAndNothingFollowsTheLast) {
  for (const auto& name : describe::enum_names<Standing>()) {
    const auto standing = *describe::enum_value<Standing>(name);
    const bool reached = std::ranges::any_of(
        transitions(), [&](const Transition& one) { return one.to == standing && one.from != standing; });
    const bool by_the_last = standing == Standing::council || standing == Standing::ended;
    EXPECT_TRUE(reached || by_the_last || standing == Standing::draft) << name;
    if (!over(standing)) continue;
    for (const auto& one : transitions())
      if (one.from == standing) EXPECT_EQ(one.act, Act::review) << name;
  }
}

class SecondmentTest : public Trial {};

TEST_P(SecondmentTest, ATeacherGoesAndComesBack) {
  const auto id = at(Standing::approved);
  EXPECT_EQ(act(head_a_, id, Act::start), "not-yours") << "the receiving school says that it has begun";
  EXPECT_EQ(act(head_b_, id, Act::start), "");
  const auto there = *registry_->staff(org_id("B"), {});
  const auto found = std::ranges::find(there, person_id("a1"), &registry::StaffMember::id);
  ASSERT_NE(found, there.end()) << "stands in the staff list of the school that received";
  EXPECT_EQ(ledger_->teacher(person_id("a1"), {})->school_id, org_id("A")) << "the contract stays";
  EXPECT_EQ(registry_->shared_staff({org_id("A"), org_id("B")}), (std::vector<int64_t>{1, 1}));
  EXPECT_EQ(act(officer_, id, Act::visit, {}, "settled in well"), "");
  EXPECT_EQ(act(head_b_, id, Act::review, {}, "led the subject group"), "");
  EXPECT_EQ(act(head_b_, id, Act::review, {}, "again"), "reviewed");
  EXPECT_EQ(act(head_b_, id, Act::bring_back), "");
  const auto now = *secondments_->secondment(head_b_, id);
  EXPECT_EQ(now.of.standing, Standing::ended);
  EXPECT_EQ(now.people[0].returned_on, Date::today());
  EXPECT_EQ(now.visits.size(), 1u);
  EXPECT_EQ(registry_->shared_staff({org_id("A"), org_id("B")}), (std::vector<int64_t>{0, 0}));
  const auto served = secondments_->served(person_id("a1"));
  ASSERT_EQ(served.size(), 1u);
  EXPECT_TRUE(served[0].over);
  EXPECT_EQ(served[0].reached, Reached::mostly);
}

TEST_P(SecondmentTest, ATeamGoesTogetherOrNobodyDoes) {
  const auto id = at(Standing::consents, {"a1", "a2"});
  EXPECT_EQ(act(head_a_, id, Act::agree, person_id("a2").value), "exchange-invalid")
      << "who has no account agrees on paper, and the paper is named";
  EXPECT_EQ(act(head_a_, id, Act::agree, person_id("a1").value, "for her"), "not-yours") << "a1 has an account";
  EXPECT_EQ(act(head_b_, id, Act::agree), "");
  EXPECT_EQ(act(head_a_, id, Act::agree), "exchange-invalid") << "for the school, or for a2?";
  EXPECT_EQ(act(head_a_, id, Act::agree, org_id("A").value), "");
  EXPECT_EQ(act(head_a_, id, Act::agree, person_id("a2").value, "paper of 1 June"), "");
  EXPECT_EQ(secondments_->secondment(officer_, id)->of.standing, Standing::consents);
  EXPECT_EQ(act(teacher_, id, Act::object, {}, "a child is ill"), "");
  const auto now = *secondments_->secondment(head_a_, id);
  EXPECT_EQ(now.of.standing, Standing::refused) << "one who objects stops the team";
  EXPECT_EQ(now.reason, "a child is ill");
  EXPECT_EQ(act(head_a_, id, Act::reopen), "");
  ASSERT_TRUE(secondments_->change(head_a_, id, wanted({"a2", "a3"})));
  EXPECT_EQ(act(head_a_, id, Act::send), "");
  EXPECT_EQ(secondments_->secondment(head_a_, id)->people.size(), 2u);
}

TEST_P(SecondmentTest, WhatTheRulesForbidIsNotSent) {
  put_teacher("young", "A", "teacher", "2024-09-01");
  const auto made = *secondments_->propose(head_a_, org_id("A"), wanted({"young"}));
  const auto broken = std::ranges::find(made.checks, false, &RuleCheck::kept);
  ASSERT_NE(broken, made.checks.end());
  EXPECT_EQ(broken->rule, "years_here");
  NewAct send;
  send.act = Act::send;
  const auto refused = secondments_->act(head_a_, made.of.id, send);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "rules");
  EXPECT_EQ(refused.error().fields.at(0).field, "young");
  EXPECT_EQ(secondments_->secondment(head_a_, made.of.id)->of.standing, Standing::draft);

  auto short_term = wanted({"a1"});
  short_term.end_on = begin_.plus(120);
  const auto brief = *secondments_->propose(head_a_, org_id("A"), short_term);
  EXPECT_EQ(act(head_a_, brief.of.id, Act::send), "rules") << "less than a school year";
}

TEST_P(SecondmentTest, NoSchoolIsBledAndNobodyGoesTwice) {
  (void)at(Standing::consents, {"a1"});
  const auto twice = *secondments_->propose(head_a_, org_id("A"), wanted({"a1"}, "C"));
  const auto clash = std::ranges::find(twice.checks, "clash", &RuleCheck::rule);
  ASSERT_NE(clash, twice.checks.end());
  EXPECT_FALSE(clash->kept);
  const auto more = *secondments_->propose(head_a_, org_id("A"), wanted({"a2", "a3"}));
  EXPECT_EQ(act(head_a_, more.of.id, Act::send), "rules") << "three of thirteen away at a time";
}

TEST_P(SecondmentTest, TheDistrictDecidesForASchoolWhosePrincipalIsSent) {
  ledger_->ties[head_a_.account] = person_id("head");
  auto team = wanted({"head"});
  team.people[0].role = "principal";
  const auto made = secondments_->propose(officer_, org_id("North"), team);
  ASSERT_TRUE(made) << made.error().what.en;
  EXPECT_EQ(made->of.title, "1 leaders to B");
  const auto id = made->of.id;
  EXPECT_EQ(act(officer_, id, Act::send), "");
  EXPECT_EQ(act(head_a_, id, Act::agree, org_id("A").value), "not-yours") << "not about oneself";
  EXPECT_EQ(act(head_a_, id, Act::agree), "");
  EXPECT_EQ(act(officer_, id, Act::agree, org_id("A").value), "");
  EXPECT_EQ(act(head_b_, id, Act::agree), "");
  EXPECT_EQ(secondments_->secondment(officer_, id)->of.standing, Standing::council);
}

TEST_P(SecondmentTest, SchoolsWithoutACommonGroupGoStraightToTheDistrict) {
  const auto made = *secondments_->propose(head_a_, org_id("A"), wanted({"a1"}, "D"));
  EXPECT_TRUE(made.group_id.empty());
  EXPECT_EQ(act(head_a_, made.of.id, Act::send), "");
  EXPECT_EQ(act(teacher_, made.of.id, Act::agree), "");
  EXPECT_EQ(act(head_a_, made.of.id, Act::agree), "");
  EXPECT_EQ(act(head_d_, made.of.id, Act::agree), "");
  EXPECT_EQ(secondments_->secondment(officer_, made.of.id)->of.standing, Standing::district);
}

TEST_P(SecondmentTest, BadInputIsNamed) {
  const auto refused = [&](const NewSecondment& one, const char* org = "A") {
    return fault_of(secondments_->propose(org == std::string{"North"} ? officer_ : head_a_, org_id(org), one));
  };
  EXPECT_EQ(refused(wanted({})), "people");
  EXPECT_EQ(refused(wanted({"a1", "a1"})), "people");
  EXPECT_EQ(refused(wanted({"b1"})), "people") << "works there already";
  EXPECT_EQ(refused(wanted({"c1"})), "people") << "A neither sends nor receives";
  EXPECT_EQ(refused(wanted({"nobody"})), "people");
  EXPECT_EQ(refused(wanted({"a1"}, "X")), "host_id");
  auto one = wanted({"a1"});
  one.end_on = one.begin_on;
  EXPECT_EQ(refused(one), "end_on");
  one = wanted({"a1"});
  one.people[0].share = 1.5;
  EXPECT_EQ(refused(one), "people");
  one.people[0].share = 0.5;
  one.people[0].allowance = -1;
  EXPECT_EQ(refused(one), "people");
  EXPECT_EQ(refused(wanted({"a1"}), "B"), "not-yours");
  EXPECT_EQ(refused(wanted({"a1"}, "D"), "North"), "");
}

TEST_P(SecondmentTest, EverybodySeesWhatWaitsForThem) {
  const auto id = at(Standing::consents);
  const auto waits = [&](const Actor& actor) { return secondments_->waiting(actor); };
  ASSERT_EQ(waits(teacher_).size(), 1u);
  EXPECT_EQ(waits(teacher_)[0].act, Act::agree);
  EXPECT_EQ(waits(teacher_)[0].id, id);
  EXPECT_EQ(waits(head_b_).size(), 1u);
  EXPECT_EQ(waits(head_b_)[0].org, "B");
  EXPECT_TRUE(waits(other_).empty());
  EXPECT_TRUE(waits(officer_).empty()) << "not yet";
  EXPECT_EQ(act(teacher_, id, Act::agree), "");
  EXPECT_TRUE(waits(teacher_).empty());
  EXPECT_EQ(secondments_->own(teacher_).size(), 1u);
  EXPECT_TRUE(secondments_->own(other_).empty());
}

// Every act in every standing by everybody: done exactly when the table says so of a hand of theirs. What the databases
// differ in is tested above.
class StandingWalk : public Trial {};

TEST_P(StandingWalk, NothingIsPossibleButWhatTheTableSays) {
  struct Somebody {
    Actor actor;
    std::vector<Hand> hands;
  };
  const std::vector<Somebody> all{{head_a_, {Hand::proposer, Hand::home}},
                                  {head_b_, {Hand::host}},
                                  {head_d_, {}},
                                  {teacher_, {Hand::person}},
                                  {other_, {}},
                                  {president_, {Hand::council}},
                                  {officer_, {Hand::council, Hand::district}}};
  int done = 0, refused = 0;
  for (const auto& name : describe::enum_names<Standing>()) {
    const auto standing = *describe::enum_value<Standing>(name);
    for (const auto& act_name : describe::enum_names<Act>()) {
      const auto what = *describe::enum_value<Act>(act_name);
      if (what == Act::change) continue;
      for (const auto& who : all) {
        const auto id = at(standing);
        const bool allowed =
            std::ranges::any_of(who.hands, [&](Hand hand) { return next(standing, what, hand).has_value(); });
        const auto got = act(who.actor, id, what, {}, "because");
        const auto asked = fmt::format("{} when {} by {}: {}", act_name, name, who.actor.name, got);
        if (allowed)
          EXPECT_EQ(got, "") << asked;
        else
          EXPECT_EQ(got, possible(standing, what) ? "not-yours" : "not-now") << asked;
        ++(allowed ? done : refused);
        // Out of the way of the next one.
        if (const auto now = secondments_->secondment(officer_, id); now->of.standing == Standing::running)
          EXPECT_EQ(act(head_b_, id, Act::bring_back), "");
        else
          (void)act(head_a_, id, Act::withdraw);
      }
    }
  }
  EXPECT_GT(done, 20);
  EXPECT_GT(refused, 400);
}

TEST_P(SecondmentTest, WhoOwesAnAnswerIsRemindedOnceAWeekUntilItIsThere) {
  const auto id = at(Standing::consents);
  const auto today = Date::today();
  told_.clear();
  EXPECT_EQ(secondments_->remind(today.plus(6)), 0) << "a week is given";
  EXPECT_EQ(secondments_->remind(today.plus(7)), 2) << "both schools";
  EXPECT_EQ(secondments_->remind(today.plus(7)), 0) << "once";
  EXPECT_EQ(told_[org_id("A")].size(), 1u);
  EXPECT_EQ(told_[org_id("B")].size(), 1u);
  EXPECT_EQ(secondments_->remind(today.plus(14)), 2) << "again a week later";
  EXPECT_EQ(act(head_b_, id, Act::agree), "");
  told_.clear();
  EXPECT_EQ(secondments_->remind(today.plus(21)), 1);
  EXPECT_TRUE(told_[org_id("B")].empty()) << "it has answered";
  EXPECT_EQ(act(teacher_, id, Act::agree, person_id("a1").value), "");
  EXPECT_EQ(act(head_a_, id, Act::agree, org_id("A").value), "");
  told_.clear();
  EXPECT_EQ(secondments_->remind(today.plus(28)), 1);
  EXPECT_EQ(told_[org_id("G")].size(), 1u) << "the council is asked now";
  const Actor house{account_id("root"), "root", {{Role::administrator, {}}}, Language::en, ""};
  EXPECT_EQ(secondments_->waiting(house).size(), 1u) << "administrators see what waits for the council";
}

DOORSTEP_ON_BOTH(SecondmentTest);
INSTANTIATE_TEST_SUITE_P(Sqlite, StandingWalk, testing::Values(db::Dialect::sqlite));

}  // namespace
}  // namespace doorstep::exchange
