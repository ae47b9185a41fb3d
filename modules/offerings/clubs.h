// Clubs: offerings while they run: the days on which they meet, who came, and the code that stands on the screen.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <doorstep/offerings/items.h>

namespace doorstep::offerings {

enum class ClubCameBy { hand, code };
BOOST_DESCRIBE_ENUM(ClubCameBy, hand, code)

struct ClubDay {
  Date on;
  std::string from, to;
  int64_t came = 0, missed = 0;
  bool begun = false;  // attendance can be entered
  bool now = false;    // the code is good
};
BOOST_DESCRIBE_STRUCT(ClubDay, (), (on, from, to, came, missed, begun, now))

struct ClubMark {
  PersonId person_id;
  Date on;
  std::string from;
  bool came = false;
  ClubCameBy by{};
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(ClubMark, (), (person_id, on, from, came, by, reason))

struct ClubFile {
  OfferingCard offering;
  std::vector<OfferingPerson> people;  // who has a place
  std::vector<ClubDay> days;           // from the beginning to two weeks ahead, at most a year back; by time
  std::vector<ClubMark> marks;
  std::vector<OfferingResult> results;
};
BOOST_DESCRIBE_STRUCT(ClubFile, (), (offering, people, days, marks, results))

struct OwnClubs {
  std::vector<OfferingCard> items;   // that one teaches
  std::vector<OfferingCard> panels;  // whose candidates one scores
};
BOOST_DESCRIBE_STRUCT(OwnClubs, (), (items, panels))

struct ClubCame {
  PersonId person_id;
  bool came = false;
};
BOOST_DESCRIBE_STRUCT(ClubCame, (), (person_id, came))
struct ClubEntry {
  Date on;
  std::string from;
  std::vector<ClubCame> people;
  std::optional<std::string> reason;  // of a correction
};
BOOST_DESCRIBE_STRUCT(ClubEntry, (), (on, from, people, reason))

// Mark and words of a child; both empty: none any more.
struct NewAppraisal {
  PersonId person_id;
  std::string mark, words;
};
BOOST_DESCRIBE_STRUCT(NewAppraisal, (), (person_id, mark, words))
struct NewAppraisals {
  std::vector<NewAppraisal> people;
};
BOOST_DESCRIBE_STRUCT(NewAppraisals, (), (people))

struct ClubCode {
  std::string code;
  int64_t seconds = 0;  // until the next one
  int64_t came = 0;
};
BOOST_DESCRIBE_STRUCT(ClubCode, (), (code, seconds, came))
struct ClubCheckIn {
  std::string offering_id, code;
};
BOOST_DESCRIBE_STRUCT(ClubCheckIn, (), (offering_id, code))

// A meeting, for the calendar. `who`: the child, on a guardian's page.
struct ClubMeeting {
  std::string id, offering_id;
  Words title;
  std::string place, who;
  OrgId org_id;
  std::string org;
  Date on;
  std::string from, to;
  int64_t begins_at = 0, ends_at = 0;
  bool leads = false;
};

// How often a child came to what it had a place in; for its record.
struct ClubAttended {
  OfferingKind kind{};
  Words title;
  int64_t times = 0;
  Date last;
};

// A club of one campus, opened on another with the same materials.
struct NewTransplant {
  OrgId host_id;
  std::optional<CampusId> campus_id;
  std::optional<std::string> place;
  std::vector<OfferingTeacher> teachers;
  std::vector<OfferingSession> sessions;
  int64_t capacity = 0;
};
BOOST_DESCRIBE_STRUCT(NewTransplant, (), (host_id, campus_id, place, teachers, sessions, capacity))

}  // namespace doorstep::offerings
