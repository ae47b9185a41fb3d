// Services, signing up, the kitchen's counts and the pick-up list; on both databases.
#include "care_trial.h"

#include <folder.h>

#include <algorithm>
#include <fstream>

#include "sheet.h"

namespace doorstep::care {
namespace {

class CareDays : public CareTrial {};

const std::vector<CarePattern> monday_wednesday{{1, 1}, {3, 2}};

TEST_P(CareDays, DaysOfTheWeekCountForTheKitchen) {
  const auto lunch_id = opened(lunch());
  EXPECT_EQ(fault_of(sign_up("mei", lunch_id, monday_wednesday)), "");
  EXPECT_EQ(fault_of(sign_up("tao", lunch_id, {{1, 1}})), "");
  EXPECT_EQ(counted(lunch_id, monday_), 2);
  EXPECT_EQ(counted(lunch_id, monday_.plus(1)), 0);
  EXPECT_EQ(counted(lunch_id, monday_.plus(2), 2), 1) << "halal on Wednesday";
  EXPECT_EQ(counted(lunch_id, monday_.plus(7)), 2);
  const auto desk = care_->kitchen(school_, monday_);
  EXPECT_TRUE(desk->lines.empty()) << "the kitchen's copy names nobody";
  EXPECT_FALSE(desk->services.at(0).closed);
  now_ = at_hour(monday_, 8, 30);
  EXPECT_TRUE(care_->kitchen(school_, monday_)->services.at(0).closed);
}

TEST_P(CareDays, ADayChangesUntilItsDeadline) {
  const auto id = opened(care());
  ASSERT_TRUE(sign_up("mei", id, monday_wednesday));
  EXPECT_EQ(fault_of(set_day("mei", id, monday_, false)), "");
  EXPECT_EQ(counted(id, monday_), 0);
  EXPECT_EQ(fault_of(set_day("mei", id, monday_, true)), "");
  EXPECT_EQ(counted(id, monday_), 1);
  EXPECT_EQ(fault_of(set_day("mei", id, monday_.plus(1), true, 2)), "") << "a single Tuesday";
  EXPECT_EQ(counted(id, monday_.plus(1), 2), 1);
  now_ = at_hour(monday_, 8, 30);
  EXPECT_EQ(code_of(set_day("mei", id, monday_, false)), "care-deadline");
  EXPECT_EQ(fault_of(set_day("mei", id, monday_.plus(1), false)), "");
  EXPECT_EQ(fault_of(care_->set_day_for(office_, school_, id, child("mei"), {monday_, false, {}})), "")
      << "the school may until the day is over";
  EXPECT_EQ(counted(id, monday_), 0);
  EXPECT_EQ(code_of(care_->set_day_for(office_, school_, id, child("mei"), {monday_.plus(-7), false, {}})),
            "care-invalid");
  now_ = at_hour(monday_.plus(1), 7);
  EXPECT_EQ(code_of(care_->set_day_for(office_, school_, id, child("mei"), {monday_, true, {}})), "care-day-over");
}

TEST_P(CareDays, ANewPatternLeavesWhatWasAsItWas) {
  const auto id = opened(care());
  ASSERT_TRUE(sign_up("mei", id, {{1, 1}, {2, 1}}));
  now_ = at_hour(monday_, 9);
  ASSERT_TRUE(sign_up("mei", id, {{2, 2}}));
  EXPECT_EQ(counted(id, monday_), 1) << "today's deadline has passed";
  EXPECT_EQ(counted(id, monday_.plus(1), 2), 1);
  EXPECT_EQ(counted(id, monday_.plus(7)), 0);
  ASSERT_TRUE(sign_up("mei", id, {}));
  EXPECT_EQ(counted(id, monday_.plus(1), 2), 0);
  EXPECT_EQ(counted(id, monday_), 1);
}

TEST_P(CareDays, NoDayHoldsMoreThanThereArePlaces) {
  const auto id = opened(care(1));
  ASSERT_TRUE(set_day("tao", id, monday_.plus(9), true));
  const auto refused = sign_up("mei", id, monday_wednesday);
  EXPECT_EQ(code_of(refused), "care-full");
  EXPECT_NE(refused.error().what.en.find(monday_.plus(9).text()), std::string::npos) << refused.error().what.en;
  EXPECT_EQ(counted(id, monday_), 0) << "all or nothing";
  EXPECT_EQ(fault_of(sign_up("mei", id, {{1, 1}})), "");
  EXPECT_EQ(code_of(set_day("tao", id, monday_, true)), "care-full");
  auto smaller = care(1);
  smaller.capacity = 0;
  EXPECT_EQ(fault_of(care_->change(office_, school_, id, smaller)), "capacity");
}

TEST_P(CareDays, WhatIsWrongIsRefused) {
  const auto id = opened(care());
  EXPECT_EQ(fault_of(sign_up("mei", id, {{6, 1}})), "days") << "no Saturday";
  EXPECT_EQ(fault_of(sign_up("mei", id, {{1, 1}, {1, 2}})), "days") << "Monday twice";
  EXPECT_EQ(fault_of(sign_up("mei", id, {{1, 3}})), "choice") << "no such choice";
  EXPECT_EQ(fault_of(set_day("mei", id, monday_.plus(5), true)), "on");
  EXPECT_EQ(fault_of(set_day("mei", id, monday_, true, -1)), "choice");
  EXPECT_EQ(code_of(care_->sign_up(person("mei"), child("mei"), id, {{{1, 1}}})), "guardian-signs");
  EXPECT_EQ(code_of(care_->sign_up(guardian("tao"), child("mei"), id, {{{1, 1}}})), "child-unknown");
  EXPECT_EQ(code_of(sign_up("lan", id, {{1, 1}})), "care-unknown") << "another school's";
  EXPECT_EQ(code_of(care_->sign_up_for(office_, school_, id, child("lan"), {{{1, 1}}})), "child-unknown");
  auto wrong = care();
  wrong.choices[0].price_fen = -1;
  EXPECT_EQ(fault_of(care_->make(office_, school_, wrong)), "choices") << "money below nothing";
  wrong = care();
  wrong.choices[0].ends = "15:00";
  EXPECT_EQ(fault_of(care_->make(office_, school_, wrong)), "choices");
  wrong = care();
  wrong.weekdays = {0};
  EXPECT_EQ(fault_of(care_->make(office_, school_, wrong)), "weekdays");
  wrong = care();
  wrong.deadline = "16:00";
  EXPECT_EQ(fault_of(care_->make(office_, school_, wrong)), "deadline") << "after it began";
  auto dearer = care();
  dearer.choices[0].price_fen = 900;
  EXPECT_EQ(code_of(care_->change(office_, school_, id, dearer)), "care-open") << "prices stay";
  auto for_fifth = care();
  for_fifth.grades = {5};
  const auto fifth = opened(for_fifth);
  EXPECT_EQ(code_of(sign_up("small", fifth, {{1, 1}})), "care-not-for");
}

TEST_P(CareDays, DaysOffAndDaysThatRunAsOthers) {
  const auto id = opened(care());
  ASSERT_TRUE(sign_up("mei", id, monday_wednesday));
  ASSERT_TRUE(care_->except(office_, school_, {{}, monday_.plus(2), monday_.plus(4), {}, "National Day"}));
  EXPECT_EQ(counted(id, monday_.plus(2), 2), 0);
  const auto holiday = set_day("mei", id, monday_.plus(2), true);
  EXPECT_EQ(fault_of(holiday), "on");
  EXPECT_NE(holiday.error().what.en.find("National Day"), std::string::npos);
  ASSERT_TRUE(care_->except(office_, school_, {{}, monday_.plus(5), monday_.plus(5), 1, "as a Monday"}));
  EXPECT_EQ(counted(id, monday_.plus(5)), 1) << "a Saturday that runs as a Monday";
  const auto days = care_->at(school_)->exceptions;
  ASSERT_EQ(days.size(), 4u);
  ASSERT_TRUE(care_->drop_exception(office_, school_, days[0].id));
  EXPECT_EQ(counted(id, monday_.plus(2), 2), 1);
  EXPECT_EQ(fault_of(care_->except(office_, school_, {{}, monday_.plus(-1), monday_, {}, "x"})), "from_on");
}

TEST_P(CareDays, WhoIsStillHereAndWhoWentToWhom) {
  auto wanted = care();
  wanted.duties = {{teacher_id("li"), {1}}};
  const auto id = opened(wanted);
  ASSERT_TRUE(sign_up("mei", id, {{1, 1}}) && sign_up("tao", id, {{1, 2}, {2, 1}}));
  now_ = at_hour(monday_, 17, 31);
  const auto duty = care_->duty(person("li"), {});
  ASSERT_TRUE(duty);
  ASSERT_EQ(duty->items.at(0).lines.size(), 2u);
  EXPECT_TRUE(care_->duty(person("wang"), {})->items.empty());
  const auto press = [&](const char* name, CareStanding standing, const char* to = "") {
    return care_->mark(person("li"), {}, {id, child(name), monday_, standing, to});
  };
  const auto line = [&](const char* name) {
    const auto desk = care_->desk(office_, school_, monday_);
    return *std::ranges::find(desk->lines, child(name), &CareLine::person_id);
  };
  ASSERT_TRUE(press("mei", CareStanding::gone, "grandmother"));
  EXPECT_EQ(line("mei").at, "17:31");
  EXPECT_EQ(line("mei").to, "grandmother");
  EXPECT_FALSE(line("mei").late);
  ASSERT_TRUE(press("mei", CareStanding::expected)) << "undone";
  EXPECT_EQ(line("mei").standing, CareStanding::expected);
  now_ = at_hour(monday_, 17, 45);
  EXPECT_TRUE(line("mei").late) << "a quarter of an hour past its end";
  EXPECT_FALSE(line("tao").late) << "stays until six";
  ASSERT_TRUE(press("mei", CareStanding::gone));
  EXPECT_TRUE(line("mei").late);
  EXPECT_EQ(care_->own(guardian("mei"), {}).children.at(0).services.at(0).days.at(0).at, "17:45");
  EXPECT_EQ(code_of(care_->mark(person("wang"), {}, {id, child("tao"), monday_, CareStanding::gone, {}})),
            "care-unknown")
      << "does not serve";
  EXPECT_EQ(fault_of(press("small", CareStanding::here)), "person_id") << "is not signed up";
  now_ = at_hour(monday_.plus(1), 17);
  EXPECT_TRUE(care_->duty(person("li"), {})->items.at(0).lines.empty()) << "serves on Mondays alone";
  EXPECT_EQ(code_of(press("tao", CareStanding::gone)), "care-not-today");
}

TEST_P(CareDays, WhatAChildCannotHaveIsReadByWhoServesItThatDayAlone) {
  auto wanted = lunch();
  wanted.duties = {{teacher_id("li"), {1}}};
  const auto id = opened(wanted);
  ASSERT_TRUE(sign_up("mei", id, {{1, 1}, {2, 1}}) && sign_up("tao", id, {{1, 1}}));
  NewCareSafety safety{false, {"milk", "nuts"}, "a pen is in her bag", {{"Wang Lan", "grandmother", "138"}}};
  const auto enter = [&] { return care_->set_safety(guardian("mei"), child("mei"), safety); };
  EXPECT_EQ(fault_of(enter()), "agreed") << "not without consent";
  safety.agreed = true;
  safety.allergens.push_back("air");
  EXPECT_EQ(fault_of(enter()), "allergens");
  safety.allergens.pop_back();
  ASSERT_EQ(fault_of(enter()), "");
  EXPECT_EQ(code_of(care_->set_safety(guardian("tao"), child("mei"), safety)), "child-unknown");
  ASSERT_TRUE(care_->set_menu(office_, school_, id,
                              {monday_, true, {{"Milk pudding", 0, {"milk"}, 250}, {"Rice", 0, {}, 100}}}));
  const auto kitchen = care_->kitchen(school_, monday_)->services.at(0);
  ASSERT_EQ(kitchen.allergies.size(), 2u);
  EXPECT_EQ(kitchen.allergies[0].code, "milk");
  EXPECT_EQ(kitchen.dishes.at(0).portions, 2);
  EXPECT_EQ(kitchen.dishes.at(0).avoid, 1);
  EXPECT_EQ(kitchen.dishes.at(1).avoid, 0);
  const auto mei_in = [&](const CareDesk& desk) {
    return *std::ranges::find(desk.lines, child("mei"), &CareLine::person_id);
  };
  const auto served = mei_in(care_->duty(person("li"), {})->items.at(0));
  EXPECT_EQ(served.words, "a pen is in her bag");
  EXPECT_EQ(served.avoid, std::vector<std::string>{"Milk pudding"});
  EXPECT_TRUE(served.pickers.empty()) << "nobody is picked up from lunch";
  const auto log = database_->read([](db::Session& session) {
    return *session.one<int64_t>("SELECT COUNT(*) FROM audit_entry WHERE action='care-safety-read'");
  });
  EXPECT_EQ(log, 1) << "each reading is in the trail";
  const auto office = mei_in(*care_->desk(office_, school_, monday_));
  EXPECT_TRUE(office.allergens.empty() && office.words.empty() && office.pickers.empty());
  EXPECT_TRUE(care_->duty(person("li"), monday_.plus(1))->items.at(0).lines.empty()) << "serves on Mondays";
  safety = {};
  ASSERT_EQ(fault_of(enter()), "");
  EXPECT_TRUE(mei_in(care_->duty(person("li"), {})->items.at(0)).words.empty()) << "withdrawn, it is gone";
  EXPECT_FALSE(care_->own(guardian("mei"), {}).children.at(0).safety.agreed);
}

TEST_P(CareDays, MenusAreSeenOnceTheyArePublished) {
  const auto id = opened(lunch());
  const auto put = [&](Date on, bool published, std::vector<CareDish> dishes) {
    return care_->set_menu(office_, school_, id, {on, published, std::move(dishes)});
  };
  ASSERT_TRUE(put(monday_, false, {{"Noodles", 0, {"gluten"}, 300}}));
  const auto dishes = [&] { return care_->own(guardian("mei"), {}).children.at(0).services.at(0).days.at(0).dishes; };
  EXPECT_TRUE(dishes().empty()) << "a draft";
  ASSERT_TRUE(put(monday_, true, {{"Noodles", 0, {"gluten"}, 300}}));
  ASSERT_EQ(dishes().size(), 1u);
  EXPECT_EQ(dishes()[0].cost_fen, 0) << "costs are the school's";
  EXPECT_EQ(care_->menus(school_, id, {})->days.at(0).dishes.at(0).cost_fen, 300);
  EXPECT_EQ(fault_of(put(monday_, true, {})), "dishes");
  EXPECT_EQ(fault_of(put(monday_, true, {{"x", 0, {}, -1}})), "dishes") << "money below nothing";
  EXPECT_EQ(fault_of(put(monday_, true, {{"x", 3, {}, 1}})), "dishes") << "no such choice";
  EXPECT_EQ(fault_of(put(monday_.plus(5), true, {{"x", 0, {}, 1}})), "on") << "a Saturday";
  EXPECT_EQ(code_of(put(monday_.plus(-7), true, {{"x", 0, {}, 1}})), "care-day-over");
}

TEST_P(CareDays, AMonthIsCountedInFenOnceItsDeadlinesHavePassed) {
  const auto id = opened(care());
  ASSERT_TRUE(sign_up("mei", id, {{1, 2}, {2, 1}}));
  const auto month = monday_.text().substr(0, 7);
  EXPECT_EQ(care_->books(school_, month)->month.fen, 0) << "nothing is due yet";
  now_ = at_hour(monday_, 9);
  EXPECT_EQ(care_->books(school_, month)->month.fen, 800);
  ASSERT_TRUE(care_->mark(office_, school_, {id, child("mei"), monday_, CareStanding::absent, {}}));
  const auto books = care_->books(school_, month);
  EXPECT_EQ(books->month.lines.at(0).fen, 800) << "ordered is charged";
  EXPECT_EQ(books->month.lines.at(0).absent, 1);
  EXPECT_EQ(books->month.services.at(0).child_days, 1);
  EXPECT_EQ(books->days.at(0).standing, CareStanding::absent);
  EXPECT_EQ(care_->own(guardian("mei"), {}).children.at(0).month_fen, 800);
  for (const auto* wrong : {"2026-13", "2026", "", "2026-1"})
    EXPECT_EQ(fault_of(care_->books(school_, wrong)), "month") << wrong;
  using children::Forgetting;
  const auto would = care_->forget(office_, {child("mei")}, Forgetting::everything, true);
  ASSERT_TRUE(would);
  EXPECT_GT(*would, 0);
  EXPECT_EQ(*care_->forget(office_, {child("mei")}, Forgetting::everything, false), *would);
  EXPECT_EQ(*care_->forget(office_, {child("mei")}, Forgetting::everything, false), 0) << "once";
  EXPECT_EQ(care_->books(school_, month)->month.fen, 800) << "a month that is over stays what it was";
}

TEST_P(CareDays, ASheetSignsUpAllOrNone) {
  const auto id = opened(care());
  std::vector<CareSheetLine> lines{{2, "", "mei", "", "Monday", "until six"},
                                   {3, "", "tao", "Class of A", "周二", "until half past five"},
                                   {4, "", "mei", "", monday_.plus(1).text(), "until six"}};
  const auto read = [&](bool dry) { return care_->read_sheet(office_, school_, id, lines, dry); };
  auto tried = read(true);
  ASSERT_TRUE(tried) << tried.error().what.en;
  EXPECT_EQ(tried->children, 2);
  EXPECT_TRUE(tried->faults.empty());
  EXPECT_EQ(counted(id, monday_, 2), 0) << "only tried";
  ASSERT_TRUE(read(false)->kept);
  EXPECT_EQ(counted(id, monday_, 2), 1);
  EXPECT_EQ(counted(id, monday_.plus(1), 2), 1);
  EXPECT_EQ(counted(id, monday_.plus(1), 1), 1);
  lines = {{2, "", "mei", "", "Monday", "not coming"}, {3, "", "mei", "", "周一", "until six"},
           {4, "", "lan", "", "Monday", "until six"},  {5, child("mei").value, "tao", "", "Tuesday", "until six"},
           {6, "", "tao", "", "Moonday", "until six"}, {7, "", "tao", "", "Sunday", "until six"},
           {8, "", "tao", "", "Friday", "until nine"}};
  const auto refused = read(false);
  ASSERT_TRUE(refused);
  std::vector<std::pair<int64_t, std::string>> found;
  for (const auto& one : refused->faults) found.emplace_back(one.row, one.column);
  EXPECT_EQ(found, (std::vector<std::pair<int64_t, std::string>>{
                       {3, "day"}, {4, "name"}, {5, "name"}, {6, "day"}, {7, "day"}, {8, "choice"}}));
  EXPECT_FALSE(refused->kept);
  EXPECT_EQ(counted(id, monday_, 2), 1);
}

TEST_P(CareDays, ASheetWritesMenusAllOrNoneAndComesBackAsItWent) {
  const auto id = opened(lunch());
  const auto other = monday_.plus(1);
  std::vector<CareMenuLine> lines{{2, monday_.text(), "rice", "", "", "3.5", "是"},
                                  {3, monday_.text(), "egg soup", "all", "蛋类、Soy", "", "yes"},
                                  {4, other.text(), "noodles", "", "gluten", "4", ""}};
  const auto read = [&](bool dry) { return care_->read_menus(office_, school_, id, lines, dry); };
  const auto tried = read(true);
  ASSERT_TRUE(tried) << tried.error().what.en;
  EXPECT_TRUE(tried->faults.empty());
  EXPECT_EQ(tried->days, 2);
  EXPECT_TRUE(care_->menus(school_, id, {})->days.at(0).dishes.empty()) << "only tried";
  ASSERT_TRUE(read(false)->kept);
  const auto menus = care_->menus_from(school_, id, {}, 2);
  ASSERT_TRUE(menus);
  EXPECT_EQ(menus->days.size(), 10u);
  const auto& first = menus->days.at(0);
  EXPECT_TRUE(first.published && !menus->days.at(1).published);
  EXPECT_EQ(first.dishes.at(0).cost_fen, 350);
  EXPECT_EQ(first.dishes.at(1).allergens, (std::vector<std::string>{"eggs", "soy"}));
  EXPECT_EQ(first.dishes.at(1).choice, 1);

  // Out and in again: nothing differs, and days that nobody filled in are no rows.
  const support::Folder folder;
  for (const auto language : {Language::zh, Language::en}) {
    const auto file = std::filesystem::path{folder.path()} / "menus.xlsx";
    std::ofstream{file, std::ios::binary} << menus_workbook(*menus, language);
    auto back = read_menu_sheet(file);
    ASSERT_TRUE(back) << back.error().what.en;
    EXPECT_EQ(back->size(), 3u);
    lines = std::move(*back);
    ASSERT_TRUE(read(false)->kept);
    EXPECT_EQ(json::text(*care_->menus_from(school_, id, {}, 2)), json::text(*menus));
  }

  lines = {{2, "Monday", "rice", "", "", "", ""},
           {3, monday_.plus(-1).text(), "rice", "", "", "", ""},
           {4, monday_.plus(5).text(), "rice", "", "", "", ""},
           {5, other.text(), "rice", "vegan", "", "", ""},
           {6, other.text(), "fish", "", "fish, kryptonite", "", ""},
           {7, other.text(), "soup", "", "", "cheap", ""},
           {8, other.text(), "stew", "", "", "20000", ""},
           {9, other.text(), "fish", "", "", "", "yes"},
           {10, other.text(), "cake", "", "", "", "perhaps"}};
  const auto refused = read(false);
  ASSERT_TRUE(refused);
  std::vector<std::pair<int64_t, std::string>> found;
  for (const auto& one : refused->faults) found.emplace_back(one.row, one.column);
  EXPECT_EQ(found, (std::vector<std::pair<int64_t, std::string>>{{2, "day"},
                                                                 {3, "day"},
                                                                 {4, "day"},
                                                                 {5, "choice"},
                                                                 {6, "allergens"},
                                                                 {7, "cost"},
                                                                 {8, "cost"},
                                                                 {9, "published"},
                                                                 {9, "name"},
                                                                 {10, "published"}}));
  EXPECT_EQ(json::text(*care_->menus_from(school_, id, {}, 2)), json::text(*menus));
  const auto care_id = opened(care());
  EXPECT_EQ(fault_of(care_->read_menus(office_, school_, care_id, lines, true)), "part") << "no meal";
}

DOORSTEP_ON_BOTH(CareDays);

}  // namespace
}  // namespace doorstep::care
