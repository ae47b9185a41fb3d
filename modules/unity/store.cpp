#include "store.h"

namespace doorstep::unity::store {
std::vector<ItemRow> items(db::Session& session, const OrgId& group) {
  return session.all<ItemRow>(
      db::select_from<ItemRow>("unity_item", "WHERE group_id=$1 AND end_on>$2 ORDER BY position, id"), group,
      Date::today());
}

void add(db::Session& session, const ItemRow& row) {
  session.run(
      "INSERT INTO unity_item(id, group_id, list, code, zh, en, counts, position, begin_on, end_on) "
      "VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
      row.id, row.group_id, row.list, row.code, row.zh, row.en, row.counts, row.position, row.begin_on, row.end_on);
}

void end_item(db::Session& session, const std::string& id, Date on) {
  session.run("UPDATE unity_item SET end_on=$1 WHERE id=$2", on, id);
}

std::vector<CellRow> cells(db::Session& session, const OrgId& group) {
  return session.all<CellRow>(
      "SELECT c.item_id, c.school_id, c.level, c.agreed_on, c.agreed_by, c.confirmed, c.review, c.reviewer, "
      "c.reviewed_at FROM unity_cell c JOIN unity_item i ON i.id=c.item_id WHERE i.group_id=$1",
      group);
}

std::optional<CellRow> cell(db::Session& session, const std::string& item, const OrgId& school) {
  return session.one<CellRow>(db::select_from<CellRow>("unity_cell", "WHERE item_id=$1 AND school_id=$2"), item,
                              school);
}

void keep(db::Session& session, const CellRow& row) {
  session.run(
      "INSERT INTO unity_cell(item_id, school_id, level, agreed_on, agreed_by, confirmed, review, reviewer, "
      "reviewed_at) "
      "VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT(item_id, school_id) DO UPDATE SET level=excluded.level, "
      "agreed_on=excluded.agreed_on, agreed_by=excluded.agreed_by, confirmed=excluded.confirmed, "
      "review=excluded.review, reviewer=excluded.reviewer, reviewed_at=excluded.reviewed_at",
      row.item_id, row.school_id, row.level, row.agreed_on, row.agreed_by, row.confirmed, row.review, row.reviewer,
      row.reviewed_at);
}

std::vector<EvidenceCount> evidence_counts(db::Session& session, const OrgId& group) {
  return session.all<EvidenceCount>(
      "SELECT e.item_id, e.school_id, COUNT(*) FROM unity_evidence e JOIN unity_item i ON i.id=e.item_id "
      "WHERE i.group_id=$1 GROUP BY e.item_id, e.school_id",
      group);
}

std::vector<EvidenceRow> evidence(db::Session& session, const std::string& item, const OrgId& school) {
  return session.all<EvidenceRow>(
      db::select_from<EvidenceRow>("unity_evidence", "WHERE item_id=$1 AND school_id=$2 ORDER BY at DESC, id"), item,
      school);
}

std::optional<EvidenceRow> evidence_with(db::Session& session, const std::string& id) {
  return session.one<EvidenceRow>(db::select_from<EvidenceRow>("unity_evidence", "WHERE id=$1"), id);
}

std::optional<OrgId> group_of_evidence(db::Session& session, const std::string& id) {
  return session.one<OrgId>("SELECT i.group_id FROM unity_evidence e JOIN unity_item i ON i.id=e.item_id WHERE e.id=$1",
                            id);
}

void add(db::Session& session, const EvidenceRow& row) {
  session.run(
      "INSERT INTO unity_evidence(id, item_id, school_id, title, url, words, account, by_name, at) "
      "VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9)",
      row.id, row.item_id, row.school_id, row.title, row.url, row.words, row.account, row.by_name, row.at);
}

void drop_evidence(db::Session& session, const std::string& id) {
  session.run("DELETE FROM unity_evidence WHERE id=$1", id);
}

std::vector<OwnRow> own(db::Session& session, const OrgId& school) {
  return session.all<OwnRow>(
      db::select_from<OwnRow>("unity_own", "WHERE school_id=$1 AND end_on>$2 ORDER BY begin_on, id"), school,
      Date::today());
}

std::optional<OwnRow> own_with(db::Session& session, const std::string& id) {
  return session.one<OwnRow>(db::select_from<OwnRow>("unity_own", "WHERE id=$1"), id);
}

void add(db::Session& session, const OwnRow& row) {
  session.run(
      "INSERT INTO unity_own(id, school_id, kind, title, words, url, begin_on, end_on, by_name) "
      "VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9)",
      row.id, row.school_id, row.kind, row.title, row.words, row.url, row.begin_on, row.end_on, row.by_name);
}

void end_own(db::Session& session, const std::string& id, Date on) {
  session.run("UPDATE unity_own SET end_on=$1 WHERE id=$2", on, id);
}

}  // namespace doorstep::unity::store
