-- One act: a person or a team goes to one school together. Where it stands: standing.cpp.
CREATE TABLE exchange_secondment(
  id TEXT NOT NULL PRIMARY KEY, org_id TEXT NOT NULL, host_id TEXT NOT NULL, group_id TEXT, district_id TEXT NOT NULL,
  plan_id TEXT NOT NULL, title TEXT NOT NULL, begin_on TEXT NOT NULL, end_on TEXT NOT NULL, conditions TEXT NOT NULL,
  rules_id TEXT NOT NULL, standing TEXT NOT NULL, reason TEXT NOT NULL, made_by TEXT NOT NULL, made_at TEXT NOT NULL,
  moved_at TEXT NOT NULL);
CREATE INDEX exchange_secondment_host ON exchange_secondment(host_id);
CREATE INDEX exchange_secondment_group ON exchange_secondment(group_id);
CREATE INDEX exchange_secondment_district ON exchange_secondment(district_id);
CREATE INDEX exchange_secondment_plan ON exchange_secondment(plan_id);

CREATE TABLE exchange_person(
  secondment_id TEXT NOT NULL REFERENCES exchange_secondment(id), person_id TEXT NOT NULL, position BIGINT NOT NULL,
  home_id TEXT NOT NULL, role TEXT NOT NULL, subject TEXT NOT NULL, stage TEXT NOT NULL,
  share DOUBLE PRECISION NOT NULL, allowance BIGINT, why TEXT NOT NULL, returned_on TEXT, reached TEXT,
  review TEXT NOT NULL, reviewed_by TEXT NOT NULL, reviewed_at TEXT NOT NULL,
  PRIMARY KEY(secondment_id, person_id));
CREATE INDEX exchange_person_person ON exchange_person(person_id);
CREATE INDEX exchange_person_home ON exchange_person(home_id);

-- What was said: of_id is the person or school, "" for council and district.
CREATE TABLE exchange_consent(
  secondment_id TEXT NOT NULL REFERENCES exchange_secondment(id), hand TEXT NOT NULL, of_id TEXT NOT NULL,
  yes BIGINT NOT NULL, note TEXT NOT NULL, by_name TEXT NOT NULL, at TEXT NOT NULL,
  PRIMARY KEY(secondment_id, hand, of_id));

CREATE TABLE exchange_visit(
  id TEXT NOT NULL PRIMARY KEY, secondment_id TEXT NOT NULL REFERENCES exchange_secondment(id), on_day TEXT NOT NULL,
  text TEXT NOT NULL, by_name TEXT NOT NULL);
CREATE INDEX exchange_visit_secondment ON exchange_visit(secondment_id);
