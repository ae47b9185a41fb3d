// Areas: regions, districts and towns that a table only names. Finds them in the register, or puts them once.
#pragma once

#include <map>
#include <string>

#include <doorstep/registry/intake.h>

namespace doorstep::imports {

class Areas {
 public:
  explicit Areas(registry::Intake& intake) : intake_(intake) {}

  // Each returns the id of the area of that name, putting it when nobody has; "" for an empty name.
  OrgId region(const std::string& name, const registry::Place& place);
  OrgId district(const std::string& name, const OrgId& region, const registry::Place& place);
  OrgId town(const std::string& name, const OrgId& district, const registry::Place& place);

  // A school by its code (or id), a group by its name, in the register or to be: the id that a row of it would have.
  OrgId school(const std::string& code) const;
  // The code of a school there is that this one becomes with zeros before it; "" when it is none.
  std::string with_zeros(const std::string& code) const;
  bool own(const OrgId& school, const std::string& code) const;  // whether this source gave the school its id
  OrgId group(const std::string& name, const OrgId& district) const;

 private:
  OrgId area(registry::OrgKind kind, const std::string& name, const OrgId& parent, const registry::Place& place);

  registry::Intake& intake_;
  std::map<std::string, OrgId> known_;
};

}  // namespace doorstep::imports
