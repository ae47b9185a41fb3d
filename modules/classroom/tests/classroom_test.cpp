// Open classes: planned and seen, keys, rehearsal and live, classes elsewhere, reminders, plans by sheet; on both
// databases. Schools A and B of group G, Z outside it, all in the district North.
#include <teaching.h>

#include <doorstep/zone/zone.h>

#include "module.h"
#include "sheet.h"

namespace doorstep::classroom {
namespace {

using registry::trial::code_of;
using registry::trial::fault_of;
using registry::trial::org_id;
using staffing::trial::person_id;

const ClassId class_b{derived_uuid("test", "class", "B1")};

class ClassroomTest : public staffing::trial::Teaching {
 protected:
  ClassroomTest() : Teaching({staff::migrations(), migrations()}) {}
  void SetUp() override {
    Teaching::SetUp();
    take_in([](registry::Intake& in) {
      for (const auto& [name, school] : {std::pair{"li", "A"}, {"wang", "A"}, {"zhao", "B"}, {"sun", "Z"}})
        staffing::trial::somebody(in, {.name = name, .school = school});
      registry::ClassRow row;
      row.id = class_b;
      row.school_id = org_id("B");
      row.title = "Five (1)";
      row.type = "homeroom";
      row.grades = "05";
      row.begin_on = Date::today().plus(-100);
      in.put(row, {});
    });
    li_ = teacher("li", "A");
    wang_ = teacher("wang", "A");
    zhao_ = teacher("zhao", "B");
    sun_ = teacher("sun", "Z");
    classroom_ = make_classroom(
        {*database_, *registry_, *places_, *staff_, trail_, [](const OrgId&) { return std::string{"Asia/Shanghai"}; },
         [this](const OrgId&, const std::set<AccountId>& accounts, const Words& title, const Words&) {
           for (const auto& one : accounts) told_[one].push_back(title.en);
         },
         [this] { return now_; }});
  }
  int64_t at(int hour, int minute = 0) const { return *zone::instant("Asia/Shanghai", {day_, hour * 60 + minute}); }
  NewOpenLesson fractions() const {
    NewOpenLesson made;
    made.title = "Fractions";
    made.subject = "chinese";
    made.grade = "05";
    made.on = day_;
    made.from = "14:00";
    made.to = "14:40";
    return made;
  }
  std::string planned(const Actor& who, const NewOpenLesson& wanted) {
    const auto made = classroom_->plan(who, a_, wanted);
    EXPECT_TRUE(made) << made.error().what.en;
    return made ? made->lesson.id : "";
  }
  bool sees(const Actor& who, const std::string& id) { return classroom_->lesson(who, id).has_value(); }
  LessonState state(const std::string& id) { return classroom_->lesson(office_, id)->lesson.state; }
  std::vector<std::string> told(const Actor& who) { return std::exchange(told_[who.account], {}); }

