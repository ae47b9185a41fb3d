-- What teachers observed of a student and what the student says of itself. by_student: its own words.
CREATE TABLE development_entry(
  id TEXT NOT NULL PRIMARY KEY, person_id TEXT NOT NULL, school_id TEXT NOT NULL, side TEXT NOT NULL, words TEXT NOT NULL,
  on_day TEXT NOT NULL, by_student BIGINT NOT NULL, account TEXT NOT NULL, by_name TEXT NOT NULL, made_at TEXT NOT NULL);
CREATE INDEX development_entry_person ON development_entry(person_id);
