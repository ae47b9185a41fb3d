-- Whose guardian an account is, or that it is the student's own.
CREATE TABLE children_tie(
  account TEXT NOT NULL, person_id TEXT NOT NULL, relation TEXT NOT NULL, name TEXT NOT NULL, made_on TEXT NOT NULL,
  PRIMARY KEY(account, person_id));
CREATE INDEX children_tie_person ON children_tie(person_id);

CREATE TABLE children_code(
  digest TEXT NOT NULL PRIMARY KEY, person_id TEXT NOT NULL, relation TEXT NOT NULL, until_on TEXT NOT NULL);

CREATE TABLE children_ask(
  id TEXT NOT NULL PRIMARY KEY, school_id TEXT NOT NULL, class_id TEXT, purpose TEXT NOT NULL, until_on TEXT NOT NULL,
  by_name TEXT NOT NULL, asked_at TEXT NOT NULL);
CREATE INDEX children_ask_school ON children_ask(school_id);

-- Every answer that was ever given; the last one of a person and purpose counts. print is of the words answered to.
CREATE TABLE children_answer(
  id TEXT NOT NULL PRIMARY KEY, person_id TEXT NOT NULL, purpose TEXT NOT NULL, given BIGINT NOT NULL,
  account TEXT NOT NULL, by_name TEXT NOT NULL, at TEXT NOT NULL, print TEXT NOT NULL);
CREATE INDEX children_answer_person ON children_answer(person_id, purpose, at);

CREATE TABLE children_erasure(
  id TEXT NOT NULL PRIMARY KEY, person_id TEXT NOT NULL, school_id TEXT NOT NULL, account TEXT NOT NULL,
  by_name TEXT NOT NULL, words TEXT NOT NULL, asked_at TEXT NOT NULL, due_on TEXT NOT NULL, state TEXT NOT NULL,
  reason TEXT NOT NULL, decided_at TEXT NOT NULL);
CREATE INDEX children_erasure_school ON children_erasure(school_id);
CREATE INDEX children_erasure_person ON children_erasure(person_id);
