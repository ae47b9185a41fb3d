// What a child sees and answers. Keys, shares and accepted answers are not in it until they may be shown. Options and
// right sides stand in the order in which this paper shows them, and answers name them by that order.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <doorstep/assignments/work.h>
#include <doorstep/base/file.h>

namespace doorstep::assignments {

enum class WorkStage { coming, open, handed, over, returned };
BOOST_DESCRIBE_ENUM(WorkStage, coming, open, handed, over, returned)

struct WorkCard {
  std::string id, title, subject, by;
  WorkStage stage{};
  Date opens_on;
  std::string opens;
  Date due_on;
  std::string due;
  int64_t due_at = 0;     // seconds since 1970
  bool late_may = false;  // what comes after the due time is still taken
  int64_t questions = 0, answered = 0;
  int64_t tries = 1, used = 0;  // handed in
  double most = 0;
  std::optional<double> points;
};
BOOST_DESCRIBE_STRUCT(WorkCard, (),
                      (id, title, subject, by, stage, opens_on, opens, due_on, due, due_at, late_may, questions,
                       answered, tries, used, most, points))

struct WorkChild {
  PersonId id;
  std::string name, of_class;
  bool self = false;
  std::vector<WorkCard> items;  // to do first
};
BOOST_DESCRIBE_STRUCT(WorkChild, (), (id, name, of_class, self, items))
struct OwnWork {
  std::vector<WorkChild> children;
};
BOOST_DESCRIBE_STRUCT(OwnWork, (), (children))

// What is right, once it may be shown; in the order of the paper.
struct WorkKey {
  std::vector<int64_t> chosen;
  std::vector<std::string> blanks;  // one accepted answer a gap
  std::vector<int64_t> matched;
  std::string explanation;
};
BOOST_DESCRIBE_STRUCT(WorkKey, (), (chosen, blanks, matched, explanation))

// What somebody said of an answer. `by` is empty where it was marked by those to whom papers were dealt.
struct WorkMark {
  std::vector<int64_t> levels;  // one a criterion
  double points = 0;
  std::string words, by;
};
BOOST_DESCRIBE_STRUCT(WorkMark, (), (levels, points, words, by))

struct WorkItem {
  int64_t place = 0;  // names it; the order is that of the list
  questions::QuestionKind kind{};
  std::string text;
  double most = 0;
  std::vector<std::string> options;        // of choices
  int64_t gaps = 0;                        // of blanks
  std::vector<std::string> lefts, rights;  // of matching
  questions::QuestionAnswer answer;
  int64_t version = 0;  // of the answer; 0: nothing saved
  std::optional<double> points;
  std::optional<WorkKey> key;
  std::vector<FileInfo> files{};                     // of the answer, in its order
  std::vector<questions::RubricCriterion> rubric{};  // of what people mark, once it is returned, with their marks
  std::vector<WorkMark> marks{};
};
BOOST_DESCRIBE_STRUCT(WorkItem, (),
                      (place, kind, text, most, options, gaps, lefts, rights, answer, version, points, key, files,
                       rubric, marks))

struct WorkPaper {
  WorkCard of;
  PersonId child_id;
  std::string child;
  std::string words;
  std::string paper_id;  // empty: not begun
  bool open = false;     // answers are taken
  bool again = false;    // another try may begin
  bool late = false;
  std::string handed_at;
  std::vector<WorkItem> items;  // none before it opens
};
BOOST_DESCRIBE_STRUCT(WorkPaper, (), (of, child_id, child, words, paper_id, open, again, late, handed_at, items))

// `version`: of the answer that this one goes on from. An answer that came before, sent again, is taken as it was.
struct SaveAnswer {
  std::string paper_id;
  int64_t place = 0, version = 0;
  questions::QuestionAnswer answer;
};
BOOST_DESCRIBE_STRUCT(SaveAnswer, (), (paper_id, place, version, answer))
// On disk.
struct SavedAnswer {
  int64_t place = 0, version = 0;
  std::string at;
};
BOOST_DESCRIBE_STRUCT(SavedAnswer, (), (place, version, at))

}  // namespace doorstep::assignments
