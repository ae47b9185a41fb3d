// Pairs from arrangement to result, who sees what, and services of subject leaders; on both databases.
#include <teaching.h>

#include "../rules.h"
#include "module.h"
#include "sheet.h"

namespace doorstep::mentoring {
namespace {

using staffing::trial::code_of;
using staffing::trial::fault_of;
using staffing::trial::org_id;
using staffing::trial::person_id;
using staffing::trial::somebody;
using staffing::trial::Somebody;

// A: Li of long standing, Xin new. B: Chen, a backbone teacher of the same subject. Z, outside the group: Zhou.
class MentoringTest : public staffing::trial::Teaching {
 protected:
  MentoringTest() : Teaching({staff::migrations(), migrations()}) {}
  void SetUp() override {
    Teaching::SetUp();
    take_in([](registry::Intake& in) {
      somebody(in, {"Li", "A"});
      for (const auto* name : {"Xin", "Xu"}) {
        Somebody fresh{name, "A"};
        fresh.since = Date::today().plus(-60);
        fresh.title = "none";
        somebody(in, fresh);
      }
      Somebody chen{"Chen", "B"};
      chen.backbone = "city";
      chen.title = "senior";
      somebody(in, chen);
      somebody(in, {"Ma", "B", "mathematics"});
      somebody(in, {"Zhou", "Z"});
    });
    rooms_ = make_mentoring({*database_, *registry_, *staff_, *files_, trail_});
    for (const auto& [name, school] : {std::pair{"Li", "A"}, std::pair{"Xin", "A"}, std::pair{"Chen", "B"}})
      actors_.emplace(name, teacher(name, school));
  }
  NewPair wanted(const char* mentee = "Xin", std::vector<const char*> mentors = {"Li"}) const {
    NewPair pair;
    pair.mentee_id = person_id(mentee);
    for (const auto* name : mentors) pair.mentors.push_back(person_id(name));
    pair.begin_on = today_.plus(-30);
    pair.end_on = today_.plus(300);
    pair.goals = "Stand before a class with ease.";
    pair.steps = {{{today_.plus(10), "an open lesson"}}};
    return pair;
  }
  // A running pair of Xin with Li and Chen.
  std::string running() {
    EXPECT_EQ(code_of(rooms_->arrange(office_, a_, wanted("Xin", {"Li", "Chen"}))), "");
    const auto id = rooms_->of(office_, a_)->pairs.at(0).id;
    for (const auto* name : {"Li", "Xin", "Chen"})
      EXPECT_EQ(code_of(rooms_->agree(actors_.at(name), id, {true, {}})), "");
    return id;
  }

