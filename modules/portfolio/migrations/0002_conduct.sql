-- A case of conduct. `leads`: about who leads the school, so that the district runs it. with_district, with_above: that
-- level has to know. stage: how many appeals were answered.
CREATE TABLE portfolio_case(
  id TEXT NOT NULL PRIMARY KEY, person_id TEXT NOT NULL, school_id TEXT NOT NULL, district_id TEXT,
  leads BIGINT NOT NULL, rules TEXT NOT NULL, behaviour TEXT NOT NULL, state TEXT NOT NULL, measure TEXT NOT NULL,
  effect_from TEXT, effect_until TEXT, due_on TEXT, stage BIGINT NOT NULL, told BIGINT NOT NULL,
  with_district BIGINT NOT NULL, with_above BIGINT NOT NULL, lifted_on TEXT, made_at TEXT NOT NULL);
CREATE INDEX portfolio_case_person ON portfolio_case(person_id);
CREATE INDEX portfolio_case_school ON portfolio_case(school_id);

CREATE TABLE portfolio_case_step(
  case_id TEXT NOT NULL REFERENCES portfolio_case(id), number BIGINT NOT NULL, step TEXT NOT NULL,
  words TEXT NOT NULL, account TEXT, by_name TEXT NOT NULL, at TEXT NOT NULL, measure TEXT NOT NULL, answer TEXT,
  PRIMARY KEY(case_id, number));

CREATE TABLE portfolio_commendation(
  id TEXT NOT NULL PRIMARY KEY, person_id TEXT NOT NULL, school_id TEXT NOT NULL, name TEXT NOT NULL,
  title TEXT NOT NULL, words TEXT NOT NULL, on_day TEXT NOT NULL, by_name TEXT NOT NULL, withdrawn_at TEXT NOT NULL);
CREATE INDEX portfolio_commendation_person ON portfolio_commendation(person_id);
CREATE INDEX portfolio_commendation_school ON portfolio_commendation(school_id);
