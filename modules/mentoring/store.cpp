#include "store.h"

namespace doorstep::mentoring::store {

std::optional<PairRow> pair(db::Session& session, const std::string& id) {
  return session.one<PairRow>(db::select_from<PairRow>("mentoring_pair", "WHERE id=$1"), id);
}
std::vector<PairRow> pairs_of(db::Session& session, const OrgId& org) {
  return session.all<PairRow>(db::select_from<PairRow>("mentoring_pair", "WHERE org_id=$1 ORDER BY begin_on DESC, id"),
                              org);
}
std::vector<PairRow> pairs_with(db::Session& session, const PersonId& person) {
  return session.all<PairRow>(
      db::select_from<PairRow>("mentoring_pair",
                               "WHERE mentee_id=$1 OR id IN (SELECT pair_id FROM mentoring_mentor WHERE person_id=$1) "
                               "ORDER BY begin_on DESC, id"),
      person);
}
void add(db::Session& session, const PairRow& row) {
  session.run(
      "INSERT INTO mentoring_pair(id, org_id, kind, state, mentee_id, mentee_agreed, begin_on, end_on, goals, "
      "exception, end_reason) VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
      row.id, row.org_id, row.kind, row.state, row.mentee_id, row.mentee_agreed, row.begin_on, row.end_on, row.goals,
      row.exception, row.end_reason);
}
void set(db::Session& session, const PairRow& row) {
  session.run("UPDATE mentoring_pair SET state=$2, mentee_agreed=$3, end_on=$4, end_reason=$5 WHERE id=$1", row.id,
              row.state, row.mentee_agreed, row.end_on, row.end_reason);
}

std::vector<MentorRow> mentors(db::Session& session, const std::string& pair) {
  return session.all<MentorRow>(db::select_from<MentorRow>("mentoring_mentor", "WHERE pair_id=$1 ORDER BY person_id"),
                                pair);
}
void put(db::Session& session, const MentorRow& row) {
  session.run(
      "INSERT INTO mentoring_mentor(pair_id, person_id, agreed_at) VALUES($1, $2, $3) "
      "ON CONFLICT(pair_id, person_id) DO UPDATE SET agreed_at=excluded.agreed_at",
      row.pair_id, row.person_id, row.agreed_at);
}

std::vector<StepRow> steps(db::Session& session, const std::string& pair) {
  return session.all<StepRow>(db::select_from<StepRow>("mentoring_step", "WHERE pair_id=$1 ORDER BY due_on, id"), pair);
}
void add(db::Session& session, const StepRow& row) {
  session.run("INSERT INTO mentoring_step(id, pair_id, due_on, what, done_on) VALUES($1, $2, $3, $4, $5)", row.id,
              row.pair_id, row.due_on, row.what, row.done_on);
}
void set_done(db::Session& session, const std::string& step, Date done_on) {
  session.run("UPDATE mentoring_step SET done_on=$2 WHERE id=$1", step, done_on);
}

std::vector<VisitRow> visits(db::Session& session, const std::string& pair) {
  return session.all<VisitRow>(
      db::select_from<VisitRow>("mentoring_visit", "WHERE pair_id=$1 ORDER BY on_day DESC, id"), pair);
}
std::optional<VisitRow> visit(db::Session& session, const std::string& id) {
  return session.one<VisitRow>(db::select_from<VisitRow>("mentoring_visit", "WHERE id=$1"), id);
}
void add(db::Session& session, const VisitRow& row) {
  session.run(
      "INSERT INTO mentoring_visit(id, pair_id, mentor_id, on_day, held, lesson, seen, advice, note) "
      "VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9)",
      row.id, row.pair_id, row.mentor_id, row.on_day, row.held, row.lesson, row.seen, row.advice, row.note);
}
void set(db::Session& session, const VisitRow& row) {
  session.run("UPDATE mentoring_visit SET on_day=$2, held=$3, lesson=$4, seen=$5, advice=$6, note=$7 WHERE id=$1",
              row.id, row.on_day, row.held, row.lesson, row.seen, row.advice, row.note);
}

std::vector<ReviewRow> reviews(db::Session& session, const std::string& pair) {
  return session.all<ReviewRow>(db::select_from<ReviewRow>("mentoring_review", "WHERE pair_id=$1 ORDER BY final_"),
                                pair);
}
void put(db::Session& session, const ReviewRow& row) {
  session.run(
      "INSERT INTO mentoring_review(pair_id, final_, outcome, mentor_words, mentee_words, arranger_words) "
      "VALUES($1, $2, $3, $4, $5, $6) ON CONFLICT(pair_id, final_) DO UPDATE SET outcome=excluded.outcome, "
      "mentor_words=excluded.mentor_words, mentee_words=excluded.mentee_words, "
      "arranger_words=excluded.arranger_words",
      row.pair_id, row.final_, row.outcome, row.mentor_words, row.mentee_words, row.arranger_words);
}

std::vector<ServiceRow> services_of(db::Session& session, const OrgId& group) {
  return session.all<ServiceRow>(
      db::select_from<ServiceRow>("mentoring_service", "WHERE group_id=$1 ORDER BY subject, begin_on DESC, id"), group);
}
std::vector<ServiceRow> services_by(db::Session& session, const PersonId& person) {
  return session.all<ServiceRow>(
      db::select_from<ServiceRow>("mentoring_service", "WHERE person_id=$1 ORDER BY begin_on DESC, id"), person);
}
std::optional<ServiceRow> service(db::Session& session, const std::string& id) {
  return session.one<ServiceRow>(db::select_from<ServiceRow>("mentoring_service", "WHERE id=$1"), id);
}
void add(db::Session& session, const ServiceRow& row) {
  session.run(
      "INSERT INTO mentoring_service(id, group_id, person_id, subject, duties, begin_on, end_on) "
      "VALUES($1, $2, $3, $4, $5, $6, $7)",
      row.id, row.group_id, row.person_id, row.subject, row.duties, row.begin_on, row.end_on);
}
void end_service(db::Session& session, const std::string& id, Date on) {
  session.run("UPDATE mentoring_service SET end_on=$2 WHERE id=$1", id, on);
}

std::vector<ServiceVisitRow> service_visits(db::Session& session, const std::string& service) {
  return session.all<ServiceVisitRow>(
      db::select_from<ServiceVisitRow>("mentoring_service_visit", "WHERE service_id=$1 ORDER BY on_day, id"), service);
}
void put(db::Session& session, const ServiceVisitRow& row) {
  session.run(
      "INSERT INTO mentoring_service_visit(id, service_id, school_id, on_day, held, cancelled, what, outcome, "
      "campus_id) "
      "VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT(id) DO UPDATE SET on_day=excluded.on_day, "
      "held=excluded.held, cancelled=excluded.cancelled, what=excluded.what, outcome=excluded.outcome, "
      "campus_id=excluded.campus_id",
      row.id, row.service_id, row.school_id, row.on_day, row.held, row.cancelled, row.what, row.outcome, row.campus_id);
}
std::vector<MetRow> met(db::Session& session, const std::string& service) {
  return session.all<MetRow>(
      "SELECT m.visit_id, m.person_id FROM mentoring_met m JOIN mentoring_service_visit v ON v.id=m.visit_id "
      "WHERE v.service_id=$1 ORDER BY m.visit_id, m.person_id",
      service);
}
void set_met(db::Session& session, const std::string& visit, const std::vector<PersonId>& people) {
  session.run("DELETE FROM mentoring_met WHERE visit_id=$1", visit);
  for (const auto& person : people)
    session.run("INSERT INTO mentoring_met(visit_id, person_id) VALUES($1, $2) ON CONFLICT DO NOTHING", visit, person);
}

}  // namespace doorstep::mentoring::store
