#include "areas.h"

namespace doorstep::imports {

using registry::OrgKind;
using registry::Table;

OrgId Areas::area(OrgKind kind, const std::string& name, const OrgId& parent, const registry::Place& place) {
  if (name.empty()) return {};
  const auto key = fmt::format("{}:{}:{}", describe::enum_name(kind), parent.value, name);
  if (const auto found = known_.find(key); found != known_.end()) return found->second;
  const OrgId own{intake_.id_for(Table::org, key)};
  OrgId id = intake_.known(Table::org, own.value) ? OrgId{} : intake_.org_by_name(kind, name, parent);
  if (id.empty()) {
    registry::OrgRow row;
    row.id = id = own;
    row.kind = kind;
    row.parent_id = parent;
    row.name = name;
    intake_.put(row, place);
  }
  known_.emplace(key, id);
  return id;
}

OrgId Areas::region(const std::string& name, const registry::Place& place) {
  return area(OrgKind::region, name, {}, place);
}

OrgId Areas::district(const std::string& name, const OrgId& region, const registry::Place& place) {
  return area(OrgKind::district, name, region, place);
}

OrgId Areas::town(const std::string& name, const OrgId& district, const registry::Place& place) {
  return area(OrgKind::town, name, district, place);
}

OrgId Areas::school(const std::string& code) const {
  if (code.empty()) return {};
  if (is_uuid(code) && intake_.known(Table::org, code)) return OrgId{code};
  const OrgId own{intake_.id_for(Table::org, "school:" + code)};
  if (intake_.known(Table::org, own.value)) return own;
  const auto found = intake_.org_by_identifier("", code);
  return found.empty() ? own : found;
}

std::string Areas::with_zeros(const std::string& code) const {
  if (code.empty() || code.find_first_not_of("0123456789") != code.npos) return {};
  for (auto whole = "0" + code; whole.size() <= 20; whole = "0" + whole)
    if (intake_.known(Table::org, school(whole).value)) return whole;
  return {};
}

bool Areas::own(const OrgId& school, const std::string& code) const {
  return school.value == intake_.id_for(Table::org, "school:" + code);
}

OrgId Areas::group(const std::string& name, const OrgId& district) const {
  const OrgId own{intake_.id_for(Table::org, "group:" + name)};
  if (intake_.known(Table::org, own.value)) return own;
  const auto found = intake_.org_by_name(OrgKind::group, name, district);
  return found.empty() ? own : found;
}

}  // namespace doorstep::imports
