// Late sign-up: behind everybody of a draw or of first come, by the same conditions; on both databases.
#include <offerings_trial.h>

#include <algorithm>

#include "formats.h"

namespace doorstep::offerings {
namespace {

class Late : public OfferingsTrial {
 protected:
  // Chess has one place, choir and pottery have two. In the draw: mei and tao want chess, tao also choir.
  void published() {
    chess_ = offered(club("Chess", 1));
    auto wanted = club("Choir", 2, "B", 2);
    wanted.consent = true;
    choir_ = offered(wanted);
    auto quota = club("Pottery", 2, "A", 3);
    quota.quotas = {{org_id("B"), 0, 1}};
    pottery_ = offered(quota);
    round_ = opened(round_of(RoundMode::preferences, {chess_, choir_, pottery_}));
    EXPECT_EQ(choose("mei", round_, {chess_}), "");
    EXPECT_EQ(choose("tao", round_, {chess_}), "");
    now_ = at_hour(day_.plus(1), 19);
    ASSERT_TRUE(offerings_->roll(office_, group_, round_));
    ASSERT_TRUE(offerings_->draw(office_, group_, round_, "07 11 23"));
    const auto made = offerings_->publish_round(office_, group_, round_);
    ASSERT_TRUE(made) << made.error().what.en;
    first_ = option("mei", chess_).state == PlaceState::enrolled ? "mei" : "tao";
    second_ = first_ == "mei" ? "tao" : "mei";
    told_.clear();
  }
  void late(int64_t days = 7) {
    const auto made = offerings_->set_late(office_, group_, round_, {day_.plus(days)});
    ASSERT_TRUE(made) << made.error().what.en;
    EXPECT_TRUE(made->round.late);
  }

