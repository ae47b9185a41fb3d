// Every statement on assignments_material.
#pragma once

#include <vector>

#include <doorstep/db/db.h>

namespace doorstep::assignments::store {

struct MaterialRow {
  std::string assignment_id;
  int64_t item = 0, place = 0;
  std::string resource_id, title;
};
BOOST_DESCRIBE_STRUCT(MaterialRow, (), (assignment_id, item, place, resource_id, title))

std::vector<MaterialRow> materials(db::Session& session, const std::string& assignment);
void set_materials(db::Session& session, const std::string& assignment, const std::vector<MaterialRow>& rows);

}  // namespace doorstep::assignments::store
