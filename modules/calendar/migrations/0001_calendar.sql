CREATE TABLE calendar_feed(
  token_digest TEXT NOT NULL PRIMARY KEY, account TEXT NOT NULL, group_id TEXT, made_at TEXT NOT NULL);
CREATE INDEX calendar_feed_account ON calendar_feed(account);
