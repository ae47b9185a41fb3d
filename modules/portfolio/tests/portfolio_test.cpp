// Entries from draft to confirmed, who sees what, goals, lists; on both databases.
#include <algorithm>
#include <cstdio>
#include <fstream>

#include "kinds.h"
#include "print.h"
#include "sheet.h"
#include "trial.h"
#include "visibility.h"

namespace doorstep::portfolio {
namespace {

using trial::code_of;
using trial::fault_of;
using trial::org_id;
using trial::person_id;

class PortfolioTest : public trial::PortfolioLand {
 protected:
  void SetUp() override {
    PortfolioLand::SetUp();
    portfolios_ = make_portfolios(around({[this](const PersonId& person) -> std::vector<Fact> {
      if (person != person_id("wang")) return {};
      return {{"joint_session", today_, today_.plus(1), say("教研", "session"), 1, {}, ""}};
    }}));
  }
  NewPortfolioEntry lesson(const char* title = "Open lesson") const {
    NewPortfolioEntry made;
    made.kind = "open_lesson";
    made.title = title;
    made.begin_on = today_;
    made.level = EntryLevel::group;
    return made;
  }
  std::string entered(const Actor& by, const NewPortfolioEntry& wanted) {
    const auto page = portfolios_->enter(by, wanted);
    EXPECT_TRUE(page) << page.error().what.en;
    const auto found = std::ranges::find(page->entries, wanted.title, &PortfolioEntry::title);
    return found->id;
  }
  std::string confirmed(const char* title) {
    const auto id = entered(wang_, lesson(title));
    EXPECT_TRUE(portfolios_->hand_in(wang_, id));
    EXPECT_EQ(code_of(portfolios_->confirm(head_, person_id("wang"), id)), "");
    return id;
  }
  std::unique_ptr<Portfolios> portfolios_;
};

TEST_P(PortfolioTest, KindsAreWholeInBothLanguages) {
  EXPECT_GT(all_kinds().kinds.size(), 15u);
  EXPECT_EQ(fault_of(read_kinds("[[kind]]\ncode='x'", "x.toml")), "data-invalid");
  EXPECT_EQ(fault_of(read_kinds("no toml", "x.toml")), "data-invalid");
}

TEST_P(PortfolioTest, AnEntryIsWrittenHandedInAndConfirmed) {
  auto wanted = lesson();
  wanted.files = {uploaded(wang_, org_id("A"))};
  const auto id = entered(wang_, wanted);
  EXPECT_EQ(portfolios_->own(wang_)->entries[0].files.size(), 1u);
  EXPECT_EQ(code_of(portfolios_->confirm(head_, person_id("wang"), id)), "entry-state") << "not handed in yet";
  ASSERT_TRUE(portfolios_->hand_in(wang_, id));
  ASSERT_EQ(portfolios_->waiting(head_, org_id("A"))->size(), 1u);
  EXPECT_EQ(fault_of(portfolios_->give_back(head_, person_id("wang"), id, {""})), "reason");
  ASSERT_TRUE(portfolios_->give_back(head_, person_id("wang"), id, {"which class?"}));
  EXPECT_EQ(portfolios_->own(wang_)->entries[0].reason, "which class?");
  EXPECT_EQ(portfolios_->glance(wang_)->returned, 1);
  ASSERT_TRUE(portfolios_->hand_in(wang_, id));
  ASSERT_TRUE(portfolios_->confirm(head_, person_id("wang"), id));
  const auto page = *portfolios_->own(wang_);
  EXPECT_EQ(page.entries[0].state, EntryState::confirmed);
  EXPECT_EQ(page.entries[0].decided_by, "head");
  EXPECT_EQ(page.counts.size(), 2u) << "the entry and the session of the school year, in their areas";
  EXPECT_FALSE(std::ranges::count(page.lacking, "open_lesson"));
  EXPECT_TRUE(std::ranges::count(page.lacking, "training"));
}

TEST_P(PortfolioTest, AChangeKeepsTheVersionBeforeAndAsksAgain) {
  const auto id = confirmed("first");
  ASSERT_TRUE(portfolios_->change(wang_, id, lesson("second")));
  const auto page = *portfolios_->own(wang_);
  EXPECT_EQ(page.entries[0].state, EntryState::draft);
  EXPECT_EQ(page.entries[0].version, 2);
  const auto versions = *portfolios_->versions(wang_, person_id("wang"), id);
  ASSERT_EQ(versions.size(), 1u);
  EXPECT_EQ(versions[0].title, "first");
  EXPECT_EQ(versions[0].state, EntryState::confirmed);
  EXPECT_EQ(code_of(portfolios_->versions(president_, person_id("wang"), id)), "entry-unknown");
  ASSERT_TRUE(portfolios_->remove(wang_, id));
  EXPECT_TRUE(portfolios_->own(wang_)->entries.empty());
  EXPECT_EQ(code_of(portfolios_->remove(wang_, id)), "entry-unknown");
}

TEST_P(PortfolioTest, WhatIsHandedInStandsUntilItIsTakenBack) {
  const auto id = entered(wang_, lesson());
  ASSERT_TRUE(portfolios_->hand_in(wang_, id));
  EXPECT_EQ(code_of(portfolios_->change(wang_, id, lesson("other"))), "entry-state");
  EXPECT_EQ(code_of(portfolios_->remove(wang_, id)), "entry-state");
  EXPECT_EQ(code_of(portfolios_->hand_in(wang_, id)), "entry-state");
  EXPECT_EQ(code_of(portfolios_->open(wang_, id, {true})), "entry-state");
  ASSERT_TRUE(portfolios_->take_back(wang_, id));
  EXPECT_EQ(code_of(portfolios_->take_back(wang_, id)), "entry-state");
  EXPECT_EQ(code_of(portfolios_->change(li_, id, lesson())), "entry-unknown") << "of somebody else";
}

TEST_P(PortfolioTest, OnlyTheSchoolDecidesAndNobodyOnTheOwn) {
  const auto id = entered(wang_, lesson());
  ASSERT_TRUE(portfolios_->hand_in(wang_, id));
  for (const auto* by : {&wang_, &li_, &other_head_, &president_, &officer_, &administrator_})
    EXPECT_EQ(code_of(portfolios_->confirm(*by, person_id("wang"), id)), "not-to-confirm") << by->name;
  const auto own = entered(head_, lesson("of the head"));
  ASSERT_TRUE(portfolios_->hand_in(head_, own));
  EXPECT_EQ(code_of(portfolios_->confirm(head_, person_id("head"), own)), "not-to-confirm");
  EXPECT_EQ(portfolios_->waiting(president_, org_id("G"))->size(), 1u);
  EXPECT_EQ(portfolios_->waiting(head_, org_id("A"))->size(), 1u) << "of the teacher, not the own";
  EXPECT_EQ(code_of(portfolios_->confirm(president_, person_id("head"), own)), "");
}

TEST_P(PortfolioTest, BadInputIsNamed) {
  auto wanted = lesson();
  wanted.kind = "served";
  EXPECT_EQ(fault_of(portfolios_->enter(wang_, wanted)), "kind") << "the system's to say";
  wanted = lesson("");
  EXPECT_EQ(fault_of(portfolios_->enter(wang_, wanted)), "title");
  wanted = lesson();
  wanted.end_on = today_;
  EXPECT_EQ(fault_of(portfolios_->enter(wang_, wanted)), "end_on");
  wanted = lesson();
  wanted.quantity = -1;
  EXPECT_EQ(fault_of(portfolios_->enter(wang_, wanted)), "quantity");
  wanted = lesson();
  wanted.details = std::vector<EntryDetail>{EntryDetail{"observers", "many"}};
  EXPECT_EQ(fault_of(portfolios_->enter(wang_, wanted)), "details.observers");
  wanted.details = std::vector<EntryDetail>{EntryDetail{"unknown", "x"}};
  EXPECT_EQ(fault_of(portfolios_->enter(wang_, wanted)), "details");
  wanted = lesson();
  wanted.kind = "project";
  EXPECT_EQ(fault_of(portfolios_->enter(wang_, wanted)), "details.part") << "required";
  wanted.details = std::vector<EntryDetail>{EntryDetail{"part", "guest"}};
  EXPECT_EQ(fault_of(portfolios_->enter(wang_, wanted)), "details.part") << "not in the list";
  wanted = lesson();
  wanted.files = {new_uuid()};
  EXPECT_NE(fault_of(portfolios_->enter(wang_, wanted)), "") << "no such upload";
  EXPECT_EQ(code_of(portfolios_->own(stranger_)), "no-teacher");
}

// Every viewer, every part of the table.
TEST_P(PortfolioTest, TheTableDecidesWhoSeesWhat) {
  confirmed("confirmed");
  const auto opened = confirmed("opened");
  ASSERT_TRUE(portfolios_->open(wang_, opened, {true}));
  const auto waits = entered(wang_, lesson("handed in"));
  ASSERT_TRUE(portfolios_->hand_in(wang_, waits));
  const auto draft = entered(wang_, lesson("draft"));
  const auto year = static_cast<int64_t>(begin_of_school_year(today_).year());
  const auto goals = [&](int64_t of, SharedWith shared) {
    ASSERT_TRUE(portfolios_->set_goals(wang_, of, {shared, {{"teach well", "", {}, "", GoalState::open}}, ""}));
  };
  goals(year, SharedWith::nobody);
  goals(year - 1, SharedWith::mentor);
  goals(year - 2, SharedWith::school);
  const std::pair<const Actor*, Viewer> all[] = {
      {&wang_, Viewer::owner},       {&head_, Viewer::school},           {&president_, Viewer::group},
      {&officer_, Viewer::district}, {&above_, Viewer::district},        {&mentor_, Viewer::mentor},
      {&zhao_, Viewer::colleague},   {&other_head_, Viewer::colleague},  {&li_, Viewer::colleague},
      {&stranger_, Viewer::nobody},  {&administrator_, Viewer::district}};
  for (const auto& [actor, viewer] : all) {
    const auto page = portfolios_->of(*actor, person_id("wang"));
    ASSERT_EQ(page.has_value(), sees(viewer, Part::head)) << actor->name;
    if (!page) continue;
    EXPECT_EQ(page->viewer, viewer) << actor->name;
    const auto shown = [&](const char* title) {
      return std::ranges::count(page->entries, title, &PortfolioEntry::title) > 0;
    };
    EXPECT_EQ(shown("confirmed"), sees(viewer, Part::confirmed)) << actor->name;
    EXPECT_EQ(shown("opened"), sees(viewer, Part::opened)) << actor->name;
    EXPECT_EQ(shown("handed in"), sees(viewer, Part::handed_in)) << actor->name;
    EXPECT_EQ(shown("draft"), sees(viewer, Part::unfinished)) << actor->name;
    EXPECT_EQ(!page->facts.empty(), sees(viewer, Part::facts)) << actor->name;
    EXPECT_EQ(!page->lacking.empty(), sees(viewer, Part::lacking)) << actor->name;
    const auto told = [&](int64_t of) { return std::ranges::count(page->goals, of, &YearGoals::year) > 0; };
    EXPECT_EQ(told(year), sees(viewer, Part::own_goals)) << actor->name;
    EXPECT_EQ(told(year - 1), sees(viewer, Part::for_mentor)) << actor->name;
    EXPECT_EQ(told(year - 2), sees(viewer, Part::for_school)) << actor->name;
    EXPECT_EQ(portfolios_->shows(*actor, person_id("wang"), opened), sees(viewer, Part::opened)) << actor->name;
    EXPECT_EQ(portfolios_->shows(*actor, person_id("wang"), waits), sees(viewer, Part::handed_in)) << actor->name;
    EXPECT_EQ(portfolios_->shows(*actor, person_id("wang"), draft), viewer == Viewer::owner) << actor->name;
  }
  EXPECT_FALSE(portfolios_->shows(wang_, person_id("li"), draft)) << "another's address";
  EXPECT_EQ(told("portfolio-read"), 9) << "all but the owner's and who saw nothing";
}

TEST_P(PortfolioTest, GoalsAreKeptWithoutTheirWordsInTheTrail) {
  const auto year = static_cast<int64_t>(begin_of_school_year(today_).year());
  EXPECT_EQ(fault_of(portfolios_->set_goals(wang_, 1999, {})), "year");
  EXPECT_EQ(fault_of(portfolios_->set_goals(wang_, year, {SharedWith::nobody, {{"", "", {}, "", {}}}, ""})),
            "goals.0.goal");
  ASSERT_TRUE(portfolios_->set_goals(wang_, year,
                                     {SharedWith::nobody, {{"a secret", "x", today_, "", GoalState::under_way}}, "r"}));
  const auto page = *portfolios_->own(wang_);
  ASSERT_EQ(page.goals.size(), 1u);
  EXPECT_EQ(page.goals[0].goals[0].goal, "a secret");
  EXPECT_TRUE(portfolios_->glance(wang_)->goals_set);
  database_->read([&](db::Session& session) {
    audit::Filter filter;
    filter.action = "portfolio-goals-set";
    for (const auto& entry : trail_.list(session, filter))
      for (const auto& change : entry.changes) EXPECT_EQ(change.to.text.find("secret"), std::string::npos);
  });
}

TEST_P(PortfolioTest, TeachersAreListedFilteredAndCounted) {
  confirmed("confirmed");
  TeachersQuery query;
  query.id = org_id("G");
  auto list = *portfolios_->teachers(president_, query);
  EXPECT_EQ(list.total, 4);
  query.subject = "chinese";
  query.school = org_id("A");
  query.sort = "-name";
  list = *portfolios_->teachers(president_, query);
  ASSERT_EQ(list.total, 2);
  EXPECT_EQ(list.items[0].name, "wang");
  EXPECT_EQ(list.items[0].confirmed, 1);
  const auto schools = std::ranges::count(list.counts, "school", &TeacherCount::of);
  EXPECT_EQ(schools, 2) << "the filter by school does not bind its own counts";
  query.limit = 1;
  query.offset = 1;
  EXPECT_EQ(portfolios_->teachers(president_, query)->items.size(), 1u);
  EXPECT_EQ(staff_.asked, 1) << "read once while the register stands";
  query.sort = "colour";
  EXPECT_EQ(fault_of(portfolios_->teachers(president_, query)), "sort");
  query = {};
  query.id = {new_uuid()};
  EXPECT_EQ(code_of(portfolios_->teachers(president_, query)), "org-unknown");
}

TEST_P(PortfolioTest, GoIntoWorkbooks) {
  confirmed("confirmed");
  const auto page = *portfolios_->own(wang_);
  EXPECT_EQ(portfolio_workbook(page, portfolios_->kinds(), Language::zh).substr(0, 2), "PK");
  TeachersQuery query;
  query.id = org_id("A");
  EXPECT_EQ(teachers_workbook(*portfolios_->teachers(head_, query), Language::en).substr(0, 2), "PK");
}

TEST_P(PortfolioTest, IsPrintedAsFarAsItIsSeen) {
  confirmed("confirmed");
  ASSERT_TRUE(portfolios_->open(wang_, confirmed("opened"), {true}));
  auto long_one = lesson("long");
  long_one.words = std::string(5000, 'x') + "长";
  entered(wang_, long_one);
  const auto printed = [&](const Actor& actor, Language language) {
    const auto pdf = portfolio_pdf(*portfolios_->of(actor, person_id("wang")), portfolios_->kinds(), today_, language);
    EXPECT_TRUE(pdf) << pdf.error().what.en;
    return pdf.value_or("");
  };
  for (const auto language : {Language::zh, Language::en}) {
    const auto whole = printed(wang_, language);
    EXPECT_EQ(whole.substr(0, 5), "%PDF-");
    EXPECT_EQ(whole, printed(wang_, language)) << "the same again";
    EXPECT_NE(whole, printed(head_, language)) << "no drafts";
    EXPECT_NE(printed(head_, language), printed(zhao_, language)) << "what is opened alone";
  }
  EXPECT_EQ(code_of(portfolios_->of(stranger_, person_id("wang"))), "person-unknown");
}

TEST_P(PortfolioTest, GoalsAndReflectionArePrintedForWhomTheyAreSharedWith) {
  const auto year = begin_of_school_year(today_).year();
  std::string reflection = "begins";
  for (int i = 0; i < 600; ++i) reflection += " again";
  reflection += " and ends";
  NewYearGoals wanted{SharedWith::school,
                      {{"Ask more open questions", "ten lessons observed", today_, "five so far", GoalState::reached}},
                      reflection};
  ASSERT_TRUE(portfolios_->set_goals(wang_, year, wanted));
  const auto printed = [&](const Actor& actor) {
    const auto pdf =
        portfolio_pdf(*portfolios_->of(actor, person_id("wang")), portfolios_->kinds(), today_, Language::en);
    EXPECT_TRUE(pdf);
    const support::Folder folder;
    const auto path = folder.path() + "/page.pdf";
    std::ofstream{path, std::ios::binary} << pdf.value_or("");
    std::string text;
    auto* pipe = popen(("pdftotext -layout " + path + " -").c_str(), "r");
    char buffer[4096];
    for (size_t got = 0; (got = fread(buffer, 1, sizeof buffer, pipe)) > 0;) text.append(buffer, got);
    EXPECT_EQ(pclose(pipe), 0);
    return text;
  };
  for (const auto& actor : {wang_, head_}) {
    const auto text = printed(actor);
    for (const auto* part : {"Goals and reflection", "Ask more open questions (reached, by ", "ten lessons observed",
                             "five so far", "shared with the school and the mentor", "Reflection: begins", "and ends"})
      EXPECT_NE(text.find(part), std::string::npos) << part << "\n" << text;
  }
  wanted.shared = SharedWith::nobody;
  ASSERT_TRUE(portfolios_->set_goals(wang_, year, wanted));
  EXPECT_NE(printed(wang_).find("shown to nobody else"), std::string::npos);
  EXPECT_EQ(printed(head_).find("Goals and reflection"), std::string::npos);
}

DOORSTEP_ON_BOTH(PortfolioTest);

}  // namespace
}  // namespace doorstep::portfolio
