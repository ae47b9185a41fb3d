// Development: the five-sided record (德智体美劳) of each student, filled by what it does. Activities are read from the
// rooms when the record is read; only observations of teachers and the student's own words are kept here. Thread safe.
//
// There is no score and no order of children: a school sees how many of a class have something on a side, and not that
// where it is few of them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <doorstep/base/actor.h>
#include <doorstep/base/date.h>
#include <doorstep/base/describe.h>
#include <doorstep/base/result.h>
#include <doorstep/children/traces.h>

namespace doorstep::development {

struct DevelopmentSide {
  std::string code;
  Words name;
};
BOOST_DESCRIBE_STRUCT(DevelopmentSide, (), (code, name))

// What a student did, as a room tells it.
struct StudentActivity {
  std::string room, kind;  // "offerings", "honours", "care"
  Words title;
  int64_t times = 0;  // attended; 0 where times are not counted
  Date last;          // the last time
  std::string note;   // an award, a level
};
BOOST_DESCRIBE_STRUCT(StudentActivity, (), (room, kind, title, times, last, note))

struct RecordEntry {
  std::string id, side, words;
  Date on;
  bool by_student = false;
  std::string by;
  bool own = false;  // of who asks: may be taken back
};
BOOST_DESCRIBE_STRUCT(RecordEntry, (), (id, side, words, on, by_student, by, own))

struct RecordSide {
  std::string side;  // empty: counts for none
  std::vector<StudentActivity> activities;
  std::vector<RecordEntry> entries;  // the newest first
};
BOOST_DESCRIBE_STRUCT(RecordSide, (), (side, activities, entries))

struct StudentRecord {
  PersonId id;
  std::string name, school, of_class;
  bool self = false;  // the student's own account: may write of itself
  std::vector<RecordSide> sides;
};
BOOST_DESCRIBE_STRUCT(StudentRecord, (), (id, name, school, of_class, self, sides))
struct OwnRecords {
  std::vector<DevelopmentSide> sides;
  std::vector<StudentRecord> children;
};
BOOST_DESCRIBE_STRUCT(OwnRecords, (), (sides, children))

struct NewRecordEntry {
  std::string side, words;
  std::optional<Date> on;  // today
};
BOOST_DESCRIBE_STRUCT(NewRecordEntry, (), (side, words, on))

// Students of the classes that one teaches.
struct ObservedStudent {
  PersonId id;
  std::string name;
};
BOOST_DESCRIBE_STRUCT(ObservedStudent, (), (id, name))
struct ObservedClass {
  ClassId id;
  OrgId school_id;
  std::string title;
  std::vector<ObservedStudent> students;
};
BOOST_DESCRIBE_STRUCT(ObservedClass, (), (id, school_id, title, students))
struct OwnClasses {
  std::vector<DevelopmentSide> sides;
  std::vector<ObservedClass> items;
};
BOOST_DESCRIBE_STRUCT(OwnClasses, (), (sides, items))

// How many students of a class or grade have something on a side. Absent: few of them, or few have not.
struct SpreadCell {
  std::string side;
  std::optional<int64_t> students;
};
BOOST_DESCRIBE_STRUCT(SpreadCell, (), (side, students))
struct SpreadRow {
  std::string name;
  std::optional<int64_t> students;  // absent: few
  std::vector<SpreadCell> cells;
};
BOOST_DESCRIBE_STRUCT(SpreadRow, (), (name, students, cells))
struct SchoolSpread {
  OrgId school_id;
  std::string school;
  std::vector<DevelopmentSide> sides;
  std::vector<SpreadRow> grades, classes;
};
BOOST_DESCRIBE_STRUCT(SchoolSpread, (), (school_id, school, sides, grades, classes))

class Development {
 public:
  virtual ~Development() = default;

  virtual const std::vector<DevelopmentSide>& sides() const = 0;

  // --- one's own children, or oneself. not_found (child-unknown)
  virtual OwnRecords own(const Actor& actor) = 0;
  virtual Result<StudentRecord> own_record(const Actor& actor, const PersonId& child) = 0;
  virtual Result<OwnRecords> reflect(const Actor& actor, const PersonId& child, const NewRecordEntry& wanted) = 0;

  // --- teachers of a class of the student; each reading is in the trail. not_found (student-unknown)
  virtual OwnClasses classes(const Actor& actor) = 0;
  virtual Result<StudentRecord> observed(const Actor& actor, const PersonId& student) = 0;
  virtual Result<StudentRecord> observe(const Actor& actor, const PersonId& student, const NewRecordEntry& wanted) = 0;
  // One's own entry, by who wrote it. not_found (entry-unknown)
  virtual Result<void> take_back(const Actor& actor, const std::string& entry) = 0;

  virtual Result<SchoolSpread> spread(const OrgId& school) = 0;
  // For children::Trace: of who left everything; of who is still at the school it stays, as the books of a class do.
  virtual Result<int64_t> forget(const Actor& actor, const std::vector<PersonId>& people, children::Forgetting how,
                                 bool dry) = 0;
};

}  // namespace doorstep::development
