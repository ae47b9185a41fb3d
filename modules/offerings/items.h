// Items: courses, clubs and events as who holds them and who chooses them see them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <doorstep/base/date.h>
#include <doorstep/base/describe.h>
#include <doorstep/base/id.h>
#include <doorstep/base/sheet_fault.h>
#include <doorstep/base/words.h>

namespace doorstep::offerings {

// study: lessons at another school, of a subject or for a term.
enum class OfferingKind { course, club, sports, art, visit, experimental, talent, study };
enum class OfferingState { draft, published, cancelled };
// candidate, refused: of a try-out, before and after it is decided.
enum class PlaceState { enrolled, waiting, candidate, refused, withdrawn };
BOOST_DESCRIBE_ENUM(OfferingKind, course, club, sports, art, visit, experimental, talent, study)
BOOST_DESCRIBE_ENUM(OfferingState, draft, published, cancelled)
BOOST_DESCRIBE_ENUM(PlaceState, enrolled, waiting, candidate, refused, withdrawn)

// Every week on `weekday` (1 Monday to 7 Sunday) from `first` to `last`, or once `on` a day.
struct OfferingSession {
  std::optional<int64_t> weekday;
  std::optional<Date> first, last;
  std::optional<Date> on;
  std::string from, to;  // "16:00"
};
BOOST_DESCRIBE_STRUCT(OfferingSession, (), (weekday, first, last, on, from, to))

// Seats of an offering for one member school.
struct OfferingQuota {
  OrgId school_id;
  std::optional<int64_t> least;  // kept for its students as long as one of them wants one
  std::optional<int64_t> most;   // absent: no limit; 0: not for this school
};
BOOST_DESCRIBE_STRUCT(OfferingQuota, (), (school_id, least, most))

// A member of staff by id, or somebody from outside by name.
struct OfferingTeacher {
  std::optional<PersonId> person_id;
  std::optional<std::string> name;
  std::optional<bool> visiting;  // comes from another campus
};
BOOST_DESCRIBE_STRUCT(OfferingTeacher, (), (person_id, name, visiting))

struct OfferingCard {
  std::string id;
  OrgId org_id;
  std::string org;
  OfferingKind kind{};
  Words title;
  std::string about, materials, transport;
  OrgId host_id;
  std::string host;
  CampusId campus_id;
  std::string campus, place;
  std::vector<OfferingTeacher> teachers;
  std::vector<OfferingSession> sessions;
  std::vector<int64_t> grades;  // 1 to 12; none: every one
  int64_t capacity = 0, cost_yuan = 0;
  std::vector<OfferingQuota> quotas;
  bool consent = false;  // of a guardian is needed
  OfferingState state{};
  std::string reason;  // why it was cancelled
  std::string round_id;
  int64_t taken = 0;
  std::string origin_id;  // the offering that it was transplanted from
  std::string origin;     // and the school that hosts that one
};
BOOST_DESCRIBE_STRUCT(OfferingCard, (),
                      (id, org_id, org, kind, title, about, materials, transport, host_id, host, campus_id, campus,
                       place, teachers, sessions, grades, capacity, cost_yuan, quotas, consent, state, reason, round_id,
                       taken, origin_id, origin))

struct NewOffering {
  OfferingKind kind{};
  std::string title_zh, title_en;  // one of them may be empty
  std::optional<std::string> about, materials, transport;
  OrgId host_id;
  std::optional<CampusId> campus_id;
  std::optional<std::string> place;
  std::vector<OfferingTeacher> teachers;
  std::vector<OfferingSession> sessions;
  std::vector<int64_t> grades;
  int64_t capacity = 0;
  std::optional<int64_t> cost_yuan;
  std::vector<OfferingQuota> quotas;
  std::optional<bool> consent;
};
BOOST_DESCRIBE_STRUCT(NewOffering, (),
                      (kind, title_zh, title_en, about, materials, transport, host_id, campus_id, place, teachers,
                       sessions, grades, capacity, cost_yuan, quotas, consent))

struct OfferingsRead {
  int64_t rows = 0;
  std::vector<SheetFault> faults;
  bool kept = false;
};
BOOST_DESCRIBE_STRUCT(OfferingsRead, (), (rows, faults, kept))

// A child in an offering. `turn`: on the waiting list, from 1.
struct OfferingPerson {
  PersonId id;
  std::string name;
  OrgId school_id;
  std::string school, of_class, grade;
  PlaceState state{};
  std::optional<int64_t> turn;
  bool consent = false;
  std::string at;
  bool late = false;  // came after the draw, or after the round was closed
};
BOOST_DESCRIBE_STRUCT(OfferingPerson, (),
                      (id, name, school_id, school, of_class, grade, state, turn, consent, at, late))

// What came of it for a child, in the words of who teaches it: a mark, an appraisal, or both.
struct OfferingResult {
  PersonId person_id;
  std::string mark, words, by, at;
};
BOOST_DESCRIBE_STRUCT(OfferingResult, (), (person_id, mark, words, by, at))

// A student of a school in an offering of its groups or its own, for the home school. `held`: meetings with a list, of
// which `came`.
struct PupilPlace {
  PersonId id;
  std::string name, of_class, grade;
  OfferingCard offering;
  PlaceState state{};
  int64_t held = 0, came = 0;
  std::optional<OfferingResult> result;
};
BOOST_DESCRIBE_STRUCT(PupilPlace, (), (id, name, of_class, grade, offering, state, held, came, result))

struct OfferingFile {
  OfferingCard offering;
  std::vector<OfferingPerson> people;  // who has a place, then who waits in order
};
BOOST_DESCRIBE_STRUCT(OfferingFile, (), (offering, people))

}  // namespace doorstep::offerings
