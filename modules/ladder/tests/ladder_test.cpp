// A call from its making to the rank: rules, rights to act, blindness, notice; on both databases.
#include <small_register.h>

#include <algorithm>
#include <map>

#include <doorstep/staff/module.h>

#include "module.h"
#include "read_rules.h"

namespace doorstep::ladder {
namespace {

using registry::trial::code_of;
using registry::trial::fault_of;
using registry::trial::org_id;

PersonId person_id(const char* name) { return {derived_uuid("test", "person", name)}; }

// District North with schools A, B (town) and R (rural). At each, teachers with ten years of service; Li leads A.
// Panel members p1, p2, p3 hold posts at the district.
class LadderTest : public registry::trial::SmallRegister {
 protected:
  LadderTest() : SmallRegister({staff::migrations(), migrations()}) {}
  void SetUp() override {
    SmallRegister::SetUp();
    take_in(fill);
    const auto named = [](const std::string& name) {
      return name == "nobody" ? std::nullopt : std::optional{person(name).account};
    };
    staff_ =
        staff::make_staff({*database_, *registry_, trail_, named, [](const AccountId& id) { return id.value; }, {}});
    for (const auto& [name, school] : everybody())
      ASSERT_TRUE(staff_->tie(office_, org_id(school), {person_id(name), name})) << name;
    make();
  }
  void make() {
    ladders_ = make_ladders(
        {*database_, *registry_, *places_, *staff_, trail_, *files_,
         [](const std::string& name) { return name == "nobody" ? std::nullopt : std::optional{person(name).account}; },
         [this](const AccountId& id) -> std::optional<Actor> {
           for (const auto* name : {"p1", "p2", "p3", "p4"})
             if (person(name).account == id) return reader(name);
           for (const auto& [name, school] : everybody())
             if (person(name).account == id) return teacher(name);
           return {};
         },
         [](const AccountId& id) { return "sign-in of " + id.value; }, sources_, [this] { return today_; }});
  }
  static std::map<const char*, const char*> everybody() {
    return {{"Li", "A"}, {"Wang", "A"}, {"Chen", "B"}, {"Zhao", "B"}, {"Sun", "R"}, {"Qian", "R"}};
  }
  static void fill(registry::Intake& in) {
    in.put(registry::trial::area(registry::OrgKind::district, "North"), {});
    for (const auto* key : {"A", "B", "R"}) {
      auto school = registry::trial::school(key, "North");
      if (*key == 'R') school.setting = "rural";
      in.put(school, {});
    }
    for (const auto& [name, school] : everybody()) put(in, name, school);
  }
  static void put(registry::Intake& in, const char* name, const char* school) {
    registry::PersonRow who;
    who.id = person_id(name);
    who.full_name = name;
    in.put(who, {});
    registry::StaffRow row;
    row.id = who.id;
    row.qualification = "bachelor";
    row.title = "second";
    row.subjects = "chinese";
    in.put(row, {});
    registry::RoleRow role;
    role.id = derived_uuid("test", "role", name);
    role.person_id = who.id;
    role.org_id = org_id(school);
    role.role = std::string_view{name} == "Li" ? "principal" : "teacher";
    role.begin_on = Date::today().plus(-3660);
    in.put(role, {});
  }
  static Actor teacher(const char* name) {
    return person(name,
                  {{std::string_view{name} == "Li" ? Role::principal : Role::teacher, org_id(everybody_at(name))}});
  }
  static const char* everybody_at(std::string_view name) {
    for (const auto& [one, school] : everybody())
      if (name == one) return school;
    return "A";
  }
  static Actor reader(const char* name) { return person(name, {{Role::centre_head, org_id("North")}}); }

