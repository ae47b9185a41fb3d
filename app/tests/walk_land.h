// Two districts with one of everything, so that a walk can name things of its own and of the other one.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include <doorstep/registry/registry.h>

#include "../product.h"

namespace doorstep::walk {

namespace fs = std::filesystem;

// A district with one of everything. Who asks has posts in one land and none in the other.
struct Land {
  OrgId district, school, group, other;  // other: a school outside of the group
  std::string class_id, person, account, notice, round, ladder_call, secondment, claim, plan;
};

enum class Named {
  district,
  school,
  group,
  class_,
  person,
  account,
  notice,
  round,
  ladder_call,
  secondment,
  claim,
  plan
};

inline OrgId org_of(Named named, const Land& land) {
  if (named == Named::group || named == Named::notice || named == Named::round || named == Named::ladder_call)
    return land.group;
  return named == Named::district || named == Named::plan ? land.district : land.school;
}
inline std::string id_of(Named named, const Land& land) {
  if (named == Named::class_) return land.class_id;
  if (named == Named::person) return land.person;
  if (named == Named::account) return land.account;
  if (named == Named::notice) return land.notice;
  if (named == Named::round) return land.round;
  if (named == Named::secondment) return land.secondment;
  if (named == Named::claim) return land.claim;
  if (named == Named::plan) return land.plan;
  if (named == Named::ladder_call) return land.ladder_call;
  return org_of(named, land).value;
}
// People and accounts elsewhere are not even known to be there.
inline bool hides(Named named) { return named == Named::account || named == Named::person; }

inline const Date begin = *Date::of(2020, 9, 1);

inline Land land_of(std::string_view key) {
  const auto id = [&](std::string_view kind) { return derived_uuid("walk", kind, key); };
  return {{id("district")},
          {id("school")},
          {id("group")},
          {id("other")},
          id("class"),
          id("person"),
          {},
          {},
          {},
          {},
          {},
          {},
          {}};
}

inline void put(registry::Intake& in, const Land& land) {
  registry::OrgRow district, school, group;
  district.id = land.district;
  district.kind = registry::OrgKind::district;
  district.name = "district " + land.district.value;
  in.put(district, {});
  school.id = land.school;
  school.kind = registry::OrgKind::school;
  school.parent_id = land.district;
  school.name = "school " + land.school.value;
  school.school_kind = registry::SchoolKind::primary;
  school.stages = "primary";
  school.begin_on = begin;
  in.put(school, {});
  auto other = school;
  other.id = land.other;
  other.name = "other " + land.other.value;
  in.put(other, {});
  for (const auto& at : {land.school, land.other})
    in.put(registry::ReturnRow{at, "primary", SchoolYear{2025}, "students", 100}, {});
  group.id = land.group;
  group.kind = registry::OrgKind::group;
  group.parent_id = land.district;
  group.name = "group " + land.group.value;
  group.model = "leading_school";
  group.lead_school_id = land.school;
  group.begin_on = begin;
  in.put(group, {});
  registry::PersonRow person;
  person.id = {land.person};
  person.full_name = "Li";
  in.put(person, {});
  registry::RoleRow role;
  role.id = derived_uuid("walk", "role", land.person);
  role.person_id = person.id;
  role.org_id = land.school;
  role.role = "teacher";
  role.subject = "chinese";
  role.stage = "primary";
  role.begin_on = begin;
  in.put(role, {});
  registry::ClassRow of_class;
  of_class.id = {land.class_id};
  of_class.school_id = land.school;
  of_class.title = "1";
  of_class.type = "homeroom";
  of_class.begin_on = begin;
  in.put(of_class, {});
  in.put(registry::MembershipRow{derived_uuid("walk", "membership", land.group.value), land.group, land.school, "lead",
                                 begin},
         {});
}

}  // namespace doorstep::walk
