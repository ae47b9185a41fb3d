#include "store.h"

namespace doorstep::honours::store {

std::optional<HonourRow> honour(db::Session& session, const std::string& id) {
  return session.one<HonourRow>(db::select_from<HonourRow>("honours_honour", "WHERE id=$1"), id);
}
std::vector<HonourRow> honours_at(db::Session& session, const OrgId& school) {
  return session.all<HonourRow>(
      db::select_from<HonourRow>("honours_honour",
                                 "WHERE school_id=$1 ORDER BY CASE state WHEN 'entered' THEN 0 ELSE "
                                 "1 END, on_day DESC, made_at DESC, id"),
      school);
}
std::vector<HonourRow> honours_of(db::Session& session, const PersonId& person) {
  return session.all<HonourRow>(
      db::select_from<HonourRow>("honours_honour", "WHERE person_id=$1 ORDER BY on_day DESC, made_at DESC, id"),
      person);
}
void put(db::Session& session, const HonourRow& row) {
  session.run(
      "INSERT INTO honours_honour(id, school_id, person_id, title, kind, level, award, issuer, on_day, state, by_name, "
      "made_at, decided_by, reason) VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) "
      "ON CONFLICT(id) DO UPDATE SET state=excluded.state, decided_by=excluded.decided_by, reason=excluded.reason",
      row.id, row.school_id, row.person_id, row.title, row.kind, row.level, row.award, row.issuer, row.on_day,
      row.state, row.by_name, row.made_at, row.decided_by, row.reason);
}
void drop_honour(db::Session& session, const std::string& id) {
  session.run("DELETE FROM honours_honour WHERE id=$1", id);
}
void drop_honours_of(db::Session& session, const PersonId& person) {
  session.run("DELETE FROM honours_honour WHERE person_id=$1", person);
}

std::optional<WorkRow> work(db::Session& session, const std::string& id) {
  return session.one<WorkRow>(db::select_from<WorkRow>("honours_work", "WHERE id=$1"), id);
}
std::vector<WorkRow> works_at(db::Session& session, const OrgId& school) {
  return session.all<WorkRow>(db::select_from<WorkRow>("honours_work", "WHERE school_id=$1 ORDER BY made_at DESC, id"),
                              school);
}
std::vector<WorkRow> works_of(db::Session& session, const PersonId& person) {
  return session.all<WorkRow>(
      db::select_from<WorkRow>("honours_work",
                               "WHERE id IN (SELECT work_id FROM honours_maker WHERE person_id=$1) "
                               "ORDER BY made_at DESC, id"),
      person);
}
void put(db::Session& session, const WorkRow& row) {
  session.run(
      "INSERT INTO honours_work(id, school_id, title, about, maker, state, by_name, made_at) "
      "VALUES($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT(id) DO UPDATE SET title=excluded.title, "
      "about=excluded.about, maker=excluded.maker, state=excluded.state",
      row.id, row.school_id, row.title, row.about, row.maker, row.state, row.by_name, row.made_at);
}
std::vector<PersonId> makers(db::Session& session, const std::string& work) {
  return session.all<PersonId>("SELECT person_id FROM honours_maker WHERE work_id=$1 ORDER BY person_id", work);
}
void put_makers(db::Session& session, const std::string& work, const std::vector<PersonId>& people) {
  session.run("DELETE FROM honours_maker WHERE work_id=$1", work);
  for (const auto& one : people)
    session.run("INSERT INTO honours_maker(work_id, person_id) VALUES($1, $2) ON CONFLICT DO NOTHING", work, one);
}
void drop_maker(db::Session& session, const PersonId& person) {
  session.run(
      "UPDATE honours_work SET state='draft' WHERE id IN (SELECT work_id FROM honours_maker WHERE person_id=$1)",
      person);
  session.run("DELETE FROM honours_maker WHERE person_id=$1", person);
}

}  // namespace doorstep::honours::store
