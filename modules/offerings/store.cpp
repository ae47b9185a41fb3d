#include "store.h"

namespace doorstep::offerings::store {

std::vector<OfferingRow> offerings_of(db::Session& session, const OrgId& org) {
  return session.all<OfferingRow>(
      db::select_from<OfferingRow>("offerings_offering", "WHERE org_id=$1 ORDER BY made_at DESC, id"), org);
}
std::vector<OfferingRow> offered_at(db::Session& session, const OrgId& org) {
  return session.all<OfferingRow>(
      db::select_from<OfferingRow>("offerings_offering",
                                   "WHERE state='published' AND (org_id=$1 OR host_id=$2) ORDER BY kind, title_zh, "
                                   "title_en, id"),
      org, org);
}
std::vector<OfferingRow> offerings_in(db::Session& session, const std::string& round) {
  return session.all<OfferingRow>(
      db::select_from<OfferingRow>("offerings_offering", "WHERE round_id=$1 ORDER BY kind, title_zh, title_en, id"),
      round);
}
std::optional<OfferingRow> offering(db::Session& session, const std::string& id) {
  return session.one<OfferingRow>(db::select_from<OfferingRow>("offerings_offering", "WHERE id=$1"), id);
}

std::vector<OrgId> hosts(db::Session& session) {
  return session.all<OrgId>("SELECT DISTINCT host_id FROM offerings_offering ORDER BY host_id");
}

void add(db::Session& session, const OfferingRow& row) {
  session.run(
      "INSERT INTO offerings_offering(id, org_id, kind, title_zh, title_en, about, materials, transport, host_id, "
      "campus_id, place, grades, cost_yuan, consent, state, reason, origin_id, round_id, made_at, capacity, taken, "
      "turns) VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, "
      "$22)",
      row.id, row.org_id, row.kind, row.title_zh, row.title_en, row.about, row.materials, row.transport, row.host_id,
      row.campus_id, row.place, row.grades, row.cost_yuan, row.consent, row.state, row.reason, row.origin_id,
      row.round_id, row.made_at, row.capacity, row.taken, row.turns);
}

void set(db::Session& session, const OfferingRow& row) {
  session.run(
      "UPDATE offerings_offering SET kind=$2, title_zh=$3, title_en=$4, about=$5, materials=$6, transport=$7, "
      "host_id=$8, campus_id=$9, place=$10, grades=$11, cost_yuan=$12, consent=$13, state=$14, reason=$15, "
      "round_id=$16, capacity=$17 WHERE id=$1",
      row.id, row.kind, row.title_zh, row.title_en, row.about, row.materials, row.transport, row.host_id, row.campus_id,
      row.place, row.grades, row.cost_yuan, row.consent, row.state, row.reason, row.round_id, row.capacity);
}

std::vector<SessionRow> sessions(db::Session& session, const std::string& offering) {
  return session.all<SessionRow>(
      db::select_from<SessionRow>("offerings_session", "WHERE offering_id=$1 ORDER BY place"), offering);
}
std::vector<QuotaRow> quotas(db::Session& session, const std::string& offering) {
  return session.all<QuotaRow>(db::select_from<QuotaRow>("offerings_quota", "WHERE offering_id=$1 ORDER BY school_id"),
                               offering);
}
std::vector<TeacherRow> teachers(db::Session& session, const std::string& offering) {
  return session.all<TeacherRow>(
      db::select_from<TeacherRow>("offerings_teacher", "WHERE offering_id=$1 ORDER BY place"), offering);
}

namespace {

constexpr const char* of_round =
    "WHERE offering_id IN (SELECT id FROM offerings_offering WHERE round_id=$1) ORDER BY offering_id, ";

}  // namespace

std::vector<SessionRow> sessions_in(db::Session& session, const std::string& round) {
  return session.all<SessionRow>(db::select_from<SessionRow>("offerings_session", std::string{of_round} + "place"),
                                 round);
}
std::vector<QuotaRow> quotas_in(db::Session& session, const std::string& round) {
  return session.all<QuotaRow>(db::select_from<QuotaRow>("offerings_quota", std::string{of_round} + "school_id"),
                               round);
}
std::vector<TeacherRow> teachers_in(db::Session& session, const std::string& round) {
  return session.all<TeacherRow>(db::select_from<TeacherRow>("offerings_teacher", std::string{of_round} + "place"),
                                 round);
}

void put_parts(db::Session& session, const std::string& offering, const std::vector<SessionRow>& sessions,
               const std::vector<QuotaRow>& quotas, const std::vector<TeacherRow>& teachers) {
  session.run("DELETE FROM offerings_session WHERE offering_id=$1", offering);
  session.run("DELETE FROM offerings_quota WHERE offering_id=$1", offering);
  session.run("DELETE FROM offerings_teacher WHERE offering_id=$1", offering);
  int64_t place = 0;
  for (const auto& row : sessions)
    session.run(
        "INSERT INTO offerings_session(offering_id, place, weekday, on_day, from_on, until_on, from_minute, to_minute) "
        "VALUES($1, $2, $3, $4, $5, $6, $7, $8)",
        offering, ++place, row.weekday, row.on_day, row.from_on, row.until_on, row.from_minute, row.to_minute);
  for (const auto& row : quotas)
    session.run("INSERT INTO offerings_quota(offering_id, school_id, least, most) VALUES($1, $2, $3, $4)", offering,
                row.school_id, row.least, row.most);
  place = 0;
  for (const auto& row : teachers)
    session.run(
        "INSERT INTO offerings_teacher(offering_id, place, person_id, name, visiting) VALUES($1, $2, $3, $4, $5)",
        offering, ++place, row.person_id, row.name, row.visiting);
}

int64_t next_turn(db::Session& session, const std::string& offering) {
  // The update comes first: on PostgreSQL it holds everybody else who asks for this offering until the end.
  session.run("UPDATE offerings_offering SET turns=turns+1 WHERE id=$1", offering);
  return *session.one<int64_t>("SELECT turns FROM offerings_offering WHERE id=$1", offering);
}
bool take_seat(db::Session& session, const std::string& offering) {
  return session.run("UPDATE offerings_offering SET taken=taken+1 WHERE id=$1 AND taken<capacity", offering) == 1;
}
void free_seat(db::Session& session, const std::string& offering) {
  session.run("UPDATE offerings_offering SET taken=taken-1 WHERE id=$1", offering);
}

std::optional<PlaceRow> place(db::Session& session, const std::string& offering, const PersonId& person) {
  return session.one<PlaceRow>(db::select_from<PlaceRow>("offerings_place", "WHERE offering_id=$1 AND person_id=$2"),
                               offering, person);
}
std::vector<PlaceRow> places(db::Session& session, const std::string& offering) {
  return session.all<PlaceRow>(
      db::select_from<PlaceRow>("offerings_place", "WHERE offering_id=$1 ORDER BY turn, person_id"), offering);
}
std::vector<PlaceRow> places_of(db::Session& session, const PersonId& person) {
  return session.all<PlaceRow>(
      db::select_from<PlaceRow>("offerings_place", "WHERE person_id=$1 ORDER BY at, offering_id"), person);
}
std::vector<PlaceRow> places_from(db::Session& session, const OrgId& school) {
  return session.all<PlaceRow>(
      db::select_from<PlaceRow>("offerings_place",
                                "WHERE school_id=$1 AND state IN ('enrolled', 'waiting', 'candidate') ORDER BY "
                                "offering_id, turn, person_id"),
      school);
}
std::vector<TakenRow> late_taken(db::Session& session, const std::string& round) {
  return session.all<TakenRow>(
      "SELECT offering_id, school_id, COUNT(*) AS places FROM offerings_place WHERE round_id=$1 AND late=1 AND "
      "state='enrolled' GROUP BY offering_id, school_id ORDER BY offering_id, school_id",
      round);
}
std::vector<std::string> late_waited_for(db::Session& session, const std::string& round) {
  return session.all<std::string>(
      "SELECT DISTINCT offering_id FROM offerings_place WHERE round_id=$1 AND late=1 AND state='waiting' "
      "ORDER BY offering_id",
      round);
}
std::vector<PlaceRow> held_beside(db::Session& session, const std::string& round) {
  return session.all<PlaceRow>(
      db::select_from<PlaceRow>("offerings_place",
                                "WHERE state='enrolled' AND round_id<>$1 AND person_id IN (SELECT person_id FROM "
                                "offerings_entry WHERE round_id=$1) ORDER BY person_id, offering_id"),
      round);
}
std::vector<PlaceRow> late_places_of(db::Session& session, const std::string& round, const PersonId& person) {
  return session.all<PlaceRow>(
      db::select_from<PlaceRow>("offerings_place",
                                "WHERE person_id=$2 AND round_id=$1 AND late=1 AND state='enrolled' ORDER BY at DESC, "
                                "offering_id"),
      round, person);
}
std::vector<SchoolTaken> taken_by_school(db::Session& session, const std::string& offering) {
  return session.all<SchoolTaken>(
      "SELECT school_id, COUNT(*) AS taken FROM offerings_place WHERE offering_id=$1 AND state='enrolled' "
      "GROUP BY school_id ORDER BY school_id",
      offering);
}
int64_t waiting_before(db::Session& session, const std::string& offering, int64_t turn) {
  return *session.one<int64_t>(
      "SELECT COUNT(*) FROM offerings_place WHERE offering_id=$1 AND state='waiting' AND turn<$2", offering, turn);
}
int64_t waiting(db::Session& session, const std::string& offering) {
  return *session.one<int64_t>("SELECT COUNT(*) FROM offerings_place WHERE offering_id=$1 AND state='waiting'",
                               offering);
}
void put(db::Session& session, const PlaceRow& row) {
  session.run(
      "INSERT INTO offerings_place(offering_id, person_id, round_id, school_id, state, turn, at, by_name, reason, "
      "late) "
      "VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT(offering_id, person_id) DO UPDATE SET "
      "round_id=excluded.round_id, school_id=excluded.school_id, state=excluded.state, turn=excluded.turn, "
      "at=excluded.at, by_name=excluded.by_name, reason=excluded.reason, late=excluded.late",
      row.offering_id, row.person_id, row.round_id, row.school_id, row.state, row.turn, row.at, row.by_name, row.reason,
      row.late);
}

std::optional<ConsentRow> last_consent(db::Session& session, const std::string& offering, const PersonId& person) {
  return session.one<ConsentRow>(
      db::select_from<ConsentRow>("offerings_consent",
                                  "WHERE person_id=$1 AND offering_id=$2 ORDER BY at DESC, id LIMIT 1"),
      person, offering);
}
std::vector<ConsentRow> consents_of(db::Session& session, const PersonId& person) {
  return session.all<ConsentRow>(
      db::select_from<ConsentRow>("offerings_consent", "WHERE person_id=$1 ORDER BY at, id DESC"), person);
}
std::vector<ConsentRow> consents_in(db::Session& session, const std::string& round) {
  return session.all<ConsentRow>(
      db::select_from<ConsentRow>("offerings_consent",
                                  "WHERE offering_id IN (SELECT id FROM offerings_offering WHERE "
                                  "round_id=$1) ORDER BY at, id DESC"),
      round);
}
void add(db::Session& session, const ConsentRow& row) {
  session.run(
      "INSERT INTO offerings_consent(id, offering_id, person_id, given, account, by_name, at) "
      "VALUES($1, $2, $3, $4, $5, $6, $7)",
      row.id, row.offering_id, row.person_id, row.given, row.account, row.by_name, row.at);
}

}  // namespace doorstep::offerings::store
