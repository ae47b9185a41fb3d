-- What was uploaded and what became of it; mappings made in the dialog, as their TOML.
CREATE TABLE imports_run(
  id TEXT NOT NULL PRIMARY KEY, file TEXT NOT NULL, path TEXT NOT NULL, bytes BIGINT NOT NULL, format TEXT NOT NULL,
  mapping TEXT NOT NULL, state TEXT NOT NULL, report TEXT, problem_zh TEXT NOT NULL, problem_en TEXT NOT NULL,
  started_by TEXT NOT NULL, started_at TEXT NOT NULL, ended_at TEXT NOT NULL);
CREATE INDEX imports_run_started ON imports_run(started_at);
CREATE TABLE imports_mapping(
  id TEXT NOT NULL PRIMARY KEY, toml TEXT NOT NULL, kept_by TEXT NOT NULL, kept_at TEXT NOT NULL);
