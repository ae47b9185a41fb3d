-- A notice to certain accounts among those of its organisation, as a room of the house sends it: addressed is 1.
ALTER TABLE notices_notice ADD COLUMN addressed BIGINT NOT NULL DEFAULT 0;
CREATE TABLE notices_addressee(
  notice_id TEXT NOT NULL REFERENCES notices_notice(id), account TEXT NOT NULL, PRIMARY KEY(notice_id, account));
CREATE INDEX notices_addressee_account ON notices_addressee(account);
