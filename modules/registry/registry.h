// The register: who is there. Regions and districts, schools with campuses and sites, groups and their members, staff,
// students, classes, facilities and yearly returns, all dated, so that it can be read as of any day.
//
// Everything here is safe to call from several threads. Lists are paged by an opaque cursor. A read `on` a day shows
// the register as it held on that day; the default is today. Rights are the edge's business, but lists take `Bounds`
// so that a caller never sees past its own subtree.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <doorstep/registry/group_desk.h>
#include <doorstep/registry/intake.h>
#include <doorstep/registry/reader.h>
#include <doorstep/registry/rows.h>

namespace doorstep::registry {

// A school in a list.
struct SchoolSummary {
  OrgId id;
  std::string name;
  std::string name_en;
  std::optional<SchoolKind> school_kind;
  std::string stages;
  std::string legal_form;
  std::string setting;
  std::string remoteness;
  OrgId district_id;
  std::string district;
  std::string town;
  OrgId group_id;  // of the first group by name, when there are several
  std::string group;
  std::optional<double> longitude;
  std::optional<double> latitude;
  std::optional<double> students;  // of the newest return, all stages
  bool few = false;                // a roll of fewer than ten is not in `students`: the reader may not see it
  std::optional<double> teachers;
  Date begin_on;
  Date end_on;
  bool generated = false;
};
BOOST_DESCRIBE_STRUCT(SchoolSummary, (),
                      (id, name, name_en, school_kind, stages, legal_form, setting, remoteness, district_id, district,
                       town, group_id, group, longitude, latitude, students, few, teachers, begin_on, end_on,
                       generated))

struct Identifier {
  std::string scheme;
  std::string value;
};
BOOST_DESCRIBE_STRUCT(Identifier, (), (scheme, value))

struct Member {
  OrgId group_id;
  std::string group;
  OrgId school_id;
  std::string school;
  std::string part;
  Date begin_on;
  Date end_on;
};
BOOST_DESCRIBE_STRUCT(Member, (), (group_id, group, school_id, school, part, begin_on, end_on))

struct Successor {
  OrgId id;
  std::string name;
  std::string relation;
  Date on_day;
  bool successor = true;  // false: a predecessor
};
BOOST_DESCRIBE_STRUCT(Successor, (), (id, name, relation, on_day, successor))

struct Source {
  SourceId id;
  std::string space;  // stable name of the system it came from, "tw.moe.primary"
  std::string name;
  std::string licence;
  Words notice;
  bool generated = false;
};
BOOST_DESCRIBE_STRUCT(Source, (), (id, space, name, licence, notice, generated))

struct School {
  OrgRow org;
  std::string district;
  std::string town;
  std::vector<Identifier> identifiers;
  std::vector<CampusRow> campuses;
  std::vector<Member> groups;  // past and present
  std::vector<Successor> successors;
  std::optional<Source> source;
  std::vector<std::string> hand_edited;  // members that imports leave alone
  int64_t seq = 0;
  std::string modified;
};
BOOST_DESCRIBE_STRUCT(School, (),
                      (org, district, town, identifiers, campuses, groups, successors, source, hand_edited, seq,
                       modified))

struct Group {
  OrgRow org;
  std::string district;
  std::string lead_school;
  std::vector<Member> members;        // past and present, dated
  std::vector<Successor> successors;  // groups that it became or came from
  std::optional<Source> source;
  int64_t seq = 0;
  std::string modified;
};
BOOST_DESCRIBE_STRUCT(Group, (), (org, district, lead_school, members, successors, source, seq, modified))

// What an organisation said from a day on, until the next version.
struct OrgVersion {
  Date from;
  OrgRow row;
};

// Every school below an area on a day with the groups it belongs to, and every group of the area or with a member in
// it. Students are those of the newest return of then, as the reader sees them.
struct Headcount {
  std::optional<double> students;
  bool few = false;  // as in SchoolSummary
};
struct RollSchool {
  OrgId id;
  std::string name;
  std::string stages;
  std::string legal_form, setting, town, district;
  Headcount whole;
  std::vector<std::pair<std::string, Headcount>> stages_counted;
  std::vector<int32_t> groups;  // places in Roll::groups
};
struct RollGroup {
  OrgId id;
  std::string name;
  std::string model;
};
struct Roll {
  std::vector<RollSchool> schools;  // by name
  std::vector<RollGroup> groups;
};

struct GroupSummary {
  OrgId id;
  std::string name;
  std::string model;
  OrgId district_id;
  std::string district;
  std::string lead_school;
  int64_t schools = 0;  // members on the day
  std::optional<double> students;
  bool generated = false;
};
BOOST_DESCRIBE_STRUCT(GroupSummary, (),
                      (id, name, model, district_id, district, lead_school, schools, students, generated))

// A region or district with what it holds.
struct Area {
  OrgId id;
  OrgKind kind = OrgKind::district;
  OrgId parent_id;
  std::string name;
  std::string name_en;
  int64_t schools = 0;  // open on the day
  int64_t closed = 0;   // schools that ended before
  int64_t groups = 0;
  std::optional<double> students;
  bool few = false;                 // some rolls are not in `students`: the reader may not see them
  std::vector<int> years;           // school years with returns, newest first
  std::vector<std::string> stages;  // with returns
  std::optional<Source> source;
};
BOOST_DESCRIBE_STRUCT(Area, (),
                      (id, kind, parent_id, name, name_en, schools, closed, groups, students, few, years, stages,
                       source))

struct SchoolQuery {
  std::optional<OrgId> district;  // or any area
  std::optional<OrgId> group;
  std::string q;  // part of a name, Chinese or Latin, or a code
  std::optional<SchoolKind> kind;
  std::optional<Stage> stage;
  std::string town;
  std::string setting;
  std::optional<Date> on;
  bool closed = false;        // also schools that do not exist on that day
  std::string sort = "name";  // name, students, teachers, begin_on; "-students" descending
  std::string cursor;
  int limit = 100;  // 1 to 1000
};
BOOST_DESCRIBE_STRUCT(SchoolQuery, (),
                      (district, group, q, kind, stage, town, setting, on, closed, sort, cursor, limit))

template <class T>
struct Listed {
  std::vector<T> items;
  std::string next;
  int64_t total = 0;
};

struct StaffMember {
  PersonId id;
  std::string name;
  std::string sex;
  std::string role;
  std::string post;
  std::string subject;
  std::string stage;
  std::string qualification;
  std::string title;
  std::string backbone;
  bool full_time = true;
  double share = 1;
  Date begin_on;
  Date end_on;
};
BOOST_DESCRIBE_STRUCT(StaffMember, (),
                      (id, name, sex, role, post, subject, stage, qualification, title, backbone, full_time, share,
                       begin_on, end_on))

// One member of staff whole: the person, what it is qualified as, and every role of all days.
struct StaffRecord {
  std::string name, sex;
  StaffRow staff;  // its id is the person's
  std::vector<RoleRow> roles;
};

// A span of service at one school, for the history of a person.
struct Service {
  OrgId org_id;
  std::string org;
  std::string role;
  std::string post;
  std::string subject;
  std::string stage;
  double share = 1;
  Date begin_on;
  Date end_on;
};
BOOST_DESCRIBE_STRUCT(Service, (), (org_id, org, role, post, subject, stage, share, begin_on, end_on))

struct ClassSummary {
  ClassId id;
  std::string title;
  std::string grades;
  std::string type;
  int64_t students = 0;
  int64_t teachers = 0;
};
BOOST_DESCRIBE_STRUCT(ClassSummary, (), (id, title, grades, type, students, teachers))

struct Student {
  PersonId id;
  std::string name;
  std::string sex;
  std::string grade;
  Date begin_on;
  Date end_on;
};
BOOST_DESCRIBE_STRUCT(Student, (), (id, name, sex, grade, begin_on, end_on))

// Where a student is today. school_id is empty for who has left.
struct Pupil {
  PersonId id;
  std::string name, grade;
  OrgId school_id;
  ClassId class_id;  // the homeroom class, or the first one; may be empty
  std::string of_class;
};

// What a hand changes on a school; absent members stay.
struct SchoolEdit {
  std::optional<std::string> name, name_en, legal_form, setting, remoteness, address;
  std::optional<double> longitude, latitude;
  std::optional<Date> effective;  // day from which it holds; today when absent
};
BOOST_DESCRIBE_STRUCT(SchoolEdit, (),
                      (name, name_en, legal_form, setting, remoteness, address, longitude, latitude, effective))

// One section of one school in one year, for the balance. Figures that the school reports as a whole (shared areas of a
// nine-year school) come as a section of stage "". A school that exists on 31 December of the year and runs a stage
// but returned nothing for it is there with no figures, so that the missing can be named.
struct Section {
  OrgId school_id;
  std::string school;
  std::string stage;
  SchoolKind school_kind = SchoolKind::primary;
  std::string legal_form, setting, remoteness, town;
  bool teaching_point = false;
  OrgId parent_school_id;  // of a teaching point
  OrgId district_id;
  std::string district;
  OrgId group_id;  // of the education group on that day, the first by name when there are several
  std::string group;
  bool few = false;                                     // its roll is: not for every reader
  std::vector<std::pair<std::string, double>> figures;  // code of the figure, value
};

class Registry {
 public:
  virtual ~Registry() = default;

