-- What a teacher entered by hand. `leads`: of who leads the school; what lies above confirms it. Removed ones stay.
CREATE TABLE portfolio_entry(
  id TEXT NOT NULL PRIMARY KEY, person_id TEXT NOT NULL, school_id TEXT NOT NULL, kind TEXT NOT NULL,
  title TEXT NOT NULL, begin_on TEXT NOT NULL, end_on TEXT NOT NULL, level TEXT NOT NULL, quantity DOUBLE PRECISION,
  words TEXT NOT NULL, details TEXT NOT NULL, state TEXT NOT NULL, reason TEXT NOT NULL, decided_by TEXT NOT NULL,
  decided_at TEXT NOT NULL, open BIGINT NOT NULL, leads BIGINT NOT NULL, version BIGINT NOT NULL,
  changed_at TEXT NOT NULL, by_name TEXT NOT NULL, removed_at TEXT NOT NULL);
CREATE INDEX portfolio_entry_person ON portfolio_entry(person_id);
CREATE INDEX portfolio_entry_waiting ON portfolio_entry(state, school_id);

-- An entry as it was before it was changed.
CREATE TABLE portfolio_version(
  entry_id TEXT NOT NULL REFERENCES portfolio_entry(id), version BIGINT NOT NULL, state TEXT NOT NULL,
  title TEXT NOT NULL, begin_on TEXT NOT NULL, end_on TEXT NOT NULL, level TEXT NOT NULL, quantity DOUBLE PRECISION,
  words TEXT NOT NULL, details TEXT NOT NULL, at TEXT NOT NULL, by_name TEXT NOT NULL,
  PRIMARY KEY(entry_id, version));

CREATE TABLE portfolio_goals(
  person_id TEXT NOT NULL, year BIGINT NOT NULL, shared TEXT NOT NULL, goals TEXT NOT NULL, reflection TEXT NOT NULL,
  changed_at TEXT NOT NULL, PRIMARY KEY(person_id, year));
