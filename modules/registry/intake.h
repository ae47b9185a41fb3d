// Intake: how an import writes to the register. The imports module reads files and puts rows; the registry decides
// what each row means against what it holds, and keeps the promises of an import:
//
//   - a dry run writes nothing and reports the same counts and changes as the real run;
//   - the real run is one transaction, all or nothing;
//   - the same file again changes nothing;
//   - a member that a person edited by hand keeps the hand's value unless Options::over_hand_edits;
//   - a full ("bulk") intake ends the rows of its own source that it no longer names; a delta ends only what it names.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <doorstep/base/actor.h>
#include <doorstep/base/json.h>
#include <doorstep/base/result.h>
#include <doorstep/registry/rows.h>

namespace doorstep::registry {

// Tables that an import may fill, in the order in which they must be put.
enum class Table {
  org,
  campus,
  person,
  staff,
  role,
  term,
  course,
  class_,
  enrolment,
  facility,
  return_,
  membership,
  successor,
  identifier
};
BOOST_DESCRIBE_ENUM(Table, org, campus, person, staff, role, term, course, class_, enrolment, facility, return_,
                    membership, successor, identifier)

// Where a row stands in the file that brought it, as its reader sees it.
struct Place {
  std::string sheet;   // sheet or file name
  int64_t row = 0;     // 1 is the first line
  std::string column;  // heading, or column letters; may be empty
};
BOOST_DESCRIBE_STRUCT(Place, (), (sheet, row, column))

struct ImportFault {
  Place place;
  Words what;         // what is wrong
  Words remedy;       // what to do about it
  bool fatal = true;  // false: a warning; the import may go on
};
BOOST_DESCRIBE_STRUCT(ImportFault, (), (place, what, remedy, fatal))

struct FieldChange {
  std::string field;
  std::string from;
  std::string to;
  bool kept = false;  // edited by hand, so `from` stays
};
BOOST_DESCRIBE_STRUCT(FieldChange, (), (field, from, to, kept))

// One example of what an import does; the first hundred of each kind are kept.
struct RecordChange {
  std::string id;
  std::string label;  // name of the school, "3 persons" for people: no child's name in a report
  Place place;
  std::vector<FieldChange> fields;
};
BOOST_DESCRIBE_STRUCT(RecordChange, (), (id, label, place, fields))

struct TableCounts {
  Table table = Table::org;
  int64_t added = 0, changed = 0, ended = 0, unchanged = 0;
  std::vector<RecordChange> added_samples, changed_samples, ended_samples;
};
BOOST_DESCRIBE_STRUCT(TableCounts, (),
                      (table, added, changed, ended, unchanged, added_samples, changed_samples, ended_samples))

struct IntakeReport {
  std::vector<TableCounts> tables;
  std::vector<ImportFault> faults;  // the first 1,000
  int64_t fault_count = 0;          // of all of them, fatal ones only
  int64_t warning_count = 0;
  bool written = false;
};
BOOST_DESCRIBE_STRUCT(IntakeReport, (), (tables, faults, fault_count, warning_count, written))

struct IntakeOptions {
  SourceRow source;
  bool dry_run = true;
  bool over_hand_edits = false;
  Date effective = Date::today();  // day from which changed values hold and missing rows end
};

// One import under way; used by one thread inside Registry::take_in.
class Intake {
 public:
  virtual ~Intake() = default;

  // The id that this source's record `key` has in the register.
  virtual std::string id_for(Table table, std::string_view key) const = 0;

  // An organisation known by an identifier of any source, or put earlier in this import. `scheme` may be "" for any.
  virtual OrgId org_by_identifier(std::string_view scheme, std::string_view value) const = 0;
  // ... or by its exact name (zh or en) below `under` (may be empty). Empty when none or more than one has it.
  virtual OrgId org_by_name(OrgKind kind, std::string_view name, const OrgId& under) const = 0;
  virtual PersonId person_by_identifier(std::string_view scheme, std::string_view value) const = 0;
  // What the register holds of this person in this role at this organisation from this day on, whatever source brought
  // it.
  virtual std::optional<RoleRow> role_held(const PersonId& person, const OrgId& org, std::string_view role,
                                           Date begin_on) const = 0;
  // The form in which a national number of a person is kept: "digest:...".
  virtual std::string digest_of_national_id(std::string_view number) const = 0;

  // What the register held when this file began: for files that name a row by what it is, not by its id.
  virtual void each_held(const std::function<void(const CampusRow&)>& visit) const = 0;
  virtual void each_held(const std::function<void(const FacilityRow&)>& visit) const = 0;
  virtual void each_held(const std::function<void(const MembershipRow&)>& visit) const = 0;

  // Whether a row is there, in the register or earlier in this import: the check for dangling references.
  virtual bool known(Table table, std::string_view id) const = 0;

  virtual void put(const OrgRow& row, const Place& place) = 0;
  virtual void put(const CampusRow& row, const Place& place) = 0;
  virtual void put(const PersonRow& row, const Place& place) = 0;
  virtual void put(const StaffRow& row, const Place& place) = 0;
  virtual void put(const RoleRow& row, const Place& place) = 0;
  virtual void put(const TermRow& row, const Place& place) = 0;
  virtual void put(const CourseRow& row, const Place& place) = 0;
  virtual void put(const ClassRow& row, const Place& place) = 0;
  virtual void put(const EnrolmentRow& row, const Place& place) = 0;
  virtual void put(const FacilityRow& row, const Place& place) = 0;
  virtual void put(const ReturnRow& row, const Place& place) = 0;
  virtual void put(const MembershipRow& row, const Place& place) = 0;
  virtual void put(const SuccessorRow& row, const Place& place) = 0;
  virtual void put(const IdentifierRow& row, const Place& place) = 0;

  // A delta's own word that a record is gone.
  virtual void end(Table table, std::string_view id, const Place& place) = 0;
  // This table was given whole: rows of the source that were not put are ended.
  virtual void complete(Table table) = 0;

  // Something wrong in the file. A fatal fault means that nothing will be written; reading goes on to find the rest.
  virtual void fault(ImportFault fault) = 0;
  virtual bool too_many_faults() const = 0;  // over 10,000: stop reading
};

// Puts the rows of one file. An error ends the import; faults of the file go to the Intake.
using ReadFile = std::function<Result<void>(Intake&)>;

struct Intaking {
  IntakeOptions options;
  ReadFile read;
};

}  // namespace doorstep::registry
