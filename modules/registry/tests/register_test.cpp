// Reading the register: lists, days, groups, sections, people, exports; on both databases.
#include "register.h"
#include "codes.h"

namespace doorstep::registry {
namespace {

using namespace trial;
using Names = std::vector<std::string>;

class RegisterTest : public Register {
 protected:
  void SetUp() override {
    Register::SetUp();
    take_in(small);
  }
};
DOORSTEP_ON_BOTH(RegisterTest);

TEST_P(RegisterTest, ClosedSchoolsAreCountedApart) {
  take_in([](Intake& in) {
    auto ended = school("C", "South");
    ended.end_on = day("2025-01-01");
    in.put(ended, {});
  });
  for (const auto& area : registry_->areas({})) {
    EXPECT_EQ(area.closed, area.name == "North" ? 0 : 1) << area.name;
    EXPECT_EQ(area.schools, area.name == "South" ? 0 : 2) << area.name;
  }
}

TEST_P(RegisterTest, AreasAddUpWhatIsBelowThem) {
  const auto areas = registry_->areas({});
  ASSERT_EQ(areas.size(), 3u);
  EXPECT_EQ(areas[0].name, "City");
  EXPECT_EQ(areas[0].schools, 3);
  EXPECT_EQ(areas[0].students, 300);
  EXPECT_EQ(areas[1].name, "North");
  EXPECT_EQ(areas[1].schools, 2);
  EXPECT_EQ(areas[1].years, std::vector<int>{2024});
  EXPECT_EQ(areas[1].stages, Names{"primary"});
  EXPECT_EQ(registry_->find_area("north")->id, org_id("North"));
  EXPECT_EQ(registry_->find_area(" Nor（生成数据）")->id, org_id("North")) << "by how it begins, when only one does";
  const auto none = registry_->find_area("Sooth");
  ASSERT_FALSE(none);
  EXPECT_NE(none.error().what.en.find("South"), std::string::npos);
}

TEST_P(RegisterTest, ASchoolIsReadAsOfAnyDay) {
  SchoolEdit first, second, between;
  first.name = "A1";
  first.effective = day("2021-01-01");
  second.name = "A2";
  second.effective = day("2023-01-01");
  between.address = "Lane 7";  // known only now, true since 2022
  between.effective = day("2022-01-01");
  for (const auto& edit : {first, second, between})
    ASSERT_TRUE(registry_->edit_school(actor_, org_id("A"), edit, std::nullopt));
  const auto on = [&](const char* text) { return registry_->school(org_id("A"), day(text))->org; };
  EXPECT_EQ(on("2020-12-31").name, "A");
  EXPECT_EQ(on("2021-01-01").name, "A1");
  EXPECT_EQ(on("2021-12-31").address, "");
  EXPECT_EQ(on("2022-01-01").address, "Lane 7");
  EXPECT_EQ(on("2022-12-31").name, "A1");
  EXPECT_EQ(on("2023-01-01").name, "A2");
  EXPECT_EQ(on("2023-01-01").address, "Lane 7");
  SchoolQuery then;
  then.on = day("2022-06-01");
  EXPECT_EQ(names(then), (Names{"A1", "B", "C"}));
  then.on = day("1999-01-01");
  EXPECT_TRUE(names(then).empty());
}

TEST_P(RegisterTest, AnEditOfTomorrowIsNotSeenToday) {
  SchoolEdit edit;
  edit.name = "A of tomorrow";
  edit.effective = Date::today().plus(1);
  ASSERT_TRUE(registry_->edit_school(actor_, org_id("A"), edit, std::nullopt));
  EXPECT_EQ(registry_->school(org_id("A"), std::nullopt)->org.name, "A");
  EXPECT_EQ(registry_->school(org_id("A"), *edit.effective)->org.name, "A of tomorrow");
}

TEST_P(RegisterTest, AnEditIsCheckedRememberedAndConflictFree) {
  const auto before = *registry_->school(org_id("A"), std::nullopt);
  SchoolEdit edit;
  edit.longitude = 121.5;
  auto refused = registry_->edit_school(actor_, org_id("A"), edit, before.seq);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().fields.at(0).field, "latitude");
  edit.latitude = 25.03;
  const auto after = registry_->edit_school(actor_, org_id("A"), edit, before.seq);
  ASSERT_TRUE(after);
  EXPECT_EQ(after->hand_edited, (Names{"longitude", "latitude"}));
  EXPECT_GT(after->seq, before.seq);
  refused = registry_->edit_school(actor_, org_id("A"), edit, before.seq);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().fault, Fault::stale);
  const auto entries = database_->read([&](db::Session& session) { return trail_->list(session, {}); });
  ASSERT_FALSE(entries.empty());
  EXPECT_EQ(entries[0].action, "school-changed");
  EXPECT_EQ(entries[0].changes.size(), 2u);
  EXPECT_EQ(entries[0].changes[0].from.text, "null");
  EXPECT_EQ(json::parse(entries[0].changes[0].to.text)->as_double(), 121.5);
}

