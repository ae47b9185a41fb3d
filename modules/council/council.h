// Council: who decides in a group, and how. Seats held for terms; meetings with agenda, papers, attendance and quorum;
// resolutions voted on by the seats that are present; minutes; and tasks that follow from resolutions until they are
// done.
//
// Thread safe; every change is one transaction with its entry in the audit trail.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <doorstep/base/actor.h>
#include <doorstep/base/date.h>
#include <doorstep/base/describe.h>
#include <doorstep/base/file.h>
#include <doorstep/base/result.h>

namespace doorstep::council {

enum class Office { president, vice_president, member, secretary };  // a secretary has no vote
BOOST_DESCRIBE_ENUM(Office, president, vice_president, member, secretary)

// votes: more for than against; seats: more than half of the seats that vote; two_thirds: of those for and against.
enum class Majority { votes, seats, two_thirds };
BOOST_DESCRIBE_ENUM(Majority, votes, seats, two_thirds)

// There is a quorum when more than quorum_percent of the seats that vote are present.
struct Rule {
  int64_t quorum_percent = 50;
  Majority majority = Majority::votes;
};
BOOST_DESCRIBE_STRUCT(Rule, (), (quorum_percent, majority))

struct Seat {
  std::string id;
  AccountId account;  // empty for a person who is only named
  std::string name;
  OrgId school_id;
  std::string school;
  Office office = Office::member;
  Date begin_on, end_on;
  std::string end_reason;
};
BOOST_DESCRIBE_STRUCT(Seat, (), (id, account, name, school_id, school, office, begin_on, end_on, end_reason))

enum class MeetingState { planned, open, closed };
BOOST_DESCRIBE_ENUM(MeetingState, planned, open, closed)

enum class ItemState { waiting, voting, passed, rejected };
BOOST_DESCRIBE_ENUM(ItemState, waiting, voting, passed, rejected)

enum class Presence { present, excused, absent };
BOOST_DESCRIBE_ENUM(Presence, present, excused, absent)

enum class Choice { agree, against, abstained };
BOOST_DESCRIBE_ENUM(Choice, agree, against, abstained)

struct Attendance {
  Seat seat;
  std::optional<Presence> presence;
};
BOOST_DESCRIBE_STRUCT(Attendance, (), (seat, presence))

struct CastVote {
  std::string seat_id;
  std::string name;
  std::optional<Choice> choice;  // empty in a secret ballot
};
BOOST_DESCRIBE_STRUCT(CastVote, (), (seat_id, name, choice))

struct AgendaItem {
  std::string id;
  int64_t position = 0;
  std::string title, paper, url;
  std::string resolution;  // empty: there is nothing to vote on
  bool secret = false;
  ItemState state = ItemState::waiting;
  int64_t votes_for = 0, votes_against = 0, votes_abstained = 0;  // hidden while a secret ballot goes on
  int64_t present = 0, seats = 0;                                 // when it closed
  std::vector<CastVote> votes;
  std::string decided_at;
  std::vector<FileInfo> files;  // papers
};
BOOST_DESCRIBE_STRUCT(AgendaItem, (),
                      (id, position, title, paper, url, resolution, secret, state, votes_for, votes_against,
                       votes_abstained, present, seats, votes, decided_at, files))

struct MeetingSummary {
  std::string id;
  std::string title;
  Date on;
  std::string time;  // HH:MM, as at the place
  std::string place;
  MeetingState state = MeetingState::planned;
  int64_t items = 0, passed = 0, rejected = 0;
};
BOOST_DESCRIBE_STRUCT(MeetingSummary, (), (id, title, on, time, place, state, items, passed, rejected))

struct Quorum {
  int64_t present = 0, seats = 0, needed = 0;  // seats that vote
  bool met = false;
};
BOOST_DESCRIBE_STRUCT(Quorum, (), (present, seats, needed, met))

struct Meeting {
  MeetingSummary of;
  OrgId group_id;
  std::string group;
  std::vector<Attendance> attendance;  // of every seat held on the day
  Quorum quorum;
  std::vector<AgendaItem> items;
  std::string minutes;
  bool approved = false;
  std::string own_seat;  // of the asking person on the day; empty without one
};
BOOST_DESCRIBE_STRUCT(Meeting, (), (of, group_id, group, attendance, quorum, items, minutes, approved, own_seat))

enum class TaskState { open, doing, done, dropped };
BOOST_DESCRIBE_ENUM(TaskState, open, doing, done, dropped)

struct Task {
  std::string id;
  std::string item_id;  // the resolution that it follows from; may be empty
  std::string resolution;
  std::string what, owner;
  Date due_on;
  TaskState state = TaskState::open;
  bool overdue = false;
  std::string note, changed_by, changed_at;
};
BOOST_DESCRIBE_STRUCT(Task, (),
                      (id, item_id, resolution, what, owner, due_on, state, overdue, note, changed_by, changed_at))

struct Council {
  OrgId group_id;
  std::string group;
  Rule rule;
  std::vector<Seat> seats;               // past, present and future; those of today first, by office
  std::vector<MeetingSummary> meetings;  // the newest first
  std::vector<Task> tasks;               // the overdue first, then by the day they are due; closed ones last
};
BOOST_DESCRIBE_STRUCT(Council, (), (group_id, group, rule, seats, meetings, tasks))

// What became of an item; for other rooms.
struct Decision {
  std::string resolution;
  Date on;  // day of the meeting
  bool passed = false;
};

struct NewSeat {
  std::optional<std::string> sign_in;  // of the account that votes; without one, votes are entered at the meeting
  std::string name;
  std::optional<OrgId> school_id;
  Office office = Office::member;
  Date begin_on;
  std::optional<Date> end_on;
};
BOOST_DESCRIBE_STRUCT(NewSeat, (), (sign_in, name, school_id, office, begin_on, end_on))

struct SeatEnd {
  Date on;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(SeatEnd, (), (on, reason))

struct NewMeeting {
  std::string title;
  Date on;
  std::string time, place;
};
BOOST_DESCRIBE_STRUCT(NewMeeting, (), (title, on, time, place))

struct NewItem {
  std::string title;
  std::optional<std::string> paper, url, resolution;
  std::optional<bool> secret;
  std::optional<std::vector<std::string>> files{};  // ids of one's own uploads for the group
};
BOOST_DESCRIBE_STRUCT(NewItem, (), (title, paper, url, resolution, secret, files))

struct NewPapers {
  std::vector<std::string> files;
};
BOOST_DESCRIBE_STRUCT(NewPapers, (), (files))

struct Present {
  std::string seat_id;
  Presence presence = Presence::present;
};
BOOST_DESCRIBE_STRUCT(Present, (), (seat_id, presence))

// A vote of the caller's own seat; with seat_id, of a person without an account, entered by who runs the meeting.
struct NewVote {
  Choice choice = Choice::abstained;
  std::optional<std::string> seat_id;
};
BOOST_DESCRIBE_STRUCT(NewVote, (), (choice, seat_id))

struct Minutes {
  std::string text;
  bool approved = false;
};
BOOST_DESCRIBE_STRUCT(Minutes, (), (text, approved))

struct NewTask {
  std::optional<std::string> item_id;
  std::string what, owner;
  Date due_on;
};
BOOST_DESCRIBE_STRUCT(NewTask, (), (item_id, what, owner, due_on))

struct TaskChange {
  TaskState state = TaskState::open;
  std::optional<std::string> note;
};
BOOST_DESCRIBE_STRUCT(TaskChange, (), (state, note))

class Councils {
 public:
  virtual ~Councils() = default;

