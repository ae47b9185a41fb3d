CREATE TABLE mentoring_pair(
  id TEXT NOT NULL PRIMARY KEY, org_id TEXT NOT NULL, kind TEXT NOT NULL, state TEXT NOT NULL, mentee_id TEXT NOT NULL,
  mentee_agreed TEXT NOT NULL, begin_on TEXT NOT NULL, end_on TEXT NOT NULL, goals TEXT NOT NULL,
  exception TEXT NOT NULL, end_reason TEXT NOT NULL);
CREATE INDEX mentoring_pair_org ON mentoring_pair(org_id);
CREATE INDEX mentoring_pair_mentee ON mentoring_pair(mentee_id);
-- agreed_at is empty until the mentor agrees.
CREATE TABLE mentoring_mentor(
  pair_id TEXT NOT NULL REFERENCES mentoring_pair(id), person_id TEXT NOT NULL, agreed_at TEXT NOT NULL,
  PRIMARY KEY(pair_id, person_id));
CREATE INDEX mentoring_mentor_person ON mentoring_mentor(person_id);
CREATE TABLE mentoring_step(
  id TEXT NOT NULL PRIMARY KEY, pair_id TEXT NOT NULL REFERENCES mentoring_pair(id), due_on TEXT NOT NULL,
  what TEXT NOT NULL, done_on TEXT NOT NULL);
CREATE INDEX mentoring_step_pair ON mentoring_step(pair_id);
CREATE TABLE mentoring_visit(
  id TEXT NOT NULL PRIMARY KEY, pair_id TEXT NOT NULL REFERENCES mentoring_pair(id), mentor_id TEXT NOT NULL,
  on_day TEXT NOT NULL, held BIGINT NOT NULL, lesson TEXT NOT NULL, seen TEXT NOT NULL, advice TEXT NOT NULL,
  note TEXT NOT NULL);
CREATE INDEX mentoring_visit_pair ON mentoring_visit(pair_id);
CREATE TABLE mentoring_review(
  pair_id TEXT NOT NULL REFERENCES mentoring_pair(id), final_ BIGINT NOT NULL, outcome TEXT,
  mentor_words TEXT NOT NULL, mentee_words TEXT NOT NULL, arranger_words TEXT NOT NULL, PRIMARY KEY(pair_id, final_));

CREATE TABLE mentoring_service(
  id TEXT NOT NULL PRIMARY KEY, group_id TEXT NOT NULL, person_id TEXT NOT NULL, subject TEXT NOT NULL,
  duties TEXT NOT NULL, begin_on TEXT NOT NULL, end_on TEXT NOT NULL);
CREATE INDEX mentoring_service_group ON mentoring_service(group_id);
CREATE INDEX mentoring_service_person ON mentoring_service(person_id);
CREATE TABLE mentoring_service_visit(
  id TEXT NOT NULL PRIMARY KEY, service_id TEXT NOT NULL REFERENCES mentoring_service(id), school_id TEXT NOT NULL,
  on_day TEXT NOT NULL, held BIGINT NOT NULL, cancelled BIGINT NOT NULL, what TEXT NOT NULL, outcome TEXT NOT NULL);
CREATE INDEX mentoring_service_visit_service ON mentoring_service_visit(service_id);
CREATE TABLE mentoring_met(
  visit_id TEXT NOT NULL REFERENCES mentoring_service_visit(id), person_id TEXT NOT NULL,
  PRIMARY KEY(visit_id, person_id));
