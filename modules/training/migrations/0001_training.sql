-- What is offered. Lists of codes are comma-separated; years_least and years_most bound the years of service.
CREATE TABLE training_offer(
  id TEXT NOT NULL PRIMARY KEY, org_id TEXT NOT NULL, centre_id TEXT NOT NULL, title TEXT NOT NULL, about TEXT NOT NULL,
  kind TEXT NOT NULL, level TEXT NOT NULL, place TEXT NOT NULL, url TEXT NOT NULL, capacity BIGINT NOT NULL,
  places_by TEXT NOT NULL, stages TEXT NOT NULL, subjects TEXT NOT NULL, titles TEXT NOT NULL, years_least BIGINT,
  years_most BIGINT, deadline TEXT NOT NULL, pass DOUBLE PRECISION NOT NULL, state TEXT NOT NULL, reason TEXT NOT NULL,
  made_at TEXT NOT NULL);
CREATE INDEX training_offer_org ON training_offer(org_id, state);
CREATE INDEX training_offer_open ON training_offer(state, deadline);

-- Minutes of the day are from_minute and to_minute; *_at are seconds since 1970.
CREATE TABLE training_session(
  id TEXT NOT NULL PRIMARY KEY, offer_id TEXT NOT NULL REFERENCES training_offer(id), title TEXT NOT NULL,
  on_day TEXT NOT NULL, from_minute BIGINT NOT NULL, to_minute BIGINT NOT NULL, from_at BIGINT NOT NULL,
  to_at BIGINT NOT NULL, hours DOUBLE PRECISION NOT NULL, place TEXT NOT NULL);
CREATE INDEX training_session_offer ON training_session(offer_id, from_at);

-- `turn` orders who waits.
CREATE TABLE training_enrolment(
  id TEXT NOT NULL PRIMARY KEY, offer_id TEXT NOT NULL REFERENCES training_offer(id), person_id TEXT NOT NULL,
  school_id TEXT, state TEXT NOT NULL, turn BIGINT NOT NULL, at TEXT NOT NULL, by_name TEXT NOT NULL,
  UNIQUE(offer_id, person_id));
CREATE INDEX training_enrolment_person ON training_enrolment(person_id);

CREATE TABLE training_attendance(
  session_id TEXT NOT NULL REFERENCES training_session(id), person_id TEXT NOT NULL, came BIGINT NOT NULL,
  came_by TEXT NOT NULL, by_name TEXT NOT NULL, at TEXT NOT NULL, reason TEXT NOT NULL,
  PRIMARY KEY(session_id, person_id));
CREATE INDEX training_attendance_person ON training_attendance(person_id);

-- Wrong codes that somebody typed to check in.
CREATE TABLE training_try(
  session_id TEXT NOT NULL, person_id TEXT NOT NULL, wrong BIGINT NOT NULL, PRIMARY KEY(session_id, person_id));

-- Training elsewhere; what shows it is kept by files. end_on is the day after the last.
CREATE TABLE training_claim(
  id TEXT NOT NULL PRIMARY KEY, person_id TEXT NOT NULL, school_id TEXT NOT NULL, title TEXT NOT NULL,
  issuer TEXT NOT NULL, kind TEXT NOT NULL, level TEXT NOT NULL, hours DOUBLE PRECISION NOT NULL, begin_on TEXT NOT NULL,
  end_on TEXT NOT NULL, state TEXT NOT NULL, reason TEXT NOT NULL, decided_by TEXT NOT NULL, decided_at TEXT NOT NULL,
  made_at TEXT NOT NULL);
CREATE INDEX training_claim_person ON training_claim(person_id);
CREATE INDEX training_claim_school ON training_claim(school_id, state);

-- `name` and `issuer` as they were on the day: what is checked is what was printed.
CREATE TABLE training_certificate(
  id TEXT NOT NULL PRIMARY KEY, offer_id TEXT NOT NULL REFERENCES training_offer(id), person_id TEXT NOT NULL,
  name TEXT NOT NULL, issuer TEXT NOT NULL, code TEXT NOT NULL UNIQUE, hours DOUBLE PRECISION NOT NULL,
  begin_on TEXT NOT NULL, end_on TEXT NOT NULL, issued_on TEXT NOT NULL, revoked_at TEXT NOT NULL, reason TEXT NOT NULL);
CREATE INDEX training_certificate_offer ON training_certificate(offer_id);
CREATE INDEX training_certificate_person ON training_certificate(person_id);

-- A centre's plan for a year: needs, programmes and cohorts stand in the order of `place`.
CREATE TABLE training_plan(
  id TEXT NOT NULL PRIMARY KEY, group_id TEXT NOT NULL, centre_id TEXT NOT NULL, year BIGINT NOT NULL,
  goals TEXT NOT NULL, budget_yuan BIGINT NOT NULL, UNIQUE(centre_id, year));
CREATE INDEX training_plan_group ON training_plan(group_id, year);
CREATE TABLE training_need(
  plan_id TEXT NOT NULL REFERENCES training_plan(id), place BIGINT NOT NULL, school_id TEXT NOT NULL,
  subject TEXT NOT NULL, people BIGINT NOT NULL, words TEXT NOT NULL, PRIMARY KEY(plan_id, place));
CREATE TABLE training_programme(
  plan_id TEXT NOT NULL REFERENCES training_plan(id), place BIGINT NOT NULL, title TEXT NOT NULL, kind TEXT NOT NULL,
  level TEXT NOT NULL, hours DOUBLE PRECISION NOT NULL, budget_yuan BIGINT NOT NULL, spent_yuan BIGINT NOT NULL,
  begin_on TEXT NOT NULL, end_on TEXT NOT NULL, state TEXT NOT NULL, offer_id TEXT NOT NULL, PRIMARY KEY(plan_id, place));
CREATE TABLE training_cohort(
  plan_id TEXT NOT NULL REFERENCES training_plan(id), place BIGINT NOT NULL, name TEXT NOT NULL, subject TEXT NOT NULL,
  goal TEXT NOT NULL, PRIMARY KEY(plan_id, place));
CREATE TABLE training_candidate(
  plan_id TEXT NOT NULL, place BIGINT NOT NULL, person_id TEXT NOT NULL, PRIMARY KEY(plan_id, place, person_id),
  FOREIGN KEY(plan_id, place) REFERENCES training_cohort(plan_id, place));
