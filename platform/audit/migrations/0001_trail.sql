CREATE TABLE audit_entry(
  number BIGINT PRIMARY KEY,
  at TEXT NOT NULL,
  actor_account TEXT,
  actor_name TEXT NOT NULL,
  request_id TEXT NOT NULL,
  action TEXT NOT NULL,
  kind TEXT NOT NULL,
  entity TEXT NOT NULL,
  org TEXT,
  change TEXT NOT NULL,  -- JSON: [{"field","from","to"}]
  previous_hash TEXT NOT NULL,
  hash TEXT NOT NULL
);
CREATE INDEX audit_entry_entity ON audit_entry(entity, number);
CREATE INDEX audit_entry_actor ON audit_entry(actor_account, number);
CREATE INDEX audit_entry_at ON audit_entry(at);
-- The newest entry, sealed with the secret of the installation: a cut-off end shows, and writers wait for each other here.
CREATE TABLE audit_head(
  id BIGINT PRIMARY KEY CHECK(id = 1),
  number BIGINT NOT NULL,
  hash TEXT NOT NULL,
  seal TEXT NOT NULL
);
INSERT INTO audit_head(id, number, hash, seal) VALUES(1, 0, '', '');
