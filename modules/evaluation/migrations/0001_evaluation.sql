CREATE TABLE evaluation_round(
  id TEXT NOT NULL PRIMARY KEY, org_id TEXT NOT NULL, of_district BIGINT NOT NULL, title TEXT NOT NULL,
  year BIGINT NOT NULL, state TEXT NOT NULL, panel TEXT NOT NULL, made_at TEXT NOT NULL, published_at TEXT NOT NULL);
CREATE INDEX evaluation_round_org ON evaluation_round(org_id);

CREATE TABLE evaluation_indicator(
  id TEXT NOT NULL PRIMARY KEY, round_id TEXT NOT NULL REFERENCES evaluation_round(id), position BIGINT NOT NULL,
  name TEXT NOT NULL, counts TEXT NOT NULL, origin TEXT NOT NULL, weight BIGINT NOT NULL,
  full_value DOUBLE PRECISION NOT NULL);
CREATE INDEX evaluation_indicator_round ON evaluation_indicator(round_id);

-- One of the panel, one indicator, one school.
CREATE TABLE evaluation_entry(
  indicator_id TEXT NOT NULL REFERENCES evaluation_indicator(id), school_id TEXT NOT NULL, account TEXT NOT NULL,
  by_name TEXT NOT NULL, start DOUBLE PRECISION, value DOUBLE PRECISION, note TEXT NOT NULL,
  PRIMARY KEY(indicator_id, school_id, account));

CREATE TABLE evaluation_appeal(
  id TEXT NOT NULL PRIMARY KEY, round_id TEXT NOT NULL REFERENCES evaluation_round(id), school_id TEXT NOT NULL,
  text TEXT NOT NULL, by_name TEXT NOT NULL, at TEXT NOT NULL, answer TEXT NOT NULL, answered_by TEXT NOT NULL,
  answered_at TEXT NOT NULL);
CREATE INDEX evaluation_appeal_round ON evaluation_appeal(round_id);
