-- Which account is which member of staff: one of each.
CREATE TABLE staff_tie(
  account TEXT NOT NULL PRIMARY KEY, person_id TEXT NOT NULL UNIQUE, made_at TEXT NOT NULL, by_name TEXT NOT NULL);
