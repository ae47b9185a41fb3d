#include "store_performance.h"

namespace doorstep::portfolio::store {

std::vector<SheetRow> sheets_at(db::Session& session, const OrgId& school) {
  return session.all<SheetRow>(
      db::select_from<SheetRow>("portfolio_sheet", "WHERE school_id=$1 ORDER BY year DESC, term DESC, id"), school);
}

std::vector<SheetRow> sheets_of(db::Session& session, const PersonId& person) {
  return session.all<SheetRow>(
      db::select_from<SheetRow>("portfolio_sheet",
                                "WHERE state<>'draft' AND id IN (SELECT sheet_id FROM portfolio_sheet_person "
                                "WHERE person_id=$1) ORDER BY year DESC, term DESC, id"),
      person);
}

std::optional<SheetRow> sheet(db::Session& session, const std::string& id) {
  return session.one<SheetRow>(db::select_from<SheetRow>("portfolio_sheet", "WHERE id=$1"), id);
}

void keep(db::Session& session, const SheetRow& row) {
  session.run(
      "INSERT INTO portfolio_sheet(id, school_id, title, year, term, state, made_at, published_at) "
      "VALUES($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT(id) DO UPDATE SET title=excluded.title, "
      "year=excluded.year, term=excluded.term, state=excluded.state, published_at=excluded.published_at",
      row.id, row.school_id, row.title, row.year, row.term, row.state, row.made_at, row.published_at);
}

std::vector<ItemRow> items(db::Session& session, const std::string& sheet) {
  return session.all<ItemRow>(db::select_from<ItemRow>("portfolio_sheet_item", "WHERE sheet_id=$1 ORDER BY position"),
                              sheet);
}

void add(db::Session& session, const ItemRow& row) {
  session.run(
      "INSERT INTO portfolio_sheet_item(id, sheet_id, position, name, weight, full_value) "
      "VALUES($1, $2, $3, $4, $5, $6)",
      row.id, row.sheet_id, row.position, row.name, row.weight, row.full_value);
}

void drop_items(db::Session& session, const std::string& sheet) {
  session.run(
      "DELETE FROM portfolio_sheet_value WHERE item_id IN (SELECT id FROM portfolio_sheet_item WHERE sheet_id=$1)",
      sheet);
  session.run("DELETE FROM portfolio_sheet_item WHERE sheet_id=$1", sheet);
}

std::vector<ValueRow> values(db::Session& session, const std::string& sheet) {
  return session.all<ValueRow>(
      "SELECT v.item_id, v.person_id, v.value FROM portfolio_sheet_value v "
      "JOIN portfolio_sheet_item i ON i.id=v.item_id WHERE i.sheet_id=$1",
      sheet);
}

void keep(db::Session& session, const ValueRow& row) {
  session.run(
      "INSERT INTO portfolio_sheet_value(item_id, person_id, value) VALUES($1, $2, $3) "
      "ON CONFLICT(item_id, person_id) DO UPDATE SET value=excluded.value",
      row.item_id, row.person_id, row.value);
}

void drop_value(db::Session& session, const std::string& item, const PersonId& person) {
  session.run("DELETE FROM portfolio_sheet_value WHERE item_id=$1 AND person_id=$2", item, person);
}

std::vector<SheetPersonRow> people(db::Session& session, const std::string& sheet) {
  return session.all<SheetPersonRow>(
      db::select_from<SheetPersonRow>("portfolio_sheet_person", "WHERE sheet_id=$1 ORDER BY name, person_id"), sheet);
}

std::optional<SheetPersonRow> person_on(db::Session& session, const std::string& sheet, const PersonId& person) {
  return session.one<SheetPersonRow>(
      db::select_from<SheetPersonRow>("portfolio_sheet_person", "WHERE sheet_id=$1 AND person_id=$2"), sheet, person);
}

void keep(db::Session& session, const SheetPersonRow& row) {
  session.run(
      "INSERT INTO portfolio_sheet_person(sheet_id, person_id, name, subject, remark, answer, answered_at, appeal, "
      "reply) VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT(sheet_id, person_id) DO UPDATE SET "
      "name=excluded.name, subject=excluded.subject, remark=excluded.remark, answer=excluded.answer, "
      "answered_at=excluded.answered_at, appeal=excluded.appeal, reply=excluded.reply",
      row.sheet_id, row.person_id, row.name, row.subject, row.remark, row.answer, row.answered_at, row.appeal,
      row.reply);
}

}  // namespace doorstep::portfolio::store