  const Date day_ = Date::today().plus(7);
  int64_t now_ = *zone::instant("Asia/Shanghai", {Date::today(), 9 * 60});
  Actor li_, wang_, zhao_, sun_;
  std::map<AccountId, std::vector<std::string>> told_;
  std::unique_ptr<Classroom> classroom_;
};

TEST_P(ClassroomTest, IsSeenByItsAudience) {
  const Actor nobody, guardian = person("guardian", {{Role::guardian, b_}}),
                      officer = person("officer", {{Role::district_officer, north_}}),
                      president = person("president", {{Role::group_president, group_}});
  auto wanted = fractions();
  const auto id = planned(li_, wanted);
  const auto seen_by = [&] {
    std::string found;
    const std::vector<std::pair<char, const Actor*>> people{{'l', &li_},       {'w', &wang_}, {'z', &zhao_},
                                                            {'g', &guardian},  {'s', &sun_},  {'o', &officer},
                                                            {'p', &president}, {'n', &nobody}};
    for (const auto& [letter, who] : people)
      if (sees(*who, id)) found += letter;
    return found;
  };
  EXPECT_EQ(seen_by(), "lwzgop") << "the group when nothing is said";
  const auto opened = [&](LessonAudience audience, std::optional<std::string> consent = {}) {
    wanted.audience = audience;
    wanted.consent = std::move(consent);
    return fault_of(classroom_->change(li_, id, wanted));
  };
  EXPECT_EQ(opened(LessonAudience::school), "");
  EXPECT_EQ(seen_by(), "lwop");
  EXPECT_EQ(opened(LessonAudience::district), "");
  EXPECT_EQ(seen_by(), "lwzgsop");
  EXPECT_EQ(opened(LessonAudience::public_), "consent") << "never without the consent of guardians";
  EXPECT_EQ(opened(LessonAudience::public_, "signed by all, kept by the office"), "");
  EXPECT_EQ(seen_by(), "lwzgsopn");
  const auto file = classroom_->lesson(li_, id);
  ASSERT_TRUE(file->consent);
  EXPECT_EQ(file->consent->by, "li");
  EXPECT_FALSE(classroom_->lesson(zhao_, id)->consent) << "for hosts alone";
  const auto open = classroom_->lesson(nobody, id);
  EXPECT_TRUE(open->lesson.teacher_id.empty());
  EXPECT_EQ(open->lesson.teacher, "li");
  EXPECT_EQ(classroom_->lessons(nobody, {})->total, 1);
  LessonQuery query;
  query.audience = LessonAudience::group;
  EXPECT_EQ(classroom_->lessons(office_, query)->total, 0);
  query.audience = LessonAudience::public_;
  EXPECT_EQ(classroom_->lessons(office_, query)->total, 1);
  query.subject = "mathematics";
  EXPECT_EQ(classroom_->lessons(nobody, query)->total, 0);
}

TEST_P(ClassroomTest, IsPlannedForOneselfOrByWhoLooksAfterTheLessons) {
  auto wanted = fractions();
  wanted.teacher_id = person_id("wang");
  EXPECT_EQ(code_of(classroom_->plan(li_, a_, wanted)), "teacher-own");
  EXPECT_EQ(code_of(classroom_->plan(principal("A"), a_, wanted)), "");
  EXPECT_EQ(told(wang_), (std::vector<std::string>{"Announced: Fractions"}));
  EXPECT_EQ(told(zhao_).size(), 1u) << "teaches the subject in the group";
  EXPECT_TRUE(told(sun_).empty());
  wanted.teacher_id = person_id("sun");
  EXPECT_EQ(fault_of(classroom_->plan(principal("A"), a_, wanted)), "teacher_id") << "is of no school of the group";
  const auto wrong = [&](auto&& change) {
    auto one = fractions();
    change(one);
    return fault_of(classroom_->plan(li_, a_, one));
  };
  EXPECT_EQ(wrong([](auto& one) { one.title.clear(); }), "title");
  EXPECT_EQ(wrong([](auto& one) { one.subject = "no, such"; }), "subject");
  EXPECT_EQ(wrong([](auto& one) { one.grade = "13"; }), "grade");
  EXPECT_EQ(wrong([](auto& one) { one.to = "13:00"; }), "from");
  EXPECT_EQ(wrong([](auto& one) { one.to = "23:00"; }), "to");
  EXPECT_EQ(wrong([](auto& one) { one.on = Date::today().plus(-2); }), "on");
  EXPECT_EQ(wrong([](auto& one) { one.on = Date::today().plus(4000); }), "on");
}

TEST_P(ClassroomTest, OneLessonSeveralTeachersIsASeriesOfTheGroup) {
  auto wanted = fractions();
  wanted.series = "One lesson, three teachers";
  const auto id = planned(li_, wanted);
  wanted.from = "15:00";
  wanted.to = "15:40";
  const auto second = classroom_->plan(zhao_, b_, wanted);
  ASSERT_TRUE(second);
  const auto file = classroom_->lesson(li_, id);
  EXPECT_EQ(file->lesson.series_id, second->lesson.series_id);
  const auto series = classroom_->series(wang_, file->lesson.series_id);
  ASSERT_TRUE(series);
  EXPECT_EQ(series->lessons.size(), 2u);
  EXPECT_EQ(code_of(classroom_->series(sun_, file->lesson.series_id)), "series-unknown");
}

TEST_P(ClassroomTest, KeysAreShownOnceAndGoodAroundTheLesson) {
  const auto id = planned(li_, fractions());
  EXPECT_EQ(code_of(classroom_->make_key(zhao_, id, "main")), "not-host");
  EXPECT_EQ(code_of(classroom_->make_key(sun_, id, "main")), "lesson-unknown");
  EXPECT_EQ(fault_of(classroom_->make_key(li_, id, "Main!")), "source");
  const auto first = classroom_->make_key(li_, id, "main");
  ASSERT_TRUE(first);
  EXPECT_EQ(first->key.size(), 32u);
  EXPECT_EQ(code_of(classroom_->admit(first->key, at(12, 59))), "too-early");
  const auto admitted = classroom_->admit(first->key, at(13));
  ASSERT_TRUE(admitted);
  EXPECT_EQ(admitted->lesson, id);
  EXPECT_EQ(admitted->source, "main");
  EXPECT_EQ(admitted->title, "Fractions");
  EXPECT_TRUE(classroom_->admit(first->key, at(18, 40)));
  EXPECT_EQ(code_of(classroom_->admit(first->key, at(18, 41))), "over");
  const auto second = classroom_->make_key(li_, id, "main");
  EXPECT_EQ(code_of(classroom_->admit(first->key, at(13))), "key-unknown") << "the old one is dead";
  for (const auto* name : {"board", "third", "fourth"}) EXPECT_TRUE(classroom_->make_key(li_, id, name));
  EXPECT_EQ(code_of(classroom_->make_key(li_, id, "fifth")), "too-many-sources");
  EXPECT_EQ(code_of(classroom_->drop_source(li_, id, "fourth")), "");
  EXPECT_EQ(code_of(classroom_->drop_source(li_, id, "fourth")), "source-unknown");
  EXPECT_EQ(code_of(classroom_->cancel(li_, id, "ill")), "");
  EXPECT_EQ(code_of(classroom_->admit(second->key, at(13))), "cancelled");
  audit::Filter filter;
  filter.entity = id;
  filter.action = "lesson-key-renewed";
  const auto entries = database_->read([&](db::Session& session) { return trail_.list(session, filter); });
  ASSERT_EQ(entries.size(), 1u);
  EXPECT_EQ(json::text(entries[0]).find(second->key), std::string::npos) << "no key in the trail";
}

TEST_P(ClassroomTest, GoesLiveWithPicturesAndEndsByAHost) {
  const auto id = planned(li_, fractions());
  ASSERT_TRUE(classroom_->make_key(li_, id, "main"));
  EXPECT_EQ(code_of(classroom_->go_live(li_, id)), "too-early");
  now_ = at(13, 30);
  classroom_->came(id, "main", now_);
  EXPECT_EQ(state(id), LessonState::rehearsal) << "a picture alone is not live";
  classroom_->went(id, "main", now_ + 60);
  EXPECT_EQ(code_of(classroom_->go_live(li_, id)), "");
  EXPECT_EQ(state(id), LessonState::rehearsal) << "waits for pictures";
  EXPECT_TRUE(classroom_->lesson(li_, id)->live_asked);
  classroom_->came(id, "main", at(14, 1));
  EXPECT_EQ(state(id), LessonState::live);
  EXPECT_EQ(classroom_->lesson(zhao_, id)->lesson.started_at, at(14, 1));
  classroom_->went(id, "main", at(14, 10));
  EXPECT_EQ(state(id), LessonState::live) << "a source that breaks may come back";
  EXPECT_EQ(code_of(classroom_->cancel(li_, id, "x")), "lesson-state");
  auto wanted = fractions();
  wanted.from = "13:00";
  EXPECT_EQ(code_of(classroom_->change(li_, id, wanted)), "lesson-began");
  now_ = at(14, 41);
  EXPECT_EQ(code_of(classroom_->end(zhao_, id)), "not-host");
  EXPECT_EQ(code_of(classroom_->end(li_, id)), "");
  EXPECT_EQ(code_of(classroom_->end(li_, id)), "over");
  const auto watched = classroom_->watch(zhao_, id);
  ASSERT_TRUE(watched);
  EXPECT_EQ(watched->state, LessonState::ended);
  EXPECT_EQ(watched->ended_at, at(14, 41));
  EXPECT_EQ(watched->sources, std::vector<std::string>{"main"});
  EXPECT_FALSE(watched->may_host);
  EXPECT_EQ(code_of(classroom_->watch(sun_, id)), "lesson-unknown");
  classroom_->came(id, "main", at(15));
  EXPECT_EQ(state(id), LessonState::ended);
}

TEST_P(ClassroomTest, AHostMaySendWithTheBrowser) {
  const auto id = planned(li_, fractions());
  EXPECT_EQ(code_of(classroom_->admit_host(li_, id, "main")), "too-early");
  now_ = at(13, 30);
  EXPECT_EQ(code_of(classroom_->admit_host(zhao_, id, "main")), "not-host");
  EXPECT_EQ(code_of(classroom_->admit_host(sun_, id, "main")), "lesson-unknown");
  EXPECT_EQ(code_of(classroom_->admit_host(li_, id, "../x")), "lesson-invalid");
  ASSERT_TRUE(classroom_->admit_host(li_, id, "main"));
  ASSERT_TRUE(classroom_->admit_host(li_, id, "main")) << "again, after the network was away";
  const auto sources = classroom_->lesson(li_, id)->sources;
  ASSERT_EQ(sources.size(), 1u);
  EXPECT_EQ(sources[0].key_by, "") << "nobody has a key of it";
  classroom_->came(id, "main", now_);
  EXPECT_EQ(state(id), LessonState::rehearsal);
  for (const auto* name : {"b", "c", "d"}) ASSERT_TRUE(classroom_->admit_host(li_, id, name));
  EXPECT_EQ(code_of(classroom_->admit_host(li_, id, "e")), "too-many-sources");
  EXPECT_EQ(code_of(classroom_->go_live(li_, id)), "");
  EXPECT_EQ(code_of(classroom_->end(li_, id)), "");
  EXPECT_EQ(code_of(classroom_->admit_host(li_, id, "main")), "over");
}

TEST_P(ClassroomTest, RehearsalEndsAndWhatNobodyEndedIsOverByItself) {
  const auto id = planned(li_, fractions());
  ASSERT_TRUE(classroom_->make_key(li_, id, "main"));
  now_ = at(13, 10);
  EXPECT_EQ(code_of(classroom_->rehearse(li_, id)), "");
  EXPECT_EQ(code_of(classroom_->end(li_, id)), "");
  EXPECT_EQ(state(id), LessonState::planned);
  classroom_->came(id, "main", at(14));
  EXPECT_EQ(code_of(classroom_->go_live(li_, id)), "");
  EXPECT_EQ(state(id), LessonState::live) << "at once, for a source sends";
  now_ = at(18, 41);
  EXPECT_EQ(state(id), LessonState::ended) << "before the round came by";
  classroom_->round();
  EXPECT_EQ(classroom_->lesson(li_, id)->lesson.ended_at, at(18, 40));
  LessonQuery query;
  query.show = LessonShow::over;
  EXPECT_EQ(classroom_->lessons(zhao_, query)->total, 1);
}

TEST_P(ClassroomTest, CoHostsDoWhatTheTeacherMay) {
  const auto id = planned(li_, fractions());
  EXPECT_EQ(fault_of(classroom_->add_host(li_, id, person_id("sun"))), "person");
  EXPECT_EQ(code_of(classroom_->add_host(li_, id, person_id("zhao"))), "");
  EXPECT_EQ(code_of(classroom_->make_key(zhao_, id, "main")), "");
  EXPECT_TRUE(classroom_->watch(zhao_, id)->may_host);
  EXPECT_EQ(classroom_->own_days(zhao_, day_, day_.plus(1)).size(), 1u);
  EXPECT_EQ(code_of(classroom_->remove_host(zhao_, id, person_id("zhao"))), "");
  EXPECT_EQ(code_of(classroom_->make_key(zhao_, id, "main")), "not-host");
}

TEST_P(ClassroomTest, ASchoolSignsItsClassUpAndOff) {
  auto wanted = fractions();
  wanted.kind = LessonKind::dedicated;
  wanted.audience = LessonAudience::school;
  const auto id = planned(li_, wanted);
  EXPECT_FALSE(sees(zhao_, id));
  EXPECT_EQ(code_of(classroom_->receive(zhao_, id, {b_, class_b})), "lesson-unknown");
  EXPECT_EQ(code_of(classroom_->receive(li_, id, {b_, class_b})), "not-your-school");
  EXPECT_EQ(fault_of(classroom_->receive(li_, id, {a_, {}})), "school_id");
  EXPECT_EQ(code_of(classroom_->receive(li_, id, {b_, {}})), "");
  EXPECT_TRUE(sees(zhao_, id)) << "who is asked may see it";
  const auto asked = classroom_->lesson(zhao_, id)->classes;
  ASSERT_EQ(asked.size(), 1u);
  EXPECT_EQ(asked[0].asked_by, "li");
  EXPECT_TRUE(asked[0].agreed_at.empty());
  EXPECT_TRUE(asked[0].own);
  const auto head = principal("B");
  EXPECT_EQ(classroom_->classes_of(b_)->at(0).title, "Five (1)");
  const auto agreed = classroom_->receive(head, id, {b_, class_b});
  ASSERT_TRUE(agreed) << agreed.error().what.en;
  ASSERT_EQ(agreed->classes.size(), 1u) << "what was asked is what is agreed to";
  EXPECT_EQ(agreed->classes[0].class_title, "Five (1)");
  EXPECT_EQ(agreed->classes[0].agreed_by, "principal of B");
  EXPECT_EQ(agreed->classes[0].students, 0);
  EXPECT_EQ(agreed->lesson.classes, 1);
  EXPECT_FALSE(classroom_->lesson(wang_, id)->classes[0].students) << "for hosts and the own school";
  EXPECT_EQ(code_of(classroom_->let_go(wang_, id, agreed->classes[0].id)), "not-your-school");
  EXPECT_EQ(code_of(classroom_->let_go(zhao_, id, agreed->classes[0].id)), "");
  EXPECT_FALSE(sees(zhao_, id));
}

TEST_P(ClassroomTest, RemindsADayAndHalfAnHourBeforeOnce) {
  const auto id = planned(li_, fractions());
  told_.clear();
  EXPECT_TRUE(classroom_->follow(zhao_, id, true)->follows);
  classroom_->round();
  EXPECT_TRUE(told(zhao_).empty()) << "a week before";
  now_ = at(14) - 24 * 3600;
  classroom_->round();
  classroom_->round();
  EXPECT_EQ(told(zhao_), (std::vector<std::string>{"Begins within a day: Fractions"}));
  EXPECT_EQ(told(li_).size(), 1u);
  now_ = at(13, 31);
  classroom_->round();
  classroom_->round();
  EXPECT_EQ(told(zhao_), (std::vector<std::string>{"Begins within half an hour: Fractions"}));
  auto wanted = fractions();
  wanted.on = day_.plus(1);
  EXPECT_EQ(code_of(classroom_->change(li_, id, wanted)), "");
  EXPECT_EQ(told(zhao_), (std::vector<std::string>{"Another time or place: Fractions"}));
  EXPECT_EQ(code_of(classroom_->cancel(li_, id, "ill")), "");
  EXPECT_EQ(told(zhao_), (std::vector<std::string>{"Cancelled: Fractions"}));
  EXPECT_EQ(classroom_->own_days(zhao_, day_, day_.plus(2)).size(), 0u);
  EXPECT_EQ(classroom_->lessons(zhao_, {})->total, 0);
  EXPECT_EQ(classroom_->hosted(office_, north_, {})->total, 1) << "the office keeps what was cancelled";
}

TEST_P(ClassroomTest, APlanByASheetIsTakenWholeOrNotAtAll) {
  LessonLine line{2,           "Fractions", "",      "语文", "5",    "li",       "",
                  day_.text(), "9:00",      "09:40", "Hall", "集团", "Big unit", ""};
  auto wrong = line;
  wrong.row = 3;
  wrong.teacher = "nobody";
  wrong.subject = "alchemy";
  wrong.from = "noon";
  const auto head = principal("A");
  const auto tried = classroom_->read_plan(head, a_, {line, wrong}, false);
  ASSERT_TRUE(tried);
  EXPECT_FALSE(tried->kept);
  std::set<std::string> columns;
  for (const auto& one : tried->faults) {
    EXPECT_EQ(one.row, 3);
    columns.insert(one.column);
  }
  EXPECT_EQ(columns, (std::set<std::string>{"teacher", "subject", "from"}));
  EXPECT_EQ(classroom_->hosted(office_, a_, {})->total, 0);
  EXPECT_EQ(classroom_->read_plan(head, a_, {line}, true)->fresh, 1);
  const auto kept = classroom_->read_plan(head, a_, {line}, false);
  ASSERT_TRUE(kept && kept->kept);
  const auto all = classroom_->hosted(office_, a_, {});
  ASSERT_EQ(all->total, 1);
  EXPECT_EQ(all->items[0].grade, "05");
  EXPECT_EQ(all->items[0].from, "09:00");
  EXPECT_EQ(all->items[0].series, "Big unit");
  EXPECT_EQ(classroom_->read_plan(head, a_, {line}, true)->same, 1);
}

TEST_P(ClassroomTest, WhatGoesOutAsAWorkbookIsReadBack) {
  auto wanted = fractions();
  wanted.series = "Big unit";
  wanted.kind = LessonKind::famous_teacher;
  planned(li_, wanted);
  for (const auto language : {Language::zh, Language::en}) {
    const auto path = folder_.path() + "/lessons.xlsx";
    std::ofstream{path, std::ios::binary} << lessons_workbook(classroom_->hosted(office_, a_, {})->items, language);
    const auto lines = read_lessons_sheet(path);
    ASSERT_TRUE(lines) << lines.error().what.en;
    ASSERT_EQ(lines->size(), 1u);
    const auto read = classroom_->read_plan(principal("A"), a_, *lines, true);
    ASSERT_TRUE(read);
    EXPECT_TRUE(read->faults.empty()) << read->faults.at(0).column << ": " << read->faults.at(0).what.en;
    EXPECT_EQ(read->same, 1);
    std::ofstream{path, std::ios::binary} << plan_template(language);
    EXPECT_EQ(code_of(read_lessons_sheet(path)), "sheet-empty");
  }
}

DOORSTEP_ON_BOTH(ClassroomTest);

}  // namespace
}  // namespace doorstep::classroom
