// The balance on a real register: two schools and a half, so that every number can be told by hand.
#include <gtest/gtest.h>
#include <cmath>

#include <doorstep/balance/module.h>
#include <doorstep/registry/module.h>
#include <doorstep/settings/settings.h>
#include <doorstep/standards/standards.h>
#include "both.h"
#include "folder.h"

using namespace doorstep;
using namespace doorstep::balance;

namespace {

class BalanceOfThree : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::make_unique<support::Folder>();
    auto opened = db::open(folder_->path());
    ASSERT_TRUE(opened);
    database_ = std::move(*opened);
    std::vector<db::Migration> steps;
    for (const auto more : {settings::migrations(), audit::migrations(), registry::migrations()})
      steps.insert(steps.end(), more.begin(), more.end());
    ASSERT_TRUE(db::migrate(*database_, steps));
    trail_ = std::make_unique<audit::Trail>(std::string(64, '0'));
    registry_ = registry::make_registry(*database_, {trail_.get(), std::string(64, '0')});
    auto book = standards::read_folder(DOORSTEP_SOURCE_DIR "/standards");
    ASSERT_TRUE(book);
    book_ = std::move(*book);
    balance_ = make_balance(*registry_, book_);
    fill();
  }

  // North has 200 students and 12 teachers, South 100 and 3, West did not say how many teachers it has.
  void fill(const std::string& space = "t") {
    registry::IntakeOptions options;
    options.source = {SourceId{derived_uuid(space, "source", "")}, space, "test", {}, {}, {}, false, Date::today()};
    options.dry_run = false;
    auto report = registry_->take_in({}, options, [&](registry::Intake& in) -> Result<void> {
      using namespace registry;
      OrgRow district;
      district.id = district_ = OrgId{in.id_for(Table::org, "d")};
      district.kind = OrgKind::district;
      district.name = "云溪区";
      in.put(district, {});
      for (const char* name : {"north", "south", "west"}) {
        OrgRow school;
        school.id = OrgId{in.id_for(Table::org, name)};
        school.parent_id = district_;
        school.name = name;
        school.school_kind = SchoolKind::primary;
        school.stages = "primary";
        in.put(school, {});
        schools_[name] = school.id;
      }
      const auto put = [&](const char* school, const char* figure, double value) {
        in.put(ReturnRow{schools_[school], "primary", SchoolYear{2024}, figure, value}, {});
      };
      put("north", "students", 200), put("north", "teachers", 12), put("north", "staff", 2), put("north", "classes", 5);
      put("south", "students", 100), put("south", "teachers", 3), put("south", "staff", 1), put("south", "classes", 4);
      put("west", "students", 50), put("west", "staff", 1), put("west", "classes", 2);
      return {};
    });
    ASSERT_TRUE(report);
    ASSERT_TRUE(report->written) << json::text(*report);
  }

  std::unique_ptr<support::Folder> folder_;
  std::unique_ptr<db::Database> database_;
  std::unique_ptr<audit::Trail> trail_;
  std::unique_ptr<registry::Registry> registry_;
  standard::Book book_;
  std::unique_ptr<Balance> balance_;
  OrgId district_;
  std::map<std::string, OrgId> schools_;
};

const IndicatorResult& indicator(const Report& report, const std::string& code) {
  for (const auto& item : report.indicators)
    if (item.code == code) return item;
  throw std::runtime_error("no " + code);
}

}  // namespace

TEST_F(BalanceOfThree, AreJudgedByTheStandardThatSuitsThem) {
  EXPECT_EQ(balance_->report({district_, "", "", std::nullopt}, {})->standard, "basic-figures")
      << "no official standard is answered by half, and the others are of other places";
  fill("tw.moe.primary");
  EXPECT_EQ(balance_->report({district_, "", "", std::nullopt}, {})->standard, "tw-primary-figures");
}

