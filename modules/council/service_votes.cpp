// Votes: opened with a quorum, cast by seats that are present, closed with the result that the rule gives.
#include <algorithm>

#include "service.h"

namespace doorstep::council {
namespace {

// Who votes: the caller's own seat, or a seat without an account that somebody enters for.
Result<store::SeatRow> voting_seat(const Sitting& at, const Actor& actor, const NewVote& wanted, bool runs) {
  const auto seat_id = wanted.seat_id.value_or("");
  for (const auto& seat : at.seats) {
    const bool own = seat_id.empty() ? !actor.account.empty() && seat.account == actor.account
                                     : seat.id == seat_id && runs && seat.account.empty();
    if (!own) continue;
    if (seat.office == Office::secretary)
      return refuse(Fault::conflict, "no-vote", say("秘书没有表决权", "a secretary has no vote"));
    if (!at.present(seat.id))
      return refuse(Fault::conflict, "not-present",
                    say("未登记出席，不能表决", "who is not marked as present cannot vote"));
    return seat;
  }
  return refuse(
      Fault::conflict, "seat-ended",
      say("您在会议当日没有席位，或任期已结束", "you hold no seat on the day of the meeting, or it has ended"));
}

tl::unexpected<Error> without_quorum(const Quorum& quorum) {
  return refuse(
      Fault::conflict, "quorum-missing",
      say("出席 {0} 席，不足法定人数 {1} 席（共 {2} 席）", "{0} seats are present, {1} of {2} are needed for a quorum",
          quorum.present, quorum.needed, quorum.seats));
}

bool carried(const store::ItemRow& row, Majority majority, int64_t seats) {
  switch (majority) {
    case Majority::votes:
      return row.votes_for > row.votes_against;
    case Majority::seats:
      return row.votes_for * 2 > seats;
    case Majority::two_thirds:
      return row.votes_for > 0 && row.votes_for * 3 >= (row.votes_for + row.votes_against) * 2;
  }
  return false;
}

void count(store::ItemRow& row, Choice choice) {
  row.votes_for += choice == Choice::agree;
  row.votes_against += choice == Choice::against;
  row.votes_abstained += choice == Choice::abstained;
}

}  // namespace

Result<Meeting> CouncilService::open_vote(const Actor& actor, const OrgId& group, const std::string& id) {
  std::string of;
  auto done = database_.write([&](db::Session& session) -> Result<void> {
    DOORSTEP_LET(row, item(session, group, id));
    DOORSTEP_LET(at, sitting(session, group, row.meeting_id));
    of = row.meeting_id;
    if (at.meeting.state != MeetingState::open)
      return refuse(Fault::conflict, "meeting-state",
                    say("会议没有开始，或已结束", "the meeting has not begun, or is over"));
    if (row.resolution.empty())
      return refuse(Fault::conflict, "resolution-missing",
                    say("这项议题没有决议草案", "this item has no resolution to vote on"));
    if (row.state != ItemState::waiting)
      return refuse(Fault::conflict, "vote-over", say("已在表决或已表决", "it is voted on already"));
    const auto quorum = at.quorum();
    if (!quorum.met) return without_quorum(quorum);
    const auto before = row;
    row.state = ItemState::voting;
    store::set(session, row);
    note(session, actor, group, "council-vote-opened", "council-item", id, audit::changes(before, row));
    return {};
  });
  if (!done) return pass_on(done);
  return meeting(actor, group, of);
}

Result<Meeting> CouncilService::vote(const Actor& actor, const OrgId& group, const std::string& id,
                                     const NewVote& wanted, bool runs) {
  std::string of;
  auto done = database_.write([&](db::Session& session) -> Result<void> {
    DOORSTEP_LET(row, item(session, group, id));
    DOORSTEP_LET(at, sitting(session, group, row.meeting_id));
    of = row.meeting_id;
    if (row.state != ItemState::voting)
      return refuse(Fault::conflict, "vote-closed", say("没有在表决", "there is no vote going on"));
    DOORSTEP_LET(seat, voting_seat(at, actor, wanted, runs));
    const auto votes = store::votes(session, id);
    const bool before = std::ranges::count(votes, seat.id, &store::VoteRow::seat_id) > 0;
    if (row.secret && before)
      return refuse(Fault::conflict, "voted-already",
                    say("无记名表决只能投一次", "in a secret ballot a vote is cast once"));
    const store::VoteRow cast{id, seat.id, row.secret ? "" : std::string{describe::enum_name(wanted.choice)},
                              now_utc()};
    store::keep(session, cast);
    if (row.secret) {
      count(row, wanted.choice);
      store::set(session, row);
    }
    // The trail of a secret ballot says that the seat voted, not what.
    note(session, actor, group, "council-voted", "council-item", id, audit::added(cast));
    return {};
  });
  if (!done) return pass_on(done);
  return meeting(actor, group, of);
}

Result<Meeting> CouncilService::close_vote(const Actor& actor, const OrgId& group, const std::string& id) {
  std::string of;
  auto done = database_.write([&](db::Session& session) -> Result<void> {
    DOORSTEP_LET(row, item(session, group, id));
    DOORSTEP_LET(at, sitting(session, group, row.meeting_id));
    of = row.meeting_id;
    if (row.state != ItemState::voting)
      return refuse(Fault::conflict, "vote-closed", say("没有在表决", "there is no vote going on"));
    const auto quorum = at.quorum();
    if (!quorum.met) return without_quorum(quorum);
    const auto before = row;
    if (!row.secret)
      for (const auto& cast : store::votes(session, id))
        if (const auto choice = describe::enum_value<Choice>(cast.choice)) count(row, *choice);
    if (row.votes_for + row.votes_against + row.votes_abstained == 0)
      return refuse(Fault::conflict, "no-votes", say("还没有人投票", "nobody has voted yet"));
    row.present = quorum.present;
    row.seats = quorum.seats;
    row.state = carried(row, at.rule.majority, quorum.seats) ? ItemState::passed : ItemState::rejected;
    row.decided_at = now_utc();
    store::set(session, row);
    note(session, actor, group, "council-decided", "council-item", id, audit::changes(before, row));
    return {};
  });
  if (!done) return pass_on(done);
  return meeting(actor, group, of);
}

Result<Decision> CouncilService::decision(const OrgId& group, const std::string& id) {
  return database_.read([&](db::Session& session) -> Result<Decision> {
    DOORSTEP_LET(row, item(session, group, id));
    const auto meeting = store::meeting(session, row.meeting_id);
    return Decision{row.resolution, meeting ? meeting->on_day : Date{}, row.state == ItemState::passed};
  });
}

}  // namespace doorstep::council
