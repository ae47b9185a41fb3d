// Posts, staff and subjects of schools; the pool, allotments and requests; on both databases.
#include <teaching.h>

#include "module.h"
#include "sheet.h"

namespace doorstep::staffing {
namespace {

using trial::code_of;
using trial::fault_of;
using trial::org_id;
using trial::Somebody;

// A: 190 pupils in 6 classes, three teachers, one of them lent to B for 0.4. B: rural, 38 pupils in 6 classes.
class PostsTest : public trial::Teaching {
 protected:
  PostsTest() : Teaching({staff::migrations(), migrations()}) {}
  void SetUp() override {
    Teaching::SetUp();
    take_in([](registry::Intake& in) {
      auto rural = registry::trial::school("B", "North");
      rural.setting = "rural";
      in.put(rural, {});
      auto own = registry::trial::school("P", "North");
      own.legal_form = "private";
      in.put(own, {});
      trial::returned(in, "A", "primary", 2025, {{"students", 190}, {"classes", 6}});
      trial::returned(in, "B", "primary", 2025, {{"students", 38}, {"classes", 6}});
      trial::returned(in, "P", "primary", 2025, {{"students", 100}, {"classes", 3}});
      const Somebody lent{"Wang", "A", "mathematics"};
      trial::somebody(in, {"Li", "A"});
      trial::somebody(in, lent);
      trial::lend(in, lent, "B", 0.4);
      Somebody hired{"Chen", "A"};
      hired.established = false;
      hired.birth = "";
      trial::somebody(in, hired);
    });
    desk_ = make_staffing({*database_, *registry_, *staff_, trail_});
  }
  Staffing& rooms() { return *desk_->staffing; }
  OrgStaffing table(const OrgId& org, std::optional<int> year = 2026) {
    auto read = rooms().staffing(office_, org, year, true, true);
    EXPECT_TRUE(read) << read.error().what.en;
    return read ? *read : OrgStaffing{};
  }
  static const SchoolStand& school(const OrgStaffing& of, const OrgId& id) {
    return *std::ranges::find(of.schools, id, &SchoolStand::school_id);
  }
  static const SubjectStand& subject(const std::vector<SubjectStand>& of, const char* code) {
    return *std::ranges::find(of, code, &SubjectStand::subject);
  }
  std::string pool(int64_t posts, int64_t reserve, int year = 2026) {
    return code_of(rooms().set_pool(office_, north_, {year, posts, reserve, "2026/1"}));
  }
  std::string give(const OrgId& to, int64_t posts, int year = 2026, int64_t turnover = 0, const char* subject = "") {
    return code_of(rooms().allot(office_, north_, {to, year, posts, "2026/2", turnover, subject}));
  }

