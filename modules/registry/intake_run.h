// IntakeRun: one import under way, inside one transaction. Decides for every row that is put whether it is new,
// changed or as it was, writes accordingly (unless dry), and counts.
//
// It remembers 32 bytes a row, so that a district of half a million people fits into little memory; whole rows are read
// only where a print differs. Organisations, some thousands, are held with their names and parents.
#pragma once

#include <map>
#include <set>
#include <tuple>
#include <unordered_map>

#include <doorstep/registry/intake.h>

#include "store_intake.h"

namespace doorstep::registry {

class IntakeRun final : public Intake {
 public:
  IntakeRun(db::Session& session, const IntakeOptions& options, std::string pepper, int64_t seq);

  std::string id_for(Table table, std::string_view key) const override;
  OrgId org_by_identifier(std::string_view scheme, std::string_view value) const override;
  OrgId org_by_name(OrgKind kind, std::string_view name, const OrgId& under) const override;
  PersonId person_by_identifier(std::string_view scheme, std::string_view value) const override;
  std::optional<RoleRow> role_held(const PersonId& person, const OrgId& org, std::string_view role,
                                   Date begin_on) const override;
  std::string digest_of_national_id(std::string_view number) const override;
  bool known(Table table, std::string_view id) const override;
  void each_held(const std::function<void(const CampusRow&)>& visit) const override { each_row(visit); }
  void each_held(const std::function<void(const FacilityRow&)>& visit) const override { each_row(visit); }
  void each_held(const std::function<void(const MembershipRow&)>& visit) const override { each_row(visit); }