  NewLadderCall wanted(const char* ladder, const char* level, int64_t places = 2) const {
    return {ladder, level, "2026", today_, today_.plus(10), today_.plus(20), places, {}, {}, {}};
  }
  LadderCallWhole opened(const NewLadderCall& wanted) {
    auto made = ladders_->make_call(office_, org_id("North"), wanted);
    EXPECT_TRUE(made) << made.error().what.en;
    return *ladders_->move(office_, made->of.id, CallState::open);
  }
  void apply_and_confirm(const std::string& call, const char* name,
                         const NewLadderApplication& wanted = {"I teach", {}, {}, {}, {}}) {
    const auto applied = ladders_->apply(teacher(name), call, wanted);
    ASSERT_TRUE(applied) << applied.error().what.en;
    const auto done = ladders_->confirm(office_, org_id(everybody_at(name)), applied->application->id, {true, ""});
    ASSERT_TRUE(done) << done.error().what.en;
  }
  void seat(const std::string& call, std::vector<PanelSeat> seats = {{"p1", true}, {"p2", false}, {"p3", false}}) {
    const auto done = ladders_->set_panel(office_, call, {std::move(seats)});
    ASSERT_TRUE(done) << done.error().what.en;
  }
  // Every sheet of a member gets the anchor that `anchor` says of its number.
  void score_all(const std::string& call, const char* name, const std::function<int64_t(int64_t)>& anchor) {
    const auto desk = *ladders_->desk(reader(name), call);
    for (const auto& task : desk.tasks) {
      if (task.state == SheetState::submitted) continue;
      const auto done = ladders_->score(reader(name), call, task.application_id, marks(call, anchor(task.number)));
      EXPECT_TRUE(done) << done.error().what.en;
    }
  }
  PanelScores marks(const std::string& call, int64_t anchor, bool submit = true) {
    PanelScores made{{}, "", submit};
    const auto whole = *ladders_->call(call);
    for (const auto& one : whole.rules.rubrics[0].dimensions) made.marks.push_back({one.code, anchor, {}});
    return made;
  }
  // A backbone call of the school level with Wang (1), Chen (2), Sun (3), scored 3, 2, 1.
  std::string scored() {
    const auto call = opened(wanted("backbone", "school")).of.id;
    for (const auto* name : {"Wang", "Chen", "Sun"}) apply_and_confirm(call, name);
    seat(call);
    EXPECT_EQ(fault_of(ladders_->move(office_, call, CallState::scoring)), "");
    for (const auto* name : {"p1", "p2", "p3"}) score_all(call, name, [](int64_t number) { return 4 - number; });
    return call;
  }
  std::string on_notice() {
    const auto call = scored();
    EXPECT_EQ(fault_of(ladders_->move(office_, call, CallState::ranking)), "");
    EXPECT_EQ(fault_of(ladders_->move(office_, call, CallState::notice)), "");
    return call;
  }

