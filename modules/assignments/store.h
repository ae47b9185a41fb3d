// Every statement on the assignments_* tables.
#pragma once

#include <doorstep/assignments/bank.h>
#include <doorstep/assignments/papers.h>
#include <doorstep/db/db.h>

namespace doorstep::assignments::store {

// --- the bank

struct QuestionRow {
  std::string id;
  AccountId account;
  std::string by_name;
  OrgId school_id, shelf_id;
  questions::QuestionKind kind{};
  std::string subject, grades;
  int64_t difficulty = 3;
  std::string tags, knowledge, licence, origin, found, body, made_at, changed_at, retired_at;
};
BOOST_DESCRIBE_STRUCT(QuestionRow, (),
                      (id, account, by_name, school_id, shelf_id, kind, subject, grades, difficulty, tags, knowledge,
                       licence, origin, found, body, made_at, changed_at, retired_at))

// What is looked for and by whom: the own questions, and those on `shelves` (ids by commas).
struct BankFilter {
  AccountId account;
  std::string shelves;
  bool everything = false, mine = false;
  std::string text, subject, grade, kind, shelf;
  int64_t difficulty = 0;  // 0: any
};

void add(db::Session& session, const QuestionRow& row);
void set(db::Session& session, const QuestionRow& row);
std::optional<QuestionRow> question(db::Session& session, const std::string& id);
std::vector<QuestionRow> questions(db::Session& session, const BankFilter& filter, int64_t from, int64_t limit);
int64_t count(db::Session& session, const BankFilter& filter);
bool has_body(db::Session& session, const AccountId& account, const std::string& body);

// --- assignments

struct AssignmentRow {
  std::string id;
  OrgId org_id;
  AccountId account;
  std::string by_name, title, words, subject;
  WorkState state = WorkState::draft;
  int64_t opens_at = 0, due_at = 0;
  LateRule late = LateRule::refused;
  double late_share = 0;
  int64_t tries = 1;
  bool shuffled = false;
  ShowResult shows = ShowResult::at_once;
  std::string made_at, given_at, returned_at;
};
BOOST_DESCRIBE_STRUCT(AssignmentRow, (),
                      (id, org_id, account, by_name, title, words, subject, state, opens_at, due_at, late, late_share,
                       tries, shuffled, shows, made_at, given_at, returned_at))

struct ItemRow {
  std::string assignment_id;
  int64_t place = 0;
  std::string question_id;
  questions::QuestionKind kind{};
  double most = 0;
  std::string body;
};
BOOST_DESCRIBE_STRUCT(ItemRow, (), (assignment_id, place, question_id, kind, most, body))

struct ClassRow {
  std::string assignment_id;
  ClassId class_id;
  OrgId school_id;
};
BOOST_DESCRIBE_STRUCT(ClassRow, (), (assignment_id, class_id, school_id))

void add(db::Session& session, const AssignmentRow& row);
void set(db::Session& session, const AssignmentRow& row);
void drop(db::Session& session, const std::string& id);
std::optional<AssignmentRow> assignment(db::Session& session, const std::string& id);
std::vector<AssignmentRow> by_account(db::Session& session, const AccountId& account);
std::vector<AssignmentRow> of_class(db::Session& session, const ClassId& of_class);  // drafts are not in it
std::vector<AssignmentRow> of_school(db::Session& session, const OrgId& school);     // neither

std::vector<ItemRow> items(db::Session& session, const std::string& assignment);
void set_items(db::Session& session, const std::string& assignment, const std::vector<ItemRow>& items);
std::vector<ClassRow> classes(db::Session& session, const std::string& assignment);
void set_classes(db::Session& session, const std::string& assignment, const std::vector<ClassRow>& classes);

// --- papers

struct PaperRow {
  std::string id, assignment_id;
  PersonId person_id;
  ClassId class_id;
  OrgId school_id;
  int64_t number = 1;  // of the try
  PaperState state = PaperState::working;
  bool late = false;
  std::string begun_at, handed_at;
};
BOOST_DESCRIBE_STRUCT(PaperRow, (),
                      (id, assignment_id, person_id, class_id, school_id, number, state, late, begun_at, handed_at))

struct AnswerRow {
  std::string paper_id;
  int64_t place = 0, version = 0;
  std::string body;
  AccountId account;
  std::string saved_at;
  std::optional<double> points;
};
BOOST_DESCRIBE_STRUCT(AnswerRow, (), (paper_id, place, version, body, account, saved_at, points))

struct PaperCount {
  std::string assignment_id;
  ClassId class_id;
  PaperState state{};
  int64_t people = 0;
};
BOOST_DESCRIBE_STRUCT(PaperCount, (), (assignment_id, class_id, state, people))

void add(db::Session& session, const PaperRow& row);
void set(db::Session& session, const PaperRow& row);
std::optional<PaperRow> paper(db::Session& session, const std::string& id);
// The tries of a child, the first first.
std::vector<PaperRow> papers_of(db::Session& session, const std::string& assignment, const PersonId& person);
std::vector<PaperRow> papers_of_class(db::Session& session, const std::string& assignment, const ClassId& of_class);
std::vector<PaperRow> working(db::Session& session, const std::string& assignment);
std::vector<PaperRow> all_of(db::Session& session, const PersonId& person);
// People by class and the state of their last try.
std::vector<PaperCount> counts(db::Session& session, const std::string& assignment);
int64_t begun(db::Session& session, const std::string& assignment);

std::vector<AnswerRow> answers(db::Session& session, const std::string& paper);
std::vector<AnswerRow> answers_of_class(db::Session& session, const std::string& assignment, const ClassId& of_class);
std::optional<AnswerRow> answer(db::Session& session, const std::string& paper, int64_t place);
void put(db::Session& session, const AnswerRow& row);
void drop_paper(db::Session& session, const std::string& paper);

}  // namespace doorstep::assignments::store
