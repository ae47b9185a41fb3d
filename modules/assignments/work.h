// What teachers set and see of it: assignments, classes, results.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <doorstep/base/date.h>
#include <doorstep/base/describe.h>
#include <doorstep/base/id.h>
#include <doorstep/questions/questions.h>

namespace doorstep::assignments {

// given: children see it from the moment it opens. returned: they see what came of it.
enum class WorkState { draft, given, returned };
BOOST_DESCRIBE_ENUM(WorkState, draft, given, returned)

// What comes after the due time: refused, taken as it is, or taken with a part of the points less.
enum class LateRule { refused, taken, reduced };
BOOST_DESCRIBE_ENUM(LateRule, refused, taken, reduced)

// When points are shown: as soon as the paper is handed in and marked, or when the assignment is returned. What is
// right is shown when the time is over for everybody, or when it is returned.
enum class ShowResult { at_once, returned };
BOOST_DESCRIBE_ENUM(ShowResult, at_once, returned)

struct WorkShelf {
  OrgId id;
  std::string name;
};
BOOST_DESCRIBE_STRUCT(WorkShelf, (), (id, name))
struct WorkPlace {
  OrgId id;  // in whose name one sets work
  std::string name;
  std::vector<WorkShelf> shelves;  // itself and its groups: with whom questions may be shared
};
BOOST_DESCRIBE_STRUCT(WorkPlace, (), (id, name, shelves))

struct WorkClass {
  ClassId id;
  std::string title;
  OrgId school_id;
  std::string school;
  std::string campus;  // empty: the school has one place
  int64_t students = 0;
  bool teaches = false;  // who asks teaches it, and reads what it answers
};
BOOST_DESCRIBE_STRUCT(WorkClass, (), (id, title, school_id, school, campus, students, teaches))

struct AssignmentCard {
  std::string id, title, subject;
  OrgId org_id;
  std::string org, by;
  WorkState state = WorkState::draft;
  Date opens_on;
  std::string opens;
  Date due_on;
  std::string due;
  bool over = false;  // the due time has passed
  int64_t questions = 0;
  double points = 0;
  int64_t classes = 0, students = 0;
  int64_t handed = 0, marked = 0;  // papers
  bool own = false;                // set by who asks
};
BOOST_DESCRIBE_STRUCT(AssignmentCard, (),
                      (id, title, subject, org_id, org, by, state, opens_on, opens, due_on, due, over, questions,
                       points, classes, students, handed, marked, own))

struct AssignmentItem {
  int64_t place = 0;        // from 1
  std::string question_id;  // in the bank; empty: written here
  questions::QuestionBody question;
};
BOOST_DESCRIBE_STRUCT(AssignmentItem, (), (place, question_id, question))

struct AssignmentClass {
  WorkClass of;
  bool may_read = false;  // who asks may read what this class answered
  int64_t begun = 0, handed = 0, marked = 0;
};
BOOST_DESCRIBE_STRUCT(AssignmentClass, (), (of, may_read, begun, handed, marked))

struct AssignmentFile {
  AssignmentCard of;
  std::string words;
  LateRule late = LateRule::refused;
  double late_share = 0;  // of the points, that lateness takes
  int64_t tries = 1;
  bool shuffled = false;
  ShowResult shows = ShowResult::at_once;
  std::string zone;
  std::vector<AssignmentItem> items;
  std::vector<AssignmentClass> classes;
};
BOOST_DESCRIBE_STRUCT(AssignmentFile, (), (of, words, late, late_share, tries, shuffled, shows, zone, items, classes))

struct OwnAssignments {
  std::vector<WorkPlace> places;       // none: the account is nobody's of the staff
  std::vector<WorkClass> classes;      // that one may give work to, one's own first
  std::vector<OrgId> all_of;           // schools every class of which one may give work to
  std::vector<AssignmentCard> items;   // set by oneself, the newest first
  std::vector<AssignmentCard> others;  // set by others for classes that one teaches
};
BOOST_DESCRIBE_STRUCT(OwnAssignments, (), (places, classes, all_of, items, others))

struct SchoolAssignments {
  OrgId school_id;
  std::string school;
  std::vector<AssignmentCard> items;  // with a class of the school, the newest first
};
BOOST_DESCRIBE_STRUCT(SchoolAssignments, (), (school_id, school, items))

struct NewAssignmentItem {
  std::optional<std::string> question_id;
  std::optional<questions::QuestionBody> question;  // absent: as the bank has it now
  std::optional<double> points;                     // another full mark than the question's
};
BOOST_DESCRIBE_STRUCT(NewAssignmentItem, (), (question_id, question, points))

struct NewAssignment {
  OrgId org_id;
  std::string title;
  std::optional<std::string> words;
  std::string subject;
  Date opens_on;
  std::string opens;  // HH:MM
  Date due_on;
  std::string due;
  LateRule late = LateRule::refused;
  std::optional<double> late_share;
  int64_t tries = 1;
  bool shuffled = false;
  ShowResult shows = ShowResult::at_once;
  std::vector<NewAssignmentItem> items;
  std::vector<ClassId> classes;
};
BOOST_DESCRIBE_STRUCT(NewAssignment, (),
                      (org_id, title, words, subject, opens_on, opens, due_on, due, late, late_share, tries, shuffled,
                       shows, items, classes))

// --- results

enum class PaperState { none, working, handed, marked };
BOOST_DESCRIBE_ENUM(PaperState, none, working, handed, marked)

struct ResultCell {
  int64_t place = 0;
  bool answered = false;
  std::optional<double> points;  // absent: not marked yet
};
BOOST_DESCRIBE_STRUCT(ResultCell, (), (place, answered, points))
struct ResultLine {
  PersonId person_id;
  std::string name;
  std::string paper_id;  // the one that counts; empty: none
  PaperState state = PaperState::none;
  int64_t tries = 0;
  bool late = false;
  std::string handed_at;
  std::vector<ResultCell> cells;
  std::optional<double> points;
};
BOOST_DESCRIBE_STRUCT(ResultLine, (), (person_id, name, paper_id, state, tries, late, handed_at, cells, points))
struct ResultColumn {
  int64_t place = 0;
  std::string title;
  questions::QuestionKind kind{};
  double most = 0;
  std::optional<double> mean;  // points over those marked
  int64_t marked = 0;
};
BOOST_DESCRIBE_STRUCT(ResultColumn, (), (place, title, kind, most, mean, marked))
struct ClassResults {
  AssignmentCard of;
  WorkClass of_class;
  double most = 0;
  std::vector<ResultColumn> columns;
  std::vector<ResultLine> lines;
  std::optional<double> mean;
};
BOOST_DESCRIBE_STRUCT(ClassResults, (), (of, of_class, most, columns, lines, mean))

}  // namespace doorstep::assignments
