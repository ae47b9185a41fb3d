// Prepared: the returns of one area and year, laid out for one standard and evaluated. Immutable once made, so that
// many requests may read it at the same time.
#pragma once

#include <memory>
#include <set>
#include <span>
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
  std::set<std::pair<uint32_t, std::string>> taken_out;  // places in `schools` with the stage of what was hidden
};

// `figures` are those of the book in their order; figures that the book does not have are passed over. `hidden` are
// places of sections, ascending, that are reckoned as if nobody and nothing were in them.
Prepared prepare(const registry::Area& area, SchoolYear year, const standard::Measure& measure,
                 const std::vector<standard::Figure>& figures, const std::vector<registry::Section>& sections,
                 std::span<const size_t> hidden);

}  // namespace doorstep::balance
