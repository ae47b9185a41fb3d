// Every statement on the unity_* tables.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <doorstep/db/db.h>
#include <doorstep/unity/unity.h>

namespace doorstep::unity::store {

struct ItemRow {
  std::string id;
  OrgId group_id;
  std::string list, code, zh, en, counts;
  int64_t position = 0;
  Date begin_on;
  Date end_on = Date::never();
};
BOOST_DESCRIBE_STRUCT(ItemRow, (), (id, group_id, list, code, zh, en, counts, position, begin_on, end_on))

struct CellRow {
  std::string item_id;
  OrgId school_id;
  Level level = Level::open;
  Date agreed_on;
  std::string agreed_by;
  bool confirmed = false;
  std::string review, reviewer, reviewed_at;
};
BOOST_DESCRIBE_STRUCT(CellRow, (),
                      (item_id, school_id, level, agreed_on, agreed_by, confirmed, review, reviewer, reviewed_at))

struct EvidenceRow {
  std::string id;
  std::string item_id;
  OrgId school_id;
  std::string title, url, words;
  AccountId account;
  std::string by_name, at;
};
BOOST_DESCRIBE_STRUCT(EvidenceRow, (), (id, item_id, school_id, title, url, words, account, by_name, at))

struct OwnRow {
  std::string id;
  OrgId school_id;
  std::string kind, title, words, url;
  Date begin_on;
  Date end_on = Date::never();
  std::string by_name;
};
BOOST_DESCRIBE_STRUCT(OwnRow, (), (id, school_id, kind, title, words, url, begin_on, end_on, by_name))

std::vector<ItemRow> items(db::Session& session, const OrgId& group);  // that hold today, by position
void add(db::Session& session, const ItemRow& row);
void end_item(db::Session& session, const std::string& id, Date on);

std::vector<CellRow> cells(db::Session& session, const OrgId& group);
std::optional<CellRow> cell(db::Session& session, const std::string& item, const OrgId& school);
void keep(db::Session& session, const CellRow& row);

struct EvidenceCount {
  std::string item_id;
  OrgId school_id;
  int64_t count = 0;
};
BOOST_DESCRIBE_STRUCT(EvidenceCount, (), (item_id, school_id, count))
std::vector<EvidenceCount> evidence_counts(db::Session& session, const OrgId& group);
std::vector<EvidenceRow> evidence(db::Session& session, const std::string& item, const OrgId& school);  // newest first
std::optional<EvidenceRow> evidence_with(db::Session& session, const std::string& id);
std::optional<OrgId> group_of_evidence(db::Session& session, const std::string& id);
void add(db::Session& session, const EvidenceRow& row);
void drop_evidence(db::Session& session, const std::string& id);

std::vector<OwnRow> own(db::Session& session, const OrgId& school);  // that holds today, the oldest first
std::optional<OwnRow> own_with(db::Session& session, const std::string& id);
void add(db::Session& session, const OwnRow& row);
void end_own(db::Session& session, const std::string& id, Date on);

}  // namespace doorstep::unity::store
