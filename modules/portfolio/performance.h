// Performance by term: a sheet of items and weights of a school, filled for each teacher by its head or by Excel, shown
// to the teachers, who may answer or appeal in words, and published, which freezes it. No ranks are made of it. Thread
// safe.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include <doorstep/base/actor.h>
#include <doorstep/base/date.h>
#include <doorstep/base/describe.h>
#include <doorstep/base/result.h>
#include <doorstep/base/sheet_fault.h>

namespace doorstep::portfolio {

enum class SheetState { draft, shown, published };
BOOST_DESCRIBE_ENUM(SheetState, draft, shown, published)

struct PerformanceItem {
  std::string id, name;
  int64_t weight = 0;  // percent
  double full = 100;
};
BOOST_DESCRIBE_STRUCT(PerformanceItem, (), (id, name, weight, full))

struct PerformanceSummary {
  std::string id;
  OrgId school_id;
  std::string school, title;
  int64_t year = 0, term = 1;  // the year in which the school year begins; 1 or 2
  SheetState state = SheetState::draft;
  std::string published_at;
};
BOOST_DESCRIBE_STRUCT(PerformanceSummary, (), (id, school_id, school, title, year, term, state, published_at))

struct PerformanceValue {
  std::string item_id;
  std::optional<double> value;
};
BOOST_DESCRIBE_STRUCT(PerformanceValue, (), (item_id, value))

struct PerformanceRow {
  PersonId person_id;
  std::string name, subject;
  std::vector<PerformanceValue> values;  // in the order of the items
  std::optional<double> score;           // 0 to 100, once every item has its value
  std::string remark;
  std::string answer, answered_at;  // of the teacher
  bool appeal = false;              // the answer asks for another look
  std::string reply;                // of the school
};
BOOST_DESCRIBE_STRUCT(PerformanceRow, (),
                      (person_id, name, subject, values, score, remark, answer, answered_at, appeal, reply))

struct PerformanceSheet {
  PerformanceSummary of;
  std::vector<PerformanceItem> items;
  std::vector<PerformanceRow> rows;  // by name
};
BOOST_DESCRIBE_STRUCT(PerformanceSheet, (), (of, items, rows))

struct PerformanceSheets {
  bool writes = false;                       // who asks heads the school
  std::vector<PerformanceSummary> items;     // the newest first
  std::vector<PerformanceItem> begins_with;  // of the newest sheet, or as data/ has them
};
BOOST_DESCRIBE_STRUCT(PerformanceSheets, (), (writes, items, begins_with))

// One term of one teacher.
struct TermResult {
  PerformanceSummary of;
  std::vector<PerformanceItem> items;
  PerformanceRow row;
};
BOOST_DESCRIBE_STRUCT(TermResult, (), (of, items, row))

struct NewPerformanceItem {
  std::string name;
  int64_t weight = 0;
  std::optional<double> full;
};
BOOST_DESCRIBE_STRUCT(NewPerformanceItem, (), (name, weight, full))
struct NewPerformanceSheet {
  std::string title;
  int64_t year = 0, term = 1;
  std::vector<NewPerformanceItem> items;
};
BOOST_DESCRIBE_STRUCT(NewPerformanceSheet, (), (title, year, term, items))
struct PerformanceFilling {
  PersonId person_id;
  std::vector<PerformanceValue> values;
  std::string remark;
};
BOOST_DESCRIBE_STRUCT(PerformanceFilling, (), (person_id, values, remark))
struct PerformanceMove {
  SheetState state = SheetState::draft;
};
BOOST_DESCRIBE_STRUCT(PerformanceMove, (), (state))
struct PerformanceAnswer {
  std::string words;
  bool appeal = false;
};
BOOST_DESCRIBE_STRUCT(PerformanceAnswer, (), (words, appeal))
struct PerformanceReply {
  PersonId person_id;
  std::string words;
};
BOOST_DESCRIBE_STRUCT(PerformanceReply, (), (person_id, words))

struct PerformanceImported {
  int64_t people = 0;
  bool kept = false;
  std::vector<SheetFault> faults;
};
BOOST_DESCRIBE_STRUCT(PerformanceImported, (), (people, kept, faults))

class Performance {
 public:
  virtual ~Performance() = default;

  // Only the head of the school sees and writes its sheets; for all others there are none.
  virtual Result<PerformanceSheets> sheets(const Actor& actor, const OrgId& school) = 0;
  virtual Result<PerformanceSheet> sheet(const Actor& actor, const OrgId& school, const std::string& id) = 0;
  // Faults of all changes: not_found, invalid (a field is wrong), conflict (sheet-state, sheet-twice), forbidden.
  virtual Result<PerformanceSheet> make(const Actor& actor, const OrgId& school, const NewPerformanceSheet& wanted) = 0;
  // Of a draft; what was filled in for items that go is gone.
  virtual Result<PerformanceSheet> reword(const Actor& actor, const OrgId& school, const std::string& id,
                                          const NewPerformanceSheet& wanted) = 0;
  virtual Result<PerformanceSheet> fill(const Actor& actor, const OrgId& school, const std::string& id,
                                        const PerformanceFilling& wanted) = 0;
  // All or none; with `dry` only checks.
  virtual Result<PerformanceImported> bring(const Actor& actor, const OrgId& school, const std::string& id,
                                            const std::filesystem::path& file, bool dry) = 0;
  virtual Result<PerformanceSheet> move(const Actor& actor, const OrgId& school, const std::string& id,
                                        const PerformanceMove& wanted) = 0;
  virtual Result<PerformanceSheet> reply(const Actor& actor, const OrgId& school, const std::string& id,
                                         const PerformanceReply& wanted) = 0;

  // What was shown or published, the newest first. Of a person: for the head of the school, and the owner.
  virtual Result<std::vector<TermResult>> own(const Actor& actor) = 0;
  virtual Result<std::vector<TermResult>> of(const Actor& actor, const PersonId& person) = 0;
  virtual Result<std::vector<TermResult>> answer(const Actor& actor, const std::string& id,
                                                 const PerformanceAnswer& wanted) = 0;
};

}  // namespace doorstep::portfolio