  std::string chess_, choir_, pottery_, round_, first_, second_;
};

TEST_P(Late, WhoComesLateHasWhatIsFreeAndStandsBehindTheDraw) {
  published();
  EXPECT_EQ(code_of(press("lan", pottery_)), "over");
  EXPECT_FALSE(option("lan", pottery_).may);
  EXPECT_EQ(fault_of(offerings_->set_late(office_, group_, round_, {day_.plus(-1)})), "until");
  late();
  const auto may = option("lan", pottery_);
  EXPECT_TRUE(may.may && may.late);
  EXPECT_EQ(may.free, 1) << "the quota of its school";
  EXPECT_EQ(press("lan", pottery_)->state, PlaceState::enrolled);
  EXPECT_EQ(press("hua", pottery_)->state, PlaceState::waiting) << "one of B at most";
  EXPECT_EQ(code_of(press("lan", choir_)), "enough");
  EXPECT_EQ(fault_of(press("small", choir_)), "consent");
  EXPECT_EQ(press("small", choir_, true)->state, PlaceState::enrolled);

  // On the waiting list the draw comes first, whoever pressed when.
  EXPECT_EQ(press("hua", chess_)->turn, 2) << "behind who waits by the draw";
  EXPECT_EQ(option("hua", chess_).turn, 2);
  EXPECT_EQ(code_of(press(second_, chess_)), "in-draw");
  const auto file = offerings_->offering(group_, chess_);
  ASSERT_EQ(file->people.size(), 3u);
  EXPECT_EQ(file->people[1].name, second_);
  EXPECT_TRUE(file->people[2].late);
  const auto round = offerings_->round(group_, round_);
  for (const auto& one : round->offerings)
    if (one.offering.id == chess_) {
      EXPECT_EQ(one.waiting, 2);
    }
  EXPECT_EQ(round->figures->seats, 5) << "those that were to be shared";
  ASSERT_TRUE(offerings_->give_up(guardian(first_), child(first_), chess_));
  EXPECT_EQ(option(second_, chess_).state, PlaceState::enrolled);
  EXPECT_EQ(option("hua", chess_).turn, 1);
  ASSERT_TRUE(offerings_->give_up(guardian(second_), child(second_), chess_));
  EXPECT_EQ(option("hua", chess_).state, PlaceState::enrolled);
  EXPECT_EQ(told("hua"), (std::vector<std::string>{"A place at last: Chess"}));

  now_ = at_hour(day_.plus(8), 8);
  EXPECT_EQ(code_of(press("lan", chess_)), "over") << "the last day is past";
}

TEST_P(Late, WhatAChoiceOfTheDrawCameToIsToldAlsoWhileLateOnesMayCome) {
  chess_ = offered(club("Chess", 1));
  auto wanted = club("Choir", 2, "B", 2);
  wanted.consent = true;
  choir_ = offered(wanted);
  round_ = opened(round_of(RoundMode::preferences, {chess_, choir_}));
  EXPECT_EQ(choose("mei", round_, {choir_, chess_}), "");
  now_ = at_hour(day_.plus(1), 19);
  ASSERT_TRUE(offerings_->roll(office_, group_, round_));
  ASSERT_TRUE(offerings_->draw(office_, group_, round_, "07 11 23"));
  ASSERT_TRUE(offerings_->publish_round(office_, group_, round_));
  late();
  EXPECT_EQ(option("mei", chess_).state, PlaceState::enrolled);
  EXPECT_EQ(option("mei", choir_).why.en, "Without a guardian's consent it was not counted");
  EXPECT_FALSE(option("mei", choir_).may) << "a child may have one";
}

TEST_P(Late, ThePapersOfTheDrawSayTheSame) {
  published();
  const auto problem = *offerings_->paper(group_, round_, false), plan = *offerings_->paper(group_, round_, true);
  late();
  ASSERT_TRUE(press("lan", pottery_));
  ASSERT_TRUE(press("hua", chess_));
  EXPECT_EQ(*offerings_->paper(group_, round_, false), problem);
  EXPECT_EQ(*offerings_->paper(group_, round_, true), plan);
  EXPECT_EQ(offerings_->draw_page(round_)->entries, 0) << "two children are few";
}

TEST_P(Late, WhoMovesUpByTheDrawLeavesTheLatePlaceToTheNext) {
  published();
  late();
  EXPECT_EQ(press(second_, pottery_)->state, PlaceState::enrolled) << "while it waits for chess";
  EXPECT_EQ(press("small", pottery_)->state, PlaceState::enrolled);
  EXPECT_EQ(press("lan", pottery_)->state, PlaceState::waiting);
  ASSERT_TRUE(offerings_->give_up(guardian(first_), child(first_), chess_));
  EXPECT_EQ(option(second_, chess_).state, PlaceState::enrolled);
  EXPECT_FALSE(option(second_, pottery_).state) << "one each";
  EXPECT_EQ(option("lan", pottery_).state, PlaceState::enrolled);
  EXPECT_EQ(offerings_->offering(group_, pottery_)->offering.taken, 2);
  EXPECT_EQ(told("lan").size(), 1u);
  // And more seats of an offering that late ones hold are counted right.
  auto wanted = club("Pottery", 4, "A", 3);
  wanted.quotas = {{org_id("B"), 0, 1}};
  ASSERT_TRUE(offerings_->change(office_, group_, pottery_, wanted));
  EXPECT_EQ(press(first_, pottery_)->state, PlaceState::enrolled) << "what was given up leaves it free";
  ASSERT_TRUE(offerings_->cancel(office_, group_, pottery_, "no teacher"));
  EXPECT_EQ(offerings_->offering(group_, pottery_)->offering.taken, 0);
}

TEST_P(Late, AnErasedChildLeavesItsLatePlaceToo) {
  using children::Forgetting;
  published();
  late();
  ASSERT_TRUE(press(second_, pottery_));
  ASSERT_TRUE(press("small", pottery_));
  EXPECT_EQ(press("lan", pottery_)->state, PlaceState::waiting);
  const auto done = offerings_->forget(office_, {child(second_)}, Forgetting::everything, false);
  ASSERT_TRUE(done) << done.error().what.en;
  EXPECT_EQ(option("lan", pottery_).state, PlaceState::enrolled);
  EXPECT_EQ(offerings_->offering(group_, pottery_)->offering.taken, 2);
}

TEST_P(Late, AfterFirstComeItIsTheEndOfTheSameList) {
  chess_ = offered(club("Chess", 1));
  round_ = opened(round_of(RoundMode::first, {chess_}));
  ASSERT_TRUE(press("mei", chess_));
  ASSERT_TRUE(press("tao", chess_));
  ASSERT_TRUE(offerings_->set_late(office_, group_, round_, {day_.plus(9)}));
  EXPECT_FALSE(option("lan", chess_).late) << "it is still open: nobody is late";
  ASSERT_TRUE(offerings_->close_round(office_, group_, round_));
  EXPECT_TRUE(option("lan", chess_).late);
  EXPECT_EQ(press("lan", chess_)->turn, 2);
  ASSERT_TRUE(offerings_->set_late(office_, group_, round_, {}));
  EXPECT_EQ(code_of(press("hua", chess_)), "over");
  const auto tryout = offered(club("Team", 1, "A", 4));
  const auto other = opened(round_of(RoundMode::tryout, {tryout}));
  EXPECT_EQ(code_of(offerings_->set_late(office_, group_, other, {day_.plus(9)})), "by-tryout");
}

DOORSTEP_ON_BOTH(Late);

}  // namespace
}  // namespace doorstep::offerings
