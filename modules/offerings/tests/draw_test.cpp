// Rounds by preferences: roll, seed, allocation, reasons, and what changes afterwards; on both databases.
#include <offerings_trial.h>

#include <algorithm>

#include <doorstep/draft/draft.h>

#include "formats.h"

namespace doorstep::offerings {
namespace {

class Draw : public OfferingsTrial {
 protected:
  // Chess (1 place) and choir (1 place) of the group; mei, tao, lan and hua all want chess first, then choir.
  void SetUp() override {
    OfferingsTrial::SetUp();
    auto wanted = club("Chess", 1);
    wanted.consent = true;
    chess_ = offered(wanted);
    choir_ = offered(club("Choir", 1, "B", 2));
    round_ = opened(round_of(RoundMode::preferences, {chess_, choir_}));
    for (const auto* name : {"mei", "tao", "lan"}) EXPECT_EQ(choose(name, round_, {chess_, choir_}, {chess_}), "");
    EXPECT_EQ(choose("hua", round_, {chess_, choir_}), "") << "without the guardian's consent";
  }
  void rolled() {
    now_ = at_hour(day_.plus(1), 19);
    const auto made = offerings_->roll(office_, group_, round_);
    ASSERT_TRUE(made) << made.error().what.en;
  }
  void published() {
    rolled();
    ASSERT_TRUE(offerings_->draw(office_, group_, round_, "07 11 23"));
    const auto made = offerings_->publish_round(office_, group_, round_);
    ASSERT_TRUE(made) << made.error().what.en;
  }
  std::string holder(const std::string& offering) {
    const auto file = offerings_->offering(group_, offering);
    for (const auto& one : file->people)
      if (one.state == PlaceState::enrolled) return one.name;
    return "";
  }

