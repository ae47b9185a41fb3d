// Steps of tables are applied once, in order, and never silently changed.
#include <optional>
#include <thread>

#include "both.h"

namespace doorstep::db {
namespace {

class Migrations : public support::OnBoth {};

constexpr Migration first{"sample", 1, "begin", "CREATE TABLE sample_thing(id BIGINT PRIMARY KEY);\n"};
constexpr Migration second{"sample", 2, "kind",
                           "-- sqlite:\n"
                           "CREATE TABLE sample_kind(which TEXT);\nINSERT INTO sample_kind VALUES('sqlite');\n"
                           "-- postgresql:\n"
                           "CREATE TABLE sample_kind(which TEXT);\nINSERT INTO sample_kind VALUES('postgresql');\n"
                           "-- both:\n"
                           "INSERT INTO sample_thing VALUES(7);\n"};

TEST_P(Migrations, AreAppliedOnceAndInTheirDialect) {
  const Migration steps[] = {first, second};
  const auto one = migrate(*database_, {steps, 1});
  ASSERT_TRUE(one) << one.error().what.en;
  EXPECT_EQ(one->applied, 1);
  restart();
  const auto two = migrate(*database_, steps);
  ASSERT_TRUE(two) << two.error().what.en;
  EXPECT_EQ(two->applied, 1);
  EXPECT_EQ(two->already, 1);
  EXPECT_EQ(migrate(*database_, steps)->applied, 0);
  database_->read([&](Session& session) {
    EXPECT_EQ(session.one<std::string>("SELECT which FROM sample_kind"),
              GetParam() == Dialect::sqlite ? "sqlite" : "postgresql");
    EXPECT_EQ(session.all<int64_t>("SELECT id FROM sample_thing"), std::vector<int64_t>{7});
  });
}

TEST_P(Migrations, ThatWereChangedAfterwardsAreRefused) {
  ASSERT_TRUE(migrate(*database_, {&first, 1}));
  auto changed = first;
  changed.sql = "CREATE TABLE sample_thing(id BIGINT PRIMARY KEY, more TEXT);\n";
  const auto done = migrate(*database_, {&changed, 1});
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, "migration-changed");
  EXPECT_NE(done.error().what.en.find("sample/0001 begin"), std::string::npos);
}

TEST_P(Migrations, OfANewerProgramAreNoticed) {
  const Migration steps[] = {first, second};
  ASSERT_TRUE(migrate(*database_, steps));
  const auto done = migrate(*database_, {steps, 1});
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, "database-newer");
}

TEST_P(Migrations, ThatFailLeaveNothingBehind) {
  const Migration broken{"sample", 1, "broken",
                         "CREATE TABLE sample_thing(id BIGINT);\nINSERT INTO nowhere VALUES(1);\n"};
  EXPECT_THROW((void)migrate(*database_, {&broken, 1}), Lost);
  EXPECT_EQ(migrate(*database_, {&first, 1})->applied, 1);
}

TEST_P(Migrations, OfTwoProgramsStartedAtOnceAreAppliedOnce) {
  const Migration steps[] = {first, second};
  const auto other = opened();
  std::optional<Result<Migrated>> here, there;
  {
    const std::jthread at_once([&] { there = migrate(*other, steps); });
    here = migrate(*database_, steps);
  }
  for (const auto* done : {&*here, &*there}) ASSERT_TRUE(*done) << done->error().what.en;
  EXPECT_EQ((*here)->applied + (*there)->applied, 2);
  EXPECT_EQ(
      database_->read([](Session& session) { return session.all<int64_t>("SELECT id FROM sample_thing"); }).size(), 1U);
}

DOORSTEP_ON_BOTH(Migrations);

}  // namespace
}  // namespace doorstep::db
