-- The second factor of an account: a secret of RFC 6238, sealed with the installation's own secret.
CREATE TABLE accounts_totp(
  account TEXT PRIMARY KEY REFERENCES accounts_account(id),
  sealed TEXT NOT NULL,
  confirmed BIGINT NOT NULL,     -- 0 until a first code was right
  last_step BIGINT NOT NULL      -- of 30 s since 1970: no code is good twice
);
-- Codes for the day on which the telephone is lost; each is good once.
CREATE TABLE accounts_recovery(
  code_digest TEXT PRIMARY KEY,
  account TEXT NOT NULL REFERENCES accounts_account(id)
);
CREATE INDEX accounts_recovery_account ON accounts_recovery(account);
-- Somebody stands in for who holds a post, for a time.
CREATE TABLE accounts_delegation(
  id TEXT PRIMARY KEY,
  post TEXT NOT NULL REFERENCES accounts_post(id),
  account TEXT NOT NULL REFERENCES accounts_account(id),
  begin_on TEXT NOT NULL,
  end_on TEXT NOT NULL,          -- the first day on which it no longer holds
  why TEXT NOT NULL
);
CREATE INDEX accounts_delegation_account ON accounts_delegation(account);
CREATE INDEX accounts_delegation_post ON accounts_delegation(post);
