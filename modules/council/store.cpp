#include "store.h"

namespace doorstep::council::store {
std::optional<Rule> rule(db::Session& session, const OrgId& group) {
  return session.one<Rule>("SELECT quorum_percent, majority FROM council_rule WHERE group_id=$1", group);
}

void keep(db::Session& session, const OrgId& group, const Rule& rule) {
  session.run(
      "INSERT INTO council_rule(group_id, quorum_percent, majority) VALUES($1, $2, $3) ON CONFLICT(group_id) DO UPDATE "
      "SET quorum_percent=excluded.quorum_percent, majority=excluded.majority",
      group, rule.quorum_percent, rule.majority);
}

std::vector<SeatRow> seats(db::Session& session, const OrgId& group) {
  return session.all<SeatRow>(db::select_from<SeatRow>("council_seat", "WHERE group_id=$1 ORDER BY begin_on, name, id"),
                              group);
}

void add(db::Session& session, const SeatRow& row) {
  session.run(
      "INSERT INTO council_seat(id, group_id, account, name, school_id, office, begin_on, end_on, end_reason) "
      "VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9)",
      row.id, row.group_id, row.account, row.name, row.school_id, row.office, row.begin_on, row.end_on, row.end_reason);
}

void end_seat(db::Session& session, const std::string& id, Date on, const std::string& reason) {
  session.run("UPDATE council_seat SET end_on=$1, end_reason=$2 WHERE id=$3", on, reason, id);
}

std::vector<MeetingRow> meetings(db::Session& session, const OrgId& group) {
  return session.all<MeetingRow>(
      db::select_from<MeetingRow>("council_meeting", "WHERE group_id=$1 ORDER BY on_day DESC, at_time DESC, id"),
      group);
}

std::optional<MeetingRow> meeting(db::Session& session, const std::string& id) {
  return session.one<MeetingRow>(db::select_from<MeetingRow>("council_meeting", "WHERE id=$1"), id);
}

void add(db::Session& session, const MeetingRow& row) {
  session.run(
      "INSERT INTO council_meeting(id, group_id, title, on_day, at_time, place, state, minutes, approved) "
      "VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9)",
      row.id, row.group_id, row.title, row.on_day, row.at_time, row.place, row.state, row.minutes, row.approved);
}

void set(db::Session& session, const MeetingRow& row) {
  session.run("UPDATE council_meeting SET state=$1, minutes=$2, approved=$3 WHERE id=$4", row.state, row.minutes,
              row.approved, row.id);
}

std::vector<PresenceRow> presences(db::Session& session, const std::string& meeting) {
  return session.all<PresenceRow>("SELECT seat_id, state FROM council_attendance WHERE meeting_id=$1", meeting);
}

void keep_presence(db::Session& session, const std::string& meeting, const std::string& seat, Presence state) {
  session.run(
      "INSERT INTO council_attendance(meeting_id, seat_id, state) VALUES($1, $2, $3) "
      "ON CONFLICT(meeting_id, seat_id) DO UPDATE SET state=excluded.state",
      meeting, seat, state);
}

std::vector<ItemRow> items(db::Session& session, const std::string& meeting) {
  return session.all<ItemRow>(db::select_from<ItemRow>("council_item", "WHERE meeting_id=$1 ORDER BY position, id"),
                              meeting);
}

std::optional<ItemRow> item(db::Session& session, const std::string& id) {
  return session.one<ItemRow>(db::select_from<ItemRow>("council_item", "WHERE id=$1"), id);
}

void add(db::Session& session, const ItemRow& row) {
  session.run(
      "INSERT INTO council_item(id, meeting_id, position, title, paper, url, resolution, secret, state, votes_for, "
      "votes_against, votes_abstained, present, seats, decided_at) "
      "VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
      row.id, row.meeting_id, row.position, row.title, row.paper, row.url, row.resolution, row.secret, row.state,
      row.votes_for, row.votes_against, row.votes_abstained, row.present, row.seats, row.decided_at);
}

void set(db::Session& session, const ItemRow& row) {
  session.run(
      "UPDATE council_item SET state=$1, votes_for=$2, votes_against=$3, votes_abstained=$4, present=$5, seats=$6, "
      "decided_at=$7 WHERE id=$8",
      row.state, row.votes_for, row.votes_against, row.votes_abstained, row.present, row.seats, row.decided_at, row.id);
}

std::vector<VoteRow> votes(db::Session& session, const std::string& item) {
  return session.all<VoteRow>(db::select_from<VoteRow>("council_vote", "WHERE item_id=$1 ORDER BY seat_id"), item);
}

void keep(db::Session& session, const VoteRow& row) {
  session.run(
      "INSERT INTO council_vote(item_id, seat_id, choice, at) VALUES($1, $2, $3, $4) "
      "ON CONFLICT(item_id, seat_id) DO UPDATE SET choice=excluded.choice, at=excluded.at",
      row.item_id, row.seat_id, row.choice, row.at);
}

std::vector<TaskRow> tasks(db::Session& session, const OrgId& group) {
  return session.all<TaskRow>(db::select_from<TaskRow>("council_task", "WHERE group_id=$1 ORDER BY due_on, id"), group);
}

std::optional<TaskRow> task(db::Session& session, const std::string& id) {
  return session.one<TaskRow>(db::select_from<TaskRow>("council_task", "WHERE id=$1"), id);
}

void keep(db::Session& session, const TaskRow& row) {
  session.run(
      "INSERT INTO council_task(id, group_id, item_id, what, owner, due_on, state, note, changed_by, changed_at) "
      "VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT(id) DO UPDATE SET state=excluded.state, "
      "note=excluded.note, changed_by=excluded.changed_by, changed_at=excluded.changed_at",
      row.id, row.group_id, row.item_id, row.what, row.owner, row.due_on, row.state, row.note, row.changed_by,
      row.changed_at);
}

}  // namespace doorstep::council::store