TEST_P(RegisterTest, ListsFilterSortAndPage) {
  take_in([](Intake& in) {
    auto chinese = school("s1", "South");
    chinese.name = "朝阳区实验小学";
    chinese.name_en = "Chaoyang Experimental";
    in.put(chinese, {});
    for (int i = 0; i < 25; ++i) {
      in.put(school(fmt::format("N{:02}", i), "North"), {});
      in.put(figure(fmt::format("N{:02}", i), 2024, "students", 100 + i % 5), {});
    }
    in.put(IdentifierRow{org_id("s1").value, "cn.school-code", "2111990001", "", {}, Date::never()}, {});
  });
  SchoolQuery query;
  for (const auto* q : {"朝", "实验", "chaoyang", "CHAO", "1199"}) {
    query.q = q;
    EXPECT_EQ(names(query), Names{"朝阳区实验小学"}) << q;
  }
  query = {};
  query.stage = Stage::junior;
  EXPECT_EQ(names(query), Names{"B"});
  query = {};
  query.district = org_id("South");
  EXPECT_EQ(names(query), (Names{"C", "朝阳区实验小学"}));

  for (const auto* sort : {"name", "-name", "students", "-students", "begin_on"}) {
    query = {};
    query.sort = sort;
    query.limit = 1000;
    const auto whole = names(query);
    ASSERT_EQ(whole.size(), 29u);
    Names paged;
    query.limit = 4;
    do {
      const auto page = registry_->schools(query, {});
      ASSERT_TRUE(page);
      EXPECT_EQ(page->total, 29);
      for (const auto& item : page->items) paged.push_back(item.name);
      query.cursor = page->next;
    } while (!query.cursor.empty());
    EXPECT_EQ(paged, whole) << sort;
  }
  query.cursor = "nonsense";
  EXPECT_FALSE(registry_->schools(query, {}));
}

TEST_P(RegisterTest, PagesStayStableWhenSchoolsComeBetween) {
  SchoolQuery query;
  query.limit = 2;
  const auto first = registry_->schools(query, {});
  ASSERT_EQ(first->items.size(), 2u);
  take_in([](Intake& in) { in.put(school("AA", "North"), {}); });
  query.cursor = first->next;
  const auto second = registry_->schools(query, {});
  ASSERT_EQ(second->items.size(), 1u);
  EXPECT_EQ(second->items[0].name, "C");
}

TEST_P(RegisterTest, ACallerSeesItsOwnSubtreeOnly) {
  const Scope own{false, {org_id("A")}};
  EXPECT_EQ(names({}, own), Names{"A"});
  EXPECT_TRUE(registry_->areas({own, {}}).empty());
  EXPECT_EQ(names({}, Scope{false, {}}), Names{});
  EXPECT_EQ(names({}, Scope{false, {org_id("North")}}), (Names{"A", "B"}));
  const auto group = found("G", "North", day("2020-01-01"));
  join(group, "C", day("2021-01-01"), "member");
  EXPECT_EQ(names({}, Scope{false, {group}}), Names{"C"});
  EXPECT_TRUE(places_->within(org_id("C"), group));
  EXPECT_FALSE(places_->within(org_id("A"), group));
  EXPECT_TRUE(places_->within(org_id("A"), org_id("City")));
  EXPECT_EQ(places_->district_of(org_id("C")), org_id("South"));
  EXPECT_TRUE(places_->district_of(org_id("City")).empty());
  int returns = 0;
  registry_->each_return(own, [&](const ReturnRow& row) {
    EXPECT_EQ(row.school_id, org_id("A"));
    ++returns;
  });
  EXPECT_EQ(returns, 2);
}

