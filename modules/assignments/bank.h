// The question bank: questions of teachers, shared with a school or a group.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <doorstep/base/describe.h>
#include <doorstep/base/id.h>
#include <doorstep/questions/formats.h>
#include <doorstep/questions/questions.h>

namespace doorstep::assignments {

struct BankQuestion {
  std::string id;
  questions::QuestionBody question;
  std::string subject;  // code
  std::vector<std::string> grades;
  int64_t difficulty = 3;  // 1 easy to 5 hard
  std::vector<std::string> tags, knowledge;
  std::string licence, origin;
  OrgId school_id;
  std::string school;
  OrgId shelf_id;  // for whose people it is; empty: for the own use only
  std::string shelf;
  std::string by, changed_at;
  bool own = false;
};
BOOST_DESCRIBE_STRUCT(BankQuestion, (),
                      (id, question, subject, grades, difficulty, tags, knowledge, licence, origin, school_id, school,
                       shelf_id, shelf, by, changed_at, own))

struct NewBankQuestion {
  questions::QuestionBody question;
  std::string subject;
  std::vector<std::string> grades;
  int64_t difficulty = 3;
  std::vector<std::string> tags, knowledge;
  std::optional<std::string> licence, origin;
  OrgId school_id;                // in whose name
  std::optional<OrgId> shelf_id;  // that school or a group of it
};
BOOST_DESCRIBE_STRUCT(NewBankQuestion, (),
                      (question, subject, grades, difficulty, tags, knowledge, licence, origin, school_id, shelf_id))

struct BankQuery {
  std::string q;  // part of the text, of a tag or of a knowledge point
  std::string subject, grade;
  std::optional<questions::QuestionKind> kind;
  std::optional<int64_t> difficulty;
  std::optional<OrgId> shelf;  // on this one only
  bool mine = false;
  int64_t from = 0;    // the first is 0
  int64_t limit = 50;  // 1 to 200
};
BOOST_DESCRIBE_STRUCT(BankQuery, (), (q, subject, grade, kind, difficulty, shelf, mine, from, limit))

// The newest first.
struct BankPage {
  std::vector<BankQuestion> items;
  int64_t total = 0;
};
BOOST_DESCRIBE_STRUCT(BankPage, (), (items, total))

// A file of questions, GIFT, Moodle XML or one item of QTI, and what holds for all of them. dry: only looked at.
struct QuestionImport {
  std::string text;
  std::string subject;
  std::vector<std::string> grades;
  int64_t difficulty = 3;
  std::optional<std::string> licence, origin;
  OrgId school_id;
  std::optional<OrgId> shelf_id;
  bool dry = true;
};
BOOST_DESCRIBE_STRUCT(QuestionImport, (),
                      (text, subject, grades, difficulty, licence, origin, school_id, shelf_id, dry))

struct TakenQuestions {
  bool done = false;
  std::vector<questions::FoundQuestion> items;  // that are or would be taken in
  int64_t known = 0;                            // of the file, that the account has already
  std::vector<questions::LeftOutQuestion> left_out;
};
BOOST_DESCRIBE_STRUCT(TakenQuestions, (), (done, items, known, left_out))

// What was taken in, with the ids of the questions that were not there before.
struct KeptQuestions {
  TakenQuestions taken;
  std::vector<std::string> ids;
};

enum class QuestionFormat { gift, moodle, qti };  // qti: a package of QTI 3
BOOST_DESCRIBE_ENUM(QuestionFormat, gift, moodle, qti)

}  // namespace doorstep::assignments
