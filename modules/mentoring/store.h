// Every statement on the mentoring_* tables.
#pragma once

#include <doorstep/db/db.h>
#include <doorstep/mentoring/mentoring.h>

namespace doorstep::mentoring::store {

struct PairRow {
  std::string id;
  OrgId org_id;
  PairKind kind{};
  PairState state = PairState::proposed;
  PersonId mentee_id;
  std::string mentee_agreed;  // when; empty: not yet
  Date begin_on, end_on;
  std::string goals, exception, end_reason;
};
BOOST_DESCRIBE_STRUCT(PairRow, (),
                      (id, org_id, kind, state, mentee_id, mentee_agreed, begin_on, end_on, goals, exception,
                       end_reason))
std::optional<PairRow> pair(db::Session& session, const std::string& id);
std::vector<PairRow> pairs_of(db::Session& session, const OrgId& org);
std::vector<PairRow> pairs_with(db::Session& session, const PersonId& person);  // as mentee or mentor
void add(db::Session& session, const PairRow& row);
void set(db::Session& session, const PairRow& row);

struct MentorRow {
  std::string pair_id;
  PersonId person_id;
  std::string agreed_at;
};
BOOST_DESCRIBE_STRUCT(MentorRow, (), (pair_id, person_id, agreed_at))
std::vector<MentorRow> mentors(db::Session& session, const std::string& pair);
void put(db::Session& session, const MentorRow& row);

struct StepRow {
  std::string id, pair_id;
  Date due_on;
  std::string what;
  Date done_on = Date::never();
};
BOOST_DESCRIBE_STRUCT(StepRow, (), (id, pair_id, due_on, what, done_on))
std::vector<StepRow> steps(db::Session& session, const std::string& pair);
void add(db::Session& session, const StepRow& row);
void set_done(db::Session& session, const std::string& step, Date done_on);

struct VisitRow {
  std::string id, pair_id;
  PersonId mentor_id;
  Date on_day;
  bool held = false;
  std::string lesson, seen, advice, note;
};
BOOST_DESCRIBE_STRUCT(VisitRow, (), (id, pair_id, mentor_id, on_day, held, lesson, seen, advice, note))
std::vector<VisitRow> visits(db::Session& session, const std::string& pair);  // the newest first
std::optional<VisitRow> visit(db::Session& session, const std::string& id);
void add(db::Session& session, const VisitRow& row);
void set(db::Session& session, const VisitRow& row);

struct ReviewRow {
  std::string pair_id;
  bool final_ = false;
  std::optional<Outcome> outcome;
  std::string mentor_words, mentee_words, arranger_words;
};
BOOST_DESCRIBE_STRUCT(ReviewRow, (), (pair_id, final_, outcome, mentor_words, mentee_words, arranger_words))
std::vector<ReviewRow> reviews(db::Session& session, const std::string& pair);
void put(db::Session& session, const ReviewRow& row);

struct ServiceRow {
  std::string id;
  OrgId group_id;
  PersonId person_id;
  std::string subject, duties;
  Date begin_on, end_on;
};
BOOST_DESCRIBE_STRUCT(ServiceRow, (), (id, group_id, person_id, subject, duties, begin_on, end_on))
std::vector<ServiceRow> services_of(db::Session& session, const OrgId& group);
std::vector<ServiceRow> services_by(db::Session& session, const PersonId& person);
std::optional<ServiceRow> service(db::Session& session, const std::string& id);
void add(db::Session& session, const ServiceRow& row);
void end_service(db::Session& session, const std::string& id, Date on);

struct ServiceVisitRow {
  std::string id, service_id;
  OrgId school_id;
  Date on_day;
  bool held = false, cancelled = false;
  std::string what, outcome;
  CampusId campus_id;
};
BOOST_DESCRIBE_STRUCT(ServiceVisitRow, (),
                      (id, service_id, school_id, on_day, held, cancelled, what, outcome, campus_id))
std::vector<ServiceVisitRow> service_visits(db::Session& session, const std::string& service);
void put(db::Session& session, const ServiceVisitRow& row);
struct MetRow {
  std::string visit_id;
  PersonId person_id;
};
BOOST_DESCRIBE_STRUCT(MetRow, (), (visit_id, person_id))
std::vector<MetRow> met(db::Session& session, const std::string& service);
void set_met(db::Session& session, const std::string& visit, const std::vector<PersonId>& people);

}  // namespace doorstep::mentoring::store
