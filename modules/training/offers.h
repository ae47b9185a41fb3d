// Offers of training: sessions, who may come, who comes, who came.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <doorstep/base/date.h>
#include <doorstep/base/describe.h>
#include <doorstep/base/json.h>
#include <doorstep/base/result.h>
#include <doorstep/base/sheet_fault.h>
#include <doorstep/training/hours.h>

namespace doorstep::training {

enum class OfferState { open, cancelled, completed };
BOOST_DESCRIBE_ENUM(OfferState, open, cancelled, completed)
// first: who comes first has a place, the others wait and move up. selection: the organiser chooses.
enum class PlacesBy { first, selection };
BOOST_DESCRIBE_ENUM(PlacesBy, first, selection)
enum class EnrolmentState { applied, waiting, enrolled, refused, withdrawn };
BOOST_DESCRIBE_ENUM(EnrolmentState, applied, waiting, enrolled, refused, withdrawn)
enum class CameBy { hand, sheet, code };
BOOST_DESCRIBE_ENUM(CameBy, hand, sheet, code)

// Whom an offer is for. Empty: everybody.
struct ForWhom {
  std::vector<std::string> stages, subjects, titles;   // codes of the register
  std::optional<int64_t> years_least{}, years_most{};  // of service
};
BOOST_DESCRIBE_STRUCT(ForWhom, (), (stages, subjects, titles, years_least, years_most))

struct TrainingSession {
  std::string id, title;
  Date on;
  std::string from, to;  // "14:00"
  double hours = 0;
  std::string place;  // when it is another than the offer's
  int64_t came = 0;
  bool own_came = false;  // who asks
  bool now = false;       // it is on: who comes may check in
};
BOOST_DESCRIBE_STRUCT(TrainingSession, (), (id, title, on, from, to, hours, place, came, own_came, now))

struct TrainingOffer {
  std::string id;
  OrgId org_id;
  std::string org;  // with the centre of a group that offers it
  std::string centre_id, title, about, kind, level, place, url;
  double hours = 0;      // of all sessions
  int64_t capacity = 0;  // 0: no bound
  PlacesBy by{};
  ForWhom whom;
  Date deadline;    // the last day
  double pass = 1;  // the share of the hours that a certificate asks for
  OfferState state{};
  std::string reason;  // of the cancellation
  int64_t enrolled = 0, waiting = 0, applied = 0;
  std::vector<TrainingSession> sessions;  // by time
};
BOOST_DESCRIBE_STRUCT(TrainingOffer, (),
                      (id, org_id, org, centre_id, title, about, kind, level, place, url, hours, capacity, by, whom,
                       deadline, pass, state, reason, enrolled, waiting, applied, sessions))

struct NewTrainingSession {
  std::optional<std::string> id;  // of one that stays
  std::optional<std::string> title;
  Date on;
  std::string from, to;
  double hours = 0;
  std::optional<std::string> place;
};
BOOST_DESCRIBE_STRUCT(NewTrainingSession, (), (id, title, on, from, to, hours, place))
struct NewOffer {
  std::string title;
  std::optional<std::string> centre_id, about;
  std::string kind, level;
  std::optional<std::string> place, url;
  std::optional<int64_t> capacity;
  std::optional<PlacesBy> by;
  std::optional<ForWhom> whom;
  Date deadline;
  std::optional<double> pass;
  std::vector<NewTrainingSession> sessions;
};
BOOST_DESCRIBE_STRUCT(NewOffer, (),
                      (title, centre_id, about, kind, level, place, url, capacity, by, whom, deadline, pass, sessions))

struct TrainingCertificate {
  std::string id, code;
  Date issued_on;
  double hours = 0;
  bool revoked = false;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(TrainingCertificate, (), (id, code, issued_on, hours, revoked, reason))

struct SessionAttendance {
  std::string session_id;
  bool came = false;
  CameBy by{};
  std::string by_name, at, reason;
};
BOOST_DESCRIBE_STRUCT(SessionAttendance, (), (session_id, came, by, by_name, at, reason))
struct TrainingEnrolment {
  std::string id;
  PersonId person_id;
  std::string name;
  OrgId school_id;
  std::string school, subject;
  EnrolmentState state{};
  int64_t turn = 0;  // in the waiting list; 0: not in it
  std::string at, by_name;
  double hours = 0;  // of the sessions that the person came to
  std::vector<SessionAttendance> attended;
  std::optional<TrainingCertificate> certificate;
};
BOOST_DESCRIBE_STRUCT(TrainingEnrolment, (),
                      (id, person_id, name, school_id, school, subject, state, turn, at, by_name, hours, attended,
                       certificate))
struct OfferFile {
  TrainingOffer offer;
  std::vector<TrainingEnrolment> people;  // enrolled, applied, waiting by turn, the others
};
BOOST_DESCRIBE_STRUCT(OfferFile, (), (offer, people))
struct OrgTraining {
  OrgId org_id;
  std::string org;
  std::vector<TrainingOffer> offers;  // open ones by the first session, then the others, the newest first
  int64_t claims = 0;                 // that wait
};
BOOST_DESCRIBE_STRUCT(OrgTraining, (), (org_id, org, offers, claims))

struct OfferChoice {
  std::vector<std::string> enrolments;
  bool chosen = false;
};
BOOST_DESCRIBE_STRUCT(OfferChoice, (), (enrolments, chosen))
struct CameTo {
  PersonId person_id;
  bool came = false;
};
BOOST_DESCRIBE_STRUCT(CameTo, (), (person_id, came))
struct AttendanceEntry {
  std::vector<CameTo> people;
  std::optional<std::string> reason;  // asked where something that stands is changed
};
BOOST_DESCRIBE_STRUCT(AttendanceEntry, (), (people, reason))

// A line of a sheet of attendance.
struct AttendanceLine {
  int64_t row = 0;
  std::string number, name, school, came;
};
struct AttendanceRead {
  int64_t rows = 0, changed = 0;
  std::vector<SheetFault> faults;
  bool kept = false;
};
BOOST_DESCRIBE_STRUCT(AttendanceRead, (), (rows, changed, faults, kept))
struct CheckInCode {
  std::string code;
  int64_t seconds = 0;  // until the next one
  int64_t came = 0;
};
BOOST_DESCRIBE_STRUCT(CheckInCode, (), (code, seconds, came))

// A session on the calendar of who takes part or leads it, and of the organisation that offers it.
struct TrainingDay {
  std::string session_id, offer_id;
  std::string title, place;  // the session's own place, or the offer's
  OrgId org_id;
  std::string org;
  Date on;
  std::string from, to;
  int64_t begins_at = 0, ends_at = 0;  // seconds since 1970
  bool leads = false;                  // who asks heads the centre that offers it
};
BOOST_DESCRIBE_STRUCT(TrainingDay, (),
                      (session_id, offer_id, title, place, org_id, org, on, from, to, begins_at, ends_at, leads))

// An offer as one of those whom it is for sees it.
struct OwnOffer {
  TrainingOffer offer;
  std::optional<EnrolmentState> state;  // empty: not enrolled
  int64_t turn = 0;
  double hours = 0;
  std::optional<TrainingCertificate> certificate;
};
BOOST_DESCRIBE_STRUCT(OwnOffer, (), (offer, state, turn, hours, certificate))
struct OwnTraining {
  bool unknown = true;
  std::string name;
  OrgId school_id;
  std::string school;
  std::vector<OwnOffer> mine, open;  // taken part in, or may be
  HoursStanding standing;
  std::vector<TrainingClaim> claims;
};
BOOST_DESCRIBE_STRUCT(OwnTraining, (), (unknown, name, school_id, school, mine, open, standing, claims))

// What is open to a school's people, and who of them is in it.
struct SchoolPerson {
  PersonId id;
  std::string name, subject;
  std::string enrolment_id;
  std::optional<EnrolmentState> state;
};
BOOST_DESCRIBE_STRUCT(SchoolPerson, (), (id, name, subject, enrolment_id, state))
struct SchoolChoice {
  TrainingOffer offer;
  std::vector<SchoolPerson> people;  // whom it is for
};
BOOST_DESCRIBE_STRUCT(SchoolChoice, (), (offer, people))
struct SchoolChoices {
  std::vector<SchoolChoice> items;
};
BOOST_DESCRIBE_STRUCT(SchoolChoices, (), (items))
struct SchoolEnrolment {
  std::string offer_id;
  std::vector<PersonId> people;
};
BOOST_DESCRIBE_STRUCT(SchoolEnrolment, (), (offer_id, people))

struct CertificateEvidence {
  Date on;
  std::string title;
  double hours = 0;
};
BOOST_DESCRIBE_STRUCT(CertificateEvidence, (), (on, title, hours))
// What a certificate says, with all that a badge of Open Badges asks for: issuer, achievement, evidence.
struct CertificatePrint {
  TrainingCertificate of;
  std::string name, title, kind, level, issuer;
  OrgId issuer_id;
  double hours = 0;
  Date begin_on, end_on;
  std::vector<CertificateEvidence> evidence;  // the sessions that the person came to
};
BOOST_DESCRIBE_STRUCT(CertificatePrint, (),
                      (of, name, title, kind, level, issuer, issuer_id, hours, begin_on, end_on, evidence))

}  // namespace doorstep::training