  // --- areas and sources
  virtual std::vector<Area> areas(const Reader& reader) = 0;  // regions and districts, parents first
  virtual Result<Area> area(const OrgId& id, const Scope& full) = 0;
  // A district by id, name or English name. not_found names the nearest spelling.
  virtual Result<Area> find_area(std::string_view text) = 0;
  virtual std::vector<Source> sources() = 0;

  // --- schools
  virtual Result<Listed<SchoolSummary>> schools(const SchoolQuery& query, const Reader& reader) = 0;
  virtual Result<School> school(const OrgId& id, std::optional<Date> on) = 0;
  // conflict-free correction: `seq` is what the caller saw; stale when it moved on. Edited members become sticky.
  virtual Result<School> edit_school(const Actor& actor, const OrgId& id, const SchoolEdit& edit,
                                     std::optional<int64_t> seq) = 0;
  virtual Result<std::vector<StaffMember>> staff(const OrgId& school, std::optional<Date> on) = 0;
  // Empty when there is no such person or it was never staff.
  virtual std::optional<StaffRecord> staff_record(const PersonId& person) = 0;
  // Local numbers by which the person is known, never a national one.
  virtual std::vector<std::string> numbers_of(const PersonId& person) = 0;
  // Everybody who serves today below the scope (a group: its members).
  virtual std::vector<StaffRecord> staff_records(const Scope& scope) = 0;
  // Of each of these schools, how many of its staff serve today at another of them as well.
  virtual std::vector<int64_t> shared_staff(const std::vector<OrgId>& schools) = 0;
  virtual Result<std::vector<Service>> service_history(const PersonId& person) = 0;
  virtual Result<std::vector<ClassSummary>> classes(const OrgId& school, std::optional<Date> on) = 0;
  virtual Result<std::vector<Student>> students(const ClassId& of_class, std::optional<Date> on) = 0;
  virtual std::optional<Pupil> pupil(const PersonId& person) = 0;  // empty when it is no student's
  // Persons of whom nothing lasts since `before` and whose names are still kept, students only.
  virtual std::vector<PersonId> gone_before(Date before, int limit) = 0;
  // Takes names, sex and identifiers off persons and out of everything kept of the past; statistics stay. conflict
  // (still-here): somebody among them holds a role today, whose records the law asks to keep.
  virtual Result<void> forget(const Actor& actor, const std::vector<PersonId>& people) = 0;
  virtual Result<OrgId> school_of_class(const ClassId& of_class) = 0;
  virtual Result<std::vector<FacilityRow>> facilities(const OrgId& school, std::optional<Date> on) = 0;
  virtual Result<std::vector<ReturnRow>> returns(const OrgId& school) = 0;

