-- Providers of OpenID Connect through which people sign in.
CREATE TABLE accounts_provider(
  id TEXT PRIMARY KEY,
  name_zh TEXT NOT NULL,
  name_en TEXT NOT NULL,
  issuer TEXT NOT NULL UNIQUE,
  client_id TEXT NOT NULL,
  sealed TEXT NOT NULL,          -- the client's secret; empty: a public client
  scopes TEXT NOT NULL,
  trusted BIGINT NOT NULL,       -- 1: its word that two factors were asked for is believed
  enabled BIGINT NOT NULL
);
-- Who a provider's person is here.
CREATE TABLE accounts_identity(
  id TEXT PRIMARY KEY,
  account TEXT NOT NULL REFERENCES accounts_account(id),
  issuer TEXT NOT NULL,
  subject TEXT NOT NULL,
  name TEXT NOT NULL,            -- as the provider called the person when it was tied; shown, never compared
  tied_at BIGINT NOT NULL,
  seen_at BIGINT NOT NULL,
  UNIQUE(issuer, subject)
);
CREATE INDEX accounts_identity_account ON accounts_identity(account);
-- A sign-in that is at a provider: good once, for some minutes, in the browser that began it.
CREATE TABLE accounts_journey(
  state_digest TEXT PRIMARY KEY,
  browser_digest TEXT NOT NULL,  -- of its cookie
  provider TEXT NOT NULL,
  sealed TEXT NOT NULL,          -- what the provider's answer must fit
  redirect TEXT NOT NULL,
  account TEXT,                  -- who ties an identity; empty: somebody signs in
  next TEXT NOT NULL,
  expires_at BIGINT NOT NULL
);
-- Known by a provider, the second factor still to come.
CREATE TABLE accounts_half(
  token_digest TEXT PRIMARY KEY,
  account TEXT NOT NULL REFERENCES accounts_account(id),
  tries BIGINT NOT NULL,
  expires_at BIGINT NOT NULL
);
ALTER TABLE accounts_session ADD COLUMN strong BIGINT NOT NULL DEFAULT 0;  -- 1: opened with two factors elsewhere
