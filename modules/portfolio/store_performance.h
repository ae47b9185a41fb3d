// Every statement on the tables of performance.
#pragma once

#include <doorstep/db/db.h>
#include <doorstep/portfolio/performance.h>

namespace doorstep::portfolio::store {

struct SheetRow {
  std::string id;
  OrgId school_id;
  std::string title;
  int64_t year = 0, term = 1;
  SheetState state = SheetState::draft;
  std::string made_at, published_at;
};
BOOST_DESCRIBE_STRUCT(SheetRow, (), (id, school_id, title, year, term, state, made_at, published_at))

struct ItemRow {
  std::string id, sheet_id;
  int64_t position = 0;
  std::string name;
  int64_t weight = 0;
  double full_value = 100;
};
BOOST_DESCRIBE_STRUCT(ItemRow, (), (id, sheet_id, position, name, weight, full_value))

struct ValueRow {
  std::string item_id;
  PersonId person_id;
  double value = 0;
};
BOOST_DESCRIBE_STRUCT(ValueRow, (), (item_id, person_id, value))

struct SheetPersonRow {
  std::string sheet_id;
  PersonId person_id;
  std::string name, subject, remark, answer, answered_at;
  bool appeal = false;
  std::string reply;
};
BOOST_DESCRIBE_STRUCT(SheetPersonRow, (),
                      (sheet_id, person_id, name, subject, remark, answer, answered_at, appeal, reply))

std::vector<SheetRow> sheets_at(db::Session& session, const OrgId& school);     // the newest first
std::vector<SheetRow> sheets_of(db::Session& session, const PersonId& person);  // where the person stands on
std::optional<SheetRow> sheet(db::Session& session, const std::string& id);
void keep(db::Session& session, const SheetRow& row);

std::vector<ItemRow> items(db::Session& session, const std::string& sheet);
void add(db::Session& session, const ItemRow& row);
void drop_items(db::Session& session, const std::string& sheet);  // with their values

std::vector<ValueRow> values(db::Session& session, const std::string& sheet);
void keep(db::Session& session, const ValueRow& row);
void drop_value(db::Session& session, const std::string& item, const PersonId& person);

std::vector<SheetPersonRow> people(db::Session& session, const std::string& sheet);
std::optional<SheetPersonRow> person_on(db::Session& session, const std::string& sheet, const PersonId& person);
void keep(db::Session& session, const SheetPersonRow& row);

}  // namespace doorstep::portfolio::store
