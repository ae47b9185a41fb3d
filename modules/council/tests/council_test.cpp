// Seats, meetings, votes, tasks; on both databases.
#include <small_register.h>

#include <algorithm>

#include "module.h"

namespace doorstep::council {
namespace {

using registry::trial::code_of;
using registry::trial::day;
using registry::trial::org_id;

class CouncilTest : public registry::trial::SmallRegister {
 protected:
  CouncilTest() : SmallRegister({migrations()}) {}
  void SetUp() override {
    SmallRegister::SetUp();
    councils_ = make_councils(*database_, *registry_, trail_, *files_, [](const std::string& name) {
      return name == "nobody" ? std::nullopt : std::optional{person(name).account};
    });
    ASSERT_TRUE(registry_->change_groups(office_, [&](registry::GroupDesk& desk) -> Result<void> {
      desk.found(registry::trial::area(registry::OrgKind::group, "G"));
      return {};
    }));
  }
  std::string seat(const char* name, Office office, const char* from = "2020-01-01", const char* to = nullptr,
                   bool with_account = true) {
    return code_of(councils_->seat(runs_, group_,
                                   {with_account ? std::optional<std::string>{name} : std::nullopt,
                                    name,
                                    {},
                                    office,
                                    day(from),
                                    to ? std::optional{day(to)} : std::nullopt}));
  }
  std::string id_of(std::string_view name) {
    const auto council = councils_->council(group_);
    for (const auto& one : council->seats)
      if (one.name == name) return one.id;
    return {};
  }
  // A president, members a, b, c and a secretary; an open meeting with one resolution.
  void sit(const NewItem& item = {"Uniform", {}, {}, "One school uniform.", {}}) {
    ASSERT_EQ(seat("president", Office::president), "");
    for (const auto* name : {"a", "b", "c"}) ASSERT_EQ(seat(name, Office::member), "");
    ASSERT_EQ(seat("s", Office::secretary), "");
    auto made = councils_->call(runs_, group_, {"Spring", day("2026-03-02"), "14:30", "Hall"});
    ASSERT_TRUE(made);
    meeting_ = made->of.id;
    made = councils_->add_item(runs_, group_, meeting_, item);
    ASSERT_TRUE(made);
    item_ = made->items.at(0).id;
    ASSERT_TRUE(councils_->open(runs_, group_, meeting_));
  }
  std::string attend(const char* name, Presence presence = Presence::present) {
    return code_of(councils_->attend(runs_, group_, meeting_, {id_of(name), presence}));
  }
  std::string vote(const char* name, Choice choice) {
    return code_of(councils_->vote(person(name), group_, item_, {choice, {}}, false));
  }
  std::string open_vote() { return code_of(councils_->open_vote(runs_, group_, item_)); }
  std::string close_vote() { return code_of(councils_->close_vote(runs_, group_, item_)); }
  AgendaItem item() { return councils_->meeting(runs_, group_, meeting_)->items.at(0); }

