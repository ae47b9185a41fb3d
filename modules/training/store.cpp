#include "store.h"

namespace doorstep::training::store {

std::vector<OfferRow> offers_of(db::Session& session, const OrgId& org) {
  return session.all<OfferRow>(db::select_from<OfferRow>("training_offer", "WHERE org_id=$1 ORDER BY made_at DESC, id"),
                               org);
}

std::vector<OfferRow> open_offers(db::Session& session, Date on) {
  return session.all<OfferRow>(
      db::select_from<OfferRow>("training_offer", "WHERE state='open' AND deadline>=$1 ORDER BY deadline, id"), on);
}

std::optional<OfferRow> offer(db::Session& session, const std::string& id) {
  return session.one<OfferRow>(db::select_from<OfferRow>("training_offer", "WHERE id=$1"), id);
}

void add(db::Session& session, const OfferRow& row) {
  session.run(
      "INSERT INTO training_offer(id, org_id, centre_id, title, about, kind, level, place, url, capacity, places_by, "
      "stages, subjects, titles, years_least, years_most, deadline, pass, state, reason, made_at) "
      "VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)",
      row.id, row.org_id, row.centre_id, row.title, row.about, row.kind, row.level, row.place, row.url, row.capacity,
      row.places_by, row.stages, row.subjects, row.titles, row.years_least, row.years_most, row.deadline, row.pass,
      row.state, row.reason, row.made_at);
}

void set(db::Session& session, const OfferRow& row) {
  session.run(
      "UPDATE training_offer SET centre_id=$2, title=$3, about=$4, kind=$5, level=$6, place=$7, url=$8, capacity=$9, "
      "places_by=$10, stages=$11, subjects=$12, titles=$13, years_least=$14, years_most=$15, deadline=$16, pass=$17, "
      "state=$18, reason=$19 WHERE id=$1",
      row.id, row.centre_id, row.title, row.about, row.kind, row.level, row.place, row.url, row.capacity, row.places_by,
      row.stages, row.subjects, row.titles, row.years_least, row.years_most, row.deadline, row.pass, row.state,
      row.reason);
}

namespace {

// Sessions of offers that were not cancelled within [$2, $3), of which `where` says more.
std::string days(const std::string& where) {
  return "SELECT s.id, s.offer_id, s.title, s.on_day, s.from_minute, s.to_minute, s.from_at, s.to_at, s.place, "
         "o.title AS offer, o.place AS offer_place, o.org_id FROM training_session s "
         "JOIN training_offer o ON o.id=s.offer_id " +
         where + " AND o.state<>'cancelled' AND s.on_day>=$2 AND s.on_day<$3 ORDER BY s.from_at, s.id";
}

}  // namespace

std::vector<DayRow> days_of(db::Session& session, const OrgId& org, Date from, Date to) {
  return session.all<DayRow>(days("WHERE o.org_id=$1"), org, from, to);
}

std::vector<DayRow> days_of_centre(db::Session& session, const std::string& centre, Date from, Date to) {
  return session.all<DayRow>(days("WHERE o.centre_id=$1"), centre, from, to);
}

std::vector<DayRow> days_of(db::Session& session, const PersonId& person, Date from, Date to) {
  return session.all<DayRow>(
      days("JOIN training_enrolment e ON e.offer_id=o.id WHERE e.person_id=$1 AND e.state='enrolled'"), person, from,
      to);
}

std::vector<SessionRow> sessions(db::Session& session, const std::string& offer) {
  return session.all<SessionRow>(
      db::select_from<SessionRow>("training_session", "WHERE offer_id=$1 ORDER BY from_at, id"), offer);
}

std::optional<SessionRow> session_row(db::Session& session, const std::string& id) {
  return session.one<SessionRow>(db::select_from<SessionRow>("training_session", "WHERE id=$1"), id);
}

void add(db::Session& session, const SessionRow& row) {
  session.run(
      "INSERT INTO training_session(id, offer_id, title, on_day, from_minute, to_minute, from_at, to_at, hours, place) "
      "VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
      row.id, row.offer_id, row.title, row.on_day, row.from_minute, row.to_minute, row.from_at, row.to_at, row.hours,
      row.place);
}

void set(db::Session& session, const SessionRow& row) {
  session.run(
      "UPDATE training_session SET title=$2, on_day=$3, from_minute=$4, to_minute=$5, from_at=$6, to_at=$7, hours=$8, "
      "place=$9 WHERE id=$1",
      row.id, row.title, row.on_day, row.from_minute, row.to_minute, row.from_at, row.to_at, row.hours, row.place);
}

void drop_session(db::Session& session, const std::string& id) {
  session.run("DELETE FROM training_attendance WHERE session_id=$1", id);
  session.run("DELETE FROM training_session WHERE id=$1", id);
}

std::vector<EnrolmentRow> enrolments(db::Session& session, const std::string& offer) {
  return session.all<EnrolmentRow>(
      db::select_from<EnrolmentRow>("training_enrolment", "WHERE offer_id=$1 ORDER BY turn, id"), offer);
}

std::vector<EnrolmentRow> enrolments_of(db::Session& session, const PersonId& person) {
  return session.all<EnrolmentRow>(
      db::select_from<EnrolmentRow>("training_enrolment", "WHERE person_id=$1 ORDER BY at DESC, id"), person);
}

std::optional<EnrolmentRow> enrolment(db::Session& session, const std::string& id) {
  return session.one<EnrolmentRow>(db::select_from<EnrolmentRow>("training_enrolment", "WHERE id=$1"), id);
}

std::optional<EnrolmentRow> enrolment(db::Session& session, const std::string& offer, const PersonId& person) {
  return session.one<EnrolmentRow>(
      db::select_from<EnrolmentRow>("training_enrolment", "WHERE offer_id=$1 AND person_id=$2"), offer, person);
}

int64_t next_turn(db::Session& session, const std::string& offer) {
  return session.one<int64_t>("SELECT COALESCE(MAX(turn), 0) + 1 FROM training_enrolment WHERE offer_id=$1", offer)
      .value_or(1);
}

void put(db::Session& session, const EnrolmentRow& row) {
  session.run(
      "INSERT INTO training_enrolment(id, offer_id, person_id, school_id, state, turn, at, by_name) "
      "VALUES($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT(id) DO UPDATE SET school_id=excluded.school_id, "
      "state=excluded.state, turn=excluded.turn, at=excluded.at, by_name=excluded.by_name",
      row.id, row.offer_id, row.person_id, row.school_id, row.state, row.turn, row.at, row.by_name);
}

std::vector<AttendanceRow> attendance(db::Session& session, const std::string& offer) {
  return session.all<AttendanceRow>("SELECT " + db::columns_of<AttendanceRow>("a.") +
                                        " FROM training_attendance a JOIN training_session s ON s.id=a.session_id "
                                        "WHERE s.offer_id=$1 ORDER BY s.from_at, a.person_id",
                                    offer);
}

std::optional<AttendanceRow> attendance(db::Session& session, const std::string& of_session, const PersonId& person) {
  return session.one<AttendanceRow>(
      db::select_from<AttendanceRow>("training_attendance", "WHERE session_id=$1 AND person_id=$2"), of_session,
      person);
}

void put(db::Session& session, const AttendanceRow& row) {
  session.run(
      "INSERT INTO training_attendance(session_id, person_id, came, came_by, by_name, at, reason) "
      "VALUES($1, $2, $3, $4, $5, $6, $7) ON CONFLICT(session_id, person_id) DO UPDATE SET came=excluded.came, "
      "came_by=excluded.came_by, by_name=excluded.by_name, at=excluded.at, reason=excluded.reason",
      row.session_id, row.person_id, row.came, row.came_by, row.by_name, row.at, row.reason);
}

int64_t wrong_codes(db::Session& session, const std::string& of_session, const PersonId& person) {
  return session.one<int64_t>("SELECT wrong FROM training_try WHERE session_id=$1 AND person_id=$2", of_session, person)
      .value_or(0);
}

void add_wrong_code(db::Session& session, const std::string& of_session, const PersonId& person) {
  session.run(
      "INSERT INTO training_try(session_id, person_id, wrong) VALUES($1, $2, 1) "
      "ON CONFLICT(session_id, person_id) DO UPDATE SET wrong=training_try.wrong + 1",
      of_session, person);
}

std::vector<CreditRow> credits_of(db::Session& session, const PersonId& person, Date from) {
  return session.all<CreditRow>(
      "SELECT a.person_id, s.on_day, o.kind, o.level, s.hours FROM training_attendance a "
      "JOIN training_session s ON s.id=a.session_id JOIN training_offer o ON o.id=s.offer_id "
      "WHERE a.person_id=$1 AND a.came=1 AND s.on_day>=$2 "
      "UNION ALL SELECT person_id, begin_on, kind, level, hours FROM training_claim "
      "WHERE person_id=$1 AND state='confirmed' AND begin_on>=$2",
      person, from);
}

std::vector<CreditRow> credits(db::Session& session, Date from) {
  return session.all<CreditRow>(
      "SELECT a.person_id, s.on_day, o.kind, o.level, s.hours FROM training_attendance a "
      "JOIN training_session s ON s.id=a.session_id JOIN training_offer o ON o.id=s.offer_id "
      "WHERE a.came=1 AND s.on_day>=$1 "
      "UNION ALL SELECT person_id, begin_on, kind, level, hours FROM training_claim "
      "WHERE state='confirmed' AND begin_on>=$1",
      from);
}

}  // namespace doorstep::training::store
