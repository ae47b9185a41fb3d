-- Who came to a meeting, which its day and beginning name.
CREATE TABLE offerings_mark(
  offering_id TEXT NOT NULL REFERENCES offerings_offering(id), person_id TEXT NOT NULL, on_day TEXT NOT NULL,
  from_minute BIGINT NOT NULL, came BIGINT NOT NULL, came_by TEXT NOT NULL, by_name TEXT NOT NULL, at TEXT NOT NULL,
  reason TEXT NOT NULL, PRIMARY KEY(offering_id, on_day, from_minute, person_id));

-- Wrong codes that somebody typed for a child on a day.
CREATE TABLE offerings_try(
  offering_id TEXT NOT NULL, person_id TEXT NOT NULL, on_day TEXT NOT NULL, wrong BIGINT NOT NULL,
  PRIMARY KEY(offering_id, person_id, on_day));

-- Children who would swap what they have in a round.
CREATE TABLE offerings_swap(
  round_id TEXT NOT NULL REFERENCES offerings_round(id), person_id TEXT NOT NULL, by_name TEXT NOT NULL,
  at TEXT NOT NULL, PRIMARY KEY(round_id, person_id));

-- Who scores the candidates of an offering, and how.
CREATE TABLE offerings_judge(
  offering_id TEXT NOT NULL REFERENCES offerings_offering(id), person_id TEXT NOT NULL, name TEXT NOT NULL,
  PRIMARY KEY(offering_id, person_id));
CREATE INDEX offerings_judge_person ON offerings_judge(person_id);
CREATE TABLE offerings_score(
  offering_id TEXT NOT NULL REFERENCES offerings_offering(id), person_id TEXT NOT NULL, judge_id TEXT NOT NULL,
  points BIGINT NOT NULL, notes TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY(offering_id, person_id, judge_id));
CREATE INDEX offerings_teacher_person ON offerings_teacher(person_id);
