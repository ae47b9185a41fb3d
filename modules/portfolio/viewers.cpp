#include "viewers.h"

#include <algorithm>

namespace doorstep::portfolio {

bool Viewers::heads(const Actor& actor, const OrgId& school) {
  return std::ranges::any_of(actor.posts,
                             [&](const Post& post) { return post.role == Role::principal && post.org == school; });
}

Viewer Viewers::of(const Actor& actor, const staff::Teacher& teacher) const {
  const auto& school = teacher.school_id;
  const auto holds = [&](std::initializer_list<Role> roles) {
    return std::ranges::any_of(actor.posts, [&](const Post& post) {
      return std::ranges::count(roles, post.role) > 0 &&
             (post.org == school || around_.places.within(school, post.org) || post.role == Role::administrator);
    });
  };
  if (!actor.account.empty() && around_.staff.person_of(actor.account) == teacher.id) return Viewer::owner;
  if (heads(actor, school)) return Viewer::school;
  if (holds({Role::group_president, Role::centre_head})) return Viewer::group;
  if (holds({Role::district_officer, Role::administrator})) return Viewer::district;
  if (around_.mentors && !actor.account.empty() && around_.mentors(actor.account, teacher.id)) return Viewer::mentor;
  for (const auto& group : around_.places.groups_of(school))
    if (may(actor, Right::group_read, group, around_.places)) return Viewer::colleague;
  return may(actor, Right::group_read, school, around_.places) ? Viewer::colleague : Viewer::nobody;
}

bool Viewers::confirms(const Actor& actor, const staff::Teacher& teacher) const {
  const auto viewer = of(actor, teacher);
  if (leads(teacher)) return viewer == Viewer::group || viewer == Viewer::district;
  return viewer == Viewer::school;
}

void Viewers::note(const Actor& actor, Viewer viewer, const char* what, const PersonId& person,
                   const OrgId& school) const {
  if (viewer == Viewer::owner) return;
  // Nothing can refuse it: the entry is all that is written.
  (void)around_.database.write([&](db::Session& session) -> Result<void> {
    around_.trail.append(session, actor, {what, "person", person.value, school});
    return {};
  });
}

}  // namespace doorstep::portfolio