  std::unique_ptr<Mentoring> rooms_;
  std::map<std::string, Actor> actors_;
};

TEST_P(MentoringTest, BeginsWhenEverybodyHasAgreed) {
  EXPECT_EQ(rooms_->of(office_, a_)->new_teachers.size(), 2u) << "Xin and Xu have no mentor";
  ASSERT_EQ(code_of(rooms_->arrange(office_, a_, wanted("Xin", {"Li", "Chen"}))), "");
  const auto of = *rooms_->of(office_, a_);
  EXPECT_EQ(of.new_teachers.at(0).name, "Xu") << "those without a mentor first";
  EXPECT_NE(of.new_teachers.at(1).mentor.find("Li"), std::string::npos);
  const auto id = of.pairs.at(0).id;
  EXPECT_EQ(of.pairs.at(0).state, PairState::proposed);
  EXPECT_EQ(rooms_->own(actors_.at("Chen"))->waits, 1);
  EXPECT_EQ(code_of(rooms_->agree(person("stranger"), id, {true, {}})), "pair-unknown");
  EXPECT_EQ(rooms_->agree(actors_.at("Li"), id, {true, {}})->state, PairState::proposed);
  EXPECT_EQ(rooms_->own(actors_.at("Li"))->waits, 0);
  EXPECT_EQ(rooms_->agree(actors_.at("Xin"), id, {true, {}})->state, PairState::proposed);
  EXPECT_EQ(code_of(rooms_->visit(actors_.at("Li"), id, {today_, false, {}, {}, {}, {}})), "not-running");
  EXPECT_EQ(rooms_->agree(actors_.at("Chen"), id, {true, {}})->state, PairState::running);
  EXPECT_EQ(code_of(rooms_->agree(actors_.at("Chen"), id, {true, {}})), "not-proposed");
}

TEST_P(MentoringTest, AnybodyMayDeclineWithAReason) {
  ASSERT_EQ(code_of(rooms_->arrange(office_, a_, wanted())), "");
  const auto id = rooms_->of(office_, a_)->pairs.at(0).id;
  EXPECT_EQ(fault_of(rooms_->agree(actors_.at("Li"), id, {false, {}})), "reason");
  EXPECT_EQ(rooms_->agree(actors_.at("Li"), id, {false, "two already"})->state, PairState::declined);
  EXPECT_EQ(rooms_->of(office_, a_)->pairs.at(0).end_reason, "two already");
  EXPECT_EQ(code_of(rooms_->arrange(office_, a_, wanted())), "") << "another may be arranged";
}

TEST_P(MentoringTest, ArrangingIsChecked) {
  const auto field = [&](NewPair pair, const OrgId& org) { return fault_of(rooms_->arrange(office_, org, pair)); };
  auto pair = wanted();
  pair.goals = "";
  EXPECT_EQ(field(pair, a_), "goals");
  pair = wanted();
  pair.end_on = pair.begin_on;
  EXPECT_EQ(field(pair, a_), "end_on");
  pair.end_on = pair.begin_on.plus(5000);
  EXPECT_EQ(field(pair, a_), "end_on");
  EXPECT_EQ(field(wanted("Xin", {}), a_), "mentors");
  EXPECT_EQ(field(wanted("Xin", {"Xin"}), a_), "mentors");
  EXPECT_EQ(field(wanted("Xin", {"Li", "Li"}), a_), "mentors");
  EXPECT_EQ(field(wanted("Zhou", {"Li"}), a_), "mentee_id") << "of another school";
  EXPECT_EQ(field(wanted("Xin", {"nobody"}), a_), "mentors");
  pair = wanted();
  pair.steps = {{{today_.plus(9000), "too late"}}};
  EXPECT_EQ(field(pair, a_), "due_on");
  ASSERT_EQ(code_of(rooms_->arrange(office_, group_, wanted())), "") << "a group arranges for its members";
  EXPECT_EQ(code_of(rooms_->arrange(office_, a_, wanted())), "pair-twice");
}

TEST_P(MentoringTest, BeyondTheRulesOnlyWithAReason) {
  EXPECT_EQ(code_of(rooms_->arrange(office_, a_, wanted("Xin", {"Xu"}))), "beyond-rules") << "new, without title";
  auto pair = wanted("Xin", {"Xu"});
  pair.exception = "the only one of the subject";
  ASSERT_EQ(code_of(rooms_->arrange(office_, a_, pair)), "");
  EXPECT_EQ(rooms_->of(office_, a_)->pairs.at(0).exception, "the only one of the subject");
  // Li leads three: one more asks for a reason.
  for (const auto kind : {PairKind::new_teacher, PairKind::subject, PairKind::across}) {
    auto more = wanted("Xu", {"Li"});
    more.kind = kind;
    ASSERT_EQ(code_of(rooms_->arrange(office_, a_, more)), "");
  }
  auto fourth = wanted("Chen", {"Li"});
  EXPECT_EQ(code_of(rooms_->arrange(office_, b_, fourth)), "beyond-rules");
  fourth.exception = "agreed with the school";
  EXPECT_EQ(code_of(rooms_->arrange(office_, b_, fourth)), "");
}

TEST_P(MentoringTest, VisitsAreNotedAndTheMenteesWordsStayWithThePair) {
  const auto id = running();
  auto& li = actors_.at("Li");
  auto& xin = actors_.at("Xin");
  EXPECT_EQ(fault_of(rooms_->visit(li, id, {today_, true, "", "x", {}, {}})), "lesson");
  EXPECT_EQ(fault_of(rooms_->visit(li, id, {today_.plus(5), true, "l", "x", {}, {}})), "on") << "still to come";
  EXPECT_EQ(fault_of(rooms_->visit(li, id, {today_.plus(900), false, {}, {}, {}, {}})), "on");
  EXPECT_EQ(code_of(rooms_->visit(xin, id, {today_, false, {}, {}, {}, {}})), "mentor-only");
  ASSERT_EQ(code_of(rooms_->visit(li, id, {today_.plus(3), false, {}, {}, {}, {}})), "");
  EXPECT_EQ(rooms_->own(xin)->next_on, today_.plus(3));
  EXPECT_NE(rooms_->own(xin)->next_what.find("Li"), std::string::npos);
  EXPECT_EQ(rooms_->own(li)->next_what, "Xin");
  const auto file = uploaded(li, a_);
  const auto visited = rooms_->visit(li, id, {today_, true, "fractions", "clear", "slower", {{file}}});
  ASSERT_TRUE(visited) << visited.error().what.en;
  const auto& held = *std::ranges::find_if(visited->visits, [](const Visit& one) { return one.held; });
  EXPECT_EQ(held.files.size(), 1u);
  EXPECT_EQ(code_of(rooms_->note(li, id, held.id, {"x"})), "mentee-only");
  ASSERT_EQ(code_of(rooms_->note(xin, id, held.id, {"I was nervous"})), "");
  EXPECT_EQ(code_of(rooms_->hold_visit(actors_.at("Chen"), id, held.id, {today_, true, "l", "s", {}, {}})),
            "mentor-only")
      << "of the other mentor";

  const auto seen = [&](const Pair& pair) { return std::ranges::find(pair.visits, held.id, &Visit::id)->note; };
  EXPECT_EQ(seen(*rooms_->own_pair(li, id)), "I was nervous");
  EXPECT_EQ(seen(*rooms_->pair(office_, a_, id)), "") << "not for who arranged it";
  EXPECT_EQ(code_of(rooms_->pair(office_, b_, id)), "pair-unknown");
  EXPECT_TRUE(rooms_->may_see_visit(xin, {}, held.id));
  EXPECT_FALSE(rooms_->may_see_visit(person("stranger"), {}, held.id));
  EXPECT_TRUE(rooms_->may_see_visit(office_, a_, held.id));
  EXPECT_FALSE(rooms_->may_see_visit(office_, b_, held.id));
}

TEST_P(MentoringTest, EndsWithAResultThatPortfoliosTell) {
  const auto id = running();
  auto& li = actors_.at("Li");
  auto& xin = actors_.at("Xin");
  ASSERT_EQ(code_of(rooms_->visit(li, id, {today_, true, "fractions", "clear", {}, {}})), "");
  const auto step = rooms_->own_pair(li, id)->steps.at(0).id;
  EXPECT_EQ(rooms_->do_step(xin, id, step, {true})->steps.at(0).done_on, today_);
  ASSERT_EQ(code_of(rooms_->plan(li, id, {today_.plus(40), "a second lesson"})), "");
  ASSERT_EQ(code_of(rooms_->review(xin, id, {true, "I learnt much", {}})), "");
  ASSERT_EQ(code_of(rooms_->review(li, id, {true, "steady", {}})), "");
  EXPECT_EQ(fault_of(rooms_->conclude(office_, a_, id, {true, "good", {}})), "outcome");
  EXPECT_EQ(rooms_->conclude(office_, a_, id, {false, "on the way", Outcome::partly})->state, PairState::running);
  EXPECT_EQ(fault_of(rooms_->extend(office_, a_, id, {today_, "x"})), "on");
  EXPECT_EQ(rooms_->extend(office_, a_, id, {today_.plus(400), "one more term"})->end_on, today_.plus(400));
  const auto over = *rooms_->conclude(office_, a_, id, {true, "good", Outcome::met});
  EXPECT_EQ(over.state, PairState::ended);
  EXPECT_EQ(over.reviews.at(1).mentee_words, "I learnt much");
  EXPECT_EQ(code_of(rooms_->end(office_, a_, id, {today_, "again"})), "not-running");

  const auto facts = rooms_->facts(person_id("Li"));
  ASSERT_EQ(facts.pairs.size(), 1u);
  EXPECT_TRUE(facts.pairs[0].as_mentor);
  EXPECT_EQ(facts.pairs[0].with, "Xin");
  EXPECT_EQ(facts.pairs[0].outcome, Outcome::met);
  EXPECT_EQ(facts.pairs[0].visits, 1);
  EXPECT_EQ(rooms_->facts(person_id("Chen")).pairs.at(0).visits, 0) << "the other mentor gave none";
  EXPECT_EQ(mentoring_workbook(*rooms_->of(office_, a_), Language::zh).substr(0, 2), "PK");
}

TEST_P(MentoringTest, SuggestsWhoSuitsAndSaysWhy) {
  const auto found = rooms_->suggestions(a_, person_id("Xin"))->items;
  ASSERT_EQ(found.size(), 2u) << "Li and Chen; Ma teaches another subject, Xu is new, Zhou is far";
  EXPECT_EQ(found[0].name, "Chen") << "title and rank weigh more than the same school";
  EXPECT_EQ(found[1].name, "Li");
  EXPECT_FALSE(found[0].because.empty());
  EXPECT_EQ(found[0].worth, rules().same_stage + rules().group + 10 + 12 + 3 * rules().free_place);
  EXPECT_EQ(code_of(rooms_->suggestions(b_, person_id("Xin"))), "person-unknown");
}

TEST_P(MentoringTest, ASchoolOfSeveralCampusesIsServedByCampus) {
  const CampusId south{derived_uuid("test", "campus", "south")}, north{derived_uuid("test", "campus", "north")};
  take_in([&](registry::Intake& in) {
    in.put(registry::CampusRow{south, a_, {}, "South", true, "", {}, {}, today_.plus(-900)}, {});
    in.put(registry::CampusRow{north, a_, {}, "North", false, "", {}, {}, today_.plus(-900)}, {});
  });
  ASSERT_EQ(code_of(rooms_->appoint(office_, group_,
                                    {person_id("Chen"), "chinese", today_.plus(-100), today_.plus(200), {}})),
            "");
  const auto id = rooms_->of(office_, group_)->services.at(0).id;
  const auto go = [&](const OrgId& school, const CampusId& campus) {
    return fault_of(rooms_->serve(actors_.at("Chen"), {}, id, {school, today_, true, "lesson", {}, {}, campus}));
  };
  auto seen = *rooms_->service(office_, group_, id);
  ASSERT_EQ(seen.places.size(), 3u);
  EXPECT_EQ(seen.places[0].campus, "South") << "the main one first";
  EXPECT_EQ(seen.places[2].campus, "") << "a school with one place";
  EXPECT_TRUE(seen.of.by_school) << "the register says of nobody at which campus";
  EXPECT_EQ(seen.places[0].teachers + seen.places[1].teachers + seen.places[2].teachers, seen.of.teachers);
  EXPECT_EQ(seen.places[1].teachers, 0);
  EXPECT_EQ(go(org_id("B"), north), "campus_id") << "of another school";
  ASSERT_EQ(go(a_, north), "");
  seen = *rooms_->service(office_, group_, id);
  EXPECT_EQ(seen.of.campuses, 3);
  EXPECT_EQ(seen.of.campuses_reached, 1);
  EXPECT_EQ(seen.of.reached, 1);
  EXPECT_EQ(seen.visits.at(0).campus, "North");
  EXPECT_EQ(seen.places[1].months.back().held + seen.places[1].months[seen.places[1].months.size() - 2].held, 1);
  EXPECT_EQ(seen.places[0].months[seen.places[0].months.size() - 2].held, 0);
}

TEST_P(MentoringTest, OneSubjectLeaderServesAllTeachersOfTheGroup) {
  const NewService service{person_id("Chen"), "chinese", today_.plus(-100), today_.plus(200), "visits every school"};
  EXPECT_EQ(code_of(rooms_->appoint(office_, a_, service)), "group-unknown");
  auto other = service;
  other.subject = "pe";
  EXPECT_EQ(fault_of(rooms_->appoint(office_, group_, other)), "subject");
  other = service;
  other.person_id = person_id("Zhou");
  EXPECT_EQ(fault_of(rooms_->appoint(office_, group_, other)), "person_id");
  ASSERT_EQ(code_of(rooms_->appoint(office_, group_, service)), "");
  EXPECT_EQ(code_of(rooms_->appoint(office_, group_, service)), "service-twice");
  const auto id = rooms_->of(office_, group_)->services.at(0).id;

  auto& chen = actors_.at("Chen");
  EXPECT_EQ(code_of(rooms_->service(actors_.at("Li"), {}, id)), "service-unknown") << "is not hers";
  auto seen = *rooms_->service(chen, {}, id);
  EXPECT_EQ(seen.teachers.size(), 3u) << "Li, Xin and Xu, not the leader";
  EXPECT_EQ(seen.places.size(), 2u);
  const auto go = [&](NewServiceVisit visit) { return fault_of(rooms_->serve(chen, {}, id, visit)); };
  EXPECT_EQ(go({z_, today_, false, "x", {}, {}}), "school_id");
  EXPECT_EQ(go({a_, today_.plus(500), false, "x", {}, {}}), "on");
  EXPECT_EQ(go({a_, today_.plus(5), true, "x", {}, {}}), "on");
  EXPECT_EQ(go({a_, today_, true, "x", {}, {{person_id("Ma")}}}), "met") << "of another school";
  EXPECT_EQ(go({a_, today_.plus(5), false, "x", {}, {{person_id("Li")}}}), "met") << "nobody is met beforehand";
  ASSERT_EQ(go({a_, today_.plus(5), false, "lesson", {}, {}}), "");
  ASSERT_EQ(go({a_, today_, true, "lesson and talk", "plans compared", {{person_id("Li"), person_id("Xin")}}}), "");
  seen = *rooms_->service(chen, {}, id);
  EXPECT_EQ(seen.of.met, 2);
  EXPECT_EQ(seen.of.reached, 1);
  EXPECT_EQ(seen.of.next_on, today_.plus(5));
  EXPECT_EQ(seen.places.at(0).met, 2);
  int64_t held = 0;
  for (const auto& month : seen.places.at(0).months) held += month.held;
  EXPECT_EQ(held, 1);
  EXPECT_FALSE(seen.visits.at(0).held) << "those to come first";
  ASSERT_EQ(code_of(rooms_->cancel_visit(chen, {}, id, seen.visits.at(0).id)), "");
  EXPECT_EQ(code_of(rooms_->cancel_visit(chen, {}, id, seen.visits.at(1).id)), "visit-closed");

  // Who comes to the group is on the roster by itself.
  take_in([](registry::Intake& in) { somebody(in, {"Sun", "B"}); });
  EXPECT_EQ(rooms_->service(office_, group_, id)->teachers.size(), 4u);
  EXPECT_EQ(rooms_->facts(person_id("Chen")).services.at(0).met, 2);
  EXPECT_EQ(service_workbook(*rooms_->service(office_, group_, id), Language::en).substr(0, 2), "PK");
  ASSERT_EQ(code_of(rooms_->end_service(office_, group_, id, {today_, "moves on"})), "");
  EXPECT_EQ(go({a_, today_, true, "x", {}, {}}), "on") << "it is over";
}

TEST_P(MentoringTest, WhoIsNobodyHasNothing) {
  const auto own = *rooms_->own(person("stranger"));
  EXPECT_FALSE(own.known);
  EXPECT_TRUE(own.pairs.empty());
  EXPECT_EQ(code_of(rooms_->of(office_, org_id("nowhere"))), "org-unknown");
}

TEST(MentoringRulesFile, NamesWhatIsWrong) {
  EXPECT_TRUE(
      read_rules("most_mentees = 1\nmost_mentors = 1\nleast_years = 1\nleast_title = 'first'\nnew_years = 1\n"
                 "longest_days = 1",
                 "x.toml"));
  const auto wrong = read_rules("least_title = 'king'", "x.toml");
  ASSERT_FALSE(wrong);
  EXPECT_NE(wrong.error().what.en.find("least_title"), std::string::npos);
}

DOORSTEP_ON_BOTH(MentoringTest);

}  // namespace
}  // namespace doorstep::mentoring
