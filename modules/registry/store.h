// Store: the statements of the register that are not the same for every table. Each runs in the caller's transaction.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <doorstep/registry/registry.h>

#include "store_versions.h"

namespace doorstep::registry::store {

// --- the change sequence
int64_t sequence(db::Session& session);
// Holds the counter until the end of the transaction; returns where it stands.
int64_t hold_sequence(db::Session& session);
void set_sequence(db::Session& session, int64_t value);
// Where the sequence stood when returns were last written.
int64_t returns_sequence(db::Session& session);
void set_returns_sequence(db::Session& session, int64_t value);

// --- sources
std::vector<SourceRow> sources(db::Session& session);
void keep_source(db::Session& session, const SourceRow& row);

// --- what a snapshot is made of
void each_org(db::Session& session, const std::function<void(Held<OrgRow>&&)>& visit);
std::vector<MembershipRow> memberships(db::Session& session);
// Of all days, by the day they begin.
std::vector<MembershipRow> members_of(db::Session& session, const OrgId& group);
std::vector<MembershipRow> groups_of(db::Session& session, const OrgId& school);
std::vector<OrgRow> groups_below(db::Session& session, const OrgId& area);  // directly, by name
struct OrgIdentifier {
  std::string owner_id, scheme, value;
};
BOOST_DESCRIBE_STRUCT(OrgIdentifier, (), (owner_id, scheme, value))
std::vector<OrgIdentifier> org_identifiers(db::Session& session);  // of organisations only
// What one school returned for one stage in one year, at its shortest.
struct Returned {
  std::string school_id;
  int year = 0;
  std::string stage;
  std::optional<double> students, teachers;
};
BOOST_DESCRIBE_STRUCT(Returned, (), (school_id, year, stage, students, teachers))
std::vector<Returned> returned(db::Session& session);  // by year, then school
// Versions of rows of a kind that held on `day`: key and row.
struct Version {
  std::string id, row;
};
BOOST_DESCRIBE_STRUCT(Version, (), (id, row))
std::vector<Version> versions_on(db::Session& session, std::string_view kind, Date day);

// --- one school
std::vector<CampusRow> campuses(db::Session& session, const OrgId& school);
struct Relation {
  OrgId other;
  std::string relation;
  Date on_day;
  bool successor = true;
};
BOOST_DESCRIBE_STRUCT(Relation, (), (other, relation, on_day, successor))
std::vector<Relation> relations(db::Session& session, const OrgId& school);
std::vector<FacilityRow> facilities(db::Session& session, const OrgId& school);
std::vector<ReturnRow> returns(db::Session& session, const OrgId& school);
std::vector<ClassRow> classes(db::Session& session, const OrgId& school);
struct ClassCount {
  std::string class_id, role;
  int64_t people = 0;
};
BOOST_DESCRIBE_STRUCT(ClassCount, (), (class_id, role, people))
std::vector<ClassCount> class_counts(db::Session& session, const OrgId& school, Date day);
std::optional<std::string> school_of_class(db::Session& session, const ClassId& id);

// --- people
std::vector<RoleRow> staff_roles(db::Session& session, const OrgId& school);  // of all days, as the next two
std::vector<RoleRow> roles_of(db::Session& session, const PersonId& person);
std::vector<EnrolmentRow> enrolments_of(db::Session& session, const PersonId& person);
std::vector<EnrolmentRow> enrolments_at(db::Session& session, const OrgId& school);  // in its classes, of all days
std::vector<PersonId> gone_students(db::Session& session, Date before, int limit);
// Blanks a person, now and in the past; imports leave what is blank alone.
void forget(db::Session& session, const PersonId& person, int64_t seq);
std::vector<EnrolmentRow> students_of(db::Session& session, const ClassId& of_class);
std::optional<std::string> person_with(db::Session& session, std::string_view scheme, std::string_view value);

// --- figures
struct FigureRow {
  std::string school_id, stage, figure;
  double value = 0;
};
BOOST_DESCRIBE_STRUCT(FigureRow, (), (school_id, stage, figure, value))
// In order of school, stage and figure; of one school, or of all.
void each_figure(db::Session& session, SchoolYear year, const std::function<void(FigureRow&&)>& visit);
void each_figure(db::Session& session, SchoolYear year, const OrgId& school,
                 const std::function<void(FigureRow&&)>& visit);

// --- code tables
struct CodeRow {
  std::string scheme, version, code;
  int64_t position = 0;
  std::string zh, en;
  Date begin_on, end_on = Date::never();
};
BOOST_DESCRIBE_STRUCT(CodeRow, (), (scheme, version, code, position, zh, en, begin_on, end_on))
std::vector<CodeRow> codes(db::Session& session);  // by scheme, version and position
void replace_codes(db::Session& session, const std::vector<CodeRow>& rows);

// --- exports: every current row of a table, in order of its key
template <class Row>
void each_current(db::Session& session, const std::function<void(const Held<Row>&)>& visit, bool with_tombstones) {
  std::string order;
  for (const auto key : Of<Row>::keys) order.append(order.empty() ? "" : ", ").append(key);
  session.select(fmt::format("SELECT {} FROM {}{} ORDER BY {}", all_columns<Row>(), Of<Row>::name,
                             with_tombstones ? "" : " WHERE status='active'", order),
                 {}, [&](const db::RowView& view) { visit(held_of<Row>(view)); });
}

}  // namespace doorstep::registry::store
