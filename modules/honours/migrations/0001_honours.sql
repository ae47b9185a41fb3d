-- Honours of students (person_id) and of schools (none). kind and level are codes of terms/.
CREATE TABLE honours_honour(
  id TEXT NOT NULL PRIMARY KEY, school_id TEXT NOT NULL, person_id TEXT, title TEXT NOT NULL, kind TEXT NOT NULL,
  level TEXT NOT NULL, award TEXT NOT NULL, issuer TEXT NOT NULL, on_day TEXT NOT NULL, state TEXT NOT NULL,
  by_name TEXT NOT NULL, made_at TEXT NOT NULL, decided_by TEXT NOT NULL, reason TEXT NOT NULL);
CREATE INDEX honours_honour_school ON honours_honour(school_id);
CREATE INDEX honours_honour_person ON honours_honour(person_id);

-- A picture or file to show, of students whose guardians agree. maker: a class or club in words; empty for students alone.
CREATE TABLE honours_work(
  id TEXT NOT NULL PRIMARY KEY, school_id TEXT NOT NULL, title TEXT NOT NULL, about TEXT NOT NULL, maker TEXT NOT NULL,
  state TEXT NOT NULL, by_name TEXT NOT NULL, made_at TEXT NOT NULL);
CREATE INDEX honours_work_school ON honours_work(school_id);
CREATE TABLE honours_maker(
  work_id TEXT NOT NULL REFERENCES honours_work(id), person_id TEXT NOT NULL, PRIMARY KEY(work_id, person_id));
CREATE INDEX honours_maker_person ON honours_maker(person_id);
