#include "store.h"

namespace doorstep::development::store {

std::vector<EntryRow> entries(db::Session& session, const PersonId& person) {
  return session.all<EntryRow>(
      db::select_from<EntryRow>("development_entry", "WHERE person_id=$1 ORDER BY on_day DESC, made_at DESC, id"),
      person);
}
std::optional<EntryRow> entry(db::Session& session, const std::string& id) {
  return session.one<EntryRow>(db::select_from<EntryRow>("development_entry", "WHERE id=$1"), id);
}
void add(db::Session& session, const EntryRow& row) {
  session.run(
      "INSERT INTO development_entry(id, person_id, school_id, side, words, on_day, by_student, account, by_name, "
      "made_at) VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
      row.id, row.person_id, row.school_id, row.side, row.words, row.on_day, row.by_student, row.account, row.by_name,
      row.made_at);
}
void drop(db::Session& session, const std::string& id) { session.run("DELETE FROM development_entry WHERE id=$1", id); }
void forget(db::Session& session, const PersonId& person) {
  session.run("DELETE FROM development_entry WHERE person_id=$1", person);
}

}  // namespace doorstep::development::store
