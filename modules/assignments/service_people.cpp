// Who teaches and learns where, as the register knows it, and what follows for who may give and read.
#include <algorithm>

#include "service.h"

namespace doorstep::assignments {

std::shared_ptr<const SchoolBook> AssignmentsService::book(const OrgId& school) {
  const auto seq = around_.registry.change_sequence();
  const auto today = Date::today();
  {
    const std::lock_guard lock{kept_};
    if (const auto found = books_.find(school);
        found != books_.end() && found->second->seq == seq && found->second->on == today)
      return found->second;
  }
  auto made = std::make_shared<SchoolBook>();
  made->seq = seq;
  made->on = today;
  made->school = around_.registry.name_of(school);
  std::map<CampusId, std::string> campuses;
  if (const auto known = around_.registry.school(school, std::nullopt))
    for (const auto& campus : known->campuses) campuses[campus.id] = campus.name;
  const registry::Scope scope{false, {school}};
  around_.registry.each_class(scope, [&](const registry::ClassRow& row) {
    if (row.school_id != school || !holds_on(row, today)) return;
    auto& of = made->classes[row.id];
    of.id = row.id;
    of.school_id = school;
    of.title = row.title;
    if (const auto campus = campuses.find(row.campus_id); campus != campuses.end() && campuses.size() > 1)
      of.campus = campus->second;
  });
  around_.registry.each_enrolment(scope, [&](const registry::EnrolmentRow& row) {
    const auto found = made->classes.find(row.class_id);
    if (found == made->classes.end() || !holds_on(row, today)) return;
    if (row.role == "student") found->second.students.insert(row.person_id);
    if (row.role == "teacher") found->second.teachers.insert(row.person_id);
  });
  const std::lock_guard lock{kept_};
  // Bounded: a server of a large district does not keep every school that was ever asked for.
  constexpr size_t most_books = 400;
  if (books_.size() >= most_books) books_.clear();
  return books_[school] = std::move(made);
}

const ClassPeople* AssignmentsService::class_in(const SchoolBook& of, const ClassId& id) const {
  const auto found = of.classes.find(id);
  return found == of.classes.end() ? nullptr : &found->second;
}

bool AssignmentsService::works(const Actor& actor) const {
  return may(actor, Right::library_work, std::nullopt, around_.places);
}

std::vector<WorkPlace> AssignmentsService::places_of(const Actor& actor) const {
  std::vector<WorkPlace> made;
  for (const auto& post : actor.posts) {
    if (post.org.empty() || reach_of(post.role, Right::library_work) == Reach::none) continue;
    if (std::ranges::find(made, post.org, &WorkPlace::id) != made.end()) continue;
    WorkPlace place{post.org, around_.registry.name_of(post.org), {}};
    place.shelves.push_back({place.id, place.name});
    for (const auto& group : around_.places.groups_of(post.org))
      place.shelves.push_back({group, around_.registry.name_of(group)});
    made.push_back(std::move(place));
  }
  return made;
}

std::vector<OrgId> AssignmentsService::schools_of(const Actor& actor) {
  std::vector<OrgId> made;
  const auto add = [&](const OrgId& org) {
    if (!org.empty() && std::ranges::find(made, org) == made.end()) made.push_back(org);
  };
  if (const auto person = around_.staff.person_of(actor.account))
    if (const auto teacher = around_.staff.teacher(*person)) {
      add(teacher->school_id);
      for (const auto& away : teacher->away)
        if (holds_on(away, Date::today())) add(away.school_id);
    }
  return made;
}

std::vector<OrgId> AssignmentsService::runs_schools(const Actor& actor) {
  constexpr int most_schools = 1000;
  std::vector<OrgId> made;
  const auto add = [&](const OrgId& org) {
    if (std::ranges::find(made, org) == made.end()) made.push_back(org);
  };
  for (const auto& root : bounds_of(actor, Right::library_review, around_.places).roots) {
    if (const auto group = around_.registry.group(root)) {
      for (const auto& member : group->members)
        if (holds_on(member, Date::today())) add(member.school_id);
    } else if (around_.registry.school(root, std::nullopt)) {
      add(root);
    } else {
      registry::SchoolQuery query;
      query.district = root;
      query.limit = most_schools;
      if (const auto found = around_.registry.schools(query, {}))
        for (const auto& school : found->items) add(school.id);
    }
  }
  return made;
}

std::vector<ClassPeople> AssignmentsService::taught_by(const Actor& actor) {
  std::vector<ClassPeople> made;
  const auto person = around_.staff.person_of(actor.account);
  if (!person) return made;
  for (const auto& school : schools_of(actor)) {
    const auto known = book(school);
    for (const auto& [id, of] : known->classes)
      if (of.teachers.contains(*person)) made.push_back(of);
  }
  std::ranges::stable_sort(made, {}, [](const ClassPeople& one) { return std::tie(one.school_id, one.title); });
  return made;
}

bool AssignmentsService::teaches(const Actor& actor, const OrgId& school, const ClassId& of_class) {
  const auto person = around_.staff.person_of(actor.account);
  if (!person) return false;
  const auto known = book(school);
  const auto* of = class_in(*known, of_class);
  return of && of->teachers.contains(*person);
}
bool AssignmentsService::may_give(const Actor& actor, const OrgId& school, const ClassId& of_class) {
  return may(actor, Right::library_review, school, around_.places) || teaches(actor, school, of_class);
}
bool AssignmentsService::may_read(const Actor& actor, const OrgId& school, const ClassId& of_class) {
  return may(actor, Right::people_read, school, around_.places) || teaches(actor, school, of_class);
}

WorkClass AssignmentsService::shown(const Actor& actor, const ClassPeople& of) {
  return {of.id,
          of.title,
          of.school_id,
          book(of.school_id)->school,
          of.campus,
          static_cast<int64_t>(of.students.size()),
          teaches(actor, of.school_id, of.id)};
}

void AssignmentsService::note_reading(const Actor& actor, const std::string& kind, const std::string& id,
                                      const OrgId& school) {
  (void)around_.database.write([&](db::Session& session) -> Result<void> {
    around_.trail.append(session, actor, {"people-read", kind, id, school, {}});
    return {};
  });
}

}  // namespace doorstep::assignments
