// Everybody of a school at once: a district has tens of thousands, and a statement for each takes seconds.
#pragma once

#include <functional>

#include "store_versions.h"

namespace doorstep::registry::store {

// The roles of staff at a school, by id.
void each_role_at(db::Session& session, const OrgId& school, const std::function<void(Held<RoleRow>&&)>& visit);

// Of everybody who ever was staff of a school: all roles, the newest first, of a person; the persons; what they are.
void each_staff_role(db::Session& session, const OrgId& school, const std::function<void(Held<RoleRow>&&)>& visit);
void each_staff_person(db::Session& session, const OrgId& school, const std::function<void(Held<PersonRow>&&)>& visit);
void each_staff_row(db::Session& session, const OrgId& school, const std::function<void(Held<StaffRow>&&)>& visit);

// A role by what it is; the first by id where a source brought it twice.
std::optional<RoleRow> role_like(db::Session& session, const PersonId& person, const OrgId& org, std::string_view role,
                                 Date begin_on);

// Numbers of a person that are kept in clear.
std::vector<std::string> numbers_of(db::Session& session, const PersonId& person);

// What a row said on a day. Only what has changed since is looked up.
template <class Row>
Row row_on(db::Session& session, Held<Row>&& held, std::optional<Date> on) {
  if (on && *on < held.kept.valid_from) as_of(session, held.row, *on);
  return std::move(held.row);
}

}  // namespace doorstep::registry::store