  // --- groups
  virtual std::vector<GroupSummary> groups(std::optional<OrgId> district, std::optional<Date> on,
                                           const Reader& reader) = 0;
  virtual Result<Group> group(const OrgId& id) = 0;
  // Runs `work` in one transaction: what it did through the desk is kept when it succeeds.
  virtual Result<void> change_groups(const Actor& actor, const GroupWork& work) = 0;
  virtual Result<void> read_groups(const GroupReading& work) = 0;
  // The oldest first; the first holds from Date::always().
  virtual Result<std::vector<OrgVersion>> versions(const OrgId& id) = 0;
  virtual Roll roll(const OrgId& area, Date on, const Scope& full) = 0;

  // --- for other rooms
  // All sections of the schools below an area, or of the members of a group, ordered by school id, then stage.
  virtual std::vector<Section> sections(const OrgId& area, SchoolYear year) = 0;
  // School years with returns below an area or group, newest first, and the stages that returned in each.
  struct YearStages {
    SchoolYear year;
    std::vector<std::string> stages;
  };
  virtual std::vector<YearStages> years(const OrgId& area) = 0;
  // The district around a school or group today; empty above districts.
  virtual std::string name_of(const OrgId& id) = 0;  // today's; empty when there is no such organisation
  virtual OrgId district_of(const OrgId& id) = 0;
  // Whether an organisation lies in a scope today.
  virtual bool within(const OrgId& id, const Scope& scope) = 0;
  // Grows with every committed change; what was computed from the register holds while it stands still.
  virtual int64_t change_sequence() = 0;

