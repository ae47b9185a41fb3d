// Rows of the register: one struct a table, members named as the columns are. They are what an import brings, what the
// store keeps and what exports write. Empty text and empty optionals mean "not known", never zero.
//
// Every row that lasts carries the same five last members, `Kept`: where it came from, what was edited by hand, and
// the change sequence. Spans are half-open [begin_on, end_on). What a row said earlier is in registry_past.
#pragma once

#include <optional>
#include <string>

#include <doorstep/base/date.h>
#include <doorstep/base/describe.h>
#include <doorstep/base/id.h>

namespace doorstep::registry {

enum class OrgKind { country, region, district, town, school, group };
BOOST_DESCRIBE_ENUM(OrgKind, country, region, district, town, school, group)

enum class SchoolKind {
  kindergarten,
  primary,
  junior,
  senior,
  nine_year,
  twelve_year,
  complete_secondary,
  vocational,
  special,
  international
};
BOOST_DESCRIBE_ENUM(SchoolKind, kindergarten, primary, junior, senior, nine_year, twelve_year, complete_secondary,
                    vocational, special, international)

enum class Stage { kindergarten, primary, junior, senior };
BOOST_DESCRIBE_ENUM(Stage, kindergarten, primary, junior, senior)

enum class Status { active, tobedeleted };
BOOST_DESCRIBE_ENUM(Status, active, tobedeleted)

// A node of the one administrative tree. Members from school_kind to capacity are for schools only; model and
// lead_school_id for groups only.
struct OrgRow {
  OrgId id;
  OrgKind kind = OrgKind::school;
  OrgId parent_id;  // district of a school or group; empty only at the top
  std::string name;
  std::string name_en;
  std::optional<SchoolKind> school_kind;
  std::string stages;           // "primary,junior": the sections that the school runs
  std::string legal_form;       // code of scheme legal-form: public, private, affordable_private ...
  std::string setting;          // urban, town, rural
  std::string remoteness;       // code of scheme remoteness: remote, very_remote, extremely_remote
  bool teaching_point = false;  // counted with parent_school_id unless it is a school of its own
  OrgId parent_school_id;
  std::string address;
  std::optional<double> longitude;  // WGS 84, degrees
  std::optional<double> latitude;
  std::string model;  // of a group: code of scheme group-model
  OrgId lead_school_id;
  Date begin_on;
  Date end_on = Date::never();
};
BOOST_DESCRIBE_STRUCT(OrgRow, (),
                      (id, kind, parent_id, name, name_en, school_kind, stages, legal_form, setting, remoteness,
                       teaching_point, parent_school_id, address, longitude, latitude, model, lead_school_id, begin_on,
                       end_on))

// A campus of a school, or a site of a campus (then parent_id is the campus). A campus normally has no code of its own.
struct CampusRow {
  CampusId id;
  OrgId school_id;
  CampusId parent_id;
  std::string name;
  bool main = false;
  std::string address;
  std::optional<double> longitude;
  std::optional<double> latitude;
  Date begin_on;
  Date end_on = Date::never();
};
BOOST_DESCRIBE_STRUCT(CampusRow, (),
                      (id, school_id, parent_id, name, main, address, longitude, latitude, begin_on, end_on))

// (scheme, value) of an organisation or person in another system. National numbers of persons are kept as a keyed
// digest only: the value then starts with "digest:".
struct IdentifierRow {
  std::string owner_id;
  std::string scheme;  // cn.school-code, uk.urn, tw.school-code, local, oneroster ...
  std::string value;
  std::string issuer;
  Date begin_on;
  Date end_on = Date::never();
};
BOOST_DESCRIBE_STRUCT(IdentifierRow, (), (owner_id, scheme, value, issuer, begin_on, end_on))

// A person, at its least. Names that cannot be split have the whole in family_name and "-" as given_name.
struct PersonRow {
  PersonId id;
  std::string family_name;
  std::string given_name;
  std::string full_name;
  std::string sex;    // code of scheme sex (GB/T 2261.1): 1 male, 2 female, 0 unknown, 9 not stated; may be empty
  std::string grade;  // of students: as OneRoster writes it, 01 to 12, KG
};
BOOST_DESCRIBE_STRUCT(PersonRow, (), (id, family_name, given_name, full_name, sex, grade))

// What a member of staff is qualified as; `id` is the person's.
struct StaffRow {
  PersonId id;
  std::string qualification;  // code of scheme education-level: doctor, master, bachelor, college, secondary, other
  std::string subjects;       // codes of scheme subject, comma-separated
  std::string title;          // code of scheme professional-title: senior_full, senior, first, second, third, none
  std::string backbone;       // code of scheme backbone-rank: none, school, district, city, province, national
  std::string section;        // stage in which the person is counted: primary, junior ...
  bool full_time = true;
  bool established = true;  // holds an established post
  std::string birth_month;  // YYYY-MM, for the forecast of retirement; empty when not known. The day is not kept
};
BOOST_DESCRIBE_STRUCT(StaffRow, (),
                      (id, qualification, subjects, title, backbone, section, full_time, established, birth_month))

// Person at organisation: what, where, since when. A teacher lent to another school has two: home stays primary.
struct RoleRow {
  std::string id;
  PersonId person_id;
  OrgId org_id;
  CampusId campus_id;
  std::string role;  // student, teacher, principal, deputy, staff, guardian, administrator
  std::string post;  // words of the post, "head of grade 4"
  std::string subject;
  std::string stage;
  bool primary_role = true;
  double share = 1;  // of full working time
  Date begin_on;
  Date end_on = Date::never();
};
BOOST_DESCRIBE_STRUCT(RoleRow, (),
                      (id, person_id, org_id, campus_id, role, post, subject, stage, primary_role, share, begin_on,
                       end_on))

struct TermRow {
  std::string id;
  std::string title;
  std::string type;  // schoolYear, semester, term, gradingPeriod
  std::string parent_id;
  SchoolYear year;
  Date begin_on;
  Date end_on = Date::never();
};
BOOST_DESCRIBE_STRUCT(TermRow, (), (id, title, type, parent_id, year, begin_on, end_on))

struct CourseRow {
  std::string id;
  OrgId org_id;
  std::string title;
  std::string code;
  std::string grades;
  std::string subjects;
};
BOOST_DESCRIBE_STRUCT(CourseRow, (), (id, org_id, title, code, grades, subjects))

struct ClassRow {
  ClassId id;
  OrgId school_id;
  CampusId campus_id;
  std::string course_id;
  std::string title;
  std::string code;
  std::string type;  // homeroom, scheduled
  std::string grades;
  std::string terms;  // ids, comma-separated
  Date begin_on;
  Date end_on = Date::never();
};
BOOST_DESCRIBE_STRUCT(ClassRow, (),
                      (id, school_id, campus_id, course_id, title, code, type, grades, terms, begin_on, end_on))

struct EnrolmentRow {
  std::string id;
  ClassId class_id;
  OrgId school_id;
  PersonId person_id;
  std::string role;  // student, teacher, administrator, proctor
  bool primary_teacher = false;
  Date begin_on;
  Date end_on = Date::never();
};
BOOST_DESCRIBE_STRUCT(EnrolmentRow, (), (id, class_id, school_id, person_id, role, primary_teacher, begin_on, end_on))

// Areas, rooms and equipment by kind (code of scheme facility-kind).
struct FacilityRow {
  std::string id;
  OrgId school_id;
  CampusId campus_id;
  std::string kind;
  std::string name;
  double quantity = 0;         // rooms or pieces
  std::optional<double> area;  // m2
  std::optional<double> value_yuan;
  Date begin_on;
  Date end_on = Date::never();
};
BOOST_DESCRIBE_STRUCT(FacilityRow, (),
                      (id, school_id, campus_id, kind, name, quantity, area, value_yuan, begin_on, end_on))

// One figure of a school's yearly return. stage is "" for a figure that the school reports as a whole (shared areas of
// a nine-year school). Codes of figures: standards/figures.toml.
struct ReturnRow {
  OrgId school_id;
  std::string stage;
  SchoolYear year;
  std::string figure;
  double value = 0;
};
BOOST_DESCRIBE_STRUCT(ReturnRow, (), (school_id, stage, year, figure, value))

// A school or campus in a group, from a day to a day.
struct MembershipRow {
  std::string id;
  OrgId group_id;
  OrgId school_id;
  std::string part;  // lead, member, entrusted, paired
  Date begin_on;
  Date end_on = Date::never();
};
BOOST_DESCRIBE_STRUCT(MembershipRow, (), (id, group_id, school_id, part, begin_on, end_on))

// `from` was followed by `to`.
struct SuccessorRow {
  OrgId from_id;
  OrgId to_id;
  std::string relation;  // successor, merged, split, renamed
  Date on_day;
};
BOOST_DESCRIBE_STRUCT(SuccessorRow, (), (from_id, to_id, relation, on_day))

// Where data came from; named wherever the data is shown.
struct SourceRow {
  SourceId id;
  std::string space;  // stable name of the source system; ids are derived within it
  std::string name;
  std::string licence;
  std::string notice_zh;  // "来源：……" as the licence asks
  std::string notice_en;
  bool generated = false;  // made by our own generator, not real
  Date taken_on;
};
BOOST_DESCRIBE_STRUCT(SourceRow, (), (id, space, name, licence, notice_zh, notice_en, generated, taken_on))

}  // namespace doorstep::registry
