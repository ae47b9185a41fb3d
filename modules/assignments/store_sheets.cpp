#include "store_sheets.h"

namespace doorstep::assignments::store {

void put(db::Session& session, const BySheetRow& row) {
  session.run(
      "INSERT INTO assignments_by_sheet(paper_id, account, by_name, made_at) VALUES($1, $2, $3, $4) ON "
      "CONFLICT(paper_id) DO UPDATE SET account=excluded.account, by_name=excluded.by_name, made_at=excluded.made_at",
      row.paper_id, row.account, row.by_name, row.made_at);
}
bool is_by_sheet(db::Session& session, const std::string& paper) {
  return session.one<int64_t>("SELECT count(*) FROM assignments_by_sheet WHERE paper_id=$1", paper).value_or(0) > 0;
}
void drop_by_sheet(db::Session& session, const std::string& paper) {
  session.run("DELETE FROM assignments_by_sheet WHERE paper_id=$1", paper);
}
void drop_answers(db::Session& session, const std::string& paper) {
  session.run("DELETE FROM assignments_answer WHERE paper_id=$1", paper);
}

}  // namespace doorstep::assignments::store