  const OrgId group_ = org_id("G");
  const Actor runs_ = person("runs");
  std::string meeting_, item_;
  std::unique_ptr<Councils> councils_;
};
DOORSTEP_ON_BOTH(CouncilTest);

TEST_P(CouncilTest, SeatsAreHeldForTermsByOnePersonAtATime) {
  EXPECT_EQ(seat("p", Office::president, "2020-01-01", "2023-01-01"), "");
  EXPECT_EQ(seat("q", Office::president, "2022-12-31"), "president-twice");
  EXPECT_EQ(seat("q", Office::president, "2023-01-01"), "");
  EXPECT_EQ(seat("q", Office::member, "2024-01-01"), "seat-twice");
  EXPECT_EQ(seat("m", Office::member, "2024-01-01", "2024-01-01"), "fields-wrong");
  EXPECT_EQ(seat("", Office::member), "fields-wrong");
  EXPECT_EQ(seat("nobody", Office::member), "fields-wrong") << "no such account";
  EXPECT_EQ(code_of(councils_->end_seat(runs_, group_, id_of("q"), {day("2022-01-01"), ""})), "seat-ended");
  EXPECT_EQ(code_of(councils_->end_seat(runs_, group_, id_of("q"), {day("2025-01-01"), "moved"})), "");
  EXPECT_EQ(code_of(councils_->end_seat(runs_, group_, id_of("q"), {day("2025-06-01"), ""})), "seat-ended");
  EXPECT_EQ(seat("q", Office::member, "2025-01-01"), "");
  EXPECT_EQ(code_of(councils_->council({"nowhere"})), "group-unknown");
}

TEST_P(CouncilTest, AVoteNeedsAQuorumSeatsAndPresence) {
  sit();
  EXPECT_EQ(open_vote(), "quorum-missing");
  EXPECT_EQ(attend("president"), "");
  EXPECT_EQ(attend("a"), "");
  EXPECT_EQ(attend("s"), "");
  EXPECT_EQ(open_vote(), "quorum-missing") << "two of four are not more than half; a secretary does not count";
  EXPECT_EQ(attend("b"), "");
  EXPECT_EQ(open_vote(), "");
  EXPECT_EQ(open_vote(), "vote-over");
  EXPECT_EQ(vote("stranger", Choice::agree), "seat-ended");
  EXPECT_EQ(vote("c", Choice::agree), "not-present");
  EXPECT_EQ(vote("s", Choice::agree), "no-vote");
  EXPECT_EQ(close_vote(), "no-votes");
  EXPECT_EQ(vote("a", Choice::against), "");
  EXPECT_EQ(vote("b", Choice::agree), "");
  EXPECT_EQ(vote("president", Choice::abstained), "");
  EXPECT_EQ(vote("a", Choice::agree), "") << "changed before it closes";
  EXPECT_EQ(item().votes_for, 2) << "counted as it goes";
  EXPECT_EQ(attend("b", Presence::absent), "");
  EXPECT_EQ(close_vote(), "quorum-missing");
  EXPECT_EQ(attend("b"), "");
  EXPECT_EQ(code_of(councils_->close(runs_, group_, meeting_)), "vote-open");
  EXPECT_EQ(close_vote(), "");
  EXPECT_EQ(vote("a", Choice::against), "vote-closed");
  const auto decided = item();
  EXPECT_EQ(decided.state, ItemState::passed);
  EXPECT_EQ(decided.votes_for, 2);
  EXPECT_EQ(decided.votes_abstained, 1);
  EXPECT_EQ(decided.present, 3);
  EXPECT_EQ(decided.seats, 4);
}

TEST_P(CouncilTest, WhoseSeatHasEndedDoesNotVote) {
  sit();
  ASSERT_EQ(code_of(councils_->end_seat(runs_, group_, id_of("c"), {day("2026-03-01"), "retired"})), "");
  EXPECT_EQ(attend("c"), "seat-ended");
  for (const auto* name : {"president", "a", "b"}) EXPECT_EQ(attend(name), "");
  EXPECT_EQ(open_vote(), "");
  EXPECT_EQ(vote("c", Choice::agree), "seat-ended");
}

TEST_P(CouncilTest, TheRuleOfTheMajorityDecides) {
  sit();
  for (const auto* name : {"president", "a", "b", "c"}) EXPECT_EQ(attend(name), "");
  EXPECT_EQ(code_of(councils_->set_rule(runs_, group_, {0, Majority::votes})), "fields-wrong");
  EXPECT_EQ(code_of(councils_->set_rule(runs_, group_, {66, Majority::seats})), "");
  EXPECT_EQ(councils_->meeting(runs_, group_, meeting_)->quorum.needed, 3);
  EXPECT_EQ(open_vote(), "");
  EXPECT_EQ(vote("a", Choice::agree), "");
  EXPECT_EQ(vote("b", Choice::agree), "");
  EXPECT_EQ(close_vote(), "");
  EXPECT_EQ(item().state, ItemState::rejected) << "two of four seats are not more than half";
}

TEST_P(CouncilTest, ASecretBallotKeepsWhoVotedAndNeverWhat) {
  sit({"President", {}, {}, "Elect Wu.", true});
  for (const auto* name : {"president", "a", "b"}) EXPECT_EQ(attend(name), "");
  EXPECT_EQ(open_vote(), "");
  EXPECT_EQ(vote("a", Choice::agree), "");
  EXPECT_EQ(vote("a", Choice::against), "voted-already");
  EXPECT_EQ(vote("b", Choice::agree), "");
  const auto going = item();
  EXPECT_EQ(going.votes.size(), 2u);
  EXPECT_FALSE(going.votes[0].choice);
  EXPECT_EQ(going.votes_for, 0) << "hidden while it goes on";
  EXPECT_EQ(close_vote(), "");
  EXPECT_EQ(item().votes_for, 2);
  for (const auto& entry : database_->read([&](db::Session& session) { return trail_.list(session, {}); }))
    if (entry.action == "council-voted")
      for (const auto& change : entry.changes) EXPECT_EQ(change.to.text.find("agree"), std::string::npos);
}

TEST_P(CouncilTest, VotesOfPersonsWithoutAnAccountAreEnteredByWhoRunsTheMeeting) {
  ASSERT_EQ(seat("paper", Office::member, "2020-01-01", nullptr, false), "");
  sit();
  for (const auto* name : {"president", "a", "paper"}) EXPECT_EQ(attend(name), "");
  EXPECT_EQ(open_vote(), "");
  const auto enter = [&](const char* name, bool runs) {
    return code_of(councils_->vote(runs_, group_, item_, {Choice::agree, id_of(name)}, runs));
  };
  EXPECT_EQ(enter("paper", false), "seat-ended");
  EXPECT_EQ(enter("a", true), "seat-ended") << "who has an account votes alone";
  EXPECT_EQ(enter("paper", true), "");
  EXPECT_EQ(item().votes.size(), 1u);
}

TEST_P(CouncilTest, MeetingsAndMinutesGoOneWay) {
  sit({"Report", "The year in figures.", "https://example.org/report", {}, {}});
  EXPECT_EQ(open_vote(), "resolution-missing");
  EXPECT_EQ(code_of(councils_->open(runs_, group_, meeting_)), "meeting-state");
  EXPECT_EQ(code_of(councils_->keep_minutes(runs_, group_, meeting_, {"Read and discussed.", true})), "meeting-state");
  EXPECT_EQ(code_of(councils_->close(runs_, group_, meeting_)), "");
  EXPECT_EQ(attend("a"), "meeting-state");
  EXPECT_EQ(code_of(councils_->add_item(runs_, group_, meeting_, {"Late", {}, {}, {}, {}})), "meeting-state");
  EXPECT_EQ(code_of(councils_->keep_minutes(runs_, group_, meeting_, {"Read and discussed.", true})), "");
  EXPECT_EQ(code_of(councils_->keep_minutes(runs_, group_, meeting_, {"Otherwise.", false})), "meeting-state");
  EXPECT_EQ(code_of(councils_->call(runs_, group_, {"x", day("2026-03-02"), "25:00", ""})), "fields-wrong");
  EXPECT_EQ(code_of(councils_->meeting(runs_, group_, "no such")), "meeting-unknown");
}

TEST_P(CouncilTest, TasksFollowFromResolutionsThatPassed) {
  sit();
  const auto give = [&](std::optional<std::string> of, const char* due) {
    return code_of(councils_->add_task(runs_, group_, {std::move(of), "Order uniforms", "Wu", day(due)}));
  };
  EXPECT_EQ(give(item_, "2026-06-01"), "not-passed");
  for (const auto* name : {"president", "a", "b"}) EXPECT_EQ(attend(name), "");
  EXPECT_EQ(open_vote(), "");
  EXPECT_EQ(vote("a", Choice::agree), "");
  EXPECT_EQ(close_vote(), "");
  EXPECT_EQ(give(item_, "2020-06-01"), "");
  EXPECT_EQ(give({}, "9990-06-01"), "") << "a task of its own";
  const auto council = councils_->council(group_);
  ASSERT_EQ(council->tasks.size(), 2u);
  EXPECT_TRUE(council->tasks[0].overdue);
  EXPECT_EQ(council->tasks[0].resolution, "One school uniform.");
  EXPECT_EQ(code_of(councils_->change_task(runs_, group_, council->tasks[0].id, {TaskState::done, "delivered"})), "");
  const auto after = councils_->council(group_);
  EXPECT_EQ(after->tasks[1].state, TaskState::done);
  EXPECT_FALSE(after->tasks[1].overdue);
  EXPECT_EQ(code_of(councils_->change_task(runs_, group_, "no such", {})), "task-unknown");
}

TEST_P(CouncilTest, PapersHangOnItemsUntilTheMeetingIsOver) {
  const auto meeting = councils_->call(runs_, group_, {"Spring", Date::today(), "09:00", ""})->of.id;
  const auto first = uploaded(runs_, group_, "budget.txt"), second = uploaded(runs_, group_, "report.txt", "done");
  const auto with_item = councils_->add_item(runs_, group_, meeting, {"Budget", {}, {}, {}, {}, {{first}}});
  ASSERT_TRUE(with_item) << with_item.error().what.en;
  const auto item = with_item->items.at(0).id;
  ASSERT_EQ(with_item->items[0].files.size(), 1u);
  EXPECT_EQ(code_of(councils_->add_papers(runs_, group_, item, {})), "fields-wrong");
  EXPECT_EQ(code_of(councils_->add_papers(runs_, org_id("H"), item, {{second}})), "item-unknown");
  ASSERT_EQ(councils_->add_papers(runs_, group_, item, {{second}})->items[0].files.size(), 2u);
  EXPECT_EQ(councils_->drop_paper(runs_, group_, first)->items.at(0).files.at(0).name, "report.txt");
  EXPECT_EQ(code_of(councils_->drop_paper(runs_, group_, first)), "file-unknown");
  EXPECT_TRUE(councils_->has_item(group_, item));
  EXPECT_FALSE(councils_->has_item(org_id("H"), item));
  ASSERT_EQ(seat("x", Office::president), "");
  ASSERT_TRUE(councils_->open(runs_, group_, meeting));
  ASSERT_TRUE(councils_->close(runs_, group_, meeting));
  EXPECT_EQ(code_of(councils_->drop_paper(runs_, group_, second)), "meeting-state");
}

}  // namespace
}  // namespace doorstep::council
