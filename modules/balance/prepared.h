// Prepared: the returns of one area and year, laid out for one standard and evaluated. Immutable once made, so that
// many requests may read it at the same time.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <doorstep/registry/registry.h>
#include <doorstep/standard/evaluate.h>

namespace doorstep::balance {

// What the tables' keys and group numbers stand for.
struct SchoolMeta {
  OrgId id;
  std::string name, town, setting, remoteness, district;
  OrgId district_id;
  int32_t group = -1;  // position in Prepared::groups
};
struct GroupMeta {
  OrgId id;
  std::string name;
};

struct Prepared {
  registry::Area area;
  SchoolYear year;
  standard::Measure measure;
  std::vector<SchoolMeta> schools;
  std::vector<GroupMeta> groups;
  standard::Table table;
  standard::Evaluation evaluation;
};

// `codes` are the figures of the book in their order; figures that the book does not have are passed over.
Prepared prepare(const registry::Area& area, SchoolYear year, const standard::Measure& measure,
                 const std::vector<standard::Figure>& figures, const std::vector<registry::Section>& sections);

}  // namespace doorstep::balance
