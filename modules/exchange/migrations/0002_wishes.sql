-- What a teacher says of an exchange in a school year.
CREATE TABLE exchange_wish(
  person_id TEXT NOT NULL, year BIGINT NOT NULL, answer TEXT NOT NULL, places TEXT NOT NULL, never TEXT NOT NULL,
  why TEXT NOT NULL, changed_at TEXT NOT NULL, PRIMARY KEY(person_id, year));

-- A claim to be exempt, with evidence as files.
CREATE TABLE exchange_claim(
  id TEXT NOT NULL PRIMARY KEY, person_id TEXT NOT NULL, school_id TEXT NOT NULL, ground TEXT NOT NULL,
  text TEXT NOT NULL, until TEXT NOT NULL, state TEXT NOT NULL, made_at TEXT NOT NULL, answer TEXT NOT NULL,
  decided_by TEXT NOT NULL, decided_at TEXT NOT NULL);
CREATE INDEX exchange_claim_person ON exchange_claim(person_id);
CREATE INDEX exchange_claim_school ON exchange_claim(school_id, state);
