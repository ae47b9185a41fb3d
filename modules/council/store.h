// Every statement on the council_* tables.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <doorstep/council/council.h>
#include <doorstep/db/db.h>

namespace doorstep::council::store {

struct SeatRow {
  std::string id;
  OrgId group_id;
  AccountId account;
  std::string name;
  OrgId school_id;
  Office office = Office::member;
  Date begin_on;
  Date end_on = Date::never();
  std::string end_reason;
};
BOOST_DESCRIBE_STRUCT(SeatRow, (), (id, group_id, account, name, school_id, office, begin_on, end_on, end_reason))

struct MeetingRow {
  std::string id;
  OrgId group_id;
  std::string title;
  Date on_day;
  std::string at_time, place;
  MeetingState state = MeetingState::planned;
  std::string minutes;
  bool approved = false;
};
BOOST_DESCRIBE_STRUCT(MeetingRow, (), (id, group_id, title, on_day, at_time, place, state, minutes, approved))

struct ItemRow {
  std::string id, meeting_id;
  int64_t position = 0;
  std::string title, paper, url, resolution;
  bool secret = false;
  ItemState state = ItemState::waiting;
  int64_t votes_for = 0, votes_against = 0, votes_abstained = 0, present = 0, seats = 0;
  std::string decided_at;
};
BOOST_DESCRIBE_STRUCT(ItemRow, (),
                      (id, meeting_id, position, title, paper, url, resolution, secret, state, votes_for, votes_against,
                       votes_abstained, present, seats, decided_at))

struct VoteRow {
  std::string item_id, seat_id;
  std::string choice;  // of Choice; empty in a secret ballot
  std::string at;
};
BOOST_DESCRIBE_STRUCT(VoteRow, (), (item_id, seat_id, choice, at))

struct PresenceRow {
  std::string seat_id;
  Presence state = Presence::present;
};
BOOST_DESCRIBE_STRUCT(PresenceRow, (), (seat_id, state))

struct TaskRow {
  std::string id;
  OrgId group_id;
  std::string item_id, what, owner;
  Date due_on;
  TaskState state = TaskState::open;
  std::string note, changed_by, changed_at;
};
BOOST_DESCRIBE_STRUCT(TaskRow, (), (id, group_id, item_id, what, owner, due_on, state, note, changed_by, changed_at))

std::optional<Rule> rule(db::Session& session, const OrgId& group);
void keep(db::Session& session, const OrgId& group, const Rule& rule);

std::vector<SeatRow> seats(db::Session& session, const OrgId& group);  // of all days, by the day they begin
void add(db::Session& session, const SeatRow& row);
void end_seat(db::Session& session, const std::string& id, Date on, const std::string& reason);

std::vector<MeetingRow> meetings(db::Session& session, const OrgId& group);  // the newest first
std::optional<MeetingRow> meeting(db::Session& session, const std::string& id);
void add(db::Session& session, const MeetingRow& row);
void set(db::Session& session, const MeetingRow& row);
std::vector<PresenceRow> presences(db::Session& session, const std::string& meeting);
void keep_presence(db::Session& session, const std::string& meeting, const std::string& seat, Presence state);

std::vector<ItemRow> items(db::Session& session, const std::string& meeting);  // by position
std::optional<ItemRow> item(db::Session& session, const std::string& id);
void add(db::Session& session, const ItemRow& row);
void set(db::Session& session, const ItemRow& row);
std::vector<VoteRow> votes(db::Session& session, const std::string& item);
void keep(db::Session& session, const VoteRow& row);

std::vector<TaskRow> tasks(db::Session& session, const OrgId& group);
std::optional<TaskRow> task(db::Session& session, const std::string& id);
void keep(db::Session& session, const TaskRow& row);

}  // namespace doorstep::council::store
