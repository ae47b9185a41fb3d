-- Articles of association by version. A version is drafted, commented, put to the vote, adopted; it is in force from a
-- day until another one is.
CREATE TABLE charter_version(
  id TEXT NOT NULL PRIMARY KEY, group_id TEXT NOT NULL, number BIGINT NOT NULL, title TEXT NOT NULL,
  state TEXT NOT NULL, item_id TEXT NOT NULL, adopted_on TEXT NOT NULL, force_from TEXT NOT NULL,
  made_by TEXT NOT NULL, made_at TEXT NOT NULL);
CREATE INDEX charter_version_group ON charter_version(group_id);
CREATE TABLE charter_article(
  version_id TEXT NOT NULL, position BIGINT NOT NULL, heading TEXT NOT NULL, words TEXT NOT NULL,
  PRIMARY KEY(version_id, position));
CREATE TABLE charter_comment(
  id TEXT NOT NULL PRIMARY KEY, version_id TEXT NOT NULL, position BIGINT NOT NULL, words TEXT NOT NULL,
  by_name TEXT NOT NULL, at TEXT NOT NULL, reply TEXT NOT NULL, replied_by TEXT NOT NULL, resolved BIGINT NOT NULL);
CREATE INDEX charter_comment_version ON charter_comment(version_id);
