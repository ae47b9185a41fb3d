// Every statement on the staff_* table.
#pragma once

#include <doorstep/db/db.h>
#include <doorstep/staff/staff.h>

namespace doorstep::staff::store {

struct TieRow {
  AccountId account;
  PersonId person_id;
  std::string made_at, by_name;
};
BOOST_DESCRIBE_STRUCT(TieRow, (), (account, person_id, made_at, by_name))

std::optional<TieRow> of_account(db::Session& session, const AccountId& account);
std::optional<TieRow> of_person(db::Session& session, const PersonId& person);
void add(db::Session& session, const TieRow& row);
void drop(db::Session& session, const PersonId& person);

}  // namespace doorstep::staff::store
