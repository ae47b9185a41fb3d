-- What a group unifies: items taken from a list, or its own.
CREATE TABLE unity_item(
  id TEXT NOT NULL PRIMARY KEY, group_id TEXT NOT NULL, list TEXT NOT NULL, code TEXT NOT NULL, zh TEXT NOT NULL,
  en TEXT NOT NULL, counts TEXT NOT NULL, position BIGINT NOT NULL, begin_on TEXT NOT NULL, end_on TEXT NOT NULL);
CREATE INDEX unity_item_group ON unity_item(group_id);

-- How far one school has agreed to one item, and what a reviewer said. No row: open.
CREATE TABLE unity_cell(
  item_id TEXT NOT NULL, school_id TEXT NOT NULL, level TEXT NOT NULL, agreed_on TEXT NOT NULL, agreed_by TEXT NOT NULL,
  confirmed BIGINT NOT NULL, review TEXT NOT NULL, reviewer TEXT NOT NULL, reviewed_at TEXT NOT NULL,
  PRIMARY KEY(item_id, school_id));

CREATE TABLE unity_evidence(
  id TEXT NOT NULL PRIMARY KEY, item_id TEXT NOT NULL, school_id TEXT NOT NULL, title TEXT NOT NULL, url TEXT NOT NULL,
  words TEXT NOT NULL, account TEXT, by_name TEXT NOT NULL, at TEXT NOT NULL);
CREATE INDEX unity_evidence_item ON unity_evidence(item_id);

-- What a school keeps and offers as its own.
CREATE TABLE unity_own(
  id TEXT NOT NULL PRIMARY KEY, school_id TEXT NOT NULL, kind TEXT NOT NULL, title TEXT NOT NULL, words TEXT NOT NULL,
  url TEXT NOT NULL, begin_on TEXT NOT NULL, end_on TEXT NOT NULL, by_name TEXT NOT NULL);
CREATE INDEX unity_own_school ON unity_own(school_id);
