#include "store_staff.h"

#include <array>

namespace doorstep::registry::store {
namespace {

constexpr std::string_view staff_at_school = "org_id=$1 AND role NOT IN ('student', 'guardian')";

template <class Row>
void each_held_of(db::Session& session, const OrgId& school, const std::string& rest,
                  const std::function<void(Held<Row>&&)>& visit) {
  const std::array values{db::to_value(school)};
  session.select(fmt::format("SELECT {} FROM {} {}", all_columns<Row>(), Of<Row>::name, rest), values,
                 [&](const db::RowView& view) { visit(held_of<Row>(view)); });
}

std::string of_staff_at_school(std::string_view column) {
  return fmt::format("WHERE {} IN (SELECT person_id FROM registry_role WHERE {})", column, staff_at_school);
}

}  // namespace

void each_role_at(db::Session& session, const OrgId& school, const std::function<void(Held<RoleRow>&&)>& visit) {
  each_held_of<RoleRow>(session, school, fmt::format("WHERE {} ORDER BY id", staff_at_school), visit);
}
void each_staff_role(db::Session& session, const OrgId& school, const std::function<void(Held<RoleRow>&&)>& visit) {
  each_held_of<RoleRow>(session, school, of_staff_at_school("person_id") + " ORDER BY begin_on DESC, id", visit);
}
void each_staff_person(db::Session& session, const OrgId& school, const std::function<void(Held<PersonRow>&&)>& visit) {
  each_held_of<PersonRow>(session, school, of_staff_at_school("id"), visit);
}
void each_staff_row(db::Session& session, const OrgId& school, const std::function<void(Held<StaffRow>&&)>& visit) {
  each_held_of<StaffRow>(session, school, of_staff_at_school("id"), visit);
}

std::optional<RoleRow> role_like(db::Session& session, const PersonId& person, const OrgId& org, std::string_view role,
                                 Date begin_on) {
  return session.one<RoleRow>(
      db::select_from<RoleRow>(
          "registry_role", "WHERE person_id=$1 AND org_id=$2 AND role=$3 AND begin_on=$4 ORDER BY status, id LIMIT 1"),
      person, org, role, begin_on);
}

std::vector<std::string> numbers_of(db::Session& session, const PersonId& person) {
  return session.all<std::string>(
      "SELECT value FROM registry_identifier WHERE owner_id=$1 AND status='active' AND value NOT LIKE 'digest:%' "
      "ORDER BY value",
      person);
}

}  // namespace doorstep::registry::store