TEST_F(BalanceOfThree, NamesTheMissingAndCountsTheRest) {
  const auto report = balance_->report({district_, "tw-primary-figures", "", std::nullopt}, {});
  ASSERT_TRUE(report) << report.error().what.en;
  EXPECT_EQ(report->year.start, 2024);
  const auto& teachers = indicator(*report, "teachers_per_100");
  EXPECT_DOUBLE_EQ(*teachers.mean, 5);  // 15 teachers to 300 students
  // x = 6 and 3 per 100: S = sqrt(2/3 * 1 + 1/3 * 4) = sqrt(2), CV = sqrt(2) / 5
  EXPECT_NEAR(*teachers.cv, std::sqrt(2.0) / 5, 1e-12);
  EXPECT_EQ(teachers.schools, 2);
  ASSERT_EQ(teachers.left_out.size(), 1u);
  EXPECT_EQ(teachers.left_out[0].school, "west");
  EXPECT_EQ(teachers.left_out[0].reason, "missing-figure");
  EXPECT_EQ(teachers.left_out[0].figure, "teachers");
  EXPECT_FALSE(indicator(*report, "teaching_area").reported);
}

TEST_F(BalanceOfThree, WhatIfFollowsAMoveAndRefusesTheImpossible) {
  WhatIf ask;
  ask.question.area = district_;
  ask.changes = {
      {WhatIfChange::Kind::move_teachers, schools_["north"], schools_["south"], "", {"teachers"}, "", std::nullopt, 2}};
  const auto answer = balance_->what_if(ask, {});
  ASSERT_TRUE(answer) << answer.error().what.en;
  EXPECT_TRUE(answer->refused.empty());
  const auto& teachers = answer->indicators.front();
  EXPECT_NEAR(*teachers.cv_before, std::sqrt(2.0) / 5, 1e-12);
  EXPECT_NEAR(*teachers.cv_after, 0, 1e-12);  // 10 to 200 and 5 to 100
  EXPECT_EQ(answer->after.size(), 2u);

  ask.changes.front().amount = 13;
  const auto refused = balance_->what_if(ask, {});
  ASSERT_TRUE(refused);
  ASSERT_EQ(refused->refused.size(), 1u);
  EXPECT_EQ(refused->refused[0].field, "changes/0");
}

TEST_F(BalanceOfThree, UnknownYearsStandardsAndStagesSayWhatThereIs) {
  EXPECT_NE(balance_->report({district_, "", "", 1999}, {}).error().what.en.find("2024"), std::string::npos);
  EXPECT_NE(balance_->report({district_, "no-such", "", std::nullopt}, {}).error().what.en.find("cn-2017-compulsory"),
            std::string::npos);
  EXPECT_EQ(balance_->report({district_, "cn-2017-compulsory", "senior", std::nullopt}, {}).error().fault,
            Fault::not_found);
  EXPECT_EQ(balance_->report({OrgId{new_uuid()}, "", "", std::nullopt}, {}).error().fault, Fault::not_found);
}

// Who may not read a register of a few students gets the report of a district in which they are not.
TEST_F(BalanceOfThree, AFewStudentsAreTakenOutBeforeAnythingIsReckoned) {
  registry::IntakeOptions options;
  options.source = {SourceId{derived_uuid("t", "source", "")}, "t", "test", {}, {}, {}, false, Date::today()};
  options.dry_run = false;
  const auto put_south = [&](double students, double teachers) {
    const auto taken = registry_->take_in({}, options, [&](registry::Intake& in) -> Result<void> {
      in.put(registry::ReturnRow{schools_["south"], "primary", SchoolYear{2024}, "students", students}, {});
      in.put(registry::ReturnRow{schools_["south"], "primary", SchoolYear{2024}, "teachers", teachers}, {});
      return {};
    });
    ASSERT_TRUE(taken && taken->written);
  };
  put_south(8, 2);
  const Question question{district_, "tw-primary-figures", "", std::nullopt};
  const registry::Scope nobody{false, {}}, own{false, {schools_["south"]}};
  const auto seen = balance_->report(question, nobody), full = balance_->report(question, own);
  ASSERT_TRUE(seen && full);
  EXPECT_EQ(full->students, 258);
  EXPECT_EQ(seen->students, 250);
  EXPECT_DOUBLE_EQ(*indicator(*full, "teachers_per_100").mean, 1400.0 / 208);
  EXPECT_DOUBLE_EQ(*indicator(*seen, "teachers_per_100").mean, 6) << "north alone";
  const auto& left = indicator(*seen, "teachers_per_100").left_out;
  const auto south = std::ranges::find(left, "south", &LeftOut::school);
  ASSERT_NE(south, left.end());
  EXPECT_EQ(south->reason, "few-students");
  const auto before = json::text(*seen);
  put_south(3, 2);
  EXPECT_EQ(json::text(*balance_->report(question, nobody)), before);
  EXPECT_NE(json::text(*balance_->report(question, {})), json::text(*full));
}
