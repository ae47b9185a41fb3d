// Courses: what schools of a group teach together: units in order with the resources for them, owned jointly, and
// taught from one school to others by visit, by live class or by replay. Thread safe; every change is one transaction
// with its entry in the audit trail.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <doorstep/base/actor.h>
#include <doorstep/base/date.h>
#include <doorstep/base/describe.h>
#include <doorstep/base/result.h>
#include <doorstep/offerings/items.h>

namespace doorstep::courses {

enum class CourseState { draft, published, retired };
BOOST_DESCRIBE_ENUM(CourseState, draft, published, retired)

// How a school takes a course: its students go there, the teacher comes, or a class is seen live or later.
enum class CourseWay { travel, visit, live, replay };
BOOST_DESCRIBE_ENUM(CourseWay, travel, visit, live, replay)

struct CourseOwner {
  OrgId school_id;
  std::string school;
};
BOOST_DESCRIBE_STRUCT(CourseOwner, (), (school_id, school))

struct CourseCard {
  std::string id;
  OrgId org_id;
  Words title;
  std::string subject, about;
  std::vector<int64_t> grades;
  CourseState state{};
  std::vector<CourseOwner> owners;  // by name
  int64_t units = 0, hours = 0, materials = 0, teachings = 0;
  std::string changed_at;
};
BOOST_DESCRIBE_STRUCT(CourseCard, (),
                      (id, org_id, title, subject, about, grades, state, owners, units, hours, materials, teachings,
                       changed_at))

struct OrgCourses {
  OrgId org_id;
  std::string org;
  std::vector<CourseOwner> members;  // who may own and take courses
  std::vector<CourseCard> items;     // the newest first; drafts for those alone who may change them
  bool may_make = false;
};
BOOST_DESCRIBE_STRUCT(OrgCourses, (), (org_id, org, members, items, may_make))

struct CourseMaterial {
  std::string resource_id, title;
};
BOOST_DESCRIBE_STRUCT(CourseMaterial, (), (resource_id, title))

struct CourseUnit {
  std::string id, title, aims;
  int64_t hours = 0;  // lessons
  std::vector<CourseMaterial> materials;
};
BOOST_DESCRIBE_STRUCT(CourseUnit, (), (id, title, aims, hours, materials))

struct CourseReceiver {
  OrgId school_id;
  std::string school;
  CourseWay way{};
  int64_t places = 0, taken = 0;
};
BOOST_DESCRIBE_STRUCT(CourseReceiver, (), (school_id, school, way, places, taken))

struct CourseLesson {
  std::string unit_id;
  Date on;
  std::string note, by;
};
BOOST_DESCRIBE_STRUCT(CourseLesson, (), (unit_id, on, note, by))

// The course as it is taught once: an offering of its own, and how far it has come.
struct CourseTeaching {
  std::string id, offering_id;
  OrgId host_id;
  std::string host;
  offerings::OfferingState state{};
  std::vector<offerings::OfferingSession> sessions;
  std::vector<std::string> teachers;
  std::vector<CourseReceiver> receivers;
  std::vector<CourseLesson> lessons;  // by day
  bool may_enter = false;
};
BOOST_DESCRIBE_STRUCT(CourseTeaching, (),
                      (id, offering_id, host_id, host, state, sessions, teachers, receivers, lessons, may_enter))

struct CourseFile {
  CourseCard course;
  std::string org;
  std::vector<CourseOwner> members;
  std::vector<CourseUnit> units;
  std::vector<CourseTeaching> teachings;  // the newest first
  bool may_change = false, may_teach = false;
};
BOOST_DESCRIBE_STRUCT(CourseFile, (), (course, org, members, units, teachings, may_change, may_teach))

struct NewUnit {
  std::optional<std::string> id;  // of one that stays
  std::string title;
  std::optional<std::string> aims;
  int64_t hours = 1;
  std::vector<std::string> resources;  // ids, in order
};
BOOST_DESCRIBE_STRUCT(NewUnit, (), (id, title, aims, hours, resources))

struct NewCourse {
  std::string title_zh, title_en;  // one of them may be empty
  std::optional<std::string> subject, about;
  std::vector<int64_t> grades;
  std::vector<OrgId> owners;  // one at least
  std::vector<NewUnit> units;
};
BOOST_DESCRIBE_STRUCT(NewCourse, (), (title_zh, title_en, subject, about, grades, owners, units))

struct NewReceiver {
  OrgId school_id;
  CourseWay way{};
  int64_t places = 0;
};
BOOST_DESCRIBE_STRUCT(NewReceiver, (), (school_id, way, places))

struct NewTeaching {
  OrgId host_id;
  std::optional<std::string> place;
  std::vector<offerings::OfferingTeacher> teachers;
  std::vector<offerings::OfferingSession> sessions;
  std::vector<NewReceiver> receivers;  // the host too, when its own students take part
};
BOOST_DESCRIBE_STRUCT(NewTeaching, (), (host_id, place, teachers, sessions, receivers))

struct NewLesson {
  std::string unit_id;
  std::optional<Date> on;  // absent: it was not taught after all
  std::optional<std::string> note;
};
BOOST_DESCRIBE_STRUCT(NewLesson, (), (unit_id, on, note))

class Courses {
 public:
  virtual ~Courses() = default;

  // Of a group or a school. not_found
  virtual Result<OrgCourses> at(const Actor& actor, const OrgId& org) = 0;
  virtual Result<CourseFile> course(const Actor& actor, const OrgId& org, const std::string& id) = 0;
  // Who may work in the library for one of the owners, or for `org` itself, makes and changes.
  //   forbidden (not-an-owner), invalid (title, owners, units/N, ...)
  virtual Result<CourseFile> make(const Actor& actor, const OrgId& org, const NewCourse& wanted) = 0;
  virtual Result<CourseFile> change(const Actor& actor, const OrgId& org, const std::string& id,
                                    const NewCourse& wanted) = 0;
  virtual Result<CourseFile> set_state(const Actor& actor, const OrgId& org, const std::string& id,
                                       CourseState state) = 0;
  // Makes the offering, a draft, with the places of each school as its quotas.
  virtual Result<CourseFile> teach(const Actor& actor, const OrgId& org, const std::string& id,
                                   const NewTeaching& wanted) = 0;
  virtual Result<CourseFile> enter_lesson(const Actor& actor, const OrgId& org, const std::string& id,
                                          const std::string& teaching, const NewLesson& wanted) = 0;
};

}  // namespace doorstep::courses
