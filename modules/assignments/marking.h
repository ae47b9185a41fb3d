// What marking by people looks like to who marks and to who set the work.
#pragma once

#include <doorstep/assignments/work.h>
#include <doorstep/base/file.h>

namespace doorstep::assignments {

// Without markers a question is marked by who teaches the class.
struct MarkingRule {
  bool blind = false;      // a number instead of name, class and school
  bool twice = false;      // two markers each, who do not see one another's marks
  bool elsewhere = false;  // nobody marks papers of the own class or campus
  // Two marks that lie no further apart than this share of the full mark give their mean. Beyond it a third marker
  // decides with the nearer of the two, or else the setter.
  double max_gap = 0.2;
  bool third = true;
};
BOOST_DESCRIBE_STRUCT(MarkingRule, (), (blind, twice, elsewhere, max_gap, third))

struct MarkingMarker {
  PersonId person_id;
  std::string name, school;
  int64_t dealt = 0, done = 0;      // answers
  std::optional<double> lenient{};  // above what others gave the same answers, in shares of the full mark
};
BOOST_DESCRIBE_STRUCT(MarkingMarker, (), (person_id, name, school, dealt, done, lenient))

// One question that people mark, and how far two of them agree about it.
struct MarkingQuestion {
  int64_t place = 0;
  questions::QuestionKind kind{};
  std::string title;
  double most = 0;
  bool dealt = false;  // goes to the markers; otherwise who teaches the class marks it
  int64_t papers = 0, marked = 0;
  int64_t twice = 0, apart = 0;          // marked by two; too far apart
  std::optional<double> gap{}, alpha{};  // mean distance in points; Krippendorff's alpha, interval
};
BOOST_DESCRIBE_STRUCT(MarkingQuestion, (), (place, kind, title, most, dealt, papers, marked, twice, apart, gap, alpha))

struct MarkingFile {
  AssignmentCard of;
  MarkingRule rule;
  std::string dealt_at;  // empty: nothing dealt yet
  int64_t to_deal = 0;   // papers handed in that nobody has yet
  std::vector<MarkingMarker> markers;
  std::vector<MarkingQuestion> questions;
  int64_t own = 0, own_done = 0;  // answers that who asks marks
};
BOOST_DESCRIBE_STRUCT(MarkingFile, (), (of, rule, dealt_at, to_deal, markers, questions, own, own_done))

struct NewMarking {
  bool blind = false, twice = false, elsewhere = false;
  double max_gap = 0.2;
  bool third = true;
  std::vector<PersonId> markers;  // none: who teaches the class marks
};
BOOST_DESCRIBE_STRUCT(NewMarking, (), (blind, twice, elsewhere, max_gap, third, markers))

struct MarkerChoice {
  PersonId id;
  std::string name, school, subject;
};
BOOST_DESCRIBE_STRUCT(MarkerChoice, (), (id, name, school, subject))
struct MarkerChoices {
  std::vector<MarkerChoice> items;
};
BOOST_DESCRIBE_STRUCT(MarkerChoices, (), (items))

// What was dealt to oneself.
struct MarkTask {
  std::string id, title, subject, by;
  int64_t dealt = 0, done = 0;
  bool over = false;  // returned: nothing is marked any more
};
BOOST_DESCRIBE_STRUCT(MarkTask, (), (id, title, subject, by, dealt, done, over))
struct OwnMarkTasks {
  std::vector<MarkTask> items;
};
BOOST_DESCRIBE_STRUCT(OwnMarkTasks, (), (items))

// A mark as it was given. version 0: none yet.
struct PaperMark {
  std::vector<int64_t> levels;  // one a criterion of the rubric
  std::optional<double> points{};
  std::string words, by, at;
  int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(PaperMark, (), (levels, points, words, by, at, version))

// An answer to be marked. Names are empty where it is blind.
struct MarkingPaper {
  std::string paper_id;
  int64_t number = 0;
  std::string name, of_class, school;
  bool late = false, returned = false;
  questions::QuestionAnswer answer;
  std::vector<FileInfo> files;
  PaperMark mark;
  std::vector<PaperMark> others;   // which lie too far apart, where who asks decides
  std::optional<double> points{};  // as decided
};
BOOST_DESCRIBE_STRUCT(MarkingPaper, (),
                      (paper_id, number, name, of_class, school, late, returned, answer, files, mark, others, points))

struct MarkingPlace {
  int64_t place = 0;
  std::string title;
  int64_t papers = 0, done = 0;
};
BOOST_DESCRIBE_STRUCT(MarkingPlace, (), (place, title, papers, done))
// All answers to one question that who asks marks, in a row.
struct MarkingRow {
  std::string id, title;
  bool open = false;   // marks are taken
  bool blind = false;  // of this question
  std::vector<MarkingPlace> places;
  int64_t place = 0;
  questions::QuestionBody question;
  std::vector<MarkingPaper> papers;
};
BOOST_DESCRIBE_STRUCT(MarkingRow, (), (id, title, open, blind, places, place, question, papers))

// By a rubric: levels alone; otherwise points. `version`: of the mark that this one goes on from.
struct NewMark {
  std::string paper_id;
  int64_t place = 0, version = 0;
  std::vector<int64_t> levels;
  std::optional<double> points;
  std::optional<std::string> words;
};
BOOST_DESCRIBE_STRUCT(NewMark, (), (paper_id, place, version, levels, points, words))
struct GivenMark {
  int64_t place = 0, version = 0;
  double points = 0;
  std::string at;
};
BOOST_DESCRIBE_STRUCT(GivenMark, (), (place, version, points, at))

}  // namespace doorstep::assignments
