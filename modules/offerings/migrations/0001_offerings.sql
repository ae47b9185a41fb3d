-- Courses, clubs and events. Lists of grades are comma-separated numbers, 1 to 12; empty: every grade. `taken` counts
-- who has a place and `turns` everybody who ever asked for one: both change in the transaction that gives the place.
CREATE TABLE offerings_offering(
  id TEXT NOT NULL PRIMARY KEY, org_id TEXT NOT NULL, kind TEXT NOT NULL, title_zh TEXT NOT NULL, title_en TEXT NOT NULL,
  about TEXT NOT NULL, materials TEXT NOT NULL, transport TEXT NOT NULL, host_id TEXT NOT NULL, campus_id TEXT,
  place TEXT NOT NULL, grades TEXT NOT NULL, cost_yuan BIGINT NOT NULL, consent BIGINT NOT NULL, state TEXT NOT NULL,
  reason TEXT NOT NULL, origin_id TEXT NOT NULL, round_id TEXT NOT NULL, made_at TEXT NOT NULL,
  capacity BIGINT NOT NULL, taken BIGINT NOT NULL, turns BIGINT NOT NULL, CHECK(taken >= 0 AND taken <= capacity));
CREATE INDEX offerings_offering_org ON offerings_offering(org_id);
CREATE INDEX offerings_offering_round ON offerings_offering(round_id);

-- Weekly (weekday, from_on, until_on: the first day without) or on one day (on_day); minutes after midnight.
CREATE TABLE offerings_session(
  offering_id TEXT NOT NULL REFERENCES offerings_offering(id), place BIGINT NOT NULL, weekday BIGINT, on_day TEXT,
  from_on TEXT, until_on TEXT, from_minute BIGINT NOT NULL, to_minute BIGINT NOT NULL, PRIMARY KEY(offering_id, place));

CREATE TABLE offerings_quota(
  offering_id TEXT NOT NULL REFERENCES offerings_offering(id), school_id TEXT NOT NULL, least BIGINT NOT NULL,
  most BIGINT, PRIMARY KEY(offering_id, school_id));

CREATE TABLE offerings_teacher(
  offering_id TEXT NOT NULL REFERENCES offerings_offering(id), place BIGINT NOT NULL, person_id TEXT,
  name TEXT NOT NULL, visiting BIGINT NOT NULL, PRIMARY KEY(offering_id, place));

-- When and by which rule offerings are chosen. *_at are seconds since 1970. `version` grows with every change of the
-- plan. The seed is written once: no statement changes one that is there.
CREATE TABLE offerings_round(
  id TEXT NOT NULL PRIMARY KEY, org_id TEXT NOT NULL, title TEXT NOT NULL, mode TEXT NOT NULL, rule TEXT NOT NULL,
  notes TEXT NOT NULL, opens_at BIGINT NOT NULL, closes_at BIGINT NOT NULL, choices BIGINT NOT NULL, most BIGINT NOT NULL,
  state TEXT NOT NULL, roll TEXT NOT NULL, rolled_at TEXT NOT NULL, entries BIGINT NOT NULL, seed TEXT NOT NULL,
  seeded_by TEXT NOT NULL, seeded_at TEXT NOT NULL, version BIGINT NOT NULL, made_at TEXT NOT NULL);
CREATE INDEX offerings_round_org ON offerings_round(org_id);

-- The problem as it was when the roll was published and the plan that the draw gave, and both as they stand after
-- withdrawals; JSON of docs/formats/draft.md, whose students are tickets.
CREATE TABLE offerings_draw(
  round_id TEXT NOT NULL PRIMARY KEY REFERENCES offerings_round(id), problem TEXT NOT NULL, plan TEXT NOT NULL,
  problem_now TEXT NOT NULL, plan_now TEXT NOT NULL);

-- A child in a round by preferences; `ticket` stands for it wherever a roll is published.
CREATE TABLE offerings_entry(
  round_id TEXT NOT NULL REFERENCES offerings_round(id), person_id TEXT NOT NULL, ticket TEXT NOT NULL,
  by_name TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY(round_id, person_id), UNIQUE(round_id, ticket));
CREATE INDEX offerings_entry_person ON offerings_entry(person_id);
CREATE TABLE offerings_wish(
  round_id TEXT NOT NULL, person_id TEXT NOT NULL, place BIGINT NOT NULL, offering_id TEXT NOT NULL,
  PRIMARY KEY(round_id, person_id, place));

-- `turn` orders who came first: the number that the offering gave, in the transaction that gave it.
CREATE TABLE offerings_place(
  offering_id TEXT NOT NULL REFERENCES offerings_offering(id), person_id TEXT NOT NULL, round_id TEXT NOT NULL,
  school_id TEXT NOT NULL, state TEXT NOT NULL, turn BIGINT NOT NULL, at TEXT NOT NULL, by_name TEXT NOT NULL,
  reason TEXT NOT NULL, PRIMARY KEY(offering_id, person_id));
CREATE INDEX offerings_place_person ON offerings_place(person_id);

-- Every answer of a guardian; the last one of a child and offering counts.
CREATE TABLE offerings_consent(
  id TEXT NOT NULL PRIMARY KEY, offering_id TEXT NOT NULL, person_id TEXT NOT NULL, given BIGINT NOT NULL,
  account TEXT NOT NULL, by_name TEXT NOT NULL, at TEXT NOT NULL);
CREATE INDEX offerings_consent_person ON offerings_consent(person_id, offering_id, at);
