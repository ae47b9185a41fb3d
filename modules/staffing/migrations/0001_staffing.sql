-- Numbers of a district's own over the national norm; `numbers` is the JSON of NormNumbers.
CREATE TABLE staffing_norm(
  district_id TEXT NOT NULL, version BIGINT NOT NULL, from_year BIGINT NOT NULL, reason TEXT NOT NULL,
  numbers TEXT NOT NULL, by_name TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY(district_id, version));

-- What was said of posts is only ever added to; of a year the last row holds, until a later year says otherwise.
CREATE TABLE staffing_pool(
  id TEXT NOT NULL PRIMARY KEY, seq BIGINT NOT NULL, district_id TEXT NOT NULL, year BIGINT NOT NULL,
  posts BIGINT NOT NULL, reserve BIGINT NOT NULL, reason TEXT NOT NULL, by_name TEXT NOT NULL, at TEXT NOT NULL);
CREATE UNIQUE INDEX staffing_pool_district ON staffing_pool(district_id, seq);
CREATE TABLE staffing_allotment(
  id TEXT NOT NULL PRIMARY KEY, seq BIGINT NOT NULL, district_id TEXT NOT NULL, school_id TEXT NOT NULL,
  year BIGINT NOT NULL, subject TEXT NOT NULL, posts BIGINT NOT NULL, turnover BIGINT NOT NULL, reason TEXT NOT NULL,
  by_name TEXT NOT NULL, at TEXT NOT NULL);
CREATE UNIQUE INDEX staffing_allotment_district ON staffing_allotment(district_id, seq);
CREATE INDEX staffing_allotment_school ON staffing_allotment(school_id);

CREATE TABLE staffing_ask(
  id TEXT NOT NULL PRIMARY KEY, district_id TEXT NOT NULL, school_id TEXT NOT NULL, year BIGINT NOT NULL,
  more BIGINT NOT NULL, reason TEXT NOT NULL, by_name TEXT NOT NULL, at TEXT NOT NULL, state TEXT NOT NULL,
  given BIGINT NOT NULL, turnover BIGINT NOT NULL, answer TEXT NOT NULL, decided_by TEXT NOT NULL,
  decided_at TEXT NOT NULL);
CREATE INDEX staffing_ask_district ON staffing_ask(district_id);
CREATE INDEX staffing_ask_school ON staffing_ask(school_id);

CREATE TABLE staffing_leave(
  id TEXT NOT NULL PRIMARY KEY, school_id TEXT NOT NULL, person_id TEXT NOT NULL, kind TEXT NOT NULL,
  begin_on TEXT NOT NULL, end_on TEXT NOT NULL, cover_id TEXT, cover TEXT NOT NULL, note TEXT NOT NULL);
CREATE INDEX staffing_leave_school ON staffing_leave(school_id);
CREATE INDEX staffing_leave_person ON staffing_leave(person_id);
CREATE INDEX staffing_leave_end ON staffing_leave(end_on);

CREATE TABLE staffing_round(
  id TEXT NOT NULL PRIMARY KEY, org_id TEXT NOT NULL, title TEXT NOT NULL, year BIGINT NOT NULL, state TEXT NOT NULL,
  made_at TEXT NOT NULL);
CREATE INDEX staffing_round_org ON staffing_round(org_id);
CREATE TABLE staffing_step(
  round_id TEXT NOT NULL REFERENCES staffing_round(id), state TEXT NOT NULL, on_day TEXT NOT NULL,
  PRIMARY KEY(round_id, state));
CREATE TABLE staffing_opening(
  id TEXT NOT NULL PRIMARY KEY, round_id TEXT NOT NULL REFERENCES staffing_round(id), school_id TEXT NOT NULL,
  stage TEXT NOT NULL, subject TEXT NOT NULL, asked BIGINT NOT NULL, reason TEXT NOT NULL, approved BIGINT,
  applied BIGINT, taken BIGINT);
CREATE UNIQUE INDEX staffing_opening_once ON staffing_opening(round_id, school_id, stage, subject);
CREATE INDEX staffing_opening_school ON staffing_opening(school_id);
CREATE TABLE staffing_hired(
  person_id TEXT NOT NULL PRIMARY KEY, opening_id TEXT NOT NULL REFERENCES staffing_opening(id), at TEXT NOT NULL);
CREATE INDEX staffing_hired_opening ON staffing_hired(opening_id);
