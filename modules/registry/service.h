// RegistryService: the rules of the register over its store. Lists and single schools are answered from a snapshot of
// the organisations; people, classes, figures and exports are read from the database.
#pragma once

#include <doorstep/accounts/rights.h>
#include <doorstep/audit/audit.h>
#include <doorstep/db/db.h>

#include <atomic>
#include <chrono>
#include <map>
#include <mutex>

#include "module.h"
#include "snapshot.h"

namespace doorstep::registry {

class RegistryService final : public Registry {
 public:
  RegistryService(db::Database& database, Parts parts) : database_(database), parts_(std::move(parts)) {}

  std::vector<Area> areas(const Reader& reader) override;
  Result<Area> area(const OrgId& id, const Scope& full) override;
  Result<Area> find_area(std::string_view text) override;
  std::vector<Source> sources() override;

  Result<Listed<SchoolSummary>> schools(const SchoolQuery& query, const Reader& reader) override;
  Result<School> school(const OrgId& id, std::optional<Date> on) override;
  Result<School> edit_school(const Actor& actor, const OrgId& id, const SchoolEdit& edit,
                             std::optional<int64_t> seq) override;
  Result<std::vector<StaffMember>> staff(const OrgId& school, std::optional<Date> on) override;
  std::optional<StaffRecord> staff_record(const PersonId& person) override;
  std::vector<std::string> numbers_of(const PersonId& person) override;
  std::vector<StaffRecord> staff_records(const Scope& scope) override;
  std::vector<int64_t> shared_staff(const std::vector<OrgId>& schools) override;
  Result<std::vector<Service>> service_history(const PersonId& person) override;
  Result<std::vector<ClassSummary>> classes(const OrgId& school, std::optional<Date> on) override;
  Result<std::vector<Student>> students(const ClassId& of_class, std::optional<Date> on) override;
  std::optional<Pupil> pupil(const PersonId& person) override;
  std::vector<PersonId> gone_before(Date before, int limit) override;
  Result<void> forget(const Actor& actor, const std::vector<PersonId>& people) override;
  Result<OrgId> school_of_class(const ClassId& of_class) override;
  Result<std::vector<FacilityRow>> facilities(const OrgId& school, std::optional<Date> on) override;
  Result<std::vector<ReturnRow>> returns(const OrgId& school) override;

  std::vector<GroupSummary> groups(std::optional<OrgId> district, std::optional<Date> on,
                                   const Reader& reader) override;
  Result<Group> group(const OrgId& id) override;
  Result<void> change_groups(const Actor& actor, const GroupWork& work) override;
  Result<void> read_groups(const GroupReading& work) override;
  Result<std::vector<OrgVersion>> versions(const OrgId& id) override;
  Roll roll(const OrgId& area, Date on, const Scope& full) override;

  std::vector<Section> sections(const OrgId& area, SchoolYear year) override;
  std::vector<YearStages> years(const OrgId& area) override;
  std::string name_of(const OrgId& id) override { return snapshot()->name_of(id); }
  OrgId district_of(const OrgId& id) override;
  std::optional<OrgRow> org(const OrgId& id);  // as it is today; empty when there is no such organisation
  bool within(const OrgId& id, const Scope& scope) override;
  int64_t change_sequence() override;

  using Registry::take_in;
  Result<std::vector<IntakeReport>> take_in(const Actor& actor, std::vector<Intaking> files) override;

  void each_org(const Scope& scope,
                const std::function<void(const OrgRow&, Status, const std::string& modified)>& visit) override;
  void each_person(const Scope& scope, const std::function<void(const PersonRow&)>& visit) override;
  void each_staff(const Scope& scope, const std::function<void(const StaffRow&)>& visit) override;
  void each_role(const Scope& scope, const std::function<void(const RoleRow&)>& visit) override;
  void each_term(const std::function<void(const TermRow&)>& visit) override;
  void each_course(const Scope& scope, const std::function<void(const CourseRow&)>& visit) override;
  void each_class(const Scope& scope, const std::function<void(const ClassRow&)>& visit) override;
  void each_enrolment(const Scope& scope, const std::function<void(const EnrolmentRow&)>& visit) override;
  void each_campus(const Scope& scope, const std::function<void(const CampusRow&)>& visit) override;
  void each_facility(const Scope& scope, const std::function<void(const FacilityRow&)>& visit) override;
  void each_return(const Scope& scope, const std::function<void(const ReturnRow&)>& visit) override;
  void each_membership(const Scope& scope, const std::function<void(const MembershipRow&)>& visit) override;
  void each_org_identifier(const std::function<void(const IdentifierRow&)>& visit) override;
  void each_identifier(const Scope& scope, const std::function<void(const IdentifierRow&)>& visit) override;

  // The organisations on a day, today when it is absent; never older than a second.
  std::shared_ptr<const Snapshot> snapshot(std::optional<Date> on = std::nullopt);
  db::Database& database() { return database_; }

 private:
  // Runs `work(session, seq)` in one write that holds the change sequence; `seq` goes up by what the work took.
  template <class Work>
  auto change(Work&& work);
  void moved(int64_t seq);
  // The snapshot of the day when it is there and no older than `seq`.
  std::shared_ptr<const Snapshot> kept_snapshot(int64_t seq, Date day);
  Sight sight(const Scope& full);
  Area area_of(const Snapshot& at, int32_t index, const Sight& sight) const;
  Result<int32_t> school_index(const Snapshot& at, const OrgId& id) const;
  Result<int32_t> group_index(const Snapshot& at, const OrgId& id) const;
  Group group_of(const Snapshot& at, int32_t index) const;

  db::Database& database_;
  Parts parts_;
  std::atomic<int64_t> seq_ = -1;
  std::atomic<int64_t> polled_ = 0;  // when, in milliseconds of the steady clock
  std::mutex mutex_;                 // of the list alone, held for a look into it: every check of rights comes by here
  std::vector<std::shared_ptr<const Snapshot>> snapshots_;  // of the newest sequence; the most recently used last
  std::mutex making_;                                       // held while one is made
  std::mutex pupils_mutex_;
  std::map<PersonId, std::optional<Pupil>> pupils_;  // as of pupils_seq_ and pupils_on_, whoever was asked for
  int64_t pupils_seq_ = -1;
  Date pupils_on_;
  std::shared_ptr<const Snapshot> newest_;  // the last one made, whatever its day; by who makes
};

template <class Work>
auto RegistryService::change(Work&& work) {
  int64_t seq = 0;
  auto made = database_.write([&](db::Session& session) {
    const auto before = store::hold_sequence(session);
    seq = before;
    auto result = work(session, seq);
    if (result && seq != before) store::set_sequence(session, seq);
    return result;
  });
  if (made) moved(seq);
  return made;
}

std::string shown_name(const PersonRow& row);

}  // namespace doorstep::registry
