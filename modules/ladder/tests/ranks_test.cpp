// Titles and their posts, ranks that are held and taken away, editions, bad calls; on both databases.
#include "ladder_town.h"

namespace doorstep::ladder {
namespace {

TEST_P(LadderTest, TitlesTakeUpPostsAndTargetedOnesDoNot) {
  const auto table = *ladders_->posts(org_id("North"));
  ASSERT_EQ(table.schools.size(), 3u);
  EXPECT_EQ(table.schools[0].classes[2].allowed, 2) << "two teachers: no middle post by the ratio";
  EXPECT_EQ(table.schools[0].classes[2].held, 2) << "both are second-grade teachers";
  auto call = wanted("titles", "first", 1);
  EXPECT_EQ(fault_of(ladders_->make_call(office_, org_id("North"), call)), "places") << "no post is free";
  EXPECT_EQ(fault_of(ladders_->set_posts(office_, org_id("North"), org_id("A"), {{{"middle", 1}}, ""})), "reason");
  EXPECT_EQ(code_of(ladders_->set_posts(office_, org_id("A"), org_id("A"), {{{"middle", 1}}, "x"})), "not-schools");
  ASSERT_TRUE(ladders_->set_posts(office_, org_id("North"), org_id("A"), {{{"middle", 1}}, "approved in 2026"}));
  call.targeted_places = 1;
  const auto id = opened(call).of.id;
  EXPECT_EQ(fault_of(ladders_->apply(teacher("Chen"), id, {"x", {}, {}, {}, {}})), "stated")
      << "since when is not known";
  const NewLadderApplication stated{"x", {}, {}, {{"rank_years:second", 5}}, {}};
  auto aimed = stated;
  aimed.targeted = true;
  EXPECT_EQ(fault_of(ladders_->apply(teacher("Chen"), id, aimed)), "targeted") << "a school in town";
  apply_and_confirm(id, "Chen", stated);
  apply_and_confirm(id, "Wang", stated);
  apply_and_confirm(id, "Sun", aimed);
  seat(id);
  ASSERT_TRUE(ladders_->move(office_, id, CallState::scoring));
  for (const auto* name : {"p1", "p2", "p3"}) score_all(id, name, [](int64_t number) { return number == 1 ? 3 : 2; });
  ASSERT_TRUE(ladders_->move(office_, id, CallState::ranking));
  std::map<std::string, Outcome> outcomes;
  const auto ranked = *ladders_->call(id);
  for (const auto& line : ranked.ranking) outcomes[line.name] = line.outcome;
  EXPECT_EQ(outcomes["Chen"], Outcome::no_post) << "first in order, but B has no post";
  EXPECT_EQ(outcomes["Wang"], Outcome::placed);
  EXPECT_EQ(outcomes["Sun"], Outcome::placed_targeted);
  ASSERT_TRUE(ladders_->move(office_, id, CallState::notice));
  today_ = today_.plus(6);
  ASSERT_TRUE(ladders_->decide(office_, id, {{}, "", {}}));
  const auto after = *ladders_->posts(org_id("North"));
  EXPECT_EQ(after.schools[0].classes[1].held, 1);
  EXPECT_EQ(after.schools[0].classes[1].free, 0);
  EXPECT_EQ(after.schools[2].classes[1].held, 0);
  EXPECT_EQ(after.schools[2].classes[1].targeted, 1);
  EXPECT_EQ(ladders_->rank_of(person_id("Sun"), "titles", today_), "first");
  // Moved to town, the targeted title is no longer of use.
  take_in([](registry::Intake& in) {
    registry::RoleRow role;
    role.id = derived_uuid("test", "role", "Sun to town");
    role.person_id = person_id("Sun");
    role.org_id = org_id("B");
    role.role = "teacher";
    role.begin_on = Date::today().plus(-1);
    in.put(role, {});
    registry::RoleRow before;
    before.id = derived_uuid("test", "role", "Sun");
    before.person_id = person_id("Sun");
    before.org_id = org_id("R");
    before.role = "teacher";
    before.begin_on = Date::today().plus(-3660);
    before.end_on = Date::today().plus(-1);
    in.put(before, {});
  });
  EXPECT_EQ(ladders_->rank_of(person_id("Sun"), "titles", today_), "second");
  EXPECT_FALSE(ladders_->ranks_of(person_id("Sun"))[0].in_use);
}

TEST_P(LadderTest, GoodSchoolsAndStrongSubjectsArePutForwardByTheirSchool) {
  const auto schools = opened(wanted("four-good", "school", 1)).of.id;
  EXPECT_EQ(code_of(ladders_->apply(teacher("Wang"), schools, {"x", {}, {}, {}, {}})), "for-schools");
  ASSERT_TRUE(ladders_->nominate(teacher("Li"), org_id("A"), {schools, {}, "we are good", {}}));
  EXPECT_EQ(code_of(ladders_->nominate(teacher("Li"), org_id("A"), {schools, {}, "again", {}})), "applied");
  const auto subjects = opened(wanted("four-good", "subject", 1)).of.id;
  EXPECT_EQ(fault_of(ladders_->nominate(teacher("Li"), org_id("A"), {subjects, {}, "x", {}})), "subject");
  ASSERT_TRUE(ladders_->nominate(teacher("Li"), org_id("A"), {subjects, "chinese", "x", {}}));
  ASSERT_TRUE(ladders_->nominate(teacher("Li"), org_id("A"), {subjects, "maths", "x", {}}));
  seat(subjects);
  ASSERT_TRUE(ladders_->move(office_, subjects, CallState::scoring));
  const auto whole = *ladders_->call(subjects);
  const auto* rubric = whole.rules.rubric("subject");
  for (const auto* name : {"p1", "p2", "p3"}) {
    const auto desk = *ladders_->desk(reader(name), subjects);
    for (const auto& task : desk.tasks) {
      PanelScores scores{{}, "", true};
      for (const auto& one : rubric->dimensions) scores.marks.push_back({one.code, task.number == 1 ? 3 : 2, {}});
      ASSERT_TRUE(ladders_->score(reader(name), subjects, task.application_id, scores));
    }
  }
  for (const auto state : {CallState::ranking, CallState::notice})
    ASSERT_TRUE(ladders_->move(office_, subjects, state));
  today_ = today_.plus(7);
  ASSERT_TRUE(ladders_->decide(office_, subjects, {{}, "", {}}));
  const auto held = *ladders_->holders(org_id("A"));
  ASSERT_EQ(held.size(), 1u);
  EXPECT_EQ(held[0].subject, "chinese");
  EXPECT_TRUE(held[0].person_id.empty());
}

TEST_P(LadderTest, ARankIsRevokedByWhoGaveIt) {
  const auto call = on_notice();
  today_ = today_.plus(7);
  ASSERT_TRUE(ladders_->decide(office_, call, {{}, "", {}}));
  const auto rank = ladders_->ranks_of(person_id("Wang"))[0].id;
  EXPECT_EQ(code_of(ladders_->revoke(office_, org_id("A"), rank, {"x"})), "rank-unknown");
  EXPECT_EQ(fault_of(ladders_->revoke(office_, org_id("North"), rank, {""})), "ground");
  ASSERT_TRUE(ladders_->revoke(office_, org_id("North"), rank, {"fraud"}));
  EXPECT_EQ(code_of(ladders_->revoke(office_, org_id("North"), rank, {"fraud"})), "revoked");
  EXPECT_EQ(ladders_->rank_of(person_id("Wang"), "backbone", today_), "");
  EXPECT_EQ(ladders_->ranks_of(person_id("Wang"))[0].ground, "fraud") << "the history stays";
}

TEST_P(LadderTest, ADistrictKeepsAnEditionOfItsOwnAndCallsKeepTheirs) {
  const auto before = opened(wanted("backbone", "school")).of.id;
  auto rules = *built_in("backbone");
  rules.notice_days = 10;
  EXPECT_EQ(fault_of(ladders_->set_edition(office_, org_id("North"), {rules, ""})), "reason");
  EXPECT_EQ(code_of(ladders_->set_edition(office_, org_id("A"), {rules, "x"})), "not-schools");
  auto bad = rules;
  bad.levels.pop_back();
  EXPECT_EQ(fault_of(ladders_->set_edition(office_, org_id("North"), {bad, "x"})), "rules");
  ASSERT_TRUE(ladders_->set_edition(office_, org_id("North"), {rules, "longer notice"}));
  EXPECT_EQ(opened(wanted("backbone", "school")).rules.notice_days, 10);
  EXPECT_EQ(ladders_->call(before)->rules.notice_days, 7) << "as it was when the call was made";
  const auto editions = *ladders_->editions(org_id("A"));
  EXPECT_EQ(std::ranges::count(editions, true, &LadderEdition::in_force), 4);
  const auto own = std::ranges::find(editions, 1, &LadderEdition::version);
  ASSERT_NE(own, editions.end());
  EXPECT_EQ(own->reason, "longer notice");
}

TEST_P(LadderTest, EverybodySeesWhereTheyStandAndWhatLacks) {
  const auto call = opened(wanted("backbone", "school")).of.id;
  const auto own = *ladders_->own(teacher("Wang"));
  EXPECT_EQ(own.name, "Wang");
  ASSERT_EQ(own.calls.size(), 1u);
  ASSERT_EQ(own.standings.size(), 3u) << "good teachers are no ladder with steps";
  const auto titles = std::ranges::find(own.standings, "titles", &LadderStanding::ladder);
  EXPECT_EQ(titles->level, "second");
  EXPECT_TRUE(titles->by_register);
  EXPECT_EQ(titles->next, "first");
  EXPECT_EQ(titles->verdict, Verdict::unknown);
  seat(call);
  EXPECT_TRUE(ladders_->own(person("nobody", {})).has_value());
  const auto pyramid = *ladders_->pyramid(org_id("North"), "titles");
  EXPECT_EQ(pyramid.people, 6);
  ASSERT_EQ(pyramid.cells.size(), 1u);
  EXPECT_EQ(pyramid.cells[0].now, 6);
  EXPECT_EQ(pyramid.cells[0].before, 6);
  EXPECT_EQ(fault_of(ladders_->pyramid(org_id("North"), "none")), "ladder");
  EXPECT_EQ(code_of(ladders_->pyramid(org_id("Nowhere"), "titles")), "org-unknown");
}

TEST_P(LadderTest, BadCallsAreRefused) {
  const auto fault = [&](auto change) {
    auto call = wanted("backbone", "school");
    change(call);
    return fault_of(ladders_->make_call(office_, org_id("North"), call));
  };
  EXPECT_EQ(fault([](auto& one) { one.level = "none"; }), "level");
  EXPECT_EQ(fault([](auto& one) { one.title = ""; }), "title");
  EXPECT_EQ(fault([](auto& one) { one.places = 0; }), "places");
  EXPECT_EQ(fault([](auto& one) { one.targeted_places = 1; }), "targeted_places");
  EXPECT_EQ(fault([](auto& one) { one.rural_at_least = 3; }), "rural_at_least");
  EXPECT_EQ(fault([](auto& one) { one.apply_last = one.apply_from.plus(-1); }), "apply_last");
  EXPECT_EQ(fault([](auto& one) { one.score_last = one.apply_last.plus(-1); }), "score_last");
  EXPECT_EQ(fault([](auto& one) { one.posts = {{org_id("Nowhere"), "", 1}}; }), "posts");
  EXPECT_EQ(code_of(ladders_->call("unknown")), "call-unknown");
  EXPECT_TRUE(ladders_->org_of_call("unknown").empty());
  const auto call = ladders_->make_call(office_, org_id("North"), wanted("backbone", "school"))->of.id;
  EXPECT_EQ(code_of(ladders_->open_call(teacher("Wang"), call)), "call-unknown") << "a draft";
  EXPECT_EQ(code_of(ladders_->move(office_, call, CallState::notice)), "call-state");
  EXPECT_EQ(fault_of(ladders_->set_panel(office_, call, {{{"nobody", false}}})), "members");
  EXPECT_EQ(fault_of(ladders_->set_panel(office_, call, {{{"p1", true}, {"p2", true}}})), "members");
  ASSERT_TRUE(ladders_->move(office_, call, CallState::cancelled));
  EXPECT_EQ(code_of(ladders_->move(office_, call, CallState::open)), "call-state");
}

}  // namespace
}  // namespace doorstep::ladder
