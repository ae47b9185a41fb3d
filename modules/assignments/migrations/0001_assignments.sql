-- body: the question as JSON; found: its text, tags and knowledge points in lower case, for finding.
CREATE TABLE assignments_question(
  id TEXT NOT NULL PRIMARY KEY, account TEXT, by_name TEXT NOT NULL, school_id TEXT NOT NULL, shelf_id TEXT,
  kind TEXT NOT NULL, subject TEXT NOT NULL, grades TEXT NOT NULL, difficulty BIGINT NOT NULL, tags TEXT NOT NULL,
  knowledge TEXT NOT NULL, licence TEXT NOT NULL, origin TEXT NOT NULL, found TEXT NOT NULL, body TEXT NOT NULL,
  made_at TEXT NOT NULL, changed_at TEXT NOT NULL, retired_at TEXT NOT NULL);
CREATE INDEX assignments_question_account ON assignments_question(account, changed_at);
CREATE INDEX assignments_question_shelf ON assignments_question(shelf_id, changed_at);

-- opens_at, due_at: seconds since 1970.
CREATE TABLE assignments_assignment(
  id TEXT NOT NULL PRIMARY KEY, org_id TEXT NOT NULL, account TEXT, by_name TEXT NOT NULL, title TEXT NOT NULL,
  words TEXT NOT NULL, subject TEXT NOT NULL, state TEXT NOT NULL, opens_at BIGINT NOT NULL, due_at BIGINT NOT NULL,
  late TEXT NOT NULL, late_share DOUBLE PRECISION NOT NULL, tries BIGINT NOT NULL, shuffled BIGINT NOT NULL,
  shows TEXT NOT NULL, made_at TEXT NOT NULL, given_at TEXT NOT NULL, returned_at TEXT NOT NULL);
CREATE INDEX assignments_assignment_account ON assignments_assignment(account, made_at);

-- A question as it was set: the bank may change, this does not.
CREATE TABLE assignments_item(
  assignment_id TEXT NOT NULL REFERENCES assignments_assignment(id), place BIGINT NOT NULL, question_id TEXT,
  kind TEXT NOT NULL, most DOUBLE PRECISION NOT NULL, body TEXT NOT NULL, PRIMARY KEY(assignment_id, place));

CREATE TABLE assignments_class(
  assignment_id TEXT NOT NULL REFERENCES assignments_assignment(id), class_id TEXT NOT NULL, school_id TEXT NOT NULL,
  PRIMARY KEY(assignment_id, class_id));
CREATE INDEX assignments_class_class ON assignments_class(class_id);
CREATE INDEX assignments_class_school ON assignments_class(school_id);

-- One try of one child. state: working, handed, marked.
CREATE TABLE assignments_paper(
  id TEXT NOT NULL PRIMARY KEY, assignment_id TEXT NOT NULL REFERENCES assignments_assignment(id),
  person_id TEXT NOT NULL, class_id TEXT NOT NULL, school_id TEXT NOT NULL, number BIGINT NOT NULL,
  state TEXT NOT NULL, late BIGINT NOT NULL, begun_at TEXT NOT NULL, handed_at TEXT NOT NULL,
  UNIQUE(assignment_id, person_id, number));
CREATE INDEX assignments_paper_class ON assignments_paper(assignment_id, class_id);
CREATE INDEX assignments_paper_person ON assignments_paper(person_id);

-- points: what the answer was given, of the item's `most`; null: not marked.
CREATE TABLE assignments_answer(
  paper_id TEXT NOT NULL REFERENCES assignments_paper(id), place BIGINT NOT NULL, version BIGINT NOT NULL,
  body TEXT NOT NULL, account TEXT, saved_at TEXT NOT NULL, points DOUBLE PRECISION, PRIMARY KEY(paper_id, place));
