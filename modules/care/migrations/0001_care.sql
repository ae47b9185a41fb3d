-- After-school care and meals. Days of the week are comma-separated numbers, 1 Monday to 7 Sunday; grades 1 to 12, empty:
-- every grade. Times are minutes after midnight in the school's zone, money is fen.
CREATE TABLE care_service(
  id TEXT NOT NULL PRIMARY KEY, school_id TEXT NOT NULL, campus_id TEXT, kind TEXT NOT NULL, title TEXT NOT NULL,
  grades TEXT NOT NULL, from_on TEXT NOT NULL, last_on TEXT NOT NULL, weekdays TEXT NOT NULL, from_minute BIGINT NOT NULL,
  capacity BIGINT NOT NULL, deadline_days BIGINT NOT NULL, deadline_minute BIGINT NOT NULL, state TEXT NOT NULL,
  made_at TEXT NOT NULL, CHECK(capacity >= 0));
CREATE INDEX care_service_school ON care_service(school_id);

CREATE TABLE care_choice(
  service_id TEXT NOT NULL REFERENCES care_service(id), place BIGINT NOT NULL, name TEXT NOT NULL, ends_minute BIGINT,
  price_fen BIGINT NOT NULL, PRIMARY KEY(service_id, place), CHECK(price_fen >= 0));

CREATE TABLE care_duty(
  service_id TEXT NOT NULL REFERENCES care_service(id), person_id TEXT NOT NULL, name TEXT NOT NULL,
  weekdays TEXT NOT NULL, PRIMARY KEY(service_id, person_id));
CREATE INDEX care_duty_person ON care_duty(person_id);

-- service_id '': every service of the school. as_weekday absent: the day is off.
CREATE TABLE care_exception(
  id TEXT NOT NULL PRIMARY KEY, school_id TEXT NOT NULL, service_id TEXT NOT NULL, on_day TEXT NOT NULL,
  as_weekday BIGINT, reason TEXT NOT NULL, UNIQUE(school_id, service_id, on_day));

-- A day of the week of a child, for the days of [from_on, until_on): what was once the case stays.
CREATE TABLE care_pattern(
  service_id TEXT NOT NULL REFERENCES care_service(id), person_id TEXT NOT NULL, weekday BIGINT NOT NULL,
  from_on TEXT NOT NULL, until_on TEXT NOT NULL, choice BIGINT NOT NULL, by_name TEXT NOT NULL, at TEXT NOT NULL,
  PRIMARY KEY(service_id, person_id, weekday, from_on));
CREATE INDEX care_pattern_person ON care_pattern(person_id);

-- A single day that differs.
CREATE TABLE care_change(
  service_id TEXT NOT NULL REFERENCES care_service(id), person_id TEXT NOT NULL, on_day TEXT NOT NULL,
  coming BIGINT NOT NULL, choice BIGINT NOT NULL, by_name TEXT NOT NULL, at TEXT NOT NULL,
  PRIMARY KEY(service_id, person_id, on_day));
CREATE INDEX care_change_person ON care_change(person_id);

CREATE TABLE care_mark(
  service_id TEXT NOT NULL REFERENCES care_service(id), person_id TEXT NOT NULL, on_day TEXT NOT NULL,
  standing TEXT NOT NULL, minute BIGINT NOT NULL, to_whom TEXT NOT NULL, by_name TEXT NOT NULL, at TEXT NOT NULL,
  PRIMARY KEY(service_id, on_day, person_id));
CREATE INDEX care_mark_person ON care_mark(person_id);
