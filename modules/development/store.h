// Every statement on the development_* tables.
#pragma once

#include <doorstep/db/db.h>
#include <doorstep/development/development.h>

namespace doorstep::development::store {

struct EntryRow {
  std::string id;
  PersonId person_id;
  OrgId school_id;
  std::string side, words;
  Date on_day;
  bool by_student = false;
  AccountId account;
  std::string by_name, made_at;
};
BOOST_DESCRIBE_STRUCT(EntryRow, (),
                      (id, person_id, school_id, side, words, on_day, by_student, account, by_name, made_at))

std::vector<EntryRow> entries(db::Session& session, const PersonId& person);  // the newest first
std::optional<EntryRow> entry(db::Session& session, const std::string& id);
void add(db::Session& session, const EntryRow& row);
void drop(db::Session& session, const std::string& id);
void forget(db::Session& session, const PersonId& person);

}  // namespace doorstep::development::store