  // Runs each file's `read` with an Intake, all inside one transaction: either everything is written or nothing. Each
  // file sees what those before it bring, in a dry run too. Reading stops at the first file with a fatal fault, so
  // there are as many reports as files were read.
  virtual Result<std::vector<IntakeReport>> take_in(const Actor& actor, std::vector<Intaking> files) = 0;
  Result<IntakeReport> take_in(const Actor& actor, IntakeOptions options, ReadFile read) {
    auto reports = take_in(actor, {{std::move(options), std::move(read)}});
    if (!reports) return tl::unexpected<Error>(reports.error());
    return std::move(reports->front());
  }

  // Visits every current row of a table, in order of id, for exports. T is one of the rows of rows.h.
  virtual void each_org(const Scope& scope,
                        const std::function<void(const OrgRow&, Status, const std::string& modified)>& visit) = 0;
  virtual void each_person(const Scope& scope, const std::function<void(const PersonRow&)>& visit) = 0;
  virtual void each_staff(const Scope& scope, const std::function<void(const StaffRow&)>& visit) = 0;
  virtual void each_role(const Scope& scope, const std::function<void(const RoleRow&)>& visit) = 0;
  virtual void each_term(const std::function<void(const TermRow&)>& visit) = 0;
  virtual void each_course(const Scope& scope, const std::function<void(const CourseRow&)>& visit) = 0;
  virtual void each_class(const Scope& scope, const std::function<void(const ClassRow&)>& visit) = 0;
  virtual void each_enrolment(const Scope& scope, const std::function<void(const EnrolmentRow&)>& visit) = 0;
  virtual void each_campus(const Scope& scope, const std::function<void(const CampusRow&)>& visit) = 0;
  virtual void each_facility(const Scope& scope, const std::function<void(const FacilityRow&)>& visit) = 0;
  virtual void each_return(const Scope& scope, const std::function<void(const ReturnRow&)>& visit) = 0;
  virtual void each_membership(const Scope& scope, const std::function<void(const MembershipRow&)>& visit) = 0;
  virtual void each_org_identifier(const std::function<void(const IdentifierRow&)>& visit) = 0;
  virtual void each_identifier(const Scope& scope, const std::function<void(const IdentifierRow&)>& visit) = 0;
};

}  // namespace doorstep::registry
