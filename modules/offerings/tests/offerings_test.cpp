// First come: places, waiting lists, reasons, quotas, consent; on both databases.
#include <offerings_trial.h>

#include <fstream>
#include <set>
#include <thread>

#include "rules.h"
#include "sheet.h"

namespace doorstep::offerings {
namespace {

class FirstCome : public OfferingsTrial {};

TEST_P(FirstCome, WhoComesFirstHasThePlaceAndTheRestMoveUpByThemselves) {
  const auto chess = offered(club("Chess", 1));
  opened(round_of(RoundMode::first, {chess}));
  now_ = at_hour(day_, 18);
  EXPECT_EQ(code_of(press("mei", chess)), "not-yet");
  now_ = at_hour(day_, 19);
  const auto first = press("mei", chess);
  ASSERT_TRUE(first) << first.error().what.en;
  EXPECT_EQ(first->state, PlaceState::enrolled);
  EXPECT_EQ(first->number, 1);
  const auto second = press("lan", chess), third = press("hua", chess);
  ASSERT_TRUE(second && third);
  EXPECT_EQ(second->state, PlaceState::waiting);
  EXPECT_EQ(*third->turn, 2);
  EXPECT_EQ(press("lan", chess)->number, 2) << "again is the same answer";
  EXPECT_EQ(option("lan", chess).turn, 1);

  ASSERT_TRUE(offerings_->give_up(guardian("mei"), child("mei"), chess));
  EXPECT_EQ(option("lan", chess).state, PlaceState::enrolled);
  EXPECT_EQ(option("hua", chess).turn, 1);
  EXPECT_EQ(told("lan"), (std::vector<std::string>{"A place at last: Chess"}));
  EXPECT_TRUE(told("hua").empty());
  EXPECT_EQ(press("mei", chess)->turn, 2) << "who comes back stands at the end";
  now_ = at_hour(day_.plus(1), 19);
  EXPECT_EQ(code_of(press("tao", chess)), "over");
}

TEST_P(FirstCome, ReasonsAreSaidBeforeAndRefusedAfter) {
  auto wanted = club("Chess", 5);
  wanted.grades = {4, 5, 6};
  const auto chess = offered(wanted);
  const auto choir = offered(club("Choir", 5, "A", 1, "16:30", "17:30"));
  const auto drums = offered(club("Drums", 5, "B", 1, "17:10", "18:00"));
  auto only_b = club("Only B", 5, "B", 3);
  only_b.quotas = {{org_id("A"), {}, 0}};
  const auto theirs = offered(only_b);
  auto round = round_of(RoundMode::first, {chess, choir, drums, theirs});
  round.most = 3;
  opened(round);
  EXPECT_EQ(option("small", chess).why.en, "Not for the child's grade");
  EXPECT_EQ(code_of(press("small", chess)), "not-for");
  EXPECT_EQ(code_of(press("mei", theirs)), "not-for");
  ASSERT_TRUE(press("mei", chess));
  EXPECT_EQ(code_of(press("mei", choir)), "clash");
  EXPECT_EQ(option("mei", choir).why.en, "Clashes with “Chess”, which your child has");
  EXPECT_NE(option("mei", drums).why.en.find("the way takes"), std::string::npos);
  EXPECT_EQ(code_of(press("mei", drums)), "clash") << "ten minutes for ten kilometres";
  EXPECT_EQ(code_of(offerings_->press(guardian("mei"), child("lan"), {chess, {}})), "child-unknown");
}

TEST_P(FirstCome, QuotasCannotBeForgedAndKeepTheirSeats) {
  auto wanted = club("Chess", 2);
  wanted.quotas = {{org_id("B"), 3, {}}};
  EXPECT_EQ(fault_of(offerings_->make(office_, group_, wanted)), "quotas") << "more than there are";
  wanted.quotas = {{org_id("Z"), 1, {}}};
  EXPECT_EQ(fault_of(offerings_->make(office_, group_, wanted)), "quotas") << "no member";
  wanted.quotas = {{org_id("B"), 1, {}}, {org_id("B"), 1, {}}};
  EXPECT_EQ(fault_of(offerings_->make(office_, group_, wanted)), "quotas") << "twice";
  wanted.quotas = {{org_id("B"), 1, {}}};
  const auto chess = offered(wanted);
  const auto round = opened(round_of(RoundMode::first, {chess}));
  EXPECT_EQ(press("mei", chess)->state, PlaceState::enrolled);
  EXPECT_EQ(press("tao", chess)->state, PlaceState::waiting) << "the other seat is kept for B";
  EXPECT_EQ(option("lan", chess).free, 1);
  ASSERT_TRUE(offerings_->close_round(office_, group_, round));
  EXPECT_EQ(option("tao", chess).state, PlaceState::enrolled) << "nobody of B wanted it";
}

TEST_P(FirstCome, ConsentIsTheGuardiansAndTakesThePlaceAlong) {
  auto wanted = club("Study visit", 1);
  wanted.consent = true;
  const auto visit = offered(wanted);
  const auto chess = offered(club("Chess", 1, "A", 2));
  opened(round_of(RoundMode::first, {visit, chess}));
  EXPECT_EQ(fault_of(press("mei", visit)), "consent");
  const auto mei = person("mei");
  EXPECT_EQ(code_of(offerings_->press(mei, child("mei"), {chess, {}})), "guardian-chooses");
  const auto ask = children_->ask(office_, org_id("A"), {"choosing", {}, Date::today().plus(7)});
  ASSERT_TRUE(ask);
  EXPECT_EQ(code_of(children_->answer(mei, child("mei"), {ask->asks.front().id, true})), "guardian-agrees")
      << "the student's own answer is not the guardian's";
  EXPECT_EQ(code_of(offerings_->press(mei, child("mei"), {chess, {}})), "guardian-chooses");
  ASSERT_TRUE(children_->answer(guardian("mei"), child("mei"), {ask->asks.front().id, true}));
  EXPECT_EQ(fault_of(offerings_->press(mei, child("mei"), {visit, true})), "consent");
  ASSERT_TRUE(offerings_->press(mei, child("mei"), {chess, {}}));
  ASSERT_TRUE(offerings_->give_up(mei, child("mei"), chess));
  ASSERT_TRUE(press("mei", visit, true));
  EXPECT_EQ(press("lan", visit, true)->state, PlaceState::waiting);
  EXPECT_EQ(code_of(offerings_->consent(mei, child("mei"), visit, false)), "guardian-agrees");
  ASSERT_TRUE(offerings_->consent(guardian("mei"), child("mei"), visit, false));
  EXPECT_EQ(option("lan", visit).state, PlaceState::enrolled);
  EXPECT_EQ(told("lan").size(), 1u);
}

TEST_P(FirstCome, WhatIsOverGoesWithAnErasureAndWhatRunsWithOneWhoLeft) {
  using children::Forgetting;
  const auto chess = offered(club("Chess", 1));
  auto wanted = club("Visit", 1);
  wanted.sessions = {{{}, {}, {}, Date::today().plus(-1), "16:00", "17:00"}};
  const auto visit = offered(wanted);
  opened(round_of(RoundMode::first, {chess}));
  opened(round_of(RoundMode::first, {visit}));
  ASSERT_TRUE(press("mei", chess));
  ASSERT_TRUE(press("mei", visit));
  EXPECT_EQ(press("lan", chess)->state, PlaceState::waiting);
  children_->also_kept({{}, [&](const Actor& actor, const std::vector<PersonId>& people, Forgetting how, bool dry) {
                          return offerings_->forget(actor, people, how, dry);
                        }});
  ASSERT_TRUE(children_->ask_erasure(guardian("mei"), child("mei"), {"everything"}));
  const auto asked = children_->consents(org_id("A"))->erasures.at(0).id;
  ASSERT_TRUE(children_->decide(office_, org_id("A"), asked, {true, "as the law says"}));
  EXPECT_TRUE(offerings_->offering(group_, visit)->people.empty());
  EXPECT_EQ(option("mei", chess).state, PlaceState::enrolled) << "it still runs, and she is still at the school";
  EXPECT_GT(*offerings_->forget(office_, {child("mei")}, Forgetting::everything, false), 0);
  EXPECT_EQ(option("lan", chess).state, PlaceState::enrolled);
  EXPECT_EQ(told("lan").size(), 1u);
  EXPECT_EQ(offerings_->offering(group_, chess)->people.size(), 1u);
}

TEST_P(FirstCome, ASheetOfOfferingsComesInWholeOrNotAtAll) {
  const std::string head = "名称,类别,承办学校,星期或日期,开始,结束,年级,名额,费用（元）,须监护人同意,教师\n";
  const auto read = [&](const std::string& lines, bool dry) {
    const auto file = folder_.path() + "/offerings.csv";
    std::ofstream{file} << head << lines;
    return offerings_->read_sheet(office_, group_, file, dry);
  };
  const std::string good = "合唱团,兴趣社团,A,周三,16:00,17:00,3-6,30,0,是,王老师\n";
  const auto checked = read(good + "参观,参观研学,B,2026-12-05,9:00,11:30,\"3,5\",20,15,,\n", true);
  ASSERT_TRUE(checked) << checked.error().what.en;
  EXPECT_EQ(checked->rows, 2);
  EXPECT_TRUE(checked->faults.empty()) << checked->faults[0].what.en;
  EXPECT_FALSE(checked->kept);
  EXPECT_TRUE(offerings_->at(group_)->offerings.empty());
  const auto bad = read(good + "足球,球,Z,周八,16,17:00,3-13,-1,x,也许,\n,,,,,,,,,,\n", false);
  ASSERT_TRUE(bad);
  EXPECT_FALSE(bad->kept);
  std::set<std::string> columns;
  for (const auto& one : bad->faults) {
    EXPECT_EQ(one.row, 3);
    columns.insert(one.column);
  }
  EXPECT_EQ(columns, (std::set<std::string>{"kind", "host", "day", "from", "grades", "cost", "consent"}));
  EXPECT_EQ(read("太多,兴趣社团,A,周三,16:00,17:00,,0,,,\n", false)->faults.at(0).column, "capacity");
  EXPECT_TRUE(offerings_->at(group_)->offerings.empty()) << "none of them";
  ASSERT_TRUE(read(good, false)->kept);
  const auto made = offerings_->at(group_)->offerings;
  ASSERT_EQ(made.size(), 1u);
  EXPECT_EQ(made[0].grades, (std::vector<int64_t>{3, 4, 5, 6}));
  EXPECT_TRUE(made[0].consent);
  EXPECT_EQ(made[0].teachers.at(0).name, "王老师");
  EXPECT_EQ(made[0].state, OfferingState::draft);
  EXPECT_EQ(code_of(read("", false)), "sheet-empty");
  EXPECT_GT(offerings_->sheet_template(group_, Language::zh)->size(), 1000u);
}

TEST_P(FirstCome, NothingIsSoldTwiceWhenManyPressAtOnce) {
  const auto chess = offered(club("Chess", 2));
  opened(round_of(RoundMode::first, {chess}));
  // A data folder has one server; a PostgreSQL may have several, each with its own connections.
  std::unique_ptr<db::Database> elsewhere;
  std::unique_ptr<Offerings> second;
  if (GetParam() == db::Dialect::postgresql) {
    elsewhere = support::OnBoth::opened();
    second = served_by(*elsewhere);
  }
  std::vector<std::thread> threads;
  for (const auto* name : {"mei", "tao", "lan", "hua"})
    for (int again = 0; again < 4; ++again)
      threads.emplace_back([&, name, again] {
        auto& server = second && again % 2 ? *second : *offerings_;
        EXPECT_TRUE(server.press(guardian(name), child(name), {chess, {}}));
      });
  for (auto& one : threads) one.join();
  const auto file = offerings_->offering(group_, chess);
  ASSERT_TRUE(file);
  EXPECT_EQ(file->offering.taken, 2);
  EXPECT_EQ(std::ranges::count(file->people, PlaceState::enrolled, &OfferingPerson::state), 2);
  EXPECT_EQ(file->people.size(), 4u);
  EXPECT_EQ(file->people.back().turn, 2);
}

TEST_P(FirstCome, TheOfficeChangesCancelsAndTakesOut) {
  const auto chess = offered(club("Chess", 1));
  opened(round_of(RoundMode::first, {chess}));
  ASSERT_TRUE(press("mei", chess));
  ASSERT_TRUE(press("lan", chess));
  EXPECT_EQ(code_of(offerings_->change(office_, group_, chess, club("Chess", 1, "B"))), "in-round");
  EXPECT_EQ(fault_of(offerings_->change(office_, group_, chess, club("Chess", 0))), "capacity");
  ASSERT_TRUE(offerings_->change(office_, group_, chess, club("Go and chess", 2)));
  EXPECT_EQ(option("lan", chess).state, PlaceState::enrolled) << "one seat more";
  EXPECT_EQ(fault_of(offerings_->remove(office_, group_, chess, child("lan"), "")), "reason");
  ASSERT_TRUE(offerings_->remove(office_, group_, chess, child("lan"), "moved away"));
  EXPECT_EQ(offerings_->offering(group_, chess)->offering.taken, 1);
  told_.clear();
  ASSERT_TRUE(offerings_->cancel(office_, group_, chess, "no teacher"));
  EXPECT_EQ(told("mei").size(), 1u);
  EXPECT_EQ(offerings_->offering(group_, chess)->offering.taken, 0);
  EXPECT_EQ(code_of(press("tao", chess)), "cancelled");
  EXPECT_EQ(code_of(offerings_->offering(org_id("A"), chess)), "offering-unknown") << "of another organisation";
  EXPECT_GT(offerings_workbook(*offerings_->at(group_), Language::en).size(), 1000u);
  EXPECT_GT(people_workbook(*offerings_->offering(group_, chess), Language::zh).size(), 1000u);
}

DOORSTEP_ON_BOTH(FirstCome);

TEST(OfferingRules, GradesAndWays) {
  EXPECT_EQ(grade_number("05"), 5);
  EXPECT_FALSE(grade_number("KG"));
  EXPECT_FALSE(grade_number("13"));
  EXPECT_EQ(way_minutes({}, Spot{104, 30}), 30);
  EXPECT_EQ(way_minutes(Spot{104, 30}, Spot{104, 30}), 10);
}

}  // namespace
}  // namespace doorstep::offerings
