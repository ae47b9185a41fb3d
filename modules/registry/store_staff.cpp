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

}  // namespace doorstep::registry::store