TEST_P(RegisterTest, MembersOfGroupsAreDated) {
  const auto group = found("G", "North", day("2020-01-01"));
  join(group, "A", day("2020-01-01"), "lead");
  join(group, "B", day("2021-01-01"), "member");
  leave(group, "B", day("2023-01-01"));
  join(group, "B", day("2024-01-01"), "member");
  const auto members = [&](const char* text) {
    SchoolQuery query;
    query.group = group;
    query.on = day(text);
    return names(query);
  };
  EXPECT_EQ(members("2020-06-01"), Names{"A"});
  EXPECT_EQ(members("2022-06-01"), (Names{"A", "B"}));
  EXPECT_EQ(members("2023-01-01"), Names{"A"});
  EXPECT_EQ(members("2024-01-01"), (Names{"A", "B"}));
  EXPECT_EQ(registry_->group(group)->members.size(), 3u);
  const auto then = registry_->groups(std::nullopt, day("2020-06-01"), {});
  ASSERT_EQ(then.size(), 1u);
  EXPECT_EQ(then[0].schools, 1);
  EXPECT_TRUE(registry_->groups(std::nullopt, day("2019-06-01"), {}).empty());
}

// North gets a school of 4 and a nine-year school of 100 and 9; C in the South has 3.
TEST_P(RegisterTest, RollsOfAFewAreInNoCountForWhoMayNotReadThem) {
  take_in([](Intake& in) {
    in.put(school("Tiny", "North"), {});
    in.put(school("Nine", "North", "primary,junior"), {});
    in.put(figure("Tiny", 2024, "students", 4), {});
    in.put(figure("Nine", 2024, "students", 100), {});
    in.put(figure("Nine", 2024, "students", 9, "junior"), {});
    in.put(figure("C", 2024, "students", 3), {});
  });
  const auto group = found("G", "North", day("2020-01-01"));
  join(group, "Tiny", day("2020-01-01"));
  const Scope none{false, {}}, north{false, {org_id("North")}};
  const auto shown = [&](const char* name, const Scope& full) {
    SchoolQuery query;
    query.q = name;
    return registry_->schools(query, {{}, full})->items.at(0);
  };
  EXPECT_EQ(shown("Tiny", {}).students, 4);
  EXPECT_FALSE(shown("Tiny", {}).few);
  EXPECT_EQ(shown("Tiny", none).students, std::nullopt);
  EXPECT_TRUE(shown("Tiny", none).few);
  EXPECT_EQ(shown("Tiny", north).students, 4);
  EXPECT_EQ(shown("Nine", {}).students, 109);
  EXPECT_EQ(shown("Nine", none).students, 100);
  EXPECT_TRUE(shown("Nine", none).few);
  EXPECT_EQ(shown("A", none).students, 100);
  EXPECT_FALSE(shown("A", none).few);
  EXPECT_EQ(registry_->area(org_id("City"), {})->students, 316);
  EXPECT_EQ(registry_->area(org_id("City"), none)->students, 300);
  EXPECT_EQ(registry_->area(org_id("City"), north)->students, 313);
  EXPECT_EQ(registry_->area(org_id("South"), none)->students, std::nullopt);
  EXPECT_TRUE(registry_->area(org_id("South"), none)->few);
  EXPECT_EQ(registry_->groups(std::nullopt, std::nullopt, {{}, none}).at(0).students, std::nullopt);
  EXPECT_EQ(registry_->groups(std::nullopt, std::nullopt, {{}, {false, {group}}}).at(0).students, 4);
  for (const auto& school : registry_->roll(org_id("North"), Date::today(), none).schools) {
    EXPECT_EQ(school.whole.few, school.name == "Tiny" || school.name == "Nine") << school.name;
    if (school.name == "Nine") {
      ASSERT_EQ(school.stages_counted.size(), 2u);
      for (const auto& [stage, count] : school.stages_counted) EXPECT_EQ(count.few, stage == "junior");
    }
  }
}

