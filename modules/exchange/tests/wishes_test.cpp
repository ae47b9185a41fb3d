// Wishes and claims; on both databases.
#include "trial.h"

namespace doorstep::exchange {
namespace {

using namespace trial;

class WishTest : public Trial {
 protected:
  NewWish yes_to(std::vector<const char*> places) {
    NewWish made;
    made.year = wishes_->own(teacher_)->year;
    made.answer = WishAnswer::yes;
    for (const auto* key : places) made.places.push_back(org_id(key));
    return made;
  }
};

TEST_P(WishTest, ATeacherSaysYesAndWhere) {
  auto own = *wishes_->own(teacher_);
  EXPECT_EQ(own.person_id, person_id("a1"));
  EXPECT_TRUE(own.eligible) << own.why_not.en;
  EXPECT_FALSE(own.wish);
  EXPECT_EQ(own.schools.size(), 3u) << "every other school of the district";
  own = *wishes_->wish(teacher_, yes_to({"B", "D"}));
  ASSERT_TRUE(own.wish);
  EXPECT_EQ(own.wish->places.size(), 2u);
  EXPECT_EQ(own.wish->places[0].name, "B");
  const auto all = *wishes_->wishes(org_id("G"));
  EXPECT_EQ(all.counts.yes, 1);
  EXPECT_EQ(all.counts.silent, 18);
  ASSERT_EQ(all.items.size(), 1u);
  EXPECT_EQ(all.items[0].name, "a1");
}

TEST_P(WishTest, WrongWishesAreNamed) {
  EXPECT_EQ(fault_of(wishes_->wish(teacher_, yes_to({"A"}))), "places") << "the own school";
  auto both = yes_to({"B"});
  both.never = {org_id("B")};
  EXPECT_EQ(fault_of(wishes_->wish(teacher_, both)), "never");
  auto late = yes_to({});
  late.year -= 1;
  EXPECT_EQ(fault_of(wishes_->wish(teacher_, late)), "year");
  EXPECT_EQ(code_of(wishes_->wish(other_, yes_to({}))), "not-tied");
  EXPECT_TRUE(wishes_->own(other_)->person_id.empty()) << "the page says what to do";
}

TEST_P(WishTest, AnAcceptedClaimExemptsUntilItsDay) {
  NewExchangeClaim claim{Ground::health, "an operation", Date::today().plus(200), {uploaded(teacher_, org_id("A"))}};
  const auto own = wishes_->claim(teacher_, claim);
  ASSERT_TRUE(own) << own.error().what.en;
  ASSERT_EQ(own->claims.size(), 1u);
  EXPECT_EQ(own->claims[0].files.size(), 1u);
  const auto id = own->claims[0].id;
  EXPECT_EQ(wishes_->school_of_claim(id), org_id("A"));
  EXPECT_EQ(wishes_->claims(org_id("A"))->size(), 1u);
  EXPECT_TRUE(wishes_->claims(org_id("B"))->empty());
  EXPECT_EQ(fault_of(wishes_->decide(head_a_, id, {true, ""})), "answer");
  const auto decided = wishes_->decide(head_a_, id, {true, "seen the papers"});
  ASSERT_TRUE(decided);
  EXPECT_EQ(decided->state, ClaimState::accepted);
  EXPECT_EQ(code_of(wishes_->decide(head_a_, id, {false, "again"})), "not-now");
  EXPECT_FALSE(wishes_->own(teacher_)->eligible);
  const auto made = *secondments_->propose(head_a_, org_id("A"), wanted({"a1"}));
  EXPECT_EQ(act(head_a_, made.of.id, Act::send), "rules");
  ASSERT_TRUE(wishes_->withdraw_claim(teacher_, id));
  EXPECT_TRUE(wishes_->own(teacher_)->eligible);
  EXPECT_EQ(code_of(wishes_->withdraw_claim(teacher_, "nothing")), "claim-unknown");
}

TEST_P(WishTest, WrongClaimsAreNamed) {
  EXPECT_EQ(fault_of(wishes_->claim(teacher_, {Ground::other, "", Date::today().plus(9), {}})), "text");
  EXPECT_EQ(fault_of(wishes_->claim(teacher_, {Ground::other, "x", Date::today(), {}})), "until");
  EXPECT_NE(fault_of(wishes_->claim(teacher_, {Ground::other, "x", Date::today().plus(9), {"no-such-file"}})), "");
  EXPECT_TRUE(wishes_->own(teacher_)->claims.empty()) << "nothing of it is kept";
}

DOORSTEP_ON_BOTH(WishTest);

}  // namespace
}  // namespace doorstep::exchange
