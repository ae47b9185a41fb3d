#include "store_materials.h"

namespace doorstep::assignments::store {

std::vector<MaterialRow> materials(db::Session& session, const std::string& assignment) {
  return session.all<MaterialRow>(
      db::select_from<MaterialRow>("assignments_material", "WHERE assignment_id=$1 ORDER BY item, place"), assignment);
}
void set_materials(db::Session& session, const std::string& assignment, const std::vector<MaterialRow>& rows) {
  session.run("DELETE FROM assignments_material WHERE assignment_id=$1", assignment);
  for (const auto& row : rows)
    session.run(
        "INSERT INTO assignments_material(assignment_id, item, place, resource_id, title) VALUES($1, $2, $3, $4, $5)",
        assignment, row.item, row.place, row.resource_id, row.title);
}

}  // namespace doorstep::assignments::store
