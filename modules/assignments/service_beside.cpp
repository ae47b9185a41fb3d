// What other rooms ask that put something beside an assignment.
#include <algorithm>
#include <set>

#include "service.h"

namespace doorstep::assignments {

Result<WorkSide> AssignmentsService::side(const Actor& actor, const std::string& id) {
  return around_.database.read([&](db::Session& session) -> Result<WorkSide> {
    DOORSTEP_LET(of, readable(session, actor, id));
    const bool own = !actor.account.empty() && of.row.account == actor.account;
    WorkSide made{of.row.title, of.row.org_id, own && of.row.state != WorkState::returned, own};
    for (const auto& one : store::classes(session, id))
      made.teaches = made.teaches || teaches(actor, one.school_id, one.class_id);
    return made;
  });
}

std::vector<PersonId> AssignmentsService::takers(const std::string& id) {
  std::set<PersonId> made;
  around_.database.read([&](db::Session& session) {
    const auto row = store::assignment(session, id);
    if (!row || row->state == WorkState::draft || now() < row->opens_at) return;
    for (const auto& one : store::classes(session, id)) {
      const auto known = book(one.school_id);
      if (const auto* people = class_in(*known, one.class_id))
        made.insert(people->students.begin(), people->students.end());
    }
  });
  return {made.begin(), made.end()};
}

std::vector<std::string> AssignmentsService::open_to(const PersonId& child) {
  std::vector<std::string> made;
  const auto pupil = around_.registry.pupil(child);
  if (!pupil || pupil->school_id.empty()) return made;
  const auto known = book(pupil->school_id);
  around_.database.read([&](db::Session& session) {
    for (const auto& [id, people] : known->classes) {
      if (!people.students.contains(child)) continue;
      for (const auto& row : store::of_class(session, id))
        if (now() >= row.opens_at && !std::ranges::count(made, row.id)) made.push_back(row.id);
    }
  });
  return made;
}

}  // namespace doorstep::assignments
