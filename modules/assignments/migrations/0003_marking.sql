-- How papers of an assignment are marked by people that its setter named. max_gap: of the full mark of a question, that
-- two marks may lie apart; seed: what the dealing follows from.
CREATE TABLE assignments_marking(
  assignment_id TEXT NOT NULL PRIMARY KEY, blind BIGINT NOT NULL, twice BIGINT NOT NULL, elsewhere BIGINT NOT NULL,
  max_gap DOUBLE PRECISION NOT NULL, third BIGINT NOT NULL, seed TEXT NOT NULL, dealt_at TEXT NOT NULL);

CREATE TABLE assignments_marker(
  assignment_id TEXT NOT NULL, person_id TEXT NOT NULL, account TEXT NOT NULL, name TEXT NOT NULL,
  school_id TEXT NOT NULL, PRIMARY KEY(assignment_id, person_id));
CREATE INDEX assignments_marker_account ON assignments_marker(account);

-- Which answer goes to whom. slot: 1 and 2 mark each by themselves, 3 where they lie too far apart. number: what stands
-- in place of a name where marking is blind.
CREATE TABLE assignments_deal(
  paper_id TEXT NOT NULL, place BIGINT NOT NULL, slot BIGINT NOT NULL, assignment_id TEXT NOT NULL,
  account TEXT NOT NULL, number BIGINT NOT NULL, dealt_at TEXT NOT NULL, PRIMARY KEY(paper_id, place, slot));
CREATE INDEX assignments_deal_account ON assignments_deal(account, assignment_id);
CREATE INDEX assignments_deal_assignment ON assignments_deal(assignment_id);

-- slot as above; 0: of who teaches the class, or of the setter where marks lie too far apart. levels: places in the
-- rubric by commas.
CREATE TABLE assignments_mark(
  paper_id TEXT NOT NULL, place BIGINT NOT NULL, slot BIGINT NOT NULL, assignment_id TEXT NOT NULL,
  account TEXT NOT NULL, by_name TEXT NOT NULL, version BIGINT NOT NULL, levels TEXT NOT NULL,
  points DOUBLE PRECISION NOT NULL, words TEXT NOT NULL, marked_at TEXT NOT NULL, PRIMARY KEY(paper_id, place, slot));
CREATE INDEX assignments_mark_assignment ON assignments_mark(assignment_id);

-- What a question was about when it was given: knowledge points by commas. The bank may change, this does not.
CREATE TABLE assignments_knowledge(
  assignment_id TEXT NOT NULL, place BIGINT NOT NULL, knowledge TEXT NOT NULL, PRIMARY KEY(assignment_id, place));

-- Of which assignments children and guardians were told that they are due soon.
CREATE TABLE assignments_reminder(assignment_id TEXT NOT NULL PRIMARY KEY, told_at TEXT NOT NULL);
