// Every statement on the courses_* tables.
#pragma once

#include <doorstep/courses/courses.h>
#include <doorstep/db/db.h>

namespace doorstep::courses::store {

struct CourseRow {
  std::string id;
  OrgId org_id;
  std::string title_zh, title_en, subject, about, grades;
  CourseState state = CourseState::draft;
  std::string made_at, changed_at;
};
BOOST_DESCRIBE_STRUCT(CourseRow, (),
                      (id, org_id, title_zh, title_en, subject, about, grades, state, made_at, changed_at))
struct UnitRow {
  std::string id, course_id;
  int64_t place = 0;  // from 1; 0: no longer part of it
  std::string title, aims;
  int64_t hours = 0;
};
BOOST_DESCRIBE_STRUCT(UnitRow, (), (id, course_id, place, title, aims, hours))
struct MaterialRow {
  std::string unit_id;
  int64_t place = 0;
  std::string resource_id, title;
};
BOOST_DESCRIBE_STRUCT(MaterialRow, (), (unit_id, place, resource_id, title))
struct TeachingRow {
  std::string id, course_id, offering_id;
  OrgId host_id;
  std::string made_at;
};
BOOST_DESCRIBE_STRUCT(TeachingRow, (), (id, course_id, offering_id, host_id, made_at))
struct ReceiverRow {
  std::string teaching_id;
  OrgId school_id;
  CourseWay way{};
  int64_t places = 0;
};
BOOST_DESCRIBE_STRUCT(ReceiverRow, (), (teaching_id, school_id, way, places))
struct LessonRow {
  std::string teaching_id, unit_id;
  Date on_day;
  std::string note, by_name;
};
BOOST_DESCRIBE_STRUCT(LessonRow, (), (teaching_id, unit_id, on_day, note, by_name))

std::vector<CourseRow> courses(db::Session& session, const OrgId& org);  // the newest first
std::optional<CourseRow> course(db::Session& session, const std::string& id);
void put(db::Session& session, const CourseRow& row);
std::vector<OrgId> owners(db::Session& session, const std::string& course);
void put_owners(db::Session& session, const std::string& course, const std::vector<OrgId>& owners);

std::vector<UnitRow> units(db::Session& session, const std::string& course);          // in order; those of place 0 last
std::vector<MaterialRow> materials(db::Session& session, const std::string& course);  // by unit, in order
void put(db::Session& session, const UnitRow& row);
// With its materials; one of which a lesson was taught stays with place 0.
void take_out(db::Session& session, const std::string& unit);
void put_materials(db::Session& session, const std::string& unit, const std::vector<MaterialRow>& rows);

std::vector<TeachingRow> teachings(db::Session& session, const std::string& course);  // the newest first
std::vector<ReceiverRow> receivers(db::Session& session, const std::string& teaching);
std::vector<LessonRow> lessons(db::Session& session, const std::string& teaching);  // by day
void add(db::Session& session, const TeachingRow& row);
void add(db::Session& session, const ReceiverRow& row);
void put(db::Session& session, const LessonRow& row);
void drop_lesson(db::Session& session, const std::string& teaching, const std::string& unit);

}  // namespace doorstep::courses::store
