// What everybody may read of what is on offer, and that teachers are told what they are to teach.
#include <offerings_trial.h>

#include <algorithm>

namespace doorstep::offerings {
namespace {

class Offers : public OfferingsTrial {
 protected:
  std::vector<std::string> told_teacher(const std::string& name) {
    std::vector<std::string> found;
    for (const auto& [who, text] : told_)
      if (who == person(name).account) found.push_back(text);
    told_.clear();
    return found;
  }
  std::vector<Offer> offers(const char* org) {
    const auto made = offerings_->on_offer(org_id(org));
    EXPECT_TRUE(made) << made.error().what.en;
    return made ? made->offers : std::vector<Offer>{};
  }
};

TEST_P(Offers, EverybodyReadsWhatIsOnOfferAndWhetherSeatsAreFree) {
  auto wanted = club("Chess", 1);
  wanted.place = "Room 12";
  wanted.teachers = {{teacher_id("li"), {}, {}}};
  const auto chess = offered(wanted);
  ASSERT_TRUE(offerings_->make(office_, group_, club("Draft", 5)));
  auto over = club("Over", 5);
  over.sessions = {{{}, {}, {}, day_.plus(-1), "16:00", "17:00"}};
  offered(over);
  ASSERT_EQ(offers("G").size(), 1u) << "neither drafts nor what is over";
  EXPECT_EQ(offers("G")[0].seats, SeatsLeft::unasked);
  EXPECT_FALSE(offers("G")[0].round);
  opened(round_of(RoundMode::first, {chess}));
  EXPECT_EQ(offers("G")[0].seats, SeatsLeft::free);
  EXPECT_TRUE(offers("G")[0].round->taking);
  ASSERT_TRUE(press("mei", chess));
  EXPECT_EQ(offers("G")[0].seats, SeatsLeft::full);
  EXPECT_EQ(offers("A").size(), 1u) << "it is held there";
  EXPECT_TRUE(offers("B").empty());
  const auto text = json::text(*offerings_->on_offer(group_));
  for (const auto* hidden : {"Room 12", "li", "taken"})
    EXPECT_EQ(text.find(fmt::format("\"{}\"", hidden)), std::string::npos) << hidden;
  EXPECT_EQ(code_of(offerings_->on_offer(org_id("nowhere"))), "org-unknown");
}

TEST_P(Offers, WhatIsDrawnHasNoFreeSeatsBefore) {
  const auto chess = offered(club("Chess", 3));
  auto wanted = round_of(RoundMode::preferences, {chess});
  wanted.choices = 1;
  opened(wanted);
  EXPECT_EQ(offers("G").at(0).seats, SeatsLeft::choices);
  EXPECT_EQ(offers("G").at(0).round->draw_id, "") << "no roll yet";
}

TEST_P(Offers, TeachersAreToldWhatTheyAreToTeach) {
  auto wanted = club("Chess", 5);
  wanted.materials = "Boards";
  wanted.teachers = {{teacher_id("li"), {}, {}}};
  const auto chess = offered(wanted);
  EXPECT_EQ(told_teacher("li"), (std::vector<std::string>{"You are to teach: Chess"}));
  NewTransplant to;
  to.host_id = org_id("B");
  to.capacity = 8;
  to.sessions = {{4, {}, {}, {}, "16:00", "17:00"}};
  to.teachers = {{teacher_id("li"), {}, {}}};
  const auto made = offerings_->transplant(office_, group_, chess, to);
  ASSERT_TRUE(made) << made.error().what.en;
  EXPECT_TRUE(told_teacher("li").empty()) << "a draft";
  ASSERT_TRUE(offerings_->publish(office_, group_, made->offering.id));
  EXPECT_EQ(told_teacher("li").size(), 1u);
  const auto week = offerings_->own_meetings(person("li"), day_, day_.plus(7));
  EXPECT_TRUE(std::ranges::any_of(week, [&](const auto& one) { return one.offering_id == made->offering.id; }))
      << "it stands in the calendar";
  wanted.teachers.push_back({teacher_id("wang"), {}, {}});
  ASSERT_TRUE(offerings_->change(office_, group_, chess, wanted));
  EXPECT_EQ(told_.size(), 1u) << "who knew it already is not told again";
  EXPECT_EQ(told_teacher("wang").size(), 1u);
  ASSERT_TRUE(offerings_->cancel(office_, group_, chess, "no room"));
  EXPECT_EQ(told_teacher("li"), (std::vector<std::string>{"Cancelled: Chess"}));
}

DOORSTEP_ON_BOTH(Offers);

}  // namespace
}  // namespace doorstep::offerings
