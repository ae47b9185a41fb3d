#include "store.h"

namespace doorstep::joint::store {
std::vector<PlanRow> plans(db::Session& session, const OrgId& group) {
  return session.all<PlanRow>(db::select_from<PlanRow>("joint_plan", "WHERE group_id=$1 ORDER BY begin_on DESC, id"),
                              group);
}

std::optional<PlanRow> plan(db::Session& session, const std::string& id) {
  return session.one<PlanRow>(db::select_from<PlanRow>("joint_plan", "WHERE id=$1"), id);
}

void add(db::Session& session, const PlanRow& row) {
  session.run(
      "INSERT INTO joint_plan(id, group_id, kind, title, subject, leader, goals, schools, begin_on, end_on) "
      "VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
      row.id, row.group_id, row.kind, row.title, row.subject, row.leader, row.goals, row.schools, row.begin_on,
      row.end_on);
}

std::vector<SessionRow> sessions(db::Session& session, const OrgId& group, Date from, Date to) {
  return session.all<SessionRow>(
      db::select_from<SessionRow>("joint_session",
                                  "WHERE group_id=$1 AND on_day>=$2 AND on_day<$3 ORDER BY from_at, id"),
      group, from, to);
}

std::optional<SessionRow> session_row(db::Session& session, const std::string& id) {
  return session.one<SessionRow>(db::select_from<SessionRow>("joint_session", "WHERE id=$1"), id);
}

void add(db::Session& session, const SessionRow& row) {
  session.run(
      "INSERT INTO joint_session(id, group_id, plan_id, title, on_day, from_minute, to_minute, from_at, to_at, "
      "school_id, place, minutes, outcome, url, cancelled_at) "
      "VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
      row.id, row.group_id, row.plan_id, row.title, row.on_day, row.from_minute, row.to_minute, row.from_at, row.to_at,
      row.school_id, row.place, row.minutes, row.outcome, row.url, row.cancelled_at);
}

void set(db::Session& session, const SessionRow& row) {
  session.run("UPDATE joint_session SET minutes=$2, outcome=$3, url=$4, cancelled_at=$5 WHERE id=$1", row.id,
              row.minutes, row.outcome, row.url, row.cancelled_at);
}

std::vector<SessionRow> attended(db::Session& session, const AccountId& account) {
  return session.all<SessionRow>(
      db::select_from<SessionRow>("joint_session",
                                  "WHERE minutes<>'' AND cancelled_at='' AND id IN (SELECT session_id FROM joint_part "
                                  "WHERE account=$1) ORDER BY on_day DESC, id"),
      account);
}

std::vector<SessionRow> led(db::Session& session, const std::string& leader) {
  return session.all<SessionRow>(
      db::select_from<SessionRow>("joint_session",
                                  "WHERE minutes<>'' AND cancelled_at='' AND plan_id IN (SELECT id FROM joint_plan "
                                  "WHERE leader=$1) ORDER BY on_day DESC, id"),
      leader);
}

std::vector<PartRow> parts(db::Session& session, const OrgId& group) {
  return session.all<PartRow>(
      "SELECT p.session_id, p.account, p.name, p.school_id FROM joint_part p JOIN joint_session s ON s.id=p.session_id "
      "WHERE s.group_id=$1 ORDER BY p.name, p.account",
      group);
}

void add(db::Session& session, const PartRow& row) {
  session.run(
      "INSERT INTO joint_part(session_id, account, name, school_id) VALUES($1, $2, $3, $4) "
      "ON CONFLICT(session_id, account) DO UPDATE SET school_id=excluded.school_id",
      row.session_id, row.account, row.name, row.school_id);
}

void drop(db::Session& session, const std::string& of_session, const AccountId& account) {
  session.run("DELETE FROM joint_part WHERE session_id=$1 AND account=$2", of_session, account);
}

std::vector<ResultRow> results(db::Session& session, const OrgId& group) {
  return session.all<ResultRow>(
      db::select_from<ResultRow>("joint_result", "WHERE group_id=$1 ORDER BY made_at DESC, id"), group);
}

std::optional<ResultRow> result(db::Session& session, const std::string& id) {
  return session.one<ResultRow>(db::select_from<ResultRow>("joint_result", "WHERE id=$1"), id);
}

void add(db::Session& session, const ResultRow& row) {
  session.run(
      "INSERT INTO joint_result(id, group_id, plan_id, session_id, title, words, url, account, by_name, made_at) "
      "VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
      row.id, row.group_id, row.plan_id, row.session_id, row.title, row.words, row.url, row.account, row.by_name,
      row.made_at);
}

void drop_result(db::Session& session, const std::string& id) {
  session.run("DELETE FROM joint_result WHERE id=$1", id);
}

}  // namespace doorstep::joint::store
