// Clubs while they run, swaps, transplants and try-outs; on both databases.
#include <offerings_trial.h>

#include <algorithm>

#include <doorstep/draft/draft.h>

#include "sheet.h"

namespace doorstep::offerings {
namespace {

class Clubs : public OfferingsTrial {
 protected:
  // A club of today, 16:00 to 17:00, taught by li, with mei and lan in it.
  std::string today_club() {
    auto wanted = club("Chess", 5);
    wanted.sessions = {{{}, {}, {}, day_, "16:00", "17:00"}};
    wanted.teachers = {{teacher_id("li"), {}, {}}, {{}, "Coach Bo", {}}};
    const auto id = offered(wanted);
    opened(round_of(RoundMode::first, {id}));
    EXPECT_TRUE(press("mei", id) && press("lan", id));
    return id;
  }
};

TEST_P(Clubs, AttendanceIsEnteredByHandAndByTheCode) {
  const auto id = today_club();
  now_ = at_hour(day_, 12);
  EXPECT_EQ(code_of(offerings_->attend(person("li"), {}, id, {day_, "16:00", {{child("mei"), true}}, {}})),
            "not-begun");
  EXPECT_EQ(code_of(offerings_->club_code_now(person("li"), {}, id)), "not-now");
  EXPECT_EQ(code_of(offerings_->club(person("wang"), {}, id)), "offering-unknown") << "does not teach it";
  EXPECT_EQ(offerings_->own_clubs(person("li")).items.size(), 1u);
  now_ = at_hour(day_, 16);
  EXPECT_TRUE(option("mei", id).meets_now);
  const auto screen = offerings_->club_code_now(person("li"), {}, id);
  ASSERT_TRUE(screen) << screen.error().what.en;
  const auto check_in = [&](const char* name, const std::string& code) {
    return fault_of(offerings_->check_in(guardian(name), child(name), {id, code}));
  };
  EXPECT_EQ(check_in("mei", screen->code == "000000" ? "1" : "000000"), "code");
  EXPECT_EQ(check_in("mei", screen->code), "");
  EXPECT_EQ(check_in("tao", screen->code), "offering-unknown") << "has no place";
  const auto entered = offerings_->attend(person("li"), {}, id, {day_, "16:00", {{child("lan"), false}}, {}});
  ASSERT_TRUE(entered) << entered.error().what.en;
  ASSERT_EQ(entered->days.size(), 1u);
  EXPECT_EQ(entered->days[0].came, 1);
  EXPECT_EQ(entered->days[0].missed, 1);
  EXPECT_EQ(check_in("lan", screen->code), "");
  EXPECT_EQ(offerings_->club(office_, group_, id)->days[0].came, 1) << "what the teacher entered stands";
  EXPECT_EQ(fault_of(offerings_->attend(office_, group_, id, {day_, "16:00", {{child("lan"), true}}, {}})), "reason");
  ASSERT_TRUE(offerings_->attend(office_, group_, id, {day_, "16:00", {{child("lan"), true}}, "came late"}));
  EXPECT_EQ(fault_of(offerings_->attend(office_, group_, id, {day_, "16:00", {{child("tao"), true}}, {}})), "people");
  EXPECT_EQ(fault_of(offerings_->attend(office_, group_, id, {day_, "15:00", {}, {}})), "on");
}

TEST_P(Clubs, MeetingsStandInTheCalendar) {
  const auto id = today_club();
  const auto weekly = offered(club("Choir", 3, "B", 2));
  opened(round_of(RoundMode::first, {weekly}));
  const auto own = offerings_->own_meetings(guardian("mei"), day_, day_.plus(14));
  ASSERT_EQ(own.size(), 1u);
  EXPECT_EQ(own[0].offering_id, id);
  EXPECT_EQ(own[0].who, "mei");
  EXPECT_EQ(own[0].ends_at - own[0].begins_at, 3600);
  EXPECT_TRUE(offerings_->own_meetings(person("li"), day_, day_.plus(14)).at(0).leads);
  EXPECT_EQ(offerings_->meetings_of(group_, day_, day_.plus(14)).size(), 1u) << "not the choir of every week";
  ASSERT_TRUE(press("mei", weekly));
  EXPECT_EQ(offerings_->own_meetings(guardian("mei"), day_, day_.plus(14)).size(), 3u) << "two Tuesdays of the choir";
}

TEST_P(Clubs, TwoWhoWouldRatherHaveTheOthersSwap) {
  const auto chess = offered(club("Chess", 1)), choir = offered(club("Choir", 1, "A", 2));
  const auto drums = offered(club("Drums", 1, "A", 3));
  const auto round = opened(round_of(RoundMode::preferences, {chess, choir, drums}));
  ASSERT_EQ(choose("mei", round, {chess, choir}), "");
  ASSERT_EQ(choose("tao", round, {choir, chess}), "");
  now_ = at_hour(day_.plus(1), 19);
  ASSERT_TRUE(offerings_->roll(office_, group_, round));
  ASSERT_TRUE(offerings_->draw(office_, group_, round, "1"));
  EXPECT_EQ(code_of(offerings_->swap(guardian("mei"), child("mei"), round, true)), "not-published");
  ASSERT_TRUE(offerings_->publish_round(office_, group_, round));
  EXPECT_EQ(code_of(offerings_->swap(guardian("lan"), child("lan"), round, true)), "nothing-to-swap");
  ASSERT_TRUE(offerings_->swap(guardian("mei"), child("mei"), round, true));
  EXPECT_TRUE(offerings_->own(guardian("mei"))->children[0].rounds[0].swapping);
  ASSERT_TRUE(offerings_->swap(guardian("tao"), child("tao"), round, true));
  EXPECT_EQ(option("mei", chess).state, PlaceState::enrolled) << "both have their first choice: nothing to gain";
  // A draw leaves nobody who would gain by this; what was changed by hand afterwards may.
  script(
      fmt::format("UPDATE offerings_place SET person_id='x' WHERE offering_id='{0}';"
                  "UPDATE offerings_place SET person_id='{2}' WHERE offering_id='{1}';"
                  "UPDATE offerings_place SET person_id='{3}' WHERE offering_id='{0}';"
                  "UPDATE offerings_draw SET plan_now=REPLACE(REPLACE(REPLACE(plan_now, '{0}', 'x'), '{1}', '{0}'), "
                  "'x', '{1}');"
                  "UPDATE offerings_round SET version=version+1;",
                  chess, choir, child("mei").value, child("tao").value));
  EXPECT_EQ(option("mei", choir).state, PlaceState::enrolled);
  told_.clear();
  ASSERT_TRUE(offerings_->swap(guardian("tao"), child("tao"), round, true));
  EXPECT_EQ(option("mei", chess).state, PlaceState::enrolled);
  EXPECT_EQ(option("tao", choir).state, PlaceState::enrolled);
  EXPECT_EQ(told("mei").size(), 1u);
  EXPECT_FALSE(offerings_->own(guardian("mei"))->children[0].rounds[0].swapping) << "it is done";
  ASSERT_TRUE(offerings_->swap(guardian("mei"), child("mei"), round, true));
  ASSERT_TRUE(offerings_->swap(guardian("mei"), child("mei"), round, false));
  EXPECT_FALSE(offerings_->own(guardian("mei"))->children[0].rounds[0].swapping);
}

// A draw is followed by a place elsewhere at the same time, by a withdrawal, and by the end of that place: what is left
// is a ring in which both gain.
TEST_P(Clubs, WhoHasSomethingElseAtThatTimeIsPassedOverAndSwapsAfterwards) {
  const auto chess = offered(club("Chess", 1)), choir = offered(club("Choir", 1, "A", 2));
  const auto skating = offered(club("Skating", 5, "A", 2));
  auto wanted = round_of(RoundMode::preferences, {chess, choir});
  wanted.rule = RoundRule::lottery;
  const auto round = opened(wanted);
  opened(round_of(RoundMode::first, {skating}));
  ASSERT_EQ(choose("mei", round, {choir, chess}), "");
  ASSERT_EQ(choose("tao", round, {chess, choir}), "");
  ASSERT_EQ(choose("lan", round, {choir}), "");
  const auto ticket = [&](const std::string& who) {
    const auto own = offerings_->own(guardian(who));
    for (const auto& one : own->children[0].rounds)
      if (one.round.id == round) return one.ticket;
    return std::string{};
  };
  now_ = at_hour(day_.plus(1), 17);
  ASSERT_TRUE(offerings_->close_round(office_, group_, round));
  ASSERT_TRUE(offerings_->roll(office_, group_, round));
  int seed = 0;
  for (std::vector<std::string> order; order != std::vector{ticket("lan"), ticket("mei"), ticket("tao")};)
    order = draft::lottery_order(std::vector{ticket("mei"), ticket("tao"), ticket("lan")}, std::to_string(++seed));
  ASSERT_TRUE(offerings_->draw(office_, group_, round, std::to_string(seed)));
  ASSERT_TRUE(offerings_->publish_round(office_, group_, round));
  ASSERT_EQ(option("lan", choir).state, PlaceState::enrolled);
  ASSERT_EQ(option("mei", chess).state, PlaceState::enrolled);

  ASSERT_TRUE(press("mei", skating));
  ASSERT_TRUE(offerings_->give_up(guardian("lan"), child("lan"), choir));
  EXPECT_EQ(option("mei", chess).state, PlaceState::enrolled) << "skating is at the time of the choir";
  EXPECT_EQ(option("tao", choir).state, PlaceState::enrolled);
  EXPECT_EQ(option("mei", choir).turn, 1) << "it keeps its turn";
  EXPECT_EQ(option("mei", choir).why.en,
            "Clashes with “Skating”, which your child has: it is passed over until that is given up. Number 1 on the "
            "waiting list");
  ASSERT_TRUE(offerings_->swap(guardian("tao"), child("tao"), round, true));
  ASSERT_TRUE(offerings_->swap(guardian("mei"), child("mei"), round, true));
  EXPECT_EQ(option("tao", choir).state, PlaceState::enrolled) << "nor is it swapped for";
  ASSERT_TRUE(offerings_->swap(guardian("mei"), child("mei"), round, false));

  ASSERT_TRUE(offerings_->give_up(guardian("mei"), child("mei"), skating));
  ASSERT_TRUE(offerings_->swap(guardian("mei"), child("mei"), round, true));
  EXPECT_EQ(option("mei", choir).state, PlaceState::enrolled);
  EXPECT_EQ(option("tao", chess).state, PlaceState::enrolled);
}

TEST_P(Clubs, ASeatThatStayedFreeIsTakenWhenWhatStoodAgainstItIsGivenUp) {
  const auto choir = offered(club("Choir", 1, "A", 2)), skating = offered(club("Skating", 5, "A", 2));
  const auto round = opened(round_of(RoundMode::preferences, {choir}));
  opened(round_of(RoundMode::first, {skating}));
  ASSERT_EQ(choose("mei", round, {choir}), "");
  ASSERT_EQ(choose("tao", round, {choir}), "");
  now_ = at_hour(day_.plus(1), 17);
  ASSERT_TRUE(offerings_->close_round(office_, group_, round));
  ASSERT_TRUE(offerings_->roll(office_, group_, round));
  ASSERT_TRUE(offerings_->draw(office_, group_, round, "1"));
  ASSERT_TRUE(offerings_->publish_round(office_, group_, round));
  const std::string has = option("mei", choir).state == PlaceState::enrolled ? "mei" : "tao";
  const std::string waits = has == "mei" ? "tao" : "mei";
  ASSERT_TRUE(press(waits, skating));
  ASSERT_TRUE(offerings_->give_up(guardian(has), child(has), choir));
  EXPECT_EQ(option(waits, choir).state, PlaceState::waiting);
  told_.clear();
  ASSERT_TRUE(offerings_->give_up(guardian(waits), child(waits), skating));
  EXPECT_EQ(option(waits, choir).state, PlaceState::enrolled);
  EXPECT_EQ(told(waits).size(), 1u);
}

TEST_P(Clubs, AClubIsTransplantedWithItsMaterials) {
  auto wanted = club("Chess", 5);
  wanted.materials = "Boards, ten lessons";
  wanted.grades = {5};
  const auto origin = offered(wanted);
  NewTransplant to;
  to.host_id = org_id("A");
  to.capacity = 8;
  to.sessions = {{4, {}, {}, {}, "16:00", "17:00"}};
  to.teachers = {{teacher_id("li"), {}, {}}};
  EXPECT_EQ(fault_of(offerings_->transplant(office_, group_, origin, to)), "host_id") << "where it is already";
  to.host_id = org_id("B");
  const auto made = offerings_->transplant(office_, group_, origin, to);
  ASSERT_TRUE(made) << made.error().what.en;
  EXPECT_EQ(made->offering.materials, "Boards, ten lessons");
  EXPECT_EQ(made->offering.origin, "A");
  EXPECT_EQ(made->offering.state, OfferingState::draft);
  EXPECT_EQ(made->offering.grades, (std::vector<int64_t>{5}));
  EXPECT_TRUE(made->offering.teachers.at(0).visiting.value_or(false)) << "li is of A";
  to.host_id = org_id("Z");
  EXPECT_EQ(fault_of(offerings_->transplant(office_, group_, origin, to)), "host_id") << "no member";
}

TEST_P(Clubs, CandidatesAreScoredAndTheReserveListIsNamed) {
  auto wanted = club("Choir of the talented", 1);
  wanted.kind = OfferingKind::talent;
  const auto id = offered(wanted);
  const auto round = opened(round_of(RoundMode::tryout, {id}));
  for (const auto* name : {"mei", "tao", "lan"}) {
    const auto made = press(name, id);
    ASSERT_TRUE(made) << made.error().what.en;
    EXPECT_EQ(made->state, PlaceState::candidate);
  }
  EXPECT_EQ(offerings_->offering(group_, id)->offering.taken, 0);
  ASSERT_TRUE(offerings_->set_panel(office_, group_, id, {{teacher_id("li"), teacher_id("wang")}}));
  EXPECT_EQ(code_of(offerings_->own_tryout(person("zhao"), id)), "offering-unknown");
  const auto score = [&](const char* judge, const char* name, int64_t points) {
    return fault_of(offerings_->score(person(judge), id, {child(name), points, "observed"}));
  };
  EXPECT_EQ(score("li", "mei", 101), "points");
  EXPECT_EQ(score("li", "hua", 50), "candidate-unknown");
  for (const auto& [name, one, other] :
       {std::tuple{"mei", 70, 72}, std::tuple{"tao", 90, 95}, std::tuple{"lan", 40, 30}}) {
    EXPECT_EQ(score("li", name, one), "");
    if (std::string{name} != "lan") {
      EXPECT_EQ(score("wang", name, other), "");
    }
  }
  const auto seen = offerings_->own_tryout(person("wang"), id);
  ASSERT_TRUE(seen);
  for (const auto& one : seen->candidates) {
    EXPECT_LE(one.scores.size(), 1u) << "the own scores alone";
    EXPECT_FALSE(one.mean);
  }
  EXPECT_EQ(code_of(offerings_->decide(office_, group_, id, {60})), "still-open");
  ASSERT_TRUE(offerings_->close_round(office_, group_, round));
  EXPECT_EQ(code_of(offerings_->decide(office_, group_, id, {60})), "scores-missing");
  EXPECT_EQ(score("wang", "lan", 30), "");
  const auto decided = offerings_->decide(office_, group_, id, {60});
  ASSERT_TRUE(decided) << decided.error().what.en;
  EXPECT_EQ(decided->candidates[0].name, "tao");
  EXPECT_EQ(decided->candidates[0].state, PlaceState::enrolled);
  EXPECT_EQ(decided->candidates[1].turn, 1) << "mei is the first in reserve";
  EXPECT_EQ(decided->candidates[2].state, PlaceState::refused);
  EXPECT_EQ(score("li", "mei", 99), "decided");
  EXPECT_EQ(code_of(offerings_->set_panel(office_, group_, id, {{teacher_id("li")}})), "has-scored");
  EXPECT_NE(option("mei", id).why.en.find("passed"), std::string::npos)
      << "why she waits: " << option("mei", id).why.en;
  told_.clear();
  ASSERT_TRUE(offerings_->give_up(guardian("tao"), child("tao"), id));
  EXPECT_EQ(option("mei", id).state, PlaceState::enrolled);
  EXPECT_TRUE(option("mei", id).why.empty());
  EXPECT_EQ(told("mei").size(), 1u);
  EXPECT_EQ(option("lan", id).state, PlaceState::refused);
  EXPECT_NE(option("lan", id).why.en.find("below the least mean"), std::string::npos) << option("lan", id).why.en;
}

TEST_P(Clubs, TheHomeSchoolSeesWhereItsStudentsAreAndWhetherTheyCame) {
  const auto chess = offered(club("Chess", 1, "B"));
  opened(round_of(RoundMode::first, {chess}));
  ASSERT_TRUE(press("mei", chess));
  EXPECT_EQ(press("tao", chess)->state, PlaceState::waiting);
  const auto found = offerings_->pupils(org_id("A"));
  ASSERT_TRUE(found);
  ASSERT_EQ(found->size(), 2u);
  EXPECT_EQ(found->at(0).name, "mei");
  EXPECT_EQ(found->at(0).state, PlaceState::enrolled);
  EXPECT_EQ(found->at(0).offering.host_id, org_id("B"));
  EXPECT_EQ(found->at(0).held, 0);
  EXPECT_EQ(found->at(1).state, PlaceState::waiting);
  EXPECT_EQ(fault_of(offerings_->appraise(office_, group_, chess, {{{child("tao"), "A", ""}}})), "people/0");
  EXPECT_EQ(code_of(offerings_->appraise(person("wang"), {}, chess, {{{child("mei"), "A", ""}}})), "offering-unknown");
  told("mei");
  const auto marked = offerings_->appraise(office_, group_, chess, {{{child("mei"), "A", "plays well"}}});
  ASSERT_TRUE(marked) << marked.error().what.en;
  EXPECT_EQ(marked->results.at(0).words, "plays well");
  EXPECT_EQ(told("mei").size(), 1u);
  ASSERT_TRUE(offerings_->appraise(office_, group_, chess, {{{child("mei"), "A", "plays well"}}}));
  EXPECT_TRUE(told("mei").empty()) << "nothing new";
  EXPECT_EQ(option("mei", chess).result->mark, "A");
  EXPECT_EQ(offerings_->pupils(org_id("A"))->at(0).result->by, office_.name);
  EXPECT_TRUE(offerings_->pupils(org_id("B"))->empty()) << "nobody of B takes part";
  const auto today = today_club();
  now_ = at_hour(day_, 16);
  ASSERT_TRUE(offerings_->attend(person("li"), {}, today, {day_, "16:00", {{child("mei"), true}}, {}}));
  const auto home = *offerings_->pupils(org_id("A"));
  const auto came = std::ranges::find_if(home, [&](const PupilPlace& one) { return one.offering.id == today; });
  ASSERT_NE(came, home.end());
  EXPECT_EQ(came->held, 1);
  EXPECT_EQ(came->came, 1);
  EXPECT_EQ(code_of(offerings_->pupils(group_)), "school-unknown");
  EXPECT_GT(pupils_workbook(*found, Language::en).size(), 1000u);
}

DOORSTEP_ON_BOTH(Clubs);

}  // namespace
}  // namespace doorstep::offerings
