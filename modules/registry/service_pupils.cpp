// One student at a time, and forgetting those who left.
#include <algorithm>

#include "service.h"

namespace doorstep::registry {
namespace {
constexpr size_t most_kept_pupils = 100'000;
}

// Kept until the register changes: thousands of guardians ask for theirs at once when a sign-up opens.
std::optional<Pupil> RegistryService::pupil(const PersonId& person) {
  const auto today = Date::today();
  const auto sequence = change_sequence();
  {
    const std::lock_guard hold(pupils_mutex_);
    if (pupils_seq_ != sequence || pupils_on_ != today || pupils_.size() >= most_kept_pupils) {
      pupils_.clear();
      pupils_seq_ = sequence;
      pupils_on_ = today;
    } else if (const auto found = pupils_.find(person); found != pupils_.end()) {
      return found->second;
    }
  }
  auto answer = database_.read([&](db::Session& session) -> std::optional<Pupil> {
    PersonRow like;
    like.id = person;
    const auto held = store::find(session, like);
    const auto roles = store::roles_of(session, person);
    if (!held || std::ranges::none_of(roles, [](const RoleRow& role) { return role.role == "student"; })) return {};
    Pupil made{person, shown_name(held->row), held->row.grade, {}, {}, {}};
    for (const auto& role : roles)
      if (role.role == "student" && holds_on(role, today)) made.school_id = role.org_id;
    for (const auto& enrolment : store::enrolments_of(session, person)) {
      if (!holds_on(enrolment, today)) continue;
      ClassRow of_class;
      of_class.id = enrolment.class_id;
      const auto found = store::find(session, of_class);
      if (!found || (!made.class_id.empty() && found->row.type != "homeroom")) continue;
      made.class_id = found->row.id;
      made.of_class = found->row.title;
    }
    return made;
  });
  const std::lock_guard hold(pupils_mutex_);
  if (pupils_seq_ == sequence && pupils_on_ == today) pupils_[person] = answer;
  return answer;
}

std::vector<PersonId> RegistryService::gone_before(Date before, int limit) {
  return database_.read([&](db::Session& session) { return store::gone_students(session, before, limit); });
}

Result<void> RegistryService::forget(const Actor& actor, const std::vector<PersonId>& people) {
  const auto today = Date::today();
  return change([&](db::Session& session, int64_t& seq) -> Result<void> {
    for (const auto& person : people) {
      const auto roles = store::roles_of(session, person);
      if (std::ranges::any_of(roles, [&](const RoleRow& role) { return today < role.end_on; }))
        return refuse(Fault::conflict, "still-here",
                      say("仍在校，学籍依法保留", "is still at a school, whose roll the law asks to keep"));
      store::forget(session, person, ++seq);
      if (parts_.trail) parts_.trail->append(session, actor, {"person-forgotten", "person", person.value, {}, {}});
    }
    return {};
  });
}

}  // namespace doorstep::registry
