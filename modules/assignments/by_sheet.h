// Questions and answers by sheet, for schools that work on paper: the bank as an Excel workbook, and what a class wrote
// on paper entered by its teacher. A sheet is tried first; all of it is written, or nothing.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include <doorstep/assignments/bank.h>
#include <doorstep/base/actor.h>
#include <doorstep/base/result.h>
#include <doorstep/base/sheet_fault.h>

namespace doorstep::assignments {

// For whom the questions of a sheet are.
struct BankSheetForm {
  bool dry = true;
  OrgId school_id;
  std::optional<OrgId> shelf_id;
};
BOOST_DESCRIBE_STRUCT(BankSheetForm, (), (dry, school_id, shelf_id))

// Of a package of QTI.
struct QuestionPackageForm {
  bool dry = true;
  std::string subject;
  OrgId school_id;
  std::optional<OrgId> shelf_id;
};
BOOST_DESCRIBE_STRUCT(QuestionPackageForm, (), (dry, subject, school_id, shelf_id))

struct BankSheetRead {
  bool kept = false;
  int64_t rows = 0;   // questions that are, or would be, new in the bank
  int64_t known = 0;  // that the account has already
  std::vector<SheetFault> faults;
};
BOOST_DESCRIBE_STRUCT(BankSheetRead, (), (kept, rows, known, faults))

// Columns of questions are "Q1", "Q2" ...
struct AnswerSheetRead {
  bool kept = false;
  int64_t rows = 0;      // children whose paper is, or would be, entered
  int64_t replaced = 0;  // of these, who had one by an earlier sheet
  int64_t empty = 0;     // lines without an answer: nothing was handed in
  int64_t marked = 0;    // papers that the key marks whole
  std::vector<SheetFault> faults;
};
BOOST_DESCRIBE_STRUCT(AnswerSheetRead, (), (kept, rows, replaced, empty, marked, faults))

class BySheet {
 public:
  virtual ~BySheet() = default;

  // At most 5,000 of what Room::bank() finds; what a sheet cannot say is counted in a note of it.
  virtual Result<std::string> bank_workbook(const Actor& actor, const BankQuery& query) = 0;
  virtual Result<BankSheetRead> read_bank_sheet(const Actor& actor, const std::filesystem::path& file,
                                                const BankSheetForm& form) = 0;

  // Room::take_in() of a package of QTI 1.2, 2 or 3, a zip.
  virtual Result<TakenQuestions> take_package(const Actor& actor, const std::filesystem::path& file,
                                              const QuestionPackageForm& form) = 0;

  // For who teaches the class today. A line a child, a column a question; the second sheet says what is asked.
  //   not_found (assignment-unknown)
  virtual Result<std::string> answer_sheet(const Actor& actor, const std::string& id, const ClassId& of_class) = 0;
  // Answers as the children wrote them, marked by the key, or points. Each line becomes the paper of its child, handed
  // in; one by an earlier sheet is replaced, one that the child wrote is a fault.
  //   conflict (not-open, returned)
  virtual Result<AnswerSheetRead> read_answer_sheet(const Actor& actor, const std::string& id, const ClassId& of_class,
                                                    const std::filesystem::path& file, bool dry) = 0;
};

}  // namespace doorstep::assignments
