-- What a child came to, for its record.
CREATE INDEX offerings_mark_person ON offerings_mark(person_id);
