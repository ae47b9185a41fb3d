-- Passkeys of an account; each is two factors in one.
CREATE TABLE accounts_passkey(
  id TEXT PRIMARY KEY,
  account TEXT NOT NULL REFERENCES accounts_account(id),
  credential TEXT NOT NULL UNIQUE,  -- the device's name for it, base64url
  key TEXT NOT NULL,                -- public, base64url
  algorithm BIGINT NOT NULL,        -- COSE: -7, -8 or -257
  counter BIGINT NOT NULL,          -- of signatures; 0 with keys that are shared between devices
  site TEXT NOT NULL,               -- name of the site for which it was made
  name TEXT NOT NULL,
  made_at BIGINT NOT NULL,
  seen_at BIGINT NOT NULL
);
CREATE INDEX accounts_passkey_account ON accounts_passkey(account);
-- Challenges that were answered: each is good once. Those that nobody answered are not kept anywhere; they carry their
-- own end and a digest keyed with the installation's secret.
CREATE TABLE accounts_challenge(
  digest TEXT PRIMARY KEY,
  expires_at BIGINT NOT NULL
);