  std::string chess_, choir_, round_;
};

TEST_P(Draw, TheSeedIsTypedOnceAndAnybodyMayVerify) {
  EXPECT_EQ(choose("mei", round_, {chess_, chess_}), "offerings") << "twice";
  EXPECT_EQ(choose("small", round_, {chess_, choir_}), "") << "every grade";
  EXPECT_EQ(choose("small", round_, {}), "") << "changed her mind";
  EXPECT_EQ(code_of(offerings_->roll(office_, group_, round_)), "still-open");
  EXPECT_EQ(code_of(offerings_->draw(office_, group_, round_, "1")), "not-rolled");
  EXPECT_EQ(code_of(offerings_->draw_page(round_)), "round-unknown");
  rolled();
  EXPECT_EQ(choose("mei", round_, {choir_}), "over");
  const auto frozen = offerings_->draw_page(round_);
  ASSERT_TRUE(frozen);
  EXPECT_TRUE(frozen->few) << "four children are few";
  EXPECT_TRUE(frozen->order.empty());
  EXPECT_EQ(frozen->roll.size(), 64u);
  EXPECT_EQ(fault_of(offerings_->draw(office_, group_, round_, " ")), "seed");
  const auto drawn = offerings_->draw(office_, group_, round_, " 07 11 23\n");
  ASSERT_TRUE(drawn) << drawn.error().what.en;
  EXPECT_EQ(drawn->round.state, ChoosingState::drawn);
  EXPECT_EQ(drawn->figures->places, 2);
  EXPECT_EQ(holder(chess_), "") << "nothing is shown before it is published";
  const auto again = offerings_->draw(office_, group_, round_, "other");
  EXPECT_EQ(code_of(again), "seed-given");
  EXPECT_NE(again.error().what.en.find("07 11 23"), std::string::npos);
  EXPECT_EQ(again.error().what.en.find('Z'), std::string::npos)
      << "the time of the district: " << again.error().what.en;
  EXPECT_EQ(code_of(offerings_->draw(office_, group_, round_, "07 11 23")), "seed-given");

  const auto problem = *offerings_->paper(group_, round_, false);
  const auto plan = read_draft_plan(*offerings_->paper(group_, round_, true));
  ASSERT_TRUE(plan);
  EXPECT_EQ(plan->problem, draft_problem_digest(problem));
  const auto order = draft::lottery_order(draft::roll_of(*read_draft_problem(problem)), "07 11 23");
  EXPECT_TRUE(draft::verify_lottery(order, frozen->roll, "07 11 23"));
  EXPECT_EQ(problem.find(child("mei").value), std::string::npos) << "tickets alone";
}

TEST_P(Draw, EveryGuardianSeesWhy) {
  published();
  for (const auto* name : {"mei", "tao", "lan", "hua"}) EXPECT_EQ(told(name).size(), 1u);
  EXPECT_EQ(option("hua", chess_).why.en, "Without a guardian's consent it was not counted");
  const auto first = holder(chess_), second = holder(choir_);
  ASSERT_FALSE(first.empty() || second.empty());
  EXPECT_EQ(option(first, chess_).state, PlaceState::enrolled);
  EXPECT_EQ(option(first, choir_).why.en, "A choice further up the list was given");
  std::string without;
  for (const auto* name : {"mei", "tao", "lan"})
    if (first != name && second != name) without = name;
  const auto lost = option(without, chess_);
  EXPECT_EQ(lost.state, PlaceState::waiting);
  EXPECT_NE(lost.why.en.find("Full: the last admitted had it as choice 1"), std::string::npos) << lost.why.en;
  EXPECT_NE(lost.why.zh.find("候补第"), std::string::npos);
  ASSERT_TRUE(offerings_->remove(office_, group_, chess_, child(without), "moved away"));
  EXPECT_FALSE(option(without, chess_).state) << "no longer on the list";
  EXPECT_EQ(option(without, chess_).why.en, "Taken out: moved away");
  ASSERT_TRUE(offerings_->remove(office_, group_, chess_, child(first), "too often absent"));
  EXPECT_EQ(option(first, chess_).why.en, "Taken out: too often absent");
  EXPECT_EQ(code_of(offerings_->remove(office_, group_, chess_, child("small"), "x")), "place-unknown");
}

TEST_P(Draw, APlaceThatIsGivenUpGoesDownTheChain) {
  published();
  const auto first = holder(chess_), second = holder(choir_);
  ASSERT_TRUE(offerings_->give_up(guardian(first), child(first), chess_));
  EXPECT_EQ(option(first, chess_).why.en, "Given up");
  const auto now = holder(chess_), choir = holder(choir_);
  EXPECT_NE(now, first);
  EXPECT_FALSE(now.empty() || choir.empty());
  EXPECT_FALSE(told(now).empty());
  // Consent withdrawn takes the place along, and nothing is lost: somebody else has it.
  ASSERT_TRUE(offerings_->consent(guardian(now), child(now), chess_, false));
  EXPECT_NE(holder(chess_), now);
  EXPECT_NE(holder(chess_), first) << "who gave it up does not get it again";
  const auto file = offerings_->round(group_, round_);
  for (const auto& one : file->offerings) EXPECT_LE(one.offering.taken, one.offering.capacity);
  EXPECT_TRUE(offerings_->paper(group_, round_, true)) << "the plan of the draw stays as it was";
}

TEST_P(Draw, AChildThatIsErasedLeavesTicketsAlone) {
  using children::Forgetting;
  rolled();
  EXPECT_EQ(code_of(offerings_->forget(office_, {child("mei")}, Forgetting::everything, true)), "being-drawn");
  ASSERT_TRUE(offerings_->draw(office_, group_, round_, "07 11 23"));
  ASSERT_TRUE(offerings_->publish_round(office_, group_, round_));
  const auto first = holder(chess_);
  EXPECT_EQ(*offerings_->forget(office_, {child(first)}, Forgetting::past, false), 0) << "it still runs";
  EXPECT_EQ(holder(chess_), first);
  const auto would = offerings_->forget(office_, {child(first)}, Forgetting::everything, true);
  ASSERT_TRUE(would) << would.error().what.en;
  EXPECT_GE(*would, 4) << "two wishes, the entry, a place, the consent";
  EXPECT_EQ(holder(chess_), first) << "only counted";
  ASSERT_TRUE(offerings_->forget(office_, {child(first)}, Forgetting::everything, false));
  const auto now = holder(chess_);
  EXPECT_FALSE(now.empty() || now == first);
  for (const auto& one : {chess_, choir_})
    EXPECT_EQ(std::ranges::count(offerings_->offering(group_, one)->people, first, &OfferingPerson::name), 0);
  EXPECT_FALSE(option(first, chess_).state);
  EXPECT_EQ(*offerings_->forget(office_, {child(first)}, Forgetting::everything, false), 0);
  ASSERT_TRUE(offerings_->give_up(guardian(now), child(now), chess_));
  EXPECT_NE(holder(chess_), first) << "what moves later passes it over";
  EXPECT_TRUE(offerings_->paper(group_, round_, true)) << "the draw can still be verified";
}

TEST_P(Draw, ConsentWithdrawnBeforeTheResultIsNotCounted) {
  rolled();
  ASSERT_TRUE(offerings_->draw(office_, group_, round_, "07 11 23"));
  for (const auto* name : {"mei", "tao", "lan"})
    ASSERT_TRUE(offerings_->consent(guardian(name), child(name), chess_, false));
  ASSERT_TRUE(offerings_->publish_round(office_, group_, round_));
  EXPECT_EQ(holder(chess_), "");
  EXPECT_FALSE(holder(choir_).empty());
}

TEST_P(Draw, MoreSeatsAndACancelledOneMoveTheLists) {
  published();
  auto wanted = club("Chess", 3);
  wanted.consent = true;
  ASSERT_TRUE(offerings_->change(office_, group_, chess_, wanted));
  EXPECT_EQ(offerings_->offering(group_, chess_)->offering.taken, 3);
  EXPECT_EQ(holder(choir_), "hua") << "who wanted it without chess";
  ASSERT_TRUE(offerings_->cancel(office_, group_, chess_, "no teacher"));
  EXPECT_EQ(offerings_->offering(group_, chess_)->offering.taken, 0);
  EXPECT_EQ(offerings_->offering(group_, choir_)->offering.taken, 1);
  EXPECT_EQ(option("mei", chess_).why.en, "Cancelled");
}

TEST_P(Draw, RulesStayAsTheyWerePublished) {
  auto other = round_of(RoundMode::preferences, {chess_, choir_});
  other.rule = RoundRule::lottery;
  EXPECT_EQ(code_of(offerings_->change_round(office_, group_, round_, other)), "rules-published");
  auto longer = round_of(RoundMode::preferences, {chess_, choir_});
  longer.closes_on = day_.plus(5);
  ASSERT_TRUE(offerings_->change_round(office_, group_, round_, longer));
  EXPECT_EQ(fault_of(offerings_->make_round(office_, group_, round_of(RoundMode::first, {chess_}))), "offerings")
      << "it stands in this round";
}

DOORSTEP_ON_BOTH(Draw);

}  // namespace
}  // namespace doorstep::offerings