TEST_P(RegisterTest, AWholeCountBesideAStageOfAFewIsNotPublished) {
  take_in([](Intake& in) {
    in.put(figure("B", 2024, "students", 7, "junior"), {});
    in.put(figure("B", 2024, "students", 107, ""), {});
  });
  const auto published = registry_->area(org_id("North"), {false, {}});
  EXPECT_EQ(published->students, 200) << "100 of A and 100 of B: 107 less 100 would be the 7";
}

TEST_P(RegisterTest, WhoLeftAGroupIsNoLongerCountedInFullForItNotEvenOfThen) {
  take_in([](Intake& in) { in.put(figure("A", 2024, "students", 5), {}); });
  const auto group = found("G", "North", day("2020-01-01"));
  join(group, "A", day("2020-01-01"));
  leave(group, "A", day("2025-01-01"));
  const auto then = registry_->groups(std::nullopt, day("2024-12-01"), {{}, {false, {group}}});
  EXPECT_EQ(then.at(0).schools, 1);
  EXPECT_EQ(then.at(0).students, std::nullopt);
}

TEST_P(RegisterTest, SectionsNameTheMissingAndTheGroupOfTheDay) {
  const auto group = found("G", "North", day("2020-01-01"));
  join(group, "A", day("2020-01-01"), "lead");
  leave(group, "A", day("2025-01-01"));
  take_in([](Intake& in) { in.put(figure("B", 2024, "site_area", 5000, ""), {}); });
  const auto sections = registry_->sections(org_id("North"), {2024});
  ASSERT_EQ(sections.size(), 4u);  // A primary; B whole, primary and the junior that it did not return
  EXPECT_TRUE(std::ranges::is_sorted(sections, {},
                                     [](const Section& made) { return std::tie(made.school_id.value, made.stage); }));
  const auto section = [&](const char* name, const char* stage) {
    for (const auto& made : sections)
      if (made.school == name && made.stage == stage) return made;
    ADD_FAILURE() << name << stage;
    return Section{};
  };
  EXPECT_EQ(section("A", "primary").group, "G");
  EXPECT_EQ(section("A", "primary").figures.size(), 2u);
  EXPECT_EQ(section("B", "").figures.size(), 1u);
  EXPECT_TRUE(section("B", "junior").figures.empty());
  EXPECT_EQ(registry_->sections(org_id("City"), {2024}).size(), 5u);
  EXPECT_EQ(registry_->sections(group, {2024}).size(), 1u);
  EXPECT_TRUE(registry_->sections(group, {2025}).empty());
  const auto years = registry_->years(org_id("City"));
  ASSERT_EQ(years.size(), 1u);
  EXPECT_EQ(years[0].year.start, 2024);
  EXPECT_EQ(years[0].stages, Names{"primary"});
}

