// Room: assignments as the edge and the command line see them. Thread safe; every change is one transaction with its
// entry in the audit trail, and what children answered is read with one.
//
// Who may what: everybody of the staff keeps questions and sets work for the classes that the register says they teach;
// who may review the library of a school (principal, subject leader, head of a centre, president) sets work for all its
// classes. Answers are read by who teaches the class today and by who may read people at its school, nobody else.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <doorstep/assignments/bank.h>
#include <doorstep/assignments/papers.h>
#include <doorstep/assignments/work.h>
#include <doorstep/base/actor.h>
#include <doorstep/base/result.h>

namespace doorstep::assignments {

class Room {
 public:
  virtual ~Room() = default;

  // --- the bank. not_found (question-unknown): also what is not shared with who asks.
  virtual Result<BankPage> bank(const Actor& actor, const BankQuery& query) = 0;
  virtual Result<BankQuestion> question(const Actor& actor, const std::string& id) = 0;
  virtual Result<BankQuestion> keep(const Actor& actor, const NewBankQuestion& wanted) = 0;
  virtual Result<BankQuestion> change(const Actor& actor, const std::string& id, const NewBankQuestion& wanted) = 0;
  virtual Result<void> retire(const Actor& actor, const std::string& id) = 0;
  // All that can be asked of a file, or nothing; what the account has already is not taken twice. A category becomes a
  // tag.
  virtual Result<TakenQuestions> take_in(const Actor& actor, const QuestionImport& wanted) = 0;
  // The same of questions that were read already; the text in `wanted` is not looked at.
  virtual Result<KeptQuestions> keep_found(const Actor& actor, questions::FoundQuestions found,
                                           const QuestionImport& wanted) = 0;
  // At most 5,000 of what bank() finds; pages of the query do not bind.
  virtual Result<std::string> file_of(const Actor& actor, const BankQuery& query, QuestionFormat format) = 0;

  // --- teachers. not_found (assignment-unknown)
  virtual Result<OwnAssignments> own(const Actor& actor) = 0;
  virtual Result<AssignmentFile> assignment(const Actor& actor, const std::string& id) = 0;
  // Its questions as a package of QTI 3, for who may see the assignment.
  virtual Result<std::string> package_of(const Actor& actor, const std::string& id) = 0;
  virtual Result<AssignmentFile> make(const Actor& actor, const NewAssignment& wanted) = 0;
  // Of what was given: title, words, a later due time, more tries and more classes alone; conflict (given).
  virtual Result<AssignmentFile> change(const Actor& actor, const std::string& id, const NewAssignment& wanted) = 0;
  virtual Result<AssignmentFile> give(const Actor& actor, const std::string& id) = 0;
  // A draft goes; what was given goes as long as nobody has begun. conflict (begun)
  virtual Result<void> withdraw(const Actor& actor, const std::string& id) = 0;
  // Children see points, comments and what is right. conflict (not-over, not-marked)
  virtual Result<AssignmentFile> give_back(const Actor& actor, const std::string& id) = 0;
  virtual Result<ClassResults> results(const Actor& actor, const std::string& id, const ClassId& of_class) = 0;
  virtual Result<SchoolAssignments> of_school(const OrgId& school) = 0;

  // --- a child, by an account that is tied to it. not_found (child-unknown)
  virtual Result<OwnWork> work(const Actor& actor) = 0;
  virtual Result<WorkPaper> paper(const Actor& actor, const PersonId& child, const std::string& id) = 0;
  // Begins a paper, or the next try. conflict (not-open, closed, no-more-tries); begun already: as it is.
  virtual Result<WorkPaper> begin(const Actor& actor, const PersonId& child, const std::string& id) = 0;
  // What came back without an error is on disk. conflict (closed, handed-in; newer: another device saved since)
  virtual Result<SavedAnswer> save(const Actor& actor, const PersonId& child, const std::string& id,
                                   const SaveAnswer& wanted) = 0;
  virtual Result<WorkPaper> hand_in(const Actor& actor, const PersonId& child, const std::string& id) = 0;
};

}  // namespace doorstep::assignments
