-- What came of an offering for a child: a mark, words, or both.
CREATE TABLE offerings_result(
  offering_id TEXT NOT NULL REFERENCES offerings_offering(id), person_id TEXT NOT NULL, mark TEXT NOT NULL,
  words TEXT NOT NULL, by_name TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY(offering_id, person_id));
CREATE INDEX offerings_result_person ON offerings_result(person_id);
