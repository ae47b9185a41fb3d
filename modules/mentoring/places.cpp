#include "places.h"

#include <algorithm>

namespace doorstep::mentoring {

ServedPlaces::ServedPlaces(registry::Registry& registry, const OrgId& group, Date on) {
  const auto known = registry.group(group);
  if (!known) return;
  auto members = known->members;
  std::erase_if(members, [&](const auto& one) { return !holds_on(one, on); });
  std::ranges::stable_sort(members, {}, [](const auto& one) { return one.school; });
  for (const auto& member : members) {
    ++schools_;
    const auto school = registry.school(member.school_id, std::nullopt);
    std::vector<registry::CampusRow> campuses;  // the register gives the main one first
    if (school)
      for (const auto& campus : school->campuses)
        if (campus.parent_id.empty() && holds_on(campus, on)) campuses.push_back(campus);
    if (campuses.size() < 2) {
      places_.push_back({member.school_id, member.school, {}, {}, 0, 0, {}});
      continue;
    }
    for (const auto& campus : campuses)
      places_.push_back({member.school_id, member.school, campus.id, campus.name, 0, 0, {}});
  }
}

ServedPlace* ServedPlaces::at(const OrgId& school, const CampusId& campus) {
  ServedPlace* main = nullptr;
  for (auto& one : places_) {
    if (one.school_id != school) continue;
    if (one.campus_id.empty() || one.campus_id == campus) return &one;
    if (!main) main = &one;
  }
  return main;
}

bool ServedPlaces::has(const OrgId& school, const CampusId& campus) const {
  return std::ranges::any_of(
      places_, [&](const ServedPlace& one) { return one.school_id == school && one.campus_id == campus; });
}

}  // namespace doorstep::mentoring
