CREATE TABLE jobs_job(
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  owner TEXT,
  machine TEXT NOT NULL,
  state TEXT NOT NULL,
  done BIGINT NOT NULL,
  total BIGINT NOT NULL,
  unit TEXT NOT NULL,
  message_zh TEXT NOT NULL,
  message_en TEXT NOT NULL,
  code TEXT NOT NULL,
  queued TEXT NOT NULL,
  started TEXT,
  ended TEXT,
  result TEXT NOT NULL,  -- JSON
  cancel_wanted BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX jobs_job_owner ON jobs_job(owner, queued);
CREATE INDEX jobs_job_state ON jobs_job(state);