  std::unique_ptr<Desk> desk_;
};

TEST_P(PostsTest, CountsPostsByTheNormAndWhoFillsThem) {
  const auto of = table(north_);
  EXPECT_EQ(of.kind, Over::district);
  EXPECT_EQ(of.figures_year, 2025);
  const auto& a = school(of, a_);
  EXPECT_EQ(a.norm, 10) << "190 / 19";
  EXPECT_FALSE(a.by_classes);
  EXPECT_EQ(a.in_post, 3);
  EXPECT_EQ(a.established, 2);
  EXPECT_EQ(a.hired, 1);
  EXPECT_DOUBLE_EQ(a.lent_out, 0.4);
  EXPECT_EQ(a.birth_unknown, 1);
  const auto& b = school(of, b_);
  EXPECT_EQ(b.norm, 11) << "6 classes x 1.7, more than 38 / 19";
  EXPECT_TRUE(b.by_classes);
  EXPECT_DOUBLE_EQ(b.lent_in, 0.4);
  EXPECT_EQ(b.in_post, 0) << "who is lent stays on the books at home";
  EXPECT_FALSE(school(of, org_id("P")).norm) << "a private school has no posts of the county";
  EXPECT_FALSE(school(of, z_).norm) << "nothing returned";
  EXPECT_EQ(of.total.norm, 21);
  EXPECT_EQ(of.total.in_post, 3);
  EXPECT_EQ(table(a_).without_birth, std::vector<std::string>{"Chen"});
}

TEST_P(PostsTest, CountsSubjectsInFullTeachers) {
  const auto of = table(group_);
  EXPECT_EQ(of.kind, Over::group);
  EXPECT_EQ(of.schools.size(), 2u);
  const auto& maths = subject(school(of, a_).subjects, "mathematics");
  // 6 classes x mean of 4, 4, 4, 4, 4, 5 / 14.
  EXPECT_NEAR(maths.need.value_or(0), 6 * 25.0 / 6 / 14, 1e-9);
  EXPECT_DOUBLE_EQ(maths.own, 1);
  EXPECT_DOUBLE_EQ(maths.lent_out, 0.4);
  EXPECT_DOUBLE_EQ(maths.available, 0.6);
  EXPECT_NEAR(maths.gap.value_or(0), 0.6 - 25.0 / 14, 1e-9);
  EXPECT_DOUBLE_EQ(subject(school(of, b_).subjects, "mathematics").available, 0.4);
  EXPECT_DOUBLE_EQ(subject(of.total.subjects, "mathematics").available, 1) << "lent within the group";
  EXPECT_DOUBLE_EQ(subject(of.total.subjects, "chinese").own, 2);
}

TEST_P(PostsTest, ClassesByGradeCountWhereTheyAreReturned) {
  take_in([](registry::Intake& in) {
    trial::returned(in, "A", "primary", 2025, {{"classes_g1", 2}, {"classes_g6", 1}});
  });
  const auto of = table(a_);
  // Two classes of 4 hours, one of 5, three of the mean.
  EXPECT_NEAR(subject(of.total.subjects, "mathematics").need.value_or(0), (2 * 4 + 5 + 3 * 25.0 / 6) / 14, 1e-9);
}

TEST_P(PostsTest, NothingIsGivenBeyondThePool) {
  EXPECT_EQ(give(a_, 9), "") << "no pool is set yet";
  EXPECT_EQ(pool(8, 0), "below-given");
  EXPECT_EQ(pool(15, 3), "");
  EXPECT_EQ(give(b_, 4), "over-pool") << "9 + 4 > 12";
  EXPECT_EQ(give(b_, 3), "");
  EXPECT_EQ(give(b_, 3, 2026, 4), "over-pool") << "more than the reserve";
  EXPECT_EQ(give(b_, 3, 2026, 3), "");
  auto of = table(north_);
  ASSERT_TRUE(of.pool);
  EXPECT_EQ(of.pool->given, 12);
  EXPECT_EQ(of.pool->turnover, 3);
  EXPECT_EQ(school(of, a_).vacancies, 7) << "9 - 2 established";
  EXPECT_EQ(school(of, b_).vacancies, 6) << "with what is lent from the reserve";
  EXPECT_EQ(of.history.size(), 3u);
  EXPECT_EQ(of.history[0].turnover, 3) << "the newest first";
  EXPECT_EQ(give(a_, 8, 2028), "");
  EXPECT_EQ(give(b_, 5, 2027), "over-pool") << "2027 would have 9 + 5";
  EXPECT_EQ(school(table(north_, 2027), a_).posts, 9) << "holds until said otherwise";
  EXPECT_EQ(school(table(north_, 2028), a_).posts, 8);
  EXPECT_FALSE(school(table(north_, 2025), a_).posts);
}

TEST_P(PostsTest, SubjectsStayWithinTheSchool) {
  EXPECT_EQ(give(a_, 2, 2026, 0, "chinese"), "over-posts") << "the school has none yet";
  EXPECT_EQ(give(a_, 5), "");
  EXPECT_EQ(give(a_, 3, 2026, 0, "chinese"), "");
  EXPECT_EQ(give(a_, 3, 2026, 0, "mathematics"), "over-posts");
  EXPECT_EQ(give(a_, 2), "over-posts") << "below its subjects";
  EXPECT_EQ(subject(table(a_).total.subjects, "chinese").posts, 3);
}

TEST_P(PostsTest, BadInputIsNamed) {
  const auto field = [&](NewAllotment wanted) { return fault_of(rooms().allot(office_, north_, wanted)); };
  EXPECT_EQ(field({a_, 1899, 1, "x", {}, {}}), "year");
  EXPECT_EQ(field({a_, 2026, -1, "x", {}, {}}), "posts");
  EXPECT_EQ(field({a_, 2026, 1, "", {}, {}}), "reason");
  EXPECT_EQ(field({org_id("P"), 2026, 1, "x", {}, {}}), "school_id") << "private";
  EXPECT_EQ(field({org_id("nowhere"), 2026, 1, "x", {}, {}}), "school_id");
  EXPECT_EQ(field({a_, 2026, 1, "x", 1, "chinese"}), "turnover");
  EXPECT_EQ(code_of(rooms().allot(office_, a_, {a_, 2026, 1, "x", {}, {}})), "district-unknown");
  EXPECT_EQ(fault_of(rooms().set_pool(office_, north_, {2026, 3, 4, "x"})), "reserve");
  EXPECT_EQ(code_of(rooms().staffing(office_, org_id("nowhere"), {}, false, false)), "org-unknown");
  EXPECT_EQ(fault_of(rooms().staffing(office_, a_, 3, false, false)), "year");
}

TEST_P(PostsTest, ASchoolAsksAndTheDistrictAnswers) {
  ASSERT_EQ(pool(10, 2), "");
  ASSERT_EQ(give(a_, 6), "");
  const auto by = principal("A");
  EXPECT_EQ(fault_of(rooms().ask(by, a_, {2026, 0, "x"})), "more");
  ASSERT_EQ(code_of(rooms().ask(by, a_, {2026, 3, "two more classes"})), "");
  const auto id = table(a_).asks.at(0).id;
  EXPECT_EQ(code_of(rooms().withdraw(principal("B"), b_, id)), "ask-unknown") << "of another school";
  EXPECT_EQ(code_of(rooms().answer(office_, north_, id, {true, 3, false, "granted"})), "over-pool");
  EXPECT_EQ(table(a_).asks.at(0).state, AskState::open) << "nothing was written";
  ASSERT_EQ(code_of(rooms().answer(office_, north_, id, {true, 2, true, "for a year"})), "");
  EXPECT_EQ(code_of(rooms().answer(office_, north_, id, {false, 0, false, "no"})), "ask-closed");
  const auto of = table(a_);
  EXPECT_EQ(of.asks.at(0).state, AskState::granted);
  EXPECT_EQ(of.schools.at(0).posts, 6);
  EXPECT_EQ(of.schools.at(0).turnover, 2);
  ASSERT_EQ(code_of(rooms().ask(by, a_, {2026, 1, "again"})), "");
  ASSERT_EQ(code_of(rooms().withdraw(by, a_, table(a_).asks.at(0).id)), "");
  EXPECT_EQ(table(b_).asks.size(), 0u) << "others' requests are not shown";
}

TEST_P(PostsTest, ASheetGivesAllOrNone) {
  ASSERT_EQ(pool(20, 2), "");
  const std::vector<SheetRow> good{{2, "A", "2026", "chinese", "2", "", "sheet"},
                                   {3, "A", "2026", "", "9", "1", "sheet"},
                                   {4, b_.value, "2026", "", "8", "", "sheet"}};
  auto trial = rooms().allot(office_, north_, good, true);
  ASSERT_TRUE(trial) << trial.error().what.en;
  EXPECT_TRUE(trial->faults.empty()) << (trial->faults.empty() ? "" : trial->faults[0].what.en);
  EXPECT_EQ(trial->rows, 3);
  EXPECT_FALSE(trial->written);
  EXPECT_FALSE(school(table(north_), a_).posts) << "a trial writes nothing";
  ASSERT_TRUE(rooms().allot(office_, north_, good, false)->written);
  EXPECT_EQ(school(table(north_), a_).posts, 9);
  EXPECT_EQ(rooms().allot(office_, north_, good, true)->same, 3);

  auto bad = good;
  bad[0].school = "Nowhere";
  bad[1].posts = "many";
  bad[2].posts = "19";
  const auto told = rooms().allot(office_, north_, bad, false);
  ASSERT_EQ(told->faults.size(), 3u);
  EXPECT_EQ(told->faults[0].column, "school");
  EXPECT_EQ(told->faults[1].column, "posts");
  EXPECT_EQ(told->faults[2].row, 4) << "over the pool";
  EXPECT_FALSE(told->written);
  EXPECT_EQ(school(table(north_), b_).posts, 8);
}

TEST_P(PostsTest, TheSheetIsReadAsItIsWritten) {
  ASSERT_EQ(give(a_, 5), "");
  const auto path = folder_.path() + "/posts.xlsx";
  std::ofstream{path, std::ios::binary} << allotments_workbook(table(north_), Language::zh);
  const auto rows = read_allotments(path);
  ASSERT_TRUE(rows) << rows.error().what.en;
  ASSERT_EQ(rows->size(), 2u) << "A and B, which have pupils and are public";
  EXPECT_EQ((*rows)[0].school, "A");
  EXPECT_EQ((*rows)[0].posts, "5");
  EXPECT_EQ((*rows)[1].posts, "11") << "the norm where nothing is given yet";
  std::ofstream{path, std::ios::binary} << staffing_workbook(table(north_), Language::en);
  EXPECT_EQ(code_of(read_allotments(path)), "column-missing");
}

TEST_P(PostsTest, ADistrictKeepsANormOfItsOwn) {
  auto numbers = rooms().norm(north_, 2026)->numbers;
  numbers.ratios[1].pupils = 10;
  EXPECT_EQ(fault_of(rooms().set_norm(office_, north_, {2026, "", numbers})), "reason");
  auto wrong = numbers;
  wrong.loads[0].hours = 0;
  EXPECT_EQ(fault_of(rooms().set_norm(office_, north_, {2026, "x", wrong})), "loads/0");
  ASSERT_EQ(code_of(rooms().set_norm(office_, north_, {2026, "No. 7", numbers})), "");
  const auto of = table(a_);
  EXPECT_TRUE(of.norm.local);
  EXPECT_EQ(of.schools.at(0).norm, 19);
  EXPECT_FALSE(table(a_, 2025).norm.local) << "from 2026 on";
  EXPECT_EQ(rooms().norm(a_, 2026)->versions.size(), 1u);
}

DOORSTEP_ON_BOTH(PostsTest);

}  // namespace
}  // namespace doorstep::staffing