  Date today_ = Date::today();
  Sources sources_;
  std::unique_ptr<staff::Staff> staff_;
  std::unique_ptr<Ladders> ladders_;
};

TEST_P(LadderTest, FromACallToARank) {
  const auto call = on_notice();
  const auto now = *ladders_->call(call);
  ASSERT_EQ(now.ranking.size(), 3u);
  EXPECT_EQ(now.ranking[0].name, "Wang");
  EXPECT_EQ(now.ranking[0].total, 100);
  EXPECT_EQ(now.ranking[2].outcome, Outcome::below_pass);
  EXPECT_EQ(now.agreement[0].alpha, 1);
  EXPECT_EQ(now.of.notice_last, today_.plus(6)) << "seven days, today counted";
  const auto notice = *ladders_->notice(teacher("Zhao"), call);
  ASSERT_EQ(notice.lines.size(), 2u);
  EXPECT_EQ(notice.lines[0].name, "Wang");
  EXPECT_EQ(fault_of(ladders_->decide(office_, call, {{}, "", {}})), "call-state") << "the notice stands";
  today_ = today_.plus(7);
  const auto decided = ladders_->decide(office_, call, {{}, "", {}});
  ASSERT_TRUE(decided) << decided.error().what.en;
  EXPECT_EQ(decided->of.state, CallState::decided);
  EXPECT_EQ(ladders_->rank_of(person_id("Wang"), "backbone", today_), "school");
  EXPECT_EQ(ladders_->rank_of(person_id("Sun"), "backbone", today_), "");
  const auto ranks = ladders_->ranks_of(person_id("Wang"));
  ASSERT_EQ(ranks.size(), 1u);
  EXPECT_EQ(ranks[0].certificate.substr(0, 16), "backbone-school-");
  EXPECT_EQ(ranks[0].end_on.year(), today_.year() + 3);
  EXPECT_TRUE(ranks[0].in_use);
  today_ = ranks[0].end_on.plus(-30);
  EXPECT_TRUE(ladders_->ranks_of(person_id("Wang"))[0].ends_soon) << "time to renew";
  today_ = ranks[0].end_on;
  EXPECT_EQ(ladders_->rank_of(person_id("Wang"), "backbone", today_), "") << "the term is over";
}

TEST_P(LadderTest, ThePanelKnowsNobodysNameAndNoSchool) {
  const auto call = opened(wanted("backbone", "school")).of.id;
  const auto file = uploaded(teacher("Wang"), org_id("A"), "Wang-of-A.txt");
  apply_and_confirm(call, "Wang", {"I am Wang, of A", {}, {}, {}, {file}});
  seat(call);
  ASSERT_TRUE(ladders_->move(office_, call, CallState::scoring));
  const auto readers = [&] {
    std::vector<const char*> found;
    for (const auto* name : {"p1", "p2", "p3"})
      if (!ladders_->desk(reader(name), call)->tasks.empty()) found.push_back(name);
    return found;
  }();
  ASSERT_EQ(readers.size(), 2u);
  const auto task = ladders_->desk(reader(readers[0]), call)->tasks[0];
  const auto paper = *ladders_->paper(reader(readers[0]), call, task.application_id);
  EXPECT_EQ(paper.statement.find("Wang"), std::string::npos);
  EXPECT_EQ(json::text(paper).find("Wang"), std::string::npos);
  ASSERT_EQ(paper.files.size(), 1u);
  EXPECT_EQ(paper.files[0].name, "1");
  EXPECT_TRUE(ladders_->panel_file(reader(readers[0]), call, task.application_id));
  EXPECT_FALSE(ladders_->panel_file(teacher("Zhao"), call, task.application_id));
  EXPECT_EQ(code_of(ladders_->desk(teacher("Zhao"), call)), "call-unknown") << "not on the panel";
  EXPECT_EQ(code_of(ladders_->paper(reader("p4"), call, task.application_id)), "application-unknown");
  const auto chair = *ladders_->desk(reader("p1"), call);
  EXPECT_TRUE(chair.chair);
  ASSERT_EQ(chair.ranking.size(), 1u);
  EXPECT_EQ(chair.ranking[0].name, "");
  EXPECT_EQ(chair.ranking[0].school, "");
  EXPECT_TRUE(ladders_->desk(reader("p2"), call)->ranking.empty()) << "for the chair alone";
}

TEST_P(LadderTest, NobodyReadsTheOwnSchoolARelativeOrWhatOneSteppedBackFrom) {
  const auto call = opened(wanted("backbone", "school")).of.id;
  for (const auto* name : {"Wang", "Chen", "Sun"}) apply_and_confirm(call, name);
  seat(call, {{"Zhao", true}, {"p1", false}, {"p2", false}, {"p3", false}});
  ASSERT_TRUE(ladders_->declare(reader("p1"), call, {{"Sun"}}));
  ASSERT_TRUE(ladders_->move(office_, call, CallState::scoring));
  const auto numbers = [&](const Actor& actor) {
    std::vector<int64_t> found;
    const auto desk = *ladders_->desk(actor, call);
    for (const auto& task : desk.tasks) found.push_back(task.number);
    return found;
  };
  EXPECT_EQ(std::ranges::count(numbers(teacher("Zhao")), 2), 0) << "Chen is of the same school";
  EXPECT_EQ(std::ranges::count(numbers(reader("p1")), 3), 0) << "Sun was named as a relative";
  const auto mine = ladders_->desk(reader("p2"), call)->tasks;
  ASSERT_FALSE(mine.empty());
  EXPECT_EQ(fault_of(ladders_->recuse(reader("p2"), call, mine[0].application_id, {""})), "reason");
  ASSERT_TRUE(ladders_->recuse(reader("p2"), call, mine[0].application_id, {"we wrote a book together"}));
  EXPECT_EQ(std::ranges::count(numbers(reader("p2")), mine[0].number), 0);
  const auto whole = *ladders_->call(call);
  for (const auto& line : whole.ranking) EXPECT_EQ(line.awaited, 2) << "somebody else took it over";
  EXPECT_TRUE(whole.short_of.empty());
}

TEST_P(LadderTest, TwoThatLieApartAskForAThird) {
  const auto call = opened(wanted("backbone", "school")).of.id;
  apply_and_confirm(call, "Wang");
  seat(call);
  ASSERT_TRUE(ladders_->move(office_, call, CallState::scoring));
  const auto with_task = [&] {
    std::vector<const char*> found;
    for (const auto* name : {"p1", "p2", "p3"})
      if (const auto desk = ladders_->desk(reader(name), call);
          !desk->tasks.empty() && desk->tasks[0].state == SheetState::open)
        found.push_back(name);
    return found;
  };
  auto open = with_task();
  ASSERT_EQ(open.size(), 2u);
  score_all(call, open[0], [](int64_t) { return 0; });
  EXPECT_EQ(code_of(ladders_->move(office_, call, CallState::ranking)), "call-state") << "one score lacks";
  score_all(call, open[1], [](int64_t) { return 3; });
  open = with_task();
  ASSERT_EQ(open.size(), 1u) << "40 and 100 are more than 15 apart";
  EXPECT_TRUE(ladders_->call(call)->ranking[0].apart);
  EXPECT_EQ(ladders_->call(call)->ranking[0].total, 70);
  score_all(call, open[0], [](int64_t) { return 2; });
  EXPECT_EQ(ladders_->call(call)->ranking[0].total, 90) << "the two that agree: 80 and 100";
  EXPECT_TRUE(ladders_->move(office_, call, CallState::ranking));
}

TEST_P(LadderTest, ScoresAreDraftsUntilTheyAreHandedInAndStandThen) {
  const auto call = opened(wanted("backbone", "school")).of.id;
  apply_and_confirm(call, "Wang");
  seat(call, {{"p1", true}, {"p2", false}});
  ASSERT_TRUE(ladders_->move(office_, call, CallState::scoring));
  const auto id = ladders_->desk(reader("p1"), call)->tasks.at(0).application_id;
  auto scores = marks(call, 2, false);
  scores.marks.pop_back();
  EXPECT_EQ(ladders_->score(reader("p1"), call, id, scores)->state, SheetState::open);
  scores.submit = true;
  EXPECT_EQ(fault_of(ladders_->score(reader("p1"), call, id, scores)), "marks") << "one dimension lacks";
  scores = marks(call, 9);
  EXPECT_EQ(fault_of(ladders_->score(reader("p1"), call, id, scores)), "marks");
  EXPECT_EQ(ladders_->score(reader("p1"), call, id, marks(call, 3))->total, 100);
  EXPECT_EQ(code_of(ladders_->score(reader("p1"), call, id, marks(call, 0))), "submitted");
  EXPECT_EQ(code_of(ladders_->set_panel(office_, call, {{{"p2", true}, {"p3", false}}})), "call-state")
      << "p1 has handed in";
  today_ = today_.plus(30);
  EXPECT_EQ(code_of(ladders_->score(reader("p2"), call, id, marks(call, 3))), "call-state") << "too late";
  EXPECT_EQ(fault_of(ladders_->set_days(office_, call, {today_, today_.plus(-1)})), "score_last");
  ASSERT_TRUE(ladders_->set_days(office_, call, {today_, today_.plus(5)}));
  EXPECT_TRUE(ladders_->score(reader("p2"), call, id, marks(call, 3)));
  EXPECT_TRUE(ladders_->school_file(org_id("A"), id));
  EXPECT_FALSE(ladders_->school_file(org_id("B"), id));
}

TEST_P(LadderTest, ConditionsAreCheckedBeforeAnApplicationIsTaken) {
  const auto call = opened(wanted("backbone", "city")).of.id;
  EXPECT_EQ(fault_of(ladders_->apply(teacher("Wang"), call, {"x", {}, {}, {}, {}})), "conditions");
  EXPECT_EQ(fault_of(ladders_->apply(teacher("Wang"), call, {"", {}, {}, {}, {}})), "statement");
  EXPECT_EQ(code_of(ladders_->apply(person("nobody", {{Role::teacher, org_id("A")}}), call, {"x", {}, {}, {}, {}})),
            "not-tied");
  EXPECT_EQ(code_of(ladders_->apply(person("x", {{Role::student, org_id("A")}}), call, {"x", {}, {}, {}, {}})),
            "call-unknown");
  const auto first = opened(wanted("backbone", "school")).of.id;
  const auto seen = *ladders_->open_call(teacher("Wang"), first);
  EXPECT_EQ(seen.verdict, Verdict::passed);
  today_ = today_.plus(11);
  EXPECT_EQ(code_of(ladders_->apply(teacher("Wang"), first, {"x", {}, {}, {}, {}})), "not-open");
}

TEST_P(LadderTest, TheSchoolConfirmsOrReturnsAndTheCandidateWithdraws) {
  const auto call = opened(wanted("backbone", "school")).of.id;
  const auto applied = *ladders_->apply(teacher("Wang"), call, {"one", {}, {}, {}, {}});
  const auto id = applied.application->id;
  EXPECT_EQ(code_of(ladders_->apply(teacher("Wang"), call, {"two", {}, {}, {}, {}})), "applied");
  seat(call);
  EXPECT_EQ(code_of(ladders_->move(office_, call, CallState::scoring)), "call-state") << "it waits for the school";
  EXPECT_EQ(code_of(ladders_->confirm(office_, org_id("B"), id, {true, ""})), "application-unknown");
  EXPECT_EQ(fault_of(ladders_->confirm(office_, org_id("A"), id, {false, ""})), "words");
  ASSERT_TRUE(ladders_->confirm(teacher("Li"), org_id("A"), id, {false, "the evidence lacks"}));
  EXPECT_EQ(ladders_->open_call(teacher("Wang"), call)->application->words, "the evidence lacks");
  ASSERT_TRUE(ladders_->apply(teacher("Wang"), call, {"two", {}, {}, {}, {}}));
  EXPECT_EQ(ladders_->open_call(teacher("Wang"), call)->application->id, id);
  ASSERT_TRUE(ladders_->withdraw(teacher("Wang"), call));
  EXPECT_EQ(ladders_->call(call)->of.applications, 0);
  ASSERT_TRUE(ladders_->apply(teacher("Li"), call, {"x", {}, {}, {}, {}}));
  const auto own = ladders_->open_call(teacher("Li"), call)->application->id;
  EXPECT_EQ(code_of(ladders_->confirm(teacher("Li"), org_id("A"), own, {true, ""})), "own-application");
}

TEST_P(LadderTest, AProposalThatDepartsFromTheOrderSaysWhy) {
  const auto call = scored();
  ASSERT_TRUE(ladders_->move(office_, call, CallState::ranking));
  const auto lines = ladders_->call(call)->ranking;
  EXPECT_EQ(fault_of(ladders_->propose(office_, call, {{{lines[1].application_id, false, ""}}})), "reason");
  EXPECT_EQ(fault_of(ladders_->propose(office_, call, {{{lines[2].application_id, true, "I like it"}}})), "lines")
      << "below the pass mark";
  EXPECT_EQ(code_of(ladders_->propose_as_chair(reader("p2"), call, {})), "not-chair");
  const auto done =
      ladders_->propose_as_chair(reader("p1"), call, {{{lines[1].application_id, false, "left the district"}}});
  ASSERT_TRUE(done) << done.error().what.en;
  ASSERT_TRUE(ladders_->move(office_, call, CallState::notice));
  EXPECT_EQ(ladders_->notice(teacher("Wang"), call)->lines.size(), 1u);
}

TEST_P(LadderTest, ObjectionsAreAnsweredBeforeTheDecisionAndUpheldOnesCount) {
  const auto call = on_notice();
  const auto about = ladders_->notice(teacher("Zhao"), call)->lines[0].application_id;
  EXPECT_EQ(fault_of(ladders_->object(teacher("Zhao"), call, {about, "", {}, {}})), "text");
  EXPECT_EQ(fault_of(ladders_->object(teacher("Zhao"), call, {"unknown", "x", {}, {}})), "application_id");
  const auto file = uploaded(teacher("Zhao"), org_id("B"), "copy.txt");
  const auto filed = ladders_->object(teacher("Zhao"), call, {about, "the paper is copied", org_id("B"), {file}});
  ASSERT_TRUE(filed) << filed.error().what.en;
  EXPECT_EQ(filed->own.at(0).files.size(), 1u);
  EXPECT_TRUE(ladders_->notice(teacher("Chen"), call)->own.empty()) << "objections are not shown to others";
  today_ = today_.plus(8);
  EXPECT_EQ(code_of(ladders_->object(teacher("Chen"), call, {about, "late", {}, {}})), "notice-over");
  EXPECT_EQ(code_of(ladders_->decide(office_, call, {{}, "", {}})), "call-state");
  ASSERT_TRUE(ladders_->answer(office_, call, filed->own[0].id, {"it is", true}));
  EXPECT_EQ(code_of(ladders_->answer(office_, call, filed->own[0].id, {"again", false})), "answered");
  EXPECT_EQ(fault_of(ladders_->decide(office_, call, {{}, "", {}})), "refused");
  EXPECT_EQ(fault_of(ladders_->decide(office_, call, {{about}, "", {}})), "words");
  ASSERT_TRUE(ladders_->decide(office_, call, {{about}, "copied", {}}));
  EXPECT_EQ(ladders_->rank_of(person_id("Wang"), "backbone", today_), "");
  EXPECT_EQ(ladders_->rank_of(person_id("Chen"), "backbone", today_), "school");
}

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

DOORSTEP_ON_BOTH(LadderTest);

}  // namespace
}  // namespace doorstep::ladder
