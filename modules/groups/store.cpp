#include "store.h"

namespace doorstep::groups::store {

void add(db::Session& session, const ActRow& row) {
  session.run(
      "INSERT INTO groups_act(id, group_id, act, on_day, school_id, why, review, by_name, at) "
      "VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9)",
      row.id, row.group_id, row.act, row.on_day, row.school_id, row.why, row.review, row.by_name, row.at);
}

std::vector<ActRow> acts(db::Session& session, const OrgId& group) {
  return session.all<ActRow>(
      "SELECT " + db::columns_of<ActRow>() + " FROM groups_act WHERE group_id=$1 ORDER BY at, id", group);
}

}  // namespace doorstep::groups::store
