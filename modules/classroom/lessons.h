// Lessons that schools, groups and districts open to others, as pages show them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <doorstep/base/date.h>
#include <doorstep/base/describe.h>
#include <doorstep/base/id.h>
#include <doorstep/base/json.h>
#include <doorstep/base/sheet_fault.h>
#include <doorstep/classroom/live.h>

namespace doorstep::classroom {

// open_class: to be watched by colleagues. The other three are the classrooms of the ministry (2020): dedicated lessons
// for schools that lack the teacher, a famous teacher's lessons, a strong school's lessons online.
enum class LessonKind { open_class, dedicated, famous_teacher, strong_school };
BOOST_DESCRIBE_ENUM(LessonKind, open_class, dedicated, famous_teacher, strong_school)
// Who may see it: the host school; every school of its groups; the district around it; everybody.
enum class LessonAudience { school, group, district, public_ };
BOOST_DESCRIBE_ENUM(LessonAudience, school, group, district, public_)
// Which lessons a list shows: still to come and going on; going on now; over and on replay.
enum class LessonShow { all, coming, live, over };
BOOST_DESCRIBE_ENUM(LessonShow, all, coming, live, over)

struct OpenLesson {
  std::string id;
  OrgId org_id;  // the host
  std::string org, title;
  std::string subject, grade;  // codes of the register; empty: none
  PersonId teacher_id;         // empty for visitors
  std::string teacher, teacher_school, room;
  Date on;
  std::string from, to;                // wall clock of the host, "14:00"
  int64_t begins_at = 0, ends_at = 0;  // as planned, seconds since 1970
  LessonKind kind{};
  std::string about;
  LessonAudience audience{};
  LessonState state{};
  std::string reason;  // of the cancellation
  std::string series_id, series;
  std::optional<int64_t> started_at, ended_at;  // as it was
  int64_t classes = 0;                          // of other schools that agreed to take part
  bool may_host = false, follows = false;       // who asks
};
BOOST_DESCRIBE_STRUCT(OpenLesson, (),
                      (id, org_id, org, title, subject, grade, teacher_id, teacher, teacher_school, room, on, from, to,
                       begins_at, ends_at, kind, about, audience, state, reason, series_id, series, started_at,
                       ended_at, classes, may_host, follows))

struct LessonSource {
  std::string name;  // "main", "board"
  bool sending = false;
  std::optional<int64_t> came_at, went_at;
  std::string key_by, key_at;  // who made the key that holds, and when
};
BOOST_DESCRIBE_STRUCT(LessonSource, (), (name, sending, came_at, went_at, key_by, key_at))

struct LessonHost {
  PersonId person_id;
  std::string name, school, by;
};
BOOST_DESCRIBE_STRUCT(LessonHost, (), (person_id, name, school, by))

// A class of another school, or a school that was asked and has not named one yet.
struct ReceivingClass {
  std::string id;
  OrgId school_id;
  std::string school;
  ClassId class_id;
  std::string class_title;
  std::optional<int64_t> students;  // on the roll today; for hosts and for its own school
  std::string asked_by, asked_at, agreed_by, agreed_at;
  bool own = false;  // who asks may sign it up and off
};
BOOST_DESCRIBE_STRUCT(ReceivingClass, (),
                      (id, school_id, school, class_id, class_title, students, asked_by, asked_at, agreed_by, agreed_at,
                       own))

struct LessonConsent {
  std::string text, by, at;
};
BOOST_DESCRIBE_STRUCT(LessonConsent, (), (text, by, at))

// A lesson with what belongs to it. Sources, and the consent of guardians, are for hosts alone.
struct OpenLessonFile {
  OpenLesson lesson;
  std::vector<std::string> pictures;  // names of its sources, for the player
  std::vector<LessonSource> sources;
  std::vector<LessonHost> hosts;  // beside the teacher; empty for visitors
  std::vector<ReceivingClass> classes;
  std::optional<LessonConsent> consent;
  bool live_asked = false;                // it goes live as soon as a source sends
  bool manages = false;                   // who asks looks after the lessons of the host
  int64_t keys_from = 0, keys_until = 0;  // when keys are good, seconds since 1970
};
BOOST_DESCRIBE_STRUCT(OpenLessonFile, (),
                      (lesson, pictures, sources, hosts, classes, consent, live_asked, manages, keys_from, keys_until))

struct LessonQuery {
  std::optional<LessonShow> show;
  std::optional<Date> from, to;  // days of the lessons, [from, to)
  std::string subject, grade;
  std::optional<LessonKind> kind;
  std::optional<LessonAudience> audience;
  std::optional<OrgId> org;  // hosted by it, below it or by a member of it
  std::string series, q;     // q: part of the title or of the teacher's name
  bool mine = false;         // that one teaches, hosts, follows, or a class of one's school takes part in
  int64_t skip = 0, limit = 100;
};
BOOST_DESCRIBE_STRUCT(LessonQuery, (),
                      (show, from, to, subject, grade, kind, audience, org, series, q, mine, skip, limit))
struct LessonList {
  std::vector<OpenLesson> items;
  int64_t total = 0;
};
BOOST_DESCRIBE_STRUCT(LessonList, (), (items, total))

struct LessonSeries {
  std::string id, title, org;
  OrgId org_id;
  std::vector<OpenLesson> lessons;  // by time
};
BOOST_DESCRIBE_STRUCT(LessonSeries, (), (id, title, org, org_id, lessons))

struct NewOpenLesson {
  std::string title, subject;
  std::optional<std::string> grade;
  std::optional<PersonId> teacher_id;  // who asks, when absent
  std::optional<std::string> room;
  Date on;
  std::string from, to;
  LessonKind kind{};
  std::optional<std::string> about;
  std::optional<LessonAudience> audience;  // group when absent
  std::optional<std::string> consent;      // how guardians agreed; asked for where the audience is public
  std::optional<std::string> series;       // its name; made when there is none of it yet
};
BOOST_DESCRIBE_STRUCT(NewOpenLesson, (),
                      (title, subject, grade, teacher_id, room, on, from, to, kind, about, audience, consent, series))

// Shown once; only a digest is kept.
struct LessonKey {
  std::string source, key;
  int64_t good_from = 0, good_until = 0;
};
BOOST_DESCRIBE_STRUCT(LessonKey, (), (source, key, good_from, good_until))

// Somebody who may teach or host a lesson.
struct LessonPerson {
  PersonId id;
  std::string name, school, subject;
};
BOOST_DESCRIBE_STRUCT(LessonPerson, (), (id, name, school, subject))

// A host asks a school; a school signs up a class of its own.
struct ReceivingWish {
  OrgId school_id;
  std::optional<ClassId> class_id;  // absent: the school is asked to name one
};
BOOST_DESCRIBE_STRUCT(ReceivingWish, (), (school_id, class_id))

// A class that a school may sign up.
struct LessonClass {
  ClassId id;
  std::string title, grades;
  int64_t students = 0;
};
BOOST_DESCRIBE_STRUCT(LessonClass, (), (id, title, grades, students))

// A line of a plan of lessons, as it was typed.
struct LessonLine {
  int64_t row = 0;
  std::string title, kind, subject, grade, teacher, school, on, from, to, room, audience, series, about;
};
struct LessonsRead {
  int64_t rows = 0, fresh = 0, same = 0;  // same: title, teacher and beginning stand already
  std::vector<SheetFault> faults;
  bool kept = false;
};
BOOST_DESCRIBE_STRUCT(LessonsRead, (), (rows, fresh, same, faults, kept))

// A lesson as a day of the calendar.
struct LessonDay {
  std::string id, title, room;
  OrgId org_id;
  std::string org;
  Date on;
  std::string from, to;
  int64_t begins_at = 0, ends_at = 0;
};

}  // namespace doorstep::classroom
