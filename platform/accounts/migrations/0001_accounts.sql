-- Times are seconds since 1970. Secrets are kept as digests only.
CREATE TABLE accounts_account(
  id TEXT PRIMARY KEY,
  sign_in TEXT NOT NULL UNIQUE,  -- lower case
  name TEXT NOT NULL,
  language TEXT NOT NULL,
  password TEXT,                 -- Argon2id, with its own settings and salt; none until the first sign-in
  suspended BIGINT NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE TABLE accounts_post(
  id TEXT PRIMARY KEY,
  account TEXT NOT NULL REFERENCES accounts_account(id),
  role TEXT NOT NULL,
  org TEXT,
  begin_on TEXT NOT NULL,
  end_on TEXT NOT NULL           -- the first day on which it is no longer held
);
CREATE INDEX accounts_post_account ON accounts_post(account);
CREATE TABLE accounts_session(
  id TEXT PRIMARY KEY,
  token_digest TEXT NOT NULL UNIQUE,
  account TEXT NOT NULL REFERENCES accounts_account(id),
  made_at BIGINT NOT NULL,
  seen_at BIGINT NOT NULL,
  remote TEXT NOT NULL,
  agent TEXT NOT NULL,
  by_link BIGINT NOT NULL        -- 1: may set a password without knowing the old one
);
CREATE INDEX accounts_session_account ON accounts_session(account);
CREATE TABLE accounts_link(
  token_digest TEXT PRIMARY KEY,
  account TEXT NOT NULL REFERENCES accounts_account(id),
  expires_at BIGINT NOT NULL
);
-- Failed sign-ins: subject is a digest of the name tried and the address it came from.
CREATE TABLE accounts_failure(
  subject TEXT PRIMARY KEY,
  failures BIGINT NOT NULL,
  last_at BIGINT NOT NULL,
  locked_until BIGINT NOT NULL
);