  void put(const OrgRow& row, const Place& place) override { take(row, place); }
  void put(const CampusRow& row, const Place& place) override { take(row, place); }
  void put(const PersonRow& row, const Place& place) override { take(row, place); }
  void put(const StaffRow& row, const Place& place) override { take(row, place); }
  void put(const RoleRow& row, const Place& place) override { take(row, place); }
  void put(const TermRow& row, const Place& place) override { take(row, place); }
  void put(const CourseRow& row, const Place& place) override { take(row, place); }
  void put(const ClassRow& row, const Place& place) override { take(row, place); }
  void put(const EnrolmentRow& row, const Place& place) override { take(row, place); }
  void put(const FacilityRow& row, const Place& place) override { take(row, place); }
  void put(const ReturnRow& row, const Place& place) override { take(row, place); }
  void put(const MembershipRow& row, const Place& place) override { take(row, place); }
  void put(const SuccessorRow& row, const Place& place) override { take(row, place); }
  void put(const IdentifierRow& row, const Place& place) override { take(row, place); }
  void end(Table table, std::string_view id, const Place& place) override;
  void complete(Table table) override;
  void fault(ImportFault fault) override;
  bool too_many_faults() const override { return report_.fault_count > 10'000; }

  // What only the whole file can tell: references that nothing answered, cycles. Then the rest is written.
  void finish();

  IntakeReport& report() { return report_; }
  int64_t seq() const { return seq_; }
  // Organisations that changed, for the audit trail: id and fields. Filled by real runs.
  struct ChangedOrg {
    std::string id;
    std::vector<FieldChange> fields;
  };
  const std::vector<ChangedOrg>& changed_orgs() const { return changed_orgs_; }

 private:
  template <class Row>
  struct State {
    Marks marks;
    bool loaded = false;
    int64_t held_of_source = 0;  // active rows of this source before the import, not yet named
    TableCounts counts;
    std::unique_ptr<db::Session::Bulk> bulk;
  };
  template <class... Rows>
  using States = std::tuple<State<Rows>...>;

  // An organisation as this import leaves it.
  struct Org {
    OrgKind kind = OrgKind::school;
    std::string parent, name, name_en;
    Place place;
  };
  // A reference that was not there yet when it was met.
  struct Waiting {
    Table table;
    std::string id, what;
    Place place;
  };

  // intake_run.cpp
  template <class Row>
  void take(const Row& row, const Place& place);
  template <class Row>
  void add(State<Row>& state, const Row& row, int64_t print, const Place& place);
  template <class Row>
  void compare(State<Row>& state, const Row& row, int64_t print, const Mark& mark, const Place& place);
  template <class Row>
  void end_row(const Row& row, const Place& place);
  template <class Row>
  void end_missing();
  template <class Row>
  State<Row>& state();
  template <class Row>
  const State<Row>& state() const {
    return const_cast<IntakeRun*>(this)->state<Row>();
  }
  template <class Visit>
  decltype(auto) with_table(Table table, Visit&& visit) const;
  template <class Row>
  void each_row(const std::function<void(const Row&)>& visit) const;
  template <class Row>
  bool readable(const Row& row, const Place& place);
  uint16_t sheet_of(const Place& place);
  bool writing() const { return !options_.dry_run && report_.fault_count == 0; }

  // intake_checks.cpp: false after a fatal fault
  bool check(const OrgRow& row, const Place& place);
  bool check(const CampusRow& row, const Place& place);
  bool check(const PersonRow& row, const Place& place);
  bool check(const StaffRow& row, const Place& place);
  bool check(const RoleRow& row, const Place& place);
  bool check(const TermRow& row, const Place& place);
  bool check(const CourseRow& row, const Place& place);
  bool check(const ClassRow& row, const Place& place);
  bool check(const EnrolmentRow& row, const Place& place);
  bool check(const FacilityRow& row, const Place& place);
  bool check(const ReturnRow& row, const Place& place);
  bool check(const MembershipRow& row, const Place& place);
  bool check(const SuccessorRow& row, const Place& place);
  bool check(const IdentifierRow& row, const Place& place);
  bool refers(Table table, const std::string& id, const Place& place, std::string_view column, bool may_be_empty);
  void refers_later(Table table, const std::string& id, const Place& place, std::string_view column);
  bool span(Date begin, Date end, const Place& place);
  bool coordinates(const std::optional<double>& longitude, const std::optional<double>& latitude, const Place& place);
  bool not_negative(double value, const Place& place, std::string_view column);
  void wrong(const Place& place, std::string_view column, Words what, Words remedy, bool fatal = true);

  // intake_orgs.cpp
  void load_orgs() const;
  template <class Row>
  void remember(const Row&, const Place&) {}
  void remember(const OrgRow& row, const Place& place);
  void remember(const IdentifierRow& row, const Place& place);
  std::string label(const OrgRow& row) const { return row.name; }
  std::string label(const CampusRow& row) const { return row.name; }
  std::string label(const ClassRow& row) const { return row.title; }
  std::string label(const TermRow& row) const { return row.title; }
  std::string label(const CourseRow& row) const { return row.title; }
  std::string label(const FacilityRow& row) const;
  std::string label(const ReturnRow& row) const;
  std::string label(const MembershipRow& row) const;
  std::string label(const SuccessorRow& row) const;
  std::string label(const IdentifierRow& row) const;
  std::string label(const PersonRow&) const { return {}; }
  std::string label(const StaffRow&) const { return {}; }
  std::string label(const RoleRow& row) const { return org_name(row.org_id.value); }
  std::string label(const EnrolmentRow& row) const { return org_name(row.school_id.value); }
  std::string org_name(const std::string& id) const;
  void find_cycles();
  void find_dangling();

  db::Session& session_;
  const IntakeOptions& options_;
  std::string pepper_;
  int64_t seq_;
  std::string modified_ = now_utc();
  IntakeReport report_;
  mutable States<OrgRow, CampusRow, PersonRow, StaffRow, RoleRow, TermRow, CourseRow, ClassRow, EnrolmentRow,
                 FacilityRow, ReturnRow, MembershipRow, SuccessorRow, IdentifierRow>
      states_;
  std::vector<std::string> sheets_;
  std::vector<Waiting> waiting_;
  std::vector<ChangedOrg> changed_orgs_;

  mutable bool orgs_loaded_ = false;
  mutable std::unordered_map<std::string, Org> orgs_;
  mutable std::unordered_multimap<std::string, std::string> orgs_by_name_;
  mutable std::unordered_map<std::string, std::set<std::string>> orgs_by_identifier_;  // "scheme\nvalue" and "\nvalue"
  Owners people_by_identifier_;                                                        // of this import
};

}  // namespace doorstep::registry
