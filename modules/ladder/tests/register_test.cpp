// What the register of staff says because of a rank: from its first day to its last; on both databases.
#include <thread>

#include "ladder_town.h"

namespace doorstep::ladder {
namespace {

class LadderRegisterTest : public LadderTest {
 protected:
  std::string backbone(const char* name, std::optional<Date> on = {}) const {
    const auto staff = *registry_->staff(org_id(everybody_at(name)), on);
    return std::ranges::find(staff, person_id(name), &registry::StaffMember::id)->backbone;
  }
  int64_t entries(const char* name) {
    return database_->read([&](db::Session& session) {
      audit::Filter filter;
      filter.entity = person_id(name).value;
      filter.action = "standing-changed";
      return std::ssize(trail_.list(session, filter));
    });
  }
  void decide(std::optional<Date> begin = {}) {
    const auto call = on_notice();
    today_ = today_.plus(7);
    const auto done = ladders_->decide(office_, call, {{}, "", begin});
    ASSERT_TRUE(done) << done.error().what.en;
  }
};

TEST_P(LadderRegisterTest, ADecisionIsInTheRegisterAtOnceAndUntilTheTermEnds) {
  const auto seq = registry_->change_sequence();
  decide();
  EXPECT_EQ(backbone("Wang"), "school");
  EXPECT_EQ(backbone("Wang", today_.plus(-1)), "") << "not before its first day";
  EXPECT_EQ(backbone("Sun"), "") << "was not granted";
  EXPECT_EQ(entries("Wang"), 1);
  EXPECT_EQ(ladders_->rank_of(person_id("Wang"), "backbone", today_.plus(-1)), "");
  std::this_thread::sleep_for(std::chrono::milliseconds(1100));  // as old as a look at the sequence may be
  EXPECT_GT(registry_->change_sequence(), seq);
  const auto row = ladders_->ranks_of(person_id("Wang"))[0];
  EXPECT_EQ(ladders_->keep_register(), 0);
  EXPECT_EQ(entries("Wang"), 1) << "a round has nothing to do";
  const auto staff = staff_->teachers(org_id("North"));
  EXPECT_EQ(std::ranges::count(staff, "school", &staff::Teacher::backbone), 2) << "what shares of backbone count";
  today_ = row.end_on;
  EXPECT_EQ(ladders_->keep_register(), 0);
  EXPECT_EQ(backbone("Wang"), "");
  EXPECT_EQ(backbone("Wang", row.end_on.plus(-1)), "school");
  EXPECT_EQ(entries("Wang"), 2);
  ladders_->keep_register();
  EXPECT_EQ(entries("Wang"), 2);
}

TEST_P(LadderRegisterTest, ATermThatBeginsLaterIsWrittenOnItsDayEvenByALateRound) {
  decide(today_.plus(20));
  const auto begin = ladders_->ranks_of(person_id("Wang"))[0].begin_on;
  EXPECT_EQ(backbone("Wang"), "");
  ladders_->keep_register();
  EXPECT_EQ(backbone("Wang"), "");
  today_ = begin.plus(3);
  ladders_->keep_register();
  EXPECT_EQ(backbone("Wang"), "school");
  EXPECT_EQ(backbone("Wang", begin), "school");
  EXPECT_EQ(backbone("Wang", begin.plus(-1)), "");
}

TEST_P(LadderRegisterTest, BadFirstDaysAreRefused) {
  const auto call = on_notice();
  today_ = today_.plus(7);
  EXPECT_EQ(fault_of(ladders_->decide(office_, call, {{}, "", Date::always()})), "begin_on");
  EXPECT_EQ(fault_of(ladders_->decide(office_, call, {{}, "", today_.plus(400)})), "begin_on");
}

TEST_P(LadderRegisterTest, ARevokedRankLeavesTheRegisterAndAHigherWordOfTheRegisterStays) {
  take_in([](registry::Intake& in) {
    registry::StaffRow row;
    row.id = person_id("Chen");
    row.qualification = "bachelor";
    row.title = "second";
    row.subjects = "chinese";
    row.backbone = "province";
    in.put(row, {});
  });
  decide();
  EXPECT_EQ(backbone("Chen"), "province");
  EXPECT_EQ(entries("Chen"), 0);
  ASSERT_TRUE(ladders_->revoke(office_, org_id("North"), ladders_->ranks_of(person_id("Wang"))[0].id, {"fraud"}));
  EXPECT_EQ(backbone("Wang", today_), "");
  EXPECT_EQ(entries("Wang"), 2);
}

TEST_P(LadderRegisterTest, AnImportOfAnOldListDoesNotTakeTheRankAway) {
  decide();
  take_in(fill);
  EXPECT_EQ(backbone("Wang"), "school");
  today_ = ladders_->ranks_of(person_id("Wang"))[0].end_on;
  ladders_->keep_register();
  EXPECT_EQ(backbone("Wang"), "");
}

DOORSTEP_ON_BOTH(LadderRegisterTest);

}  // namespace
}  // namespace doorstep::ladder
