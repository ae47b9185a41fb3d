// Leave, recruitment and the forecast; on both databases.
#include <teaching.h>

#include "module.h"
#include "sheet.h"

namespace doorstep::staffing {
namespace {

using trial::code_of;
using trial::fault_of;
using trial::org_id;
using trial::person_id;
using trial::Somebody;

class RoomsTest : public trial::Teaching {
 protected:
  RoomsTest() : Teaching({staff::migrations(), migrations()}) {}
  void SetUp() override {
    Teaching::SetUp();
    take_in([](registry::Intake& in) {
      for (const auto* name : {"Li", "Wang"}) trial::somebody(in, {name, "A"});
      trial::somebody(in, {"Chen", "B"});
      Somebody fresh{"Zhao", "A"};
      fresh.since = Date::today().plus(-20);
      trial::somebody(in, fresh);
    });
    desk_ = make_staffing({*database_, *registry_, *staff_, trail_});
  }
  NewLeave leave(const char* name, int from, int to) const {
    return {person_id(name), LeaveKind::maternity, today_.plus(from), today_.plus(to), {}, {}, "quiet"};
  }

  const Actor head_ = principal("A"), other_ = principal("B");
  const Actor officer_ = person("officer", {{Role::district_officer, org_id("North")}});
  std::unique_ptr<Desk> desk_;
};

TEST_P(RoomsTest, WhySomebodyIsAwayIsForTheSchoolAlone) {
  auto& leaves = *desk_->leaves;
  ASSERT_EQ(code_of(leaves.record(head_, a_, leave("Li", -5, 30))), "");
  const auto own = *leaves.leaves(head_, a_);
  ASSERT_EQ(own.leaves.size(), 1u);
  EXPECT_EQ(own.leaves[0].kind, LeaveKind::maternity);
  EXPECT_EQ(own.leaves[0].note, "quiet");
  EXPECT_EQ(own.ahead.at(0).away, 1);
  EXPECT_EQ(own.ahead.at(11).away, 0);
  const auto seen = *leaves.leaves(officer_, a_);
  EXPECT_FALSE(seen.keeps);
  EXPECT_FALSE(seen.leaves.at(0).kind);
  EXPECT_EQ(seen.leaves[0].note, "");
  EXPECT_EQ(seen.leaves[0].name, "Li");
  EXPECT_EQ(code_of(leaves.record(officer_, a_, leave("Wang", 0, 9))), "school-only");
  EXPECT_EQ(desk_->staffing->staffing(office_, a_, {}, false, false)->schools.at(0).on_leave, 1);
  database_->read([&](db::Session& session) {
    for (const auto& entry : trail_.list(session, {.action = "leave-recorded"})) EXPECT_TRUE(entry.changes.empty());
  });
}

TEST_P(RoomsTest, LeavesAreChecked) {
  auto& leaves = *desk_->leaves;
  EXPECT_EQ(fault_of(leaves.record(head_, a_, leave("Chen", 0, 9))), "person_id") << "of another school";
  EXPECT_EQ(fault_of(leaves.record(head_, a_, leave("Li", 9, 9))), "end_on");
  EXPECT_EQ(fault_of(leaves.record(head_, a_, leave("Li", 0, 3000))), "end_on");
  auto covered = leave("Li", 0, 40);
  covered.cover_id = person_id("Li");
  EXPECT_EQ(fault_of(leaves.record(head_, a_, covered)), "cover_id");
  covered.cover_id = person_id("Wang");
  ASSERT_EQ(code_of(leaves.record(head_, a_, covered)), "");
  EXPECT_EQ(leaves.leaves(head_, a_)->leaves.at(0).cover, "Wang");
  EXPECT_EQ(code_of(leaves.record(head_, a_, leave("Li", 20, 60))), "leave-twice");
  const auto id = leaves.leaves(head_, a_)->leaves.at(0).id;
  EXPECT_EQ(fault_of(leaves.end(head_, a_, id, {today_.plus(90)})), "on");
  EXPECT_EQ(code_of(leaves.end(other_, b_, id, {today_.plus(9)})), "leave-unknown");
  ASSERT_EQ(code_of(leaves.end(head_, a_, id, {today_.plus(9)})), "");
  EXPECT_EQ(code_of(leaves.record(head_, a_, leave("Li", 20, 60))), "");
}

TEST_P(RoomsTest, ARoundGoesStepByStep) {
  auto& rounds = *desk_->recruitment;
  EXPECT_EQ(code_of(rounds.begin(head_, a_, {"x", 2026})), "school-begins-none");
  EXPECT_EQ(fault_of(rounds.begin(office_, north_, {"", 2026})), "title");
  const auto round = rounds.begin(office_, north_, {"Spring", today_.year()})->rounds.at(0).id;
  const auto move = [&](RoundState to, int days = 0) {
    return code_of(rounds.move(office_, north_, round, {to, today_.plus(days)}));
  };
  EXPECT_EQ(fault_of(rounds.ask(head_, a_, round, {b_, "primary", "chinese", 1, ""}, false)), "school_id");
  EXPECT_EQ(fault_of(rounds.ask(head_, a_, round, {a_, "college", "chinese", 1, ""}, false)), "stage");
  EXPECT_EQ(fault_of(rounds.ask(head_, a_, round, {a_, "primary", "chinese", 0, ""}, false)), "asked");
  ASSERT_EQ(code_of(rounds.ask(head_, a_, round, {a_, "primary", "chinese", 2, "one retires"}, false)), "");
  EXPECT_EQ(code_of(rounds.ask(head_, a_, round, {a_, "primary", "chinese", 1, ""}, false)), "opening-twice");
  ASSERT_EQ(code_of(rounds.ask(other_, b_, round, {b_, "primary", "pe", 1, ""}, false)), "");
  EXPECT_EQ(rounds.rounds(head_, a_, true)->rounds.at(0).openings.size(), 1u) << "its own only";
  EXPECT_EQ(move(RoundState::approved), "not-now") << "nothing is approved";
  EXPECT_EQ(move(RoundState::closed), "not-now") << "no step is left out";

  const auto openings = rounds.rounds(office_, north_, true)->rounds.at(0).openings;
  const auto& own = *std::ranges::find(openings, a_, &Opening::school_id);
  const auto count = [&](const Opening& of, OpeningNumbers numbers) {
    return fault_of(rounds.count(office_, north_, of.id, numbers));
  };
  EXPECT_EQ(count(own, {{}, 9, {}}), "not-now");
  EXPECT_EQ(count(own, {-1, {}, {}}), "approved");
  EXPECT_EQ(count(own, {2, {}, {}}), "");
  EXPECT_EQ(move(RoundState::approved), "");
  EXPECT_EQ(code_of(rounds.drop(head_, a_, own.id, false)), "not-now");
  EXPECT_EQ(code_of(rounds.ask(other_, b_, round, {b_, "primary", "art", 1, ""}, false)), "not-asking");
  EXPECT_EQ(move(RoundState::advertised, -9), "staffing-invalid") << "not before the step before";
}

TEST_P(RoomsTest, WhoIsHiredComes) {
  auto& rounds = *desk_->recruitment;
  const auto round = rounds.begin(office_, group_, {"Group", today_.year()})->rounds.at(0).id;
  ASSERT_EQ(code_of(rounds.ask(head_, a_, round, {a_, "primary", "chinese", 2, ""}, false)), "");
  const auto opening = rounds.rounds(office_, group_, true)->rounds.at(0).openings.at(0).id;
  const auto numbers = [&](OpeningNumbers wanted) { return fault_of(rounds.count(office_, group_, opening, wanted)); };
  ASSERT_EQ(numbers({1, {}, {}}), "");
  for (const auto state : {RoundState::approved, RoundState::advertised})
    ASSERT_EQ(code_of(rounds.move(office_, group_, round, {state, today_})), "");
  EXPECT_EQ(numbers({3, {}, {}}), "not-now") << "advertised numbers stand";
  EXPECT_EQ(numbers({{}, 12, {}}), "");
  EXPECT_EQ(numbers({{}, {}, 1}), "not-now");
  ASSERT_EQ(code_of(rounds.move(office_, group_, round, {RoundState::examined, today_})), "");
  EXPECT_EQ(numbers({{}, {}, 2}), "taken") << "one is approved";
  EXPECT_EQ(code_of(rounds.tie(head_, a_, opening, {person_id("Zhao")}, false)), "all-came") << "nobody is hired yet";
  EXPECT_EQ(numbers({{}, {}, 1}), "");
  EXPECT_EQ(rounds.rounds(office_, group_, true)->rounds.at(0).fill, 1);

  const auto fresh = rounds.newcomers(a_, opening)->items;
  ASSERT_EQ(fresh.size(), 1u);
  EXPECT_EQ(fresh[0].name, "Zhao");
  EXPECT_EQ(fault_of(rounds.tie(head_, a_, opening, {person_id("Chen")}, false)), "person_id") << "of another school";
  ASSERT_EQ(code_of(rounds.tie(head_, a_, opening, {person_id("Zhao")}, false)), "");
  EXPECT_EQ(code_of(rounds.tie(head_, a_, opening, {person_id("Zhao")}, false)), "hired-twice");
  EXPECT_EQ(rounds.rounds(head_, a_, false)->rounds.at(0).openings.at(0).hired.at(0).name, "Zhao");
  EXPECT_EQ(rounds.newcomers(a_, opening)->items.size(), 0u);
  EXPECT_EQ(code_of(rounds.tie(other_, b_, opening, {person_id("Chen")}, false)), "opening-unknown");
  EXPECT_EQ(announcement_workbook(rounds.rounds(office_, group_, true)->rounds.at(0), Language::zh).substr(0, 2), "PK");
}

TEST_P(RoomsTest, TheForecastCountsPeopleAndPupils) {
  const int year = begin_of_school_year(today_).year();
  take_in([&](registry::Intake& in) {
    trial::returned(in, "A", "primary", year, {{"students", 180}, {"classes", 6}, {"entrants", 20}});
    trial::returned(in, "A", "primary", year - 1, {{"students", 180}, {"classes", 6}, {"entrants", 40}});
    Somebody old{"Old", "A", "chinese", "1", fmt::format("{}-03", year - 61)};
    trial::somebody(in, old);
    Somebody unknown{"Unknown", "A"};
    unknown.birth = "";
    trial::somebody(in, unknown);
  });
  auto& forecasts = *desk_->forecasts;
  const auto of = *forecasts.forecast(a_, {5, 0, {}, 0, {}, {}});
  EXPECT_EQ(of.year, year);
  EXPECT_EQ(of.people, 5);
  EXPECT_EQ(of.birth_unknown, 1);
  ASSERT_EQ(of.stages.size(), 1u);
  EXPECT_EQ(of.stages[0].from, GradeSource::by_entrants);
  EXPECT_DOUBLE_EQ(of.stages[0].pupils.at(0), 180);
  EXPECT_DOUBLE_EQ(of.stages[0].pupils.at(1), 180 - 30 + 20) << "grades of 20, 40, 30, 30, 30, 30; entrants stay 20";
  ASSERT_EQ(of.subjects[1].subject, "chinese");
  EXPECT_EQ(of.subjects[0].years.size(), 6u);
  EXPECT_DOUBLE_EQ(of.subjects[1].years.at(0).supply, 5);
  EXPECT_DOUBLE_EQ(of.subjects[1].years.at(2).supply, 4) << "60 and some months: gone";
  EXPECT_LT(of.subjects[1].years.at(1).need, of.subjects[1].years.at(0).need);
  const auto more = *forecasts.forecast(a_, {5, 0, {}, 0, 3, {}});
  EXPECT_GT(more.subjects[0].years.at(5).supply, of.subjects[0].years.at(5).supply + 10);
  EXPECT_EQ(fault_of(forecasts.forecast(a_, {5, 99, {}, {}, {}, {}})), "leaving");
  EXPECT_EQ(fault_of(forecasts.forecast(a_, {99, {}, {}, {}, {}, {}})), "years");
  EXPECT_EQ(forecast_workbook(of, Language::en).substr(0, 2), "PK");
  EXPECT_EQ(forecasts.forecast(b_, {})->figures_year, 0) << "nothing returned: need cannot be told";
}

DOORSTEP_ON_BOTH(RoomsTest);

}  // namespace
}  // namespace doorstep::staffing
