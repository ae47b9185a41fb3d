#include "store.h"

namespace doorstep::exchange::store {
namespace {

constexpr const char* under_way = "s.standing IN ('consents', 'council', 'district', 'approved', 'running')";

std::string secondments(const std::string& rest) {
  return "SELECT " + db::columns_of<SecondmentRow>("s.") + " FROM exchange_secondment s " + rest;
}

}  // namespace

std::optional<SecondmentRow> secondment(db::Session& session, const std::string& id) {
  return session.one<SecondmentRow>(db::select_from<SecondmentRow>("exchange_secondment", "WHERE id=$1"), id);
}

std::vector<SecondmentRow> secondments_of(db::Session& session, const OrgId& org) {
  return session.all<SecondmentRow>(
      secondments("WHERE s.host_id=$1 OR s.group_id=$1 OR s.district_id=$1 OR s.org_id=$1 OR EXISTS(SELECT 1 FROM "
                  "exchange_person p WHERE p.secondment_id=s.id AND p.home_id=$1) ORDER BY s.made_at DESC, s.id"),
      org);
}

std::vector<SharedTime> shared_time(db::Session& session, Date from, Date until) {
  return session.all<SharedTime>(
      "SELECT p.home_id, s.host_id, p.share, s.begin_on, coalesce(p.returned_on, s.end_on) FROM exchange_person p JOIN "
      "exchange_secondment s ON s.id=p.secondment_id WHERE s.standing IN ('running', 'ended') AND s.begin_on<$2 AND "
      "coalesce(p.returned_on, s.end_on)>$1 ORDER BY p.home_id, s.host_id, s.begin_on, p.person_id",
      from, until);
}

std::vector<SecondmentRow> secondments_of(db::Session& session, const PersonId& person) {
  return session.all<SecondmentRow>(secondments("JOIN exchange_person p ON p.secondment_id=s.id WHERE p.person_id=$1 "
                                                "AND s.standing<>'draft' ORDER BY s.made_at DESC, s.id"),
                                    person);
}

std::vector<SecondmentRow> secondments_of_plan(db::Session& session, const std::string& plan) {
  return session.all<SecondmentRow>(secondments("WHERE s.plan_id=$1 ORDER BY s.title, s.id"), plan);
}

std::vector<SecondmentRow> secondments_to_answer(db::Session& session) {
  return session.all<SecondmentRow>(
      secondments("WHERE s.standing IN ('consents', 'council', 'district') ORDER BY s.made_at, s.id"));
}

bool note_reminder(db::Session& session, const OrgId& org, Date week) {
  return session.run("INSERT INTO exchange_reminder(org_id, week_on) VALUES($1, $2) ON CONFLICT DO NOTHING", org,
                     week) > 0;
}

void add(db::Session& session, const SecondmentRow& row) {
  session.run(
      "INSERT INTO exchange_secondment(id, org_id, host_id, group_id, district_id, plan_id, title, begin_on, end_on, "
      "conditions, rules_id, standing, reason, made_by, made_at, moved_at) "
      "VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
      row.id, row.org_id, row.host_id, row.group_id, row.district_id, row.plan_id, row.title, row.begin_on, row.end_on,
      row.conditions, row.rules_id, row.standing, row.reason, row.made_by, row.made_at, row.moved_at);
}

void set(db::Session& session, const SecondmentRow& row) {
  session.run(
      "UPDATE exchange_secondment SET host_id=$2, group_id=$3, district_id=$4, title=$5, begin_on=$6, end_on=$7, "
      "conditions=$8, rules_id=$9, standing=$10, reason=$11, moved_at=$12 WHERE id=$1",
      row.id, row.host_id, row.group_id, row.district_id, row.title, row.begin_on, row.end_on, row.conditions,
      row.rules_id, row.standing, row.reason, row.moved_at);
}

std::vector<PersonRow> people(db::Session& session, const std::string& secondment) {
  return session.all<PersonRow>(
      db::select_from<PersonRow>("exchange_person", "WHERE secondment_id=$1 ORDER BY position"), secondment);
}

void add(db::Session& session, const PersonRow& row) {
  session.run(
      "INSERT INTO exchange_person(secondment_id, person_id, position, home_id, role, subject, stage, share, "
      "allowance, why, returned_on, reached, review, reviewed_by, reviewed_at) "
      "VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
      row.secondment_id, row.person_id, row.position, row.home_id, row.role, row.subject, row.stage, row.share,
      row.allowance, row.why, row.returned_on, row.reached, row.review, row.reviewed_by, row.reviewed_at);
}

void set(db::Session& session, const PersonRow& row) {
  session.run(
      "UPDATE exchange_person SET returned_on=$3, reached=$4, review=$5, reviewed_by=$6, reviewed_at=$7 WHERE "
      "secondment_id=$1 AND person_id=$2",
      row.secondment_id, row.person_id, row.returned_on, row.reached, row.review, row.reviewed_by, row.reviewed_at);
}

void drop_people(db::Session& session, const std::string& secondment) {
  session.run("DELETE FROM exchange_person WHERE secondment_id=$1", secondment);
}

int64_t away_from(db::Session& session, const OrgId& home, Date begin, Date end, const std::string& but) {
  return session
      .one<int64_t>(fmt::format("SELECT COUNT(DISTINCT p.person_id) FROM exchange_person p JOIN exchange_secondment s "
                                "ON s.id=p.secondment_id WHERE p.home_id=$1 AND p.returned_on IS NULL AND {} AND "
                                "s.begin_on<$3 AND s.end_on>$2 AND s.id<>$4",
                                under_way),
                    home, begin, end, but)
      .value_or(0);
}

std::string clash(db::Session& session, const PersonId& person, Date begin, Date end, const std::string& but) {
  return session
      .one<std::string>(fmt::format("SELECT s.title FROM exchange_person p JOIN exchange_secondment s ON "
                                    "s.id=p.secondment_id WHERE p.person_id=$1 AND p.returned_on IS NULL AND {} AND "
                                    "s.begin_on<$3 AND s.end_on>$2 AND s.id<>$4 ORDER BY s.id",
                                    under_way),
                        person, begin, end, but)
      .value_or("");
}

std::vector<ConsentRow> consents(db::Session& session, const std::string& secondment) {
  return session.all<ConsentRow>(
      db::select_from<ConsentRow>("exchange_consent", "WHERE secondment_id=$1 ORDER BY at, hand, of_id"), secondment);
}

void add(db::Session& session, const ConsentRow& row) {
  session.run(
      "INSERT INTO exchange_consent(secondment_id, hand, of_id, yes, note, by_name, at) "
      "VALUES($1, $2, $3, $4, $5, $6, $7)",
      row.secondment_id, row.hand, row.of_id, row.yes, row.note, row.by_name, row.at);
}

void drop_consents(db::Session& session, const std::string& secondment) {
  session.run("DELETE FROM exchange_consent WHERE secondment_id=$1", secondment);
}

std::vector<VisitRow> visits(db::Session& session, const std::string& secondment) {
  return session.all<VisitRow>(
      db::select_from<VisitRow>("exchange_visit", "WHERE secondment_id=$1 ORDER BY on_day, id"), secondment);
}

void add(db::Session& session, const VisitRow& row) {
  session.run("INSERT INTO exchange_visit(id, secondment_id, on_day, text, by_name) VALUES($1, $2, $3, $4, $5)", row.id,
              row.secondment_id, row.on_day, row.text, row.by_name);
}

}  // namespace doorstep::exchange::store
