// Every statement on offers, sessions, enrolments and attendance, claims and certificates. Plans: store_plans.h.
#pragma once

#include <doorstep/db/db.h>
#include <doorstep/training/training.h>

namespace doorstep::training::store {

struct OfferRow {
  std::string id;
  OrgId org_id;
  std::string centre_id, title, about, kind, level, place, url;
  int64_t capacity = 0;
  PlacesBy places_by{};
  std::string stages, subjects, titles;  // codes by commas
  std::optional<int64_t> years_least, years_most;
  Date deadline;
  double pass = 1;
  OfferState state{};
  std::string reason, made_at;
};
BOOST_DESCRIBE_STRUCT(OfferRow, (),
                      (id, org_id, centre_id, title, about, kind, level, place, url, capacity, places_by, stages,
                       subjects, titles, years_least, years_most, deadline, pass, state, reason, made_at))

struct SessionRow {
  std::string id, offer_id, title;
  Date on_day;
  int64_t from_minute = 0, to_minute = 0, from_at = 0, to_at = 0;
  double hours = 0;
  std::string place;
};
BOOST_DESCRIBE_STRUCT(SessionRow, (),
                      (id, offer_id, title, on_day, from_minute, to_minute, from_at, to_at, hours, place))

// A session with what its offer says of it.
struct DayRow {
  std::string id, offer_id, title;  // of the session
  Date on_day;
  int64_t from_minute = 0, to_minute = 0, from_at = 0, to_at = 0;
  std::string place;
  std::string offer, offer_place;
  OrgId org_id;
};
BOOST_DESCRIBE_STRUCT(DayRow, (),
                      (id, offer_id, title, on_day, from_minute, to_minute, from_at, to_at, place, offer, offer_place,
                       org_id))

struct EnrolmentRow {
  std::string id, offer_id;
  PersonId person_id;
  OrgId school_id;
  EnrolmentState state{};
  int64_t turn = 0;
  std::string at, by_name;
};
BOOST_DESCRIBE_STRUCT(EnrolmentRow, (), (id, offer_id, person_id, school_id, state, turn, at, by_name))

struct AttendanceRow {
  std::string session_id;
  PersonId person_id;
  bool came = false;
  CameBy came_by{};
  std::string by_name, at, reason;
};
BOOST_DESCRIBE_STRUCT(AttendanceRow, (), (session_id, person_id, came, came_by, by_name, at, reason))

struct ClaimRow {
  std::string id;
  PersonId person_id;
  OrgId school_id;
  std::string title, issuer, kind, level;
  double hours = 0;
  Date begin_on, end_on;
  ClaimState state{};
  std::string reason, decided_by, decided_at, made_at;
};
BOOST_DESCRIBE_STRUCT(ClaimRow, (),
                      (id, person_id, school_id, title, issuer, kind, level, hours, begin_on, end_on, state, reason,
                       decided_by, decided_at, made_at))

struct CertificateRow {
  std::string id, offer_id;
  PersonId person_id;
  std::string name, issuer, code;
  double hours = 0;
  Date begin_on, end_on, issued_on;
  std::string revoked_at, reason;
};
BOOST_DESCRIBE_STRUCT(CertificateRow, (),
                      (id, offer_id, person_id, name, issuer, code, hours, begin_on, end_on, issued_on, revoked_at,
                       reason))

// Hours that somebody has, by what they are.
struct CreditRow {
  PersonId person_id;
  Date on_day;
  std::string kind, level;
  double hours = 0;
};
BOOST_DESCRIBE_STRUCT(CreditRow, (), (person_id, on_day, kind, level, hours))

std::vector<OfferRow> offers_of(db::Session& session, const OrgId& org);
std::vector<OfferRow> open_offers(db::Session& session, Date on);  // that may still be enrolled in
std::optional<OfferRow> offer(db::Session& session, const std::string& id);
void add(db::Session& session, const OfferRow& row);
void set(db::Session& session, const OfferRow& row);

std::vector<DayRow> days_of(db::Session& session, const OrgId& org, Date from, Date to);
std::vector<DayRow> days_of_centre(db::Session& session, const std::string& centre, Date from, Date to);
std::vector<DayRow> days_of(db::Session& session, const PersonId& person, Date from, Date to);  // enrolled
std::vector<SessionRow> sessions(db::Session& session, const std::string& offer);
std::optional<SessionRow> session_row(db::Session& session, const std::string& id);
void add(db::Session& session, const SessionRow& row);
void set(db::Session& session, const SessionRow& row);
void drop_session(db::Session& session, const std::string& id);

std::vector<EnrolmentRow> enrolments(db::Session& session, const std::string& offer);  // by turn
std::vector<EnrolmentRow> enrolments_of(db::Session& session, const PersonId& person);
std::optional<EnrolmentRow> enrolment(db::Session& session, const std::string& id);
std::optional<EnrolmentRow> enrolment(db::Session& session, const std::string& offer, const PersonId& person);
int64_t next_turn(db::Session& session, const std::string& offer);
void put(db::Session& session, const EnrolmentRow& row);

std::vector<AttendanceRow> attendance(db::Session& session, const std::string& offer);
std::optional<AttendanceRow> attendance(db::Session& session, const std::string& of_session, const PersonId& person);
void put(db::Session& session, const AttendanceRow& row);
int64_t wrong_codes(db::Session& session, const std::string& of_session, const PersonId& person);
void add_wrong_code(db::Session& session, const std::string& of_session, const PersonId& person);

std::vector<ClaimRow> claims_of(db::Session& session, const PersonId& person);  // the newest first
std::vector<ClaimRow> claims_at(db::Session& session, const OrgId& school);     // those that wait first
std::optional<ClaimRow> claim(db::Session& session, const std::string& id);
int64_t waiting_claims(db::Session& session, const OrgId& school);
void add(db::Session& session, const ClaimRow& row);
void set(db::Session& session, const ClaimRow& row);
void drop_claim(db::Session& session, const std::string& id);

std::vector<CertificateRow> certificates(db::Session& session, const std::string& offer);
std::vector<CertificateRow> certificates_of(db::Session& session, const PersonId& person);
std::optional<CertificateRow> certificate(db::Session& session, const std::string& id);
std::optional<CertificateRow> certificate_by_code(db::Session& session, const std::string& code);
void add(db::Session& session, const CertificateRow& row);
void revoke(db::Session& session, const CertificateRow& row);

std::vector<CreditRow> credits_of(db::Session& session, const PersonId& person, Date from);
std::vector<CreditRow> credits(db::Session& session, Date from);

}  // namespace doorstep::training::store
