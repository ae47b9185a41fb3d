#include "store.h"

namespace doorstep::courses::store {

std::vector<CourseRow> courses(db::Session& session, const OrgId& org) {
  return session.all<CourseRow>(
      db::select_from<CourseRow>("courses_course", "WHERE org_id=$1 ORDER BY changed_at DESC, id"), org);
}
std::optional<CourseRow> course(db::Session& session, const std::string& id) {
  return session.one<CourseRow>(db::select_from<CourseRow>("courses_course", "WHERE id=$1"), id);
}
void put(db::Session& session, const CourseRow& row) {
  session.run(
      "INSERT INTO courses_course(id, org_id, title_zh, title_en, subject, about, grades, state, made_at, changed_at) "
      "VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT(id) DO UPDATE SET title_zh=excluded.title_zh, "
      "title_en=excluded.title_en, subject=excluded.subject, about=excluded.about, grades=excluded.grades, "
      "state=excluded.state, changed_at=excluded.changed_at",
      row.id, row.org_id, row.title_zh, row.title_en, row.subject, row.about, row.grades, row.state, row.made_at,
      row.changed_at);
}
std::vector<OrgId> owners(db::Session& session, const std::string& course) {
  return session.all<OrgId>("SELECT school_id FROM courses_owner WHERE course_id=$1 ORDER BY school_id", course);
}
void put_owners(db::Session& session, const std::string& course, const std::vector<OrgId>& owners) {
  session.run("DELETE FROM courses_owner WHERE course_id=$1", course);
  for (const auto& one : owners)
    session.run("INSERT INTO courses_owner(course_id, school_id) VALUES($1, $2)", course, one);
}

std::vector<UnitRow> units(db::Session& session, const std::string& course) {
  return session.all<UnitRow>(
      db::select_from<UnitRow>("courses_unit",
                               "WHERE course_id=$1 ORDER BY CASE WHEN place=0 THEN 1 ELSE 0 END, place, id"),
      course);
}
std::vector<MaterialRow> materials(db::Session& session, const std::string& course) {
  return session.all<MaterialRow>(
      db::select_from<MaterialRow>(
          "courses_material",
          "WHERE unit_id IN (SELECT id FROM courses_unit WHERE course_id=$1) ORDER BY unit_id, place"),
      course);
}
void put(db::Session& session, const UnitRow& row) {
  session.run(
      "INSERT INTO courses_unit(id, course_id, place, title, aims, hours) VALUES($1, $2, $3, $4, $5, $6) ON "
      "CONFLICT(id) DO UPDATE SET place=excluded.place, title=excluded.title, aims=excluded.aims, "
      "hours=excluded.hours",
      row.id, row.course_id, row.place, row.title, row.aims, row.hours);
}
void take_out(db::Session& session, const std::string& unit) {
  session.run("DELETE FROM courses_material WHERE unit_id=$1", unit);
  if (*session.one<int64_t>("SELECT count(*) FROM courses_lesson WHERE unit_id=$1", unit) > 0)
    session.run("UPDATE courses_unit SET place=0 WHERE id=$1", unit);
  else
    session.run("DELETE FROM courses_unit WHERE id=$1", unit);
}
void put_materials(db::Session& session, const std::string& unit, const std::vector<MaterialRow>& rows) {
  session.run("DELETE FROM courses_material WHERE unit_id=$1", unit);
  for (const auto& row : rows)
    session.run("INSERT INTO courses_material(unit_id, place, resource_id, title) VALUES($1, $2, $3, $4)", unit,
                row.place, row.resource_id, row.title);
}

std::vector<TeachingRow> teachings(db::Session& session, const std::string& course) {
  return session.all<TeachingRow>(
      db::select_from<TeachingRow>("courses_teaching", "WHERE course_id=$1 ORDER BY made_at DESC, id"), course);
}
std::vector<ReceiverRow> receivers(db::Session& session, const std::string& teaching) {
  return session.all<ReceiverRow>(
      db::select_from<ReceiverRow>("courses_receiver", "WHERE teaching_id=$1 ORDER BY school_id"), teaching);
}
std::vector<LessonRow> lessons(db::Session& session, const std::string& teaching) {
  return session.all<LessonRow>(
      db::select_from<LessonRow>("courses_lesson", "WHERE teaching_id=$1 ORDER BY on_day, unit_id"), teaching);
}
void add(db::Session& session, const TeachingRow& row) {
  session.run("INSERT INTO courses_teaching(id, course_id, offering_id, host_id, made_at) VALUES($1, $2, $3, $4, $5)",
              row.id, row.course_id, row.offering_id, row.host_id, row.made_at);
}
void add(db::Session& session, const ReceiverRow& row) {
  session.run("INSERT INTO courses_receiver(teaching_id, school_id, way, places) VALUES($1, $2, $3, $4)",
              row.teaching_id, row.school_id, row.way, row.places);
}
void put(db::Session& session, const LessonRow& row) {
  session.run(
      "INSERT INTO courses_lesson(teaching_id, unit_id, on_day, note, by_name) VALUES($1, $2, $3, $4, $5) ON "
      "CONFLICT(teaching_id, unit_id) DO UPDATE SET on_day=excluded.on_day, note=excluded.note, "
      "by_name=excluded.by_name",
      row.teaching_id, row.unit_id, row.on_day, row.note, row.by_name);
}
void drop_lesson(db::Session& session, const std::string& teaching, const std::string& unit) {
  session.run("DELETE FROM courses_lesson WHERE teaching_id=$1 AND unit_id=$2", teaching, unit);
}

}  // namespace doorstep::courses::store
