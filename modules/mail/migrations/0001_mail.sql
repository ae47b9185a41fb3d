-- The address of an account. token_digest is of the link that confirms it, until token_until (seconds since 1970).
-- digest_on is the day of the last digest.
CREATE TABLE mail_address(
  account TEXT NOT NULL PRIMARY KEY, address TEXT NOT NULL, confirmed BIGINT NOT NULL, token_digest TEXT NOT NULL,
  token_until BIGINT NOT NULL, notices TEXT NOT NULL, confirmations TEXT NOT NULL, digest_on TEXT NOT NULL);
CREATE INDEX mail_address_token ON mail_address(token_digest);

-- What goes out; about is a notice, or the day of a digest. due_at and sent_at are seconds since 1970.
CREATE TABLE mail_outbox(
  id TEXT NOT NULL PRIMARY KEY, account TEXT NOT NULL, kind TEXT NOT NULL, about TEXT NOT NULL, state TEXT NOT NULL,
  due_at BIGINT NOT NULL, tries BIGINT NOT NULL, said TEXT NOT NULL, made_at BIGINT NOT NULL, sent_at BIGINT NOT NULL,
  UNIQUE(account, kind, about));
CREATE INDEX mail_outbox_due ON mail_outbox(state, due_at);