TEST_P(RegisterTest, PeopleAreReadThroughTheirRolesAndClasses) {
  take_in([](Intake& in) {
    in.put(person("Li Hua"), {});
    in.put(person("Wu Min"), {});
    in.put(StaffRow{person("Li Hua").id, "bachelor", "mathematics", "first", "district", "primary", true, true}, {});
    in.put(role("1", "Li Hua", "A", "teacher"), {});
    auto lent = role("2", "Li Hua", "C", "teacher");
    lent.primary_role = false;
    lent.begin_on = day("2023-09-01");
    lent.end_on = day("2024-09-01");
    in.put(lent, {});
    in.put(role("3", "Wu Min", "A", "student"), {});
    ClassRow of;
    of.id = {id_of("class", "1")};
    of.school_id = org_id("A");
    of.title = "Class 1";
    in.put(of, {});
    EnrolmentRow row{id_of("enrolment", "1"), of.id,        of.school_id, person("Wu Min").id, "student", false,
                     day("2020-09-01"),       Date::never()};
    in.put(row, {});
  });
  const auto staff = registry_->staff(org_id("A"), std::nullopt);
  ASSERT_TRUE(staff);
  ASSERT_EQ(staff->size(), 1u);
  EXPECT_EQ(staff->at(0).name, "Li Hua");
  EXPECT_EQ(staff->at(0).title, "first");
  EXPECT_TRUE(registry_->staff(org_id("C"), std::nullopt)->empty());
  EXPECT_EQ(registry_->staff(org_id("C"), day("2024-08-31"))->size(), 1u);
  EXPECT_TRUE(registry_->staff(org_id("C"), day("2024-09-01"))->empty());
  EXPECT_EQ(registry_->service_history(person("Li Hua").id)->size(), 2u);
  EXPECT_FALSE(registry_->service_history({new_uuid()}));
  const auto classes = registry_->classes(org_id("A"), std::nullopt);
  ASSERT_EQ(classes->size(), 1u);
  EXPECT_EQ(classes->at(0).students, 1);
  const auto students = registry_->students(classes->at(0).id, std::nullopt);
  ASSERT_EQ(students->size(), 1u);
  EXPECT_EQ(students->at(0).name, "Wu Min");
  EXPECT_EQ(*registry_->school_of_class(classes->at(0).id), org_id("A"));

  // What a title was on an earlier day.
  take_in(
      [](Intake& in) {
        in.put(StaffRow{person("Li Hua").id, "bachelor", "mathematics", "senior", "district", "primary", true, true},
               {});
      },
      options(false, "2025-05-01"));
  EXPECT_EQ(registry_->staff(org_id("A"), std::nullopt)->at(0).title, "senior");
  EXPECT_EQ(registry_->staff(org_id("A"), day("2025-04-30"))->at(0).title, "first");

  int people = 0;
  registry_->each_person({false, {org_id("South")}}, [&](const PersonRow& row) {
    EXPECT_EQ(row.full_name, "Li Hua");
    ++people;
  });
  EXPECT_EQ(people, 1);
}

TEST_P(RegisterTest, TheSequenceGrowsWithEveryChangeAndIsSeenByOthers) {
  auto other = make_registry(*database_, {trail_.get(), "pepper"});
  auto last = other->change_sequence();
  EXPECT_EQ(last, registry_->change_sequence());
  for (int i = 0; i < 3; ++i) {
    SchoolEdit edit;
    edit.address = fmt::format("Lane {}", i);
    ASSERT_TRUE(registry_->edit_school(actor_, org_id("A"), edit, std::nullopt));
    EXPECT_GT(registry_->change_sequence(), last);
    last = registry_->change_sequence();
  }
  EXPECT_EQ(registry_->school(org_id("A"), std::nullopt)->seq, last);
  EXPECT_EQ(make_registry(*database_, {trail_.get(), "pepper"})->change_sequence(), last);
}

TEST_P(RegisterTest, CodeTablesComeFromTheFolder) {
  const std::string folder = DOORSTEP_SOURCE_DIR "/standards/codes";
  ASSERT_TRUE(load_codes(*database_, folder));
  ASSERT_TRUE(load_codes(*database_, folder));
  const auto sexes = codes(*database_, "sex");
  ASSERT_EQ(sexes.size(), 4u);
  EXPECT_EQ(sexes[1].code, "1");
  EXPECT_EQ(sexes[1].name.zh, "男性");
  EXPECT_GT(codes(*database_, "").size(), 80u);
  const auto wrong = parse_codes("x.csv", "scheme,version,code,zh,en,begin,end\nsex,1,1,男,male,2024-02-30,\n");
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().what.en, "x.csv, line 2: 2024-02-30 is not a day");
}

}  // namespace
}  // namespace doorstep::registry
