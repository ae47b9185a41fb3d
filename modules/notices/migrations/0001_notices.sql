CREATE TABLE notices_notice(
  id TEXT NOT NULL PRIMARY KEY, org_id TEXT NOT NULL, roles TEXT NOT NULL, title TEXT NOT NULL, body TEXT NOT NULL,
  account TEXT, by_name TEXT NOT NULL, sent_at TEXT NOT NULL, confirms BIGINT NOT NULL,
  until_on TEXT NOT NULL,        -- the last day on which it is shown
  withdrawn_at TEXT NOT NULL);
CREATE INDEX notices_notice_org ON notices_notice(org_id, sent_at);

CREATE TABLE notices_receipt(
  notice_id TEXT NOT NULL REFERENCES notices_notice(id), account TEXT NOT NULL, read_at TEXT NOT NULL,
  confirmed_at TEXT NOT NULL, PRIMARY KEY(notice_id, account));
CREATE INDEX notices_receipt_account ON notices_receipt(account);