  virtual Result<Council> council(const OrgId& group) = 0;
  virtual Result<Meeting> meeting(const Actor& actor, const OrgId& group, const std::string& id) = 0;
  virtual Result<Decision> decision(const OrgId& group, const std::string& item) = 0;

  // Faults: not_found, invalid (a field is wrong), conflict (a rule forbids it; the code names which).
  virtual Result<Council> set_rule(const Actor& actor, const OrgId& group, const Rule& wanted) = 0;
  virtual Result<Council> seat(const Actor& actor, const OrgId& group, const NewSeat& wanted) = 0;
  virtual Result<Council> end_seat(const Actor& actor, const OrgId& group, const std::string& id,
                                   const SeatEnd& wanted) = 0;

  virtual Result<Meeting> call(const Actor& actor, const OrgId& group, const NewMeeting& wanted) = 0;
  virtual Result<Meeting> add_item(const Actor& actor, const OrgId& group, const std::string& meeting,
                                   const NewItem& wanted) = 0;
  // Papers come to an item, and go, until the meeting is over.
  virtual Result<Meeting> add_papers(const Actor& actor, const OrgId& group, const std::string& item,
                                     const NewPapers& wanted) = 0;
  virtual Result<Meeting> drop_paper(const Actor& actor, const OrgId& group, const std::string& file) = 0;
  // Whether an item is on an agenda of the group; for its papers.
  virtual bool has_item(const OrgId& group, const std::string& item) = 0;
  virtual Result<Meeting> open(const Actor& actor, const OrgId& group, const std::string& meeting) = 0;
  virtual Result<Meeting> attend(const Actor& actor, const OrgId& group, const std::string& meeting,
                                 const Present& wanted) = 0;
  virtual Result<Meeting> close(const Actor& actor, const OrgId& group, const std::string& meeting) = 0;
  virtual Result<Meeting> keep_minutes(const Actor& actor, const OrgId& group, const std::string& meeting,
                                       const Minutes& wanted) = 0;

  virtual Result<Meeting> open_vote(const Actor& actor, const OrgId& group, const std::string& item) = 0;
  // `runs`: the caller runs the group and may enter votes of persons without an account.
  virtual Result<Meeting> vote(const Actor& actor, const OrgId& group, const std::string& item, const NewVote& wanted,
                               bool runs) = 0;
  virtual Result<Meeting> close_vote(const Actor& actor, const OrgId& group, const std::string& item) = 0;

  virtual Result<Council> add_task(const Actor& actor, const OrgId& group, const NewTask& wanted) = 0;
  virtual Result<Council> change_task(const Actor& actor, const OrgId& group, const std::string& task,
                                      const TaskChange& wanted) = 0;
};

}  // namespace doorstep::council
