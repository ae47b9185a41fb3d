#include "store.h"

namespace doorstep::staff::store {

std::optional<TieRow> of_account(db::Session& session, const AccountId& account) {
  return session.one<TieRow>(db::select_from<TieRow>("staff_tie", "WHERE account=$1"), account);
}

std::optional<TieRow> of_person(db::Session& session, const PersonId& person) {
  return session.one<TieRow>(db::select_from<TieRow>("staff_tie", "WHERE person_id=$1"), person);
}

void add(db::Session& session, const TieRow& row) {
  session.run("INSERT INTO staff_tie(account, person_id, made_at, by_name) VALUES($1, $2, $3, $4)", row.account,
              row.person_id, row.made_at, row.by_name);
}

void drop(db::Session& session, const PersonId& person) {
  session.run("DELETE FROM staff_tie WHERE person_id=$1", person);
}

}  // namespace doorstep::staff::store
