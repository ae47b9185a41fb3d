// The places that a subject leader serves: member schools of today, and each campus of a school that has several.
#pragma once

#include <doorstep/mentoring/mentoring.h>
#include <doorstep/registry/registry.h>

namespace doorstep::mentoring {

class ServedPlaces {
 public:
  ServedPlaces(registry::Registry& registry, const OrgId& group, Date on);

  const std::vector<ServedPlace>& all() const { return places_; }
  int64_t schools() const { return schools_; }
  bool several() const { return static_cast<int64_t>(places_.size()) > schools_; }  // some school has campuses
  // Where somebody is or something was; the main campus where the register does not say. Null: at no member.
  ServedPlace* at(const OrgId& school, const CampusId& campus);
  bool has(const OrgId& school, const CampusId& campus) const;

 private:
  std::vector<ServedPlace> places_;
  int64_t schools_ = 0;
};

}  // namespace doorstep::mentoring
