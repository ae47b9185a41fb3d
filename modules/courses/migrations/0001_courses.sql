-- What schools teach together. Lists of grades are comma-separated numbers, 1 to 12; empty: every grade.
CREATE TABLE courses_course(
  id TEXT NOT NULL PRIMARY KEY, org_id TEXT NOT NULL, title_zh TEXT NOT NULL, title_en TEXT NOT NULL,
  subject TEXT NOT NULL, about TEXT NOT NULL, grades TEXT NOT NULL, state TEXT NOT NULL, made_at TEXT NOT NULL,
  changed_at TEXT NOT NULL);
CREATE INDEX courses_course_org ON courses_course(org_id);

CREATE TABLE courses_owner(
  course_id TEXT NOT NULL REFERENCES courses_course(id), school_id TEXT NOT NULL, PRIMARY KEY(course_id, school_id));

-- A unit that was taken out stays, with place 0, when a lesson of it was taught.
CREATE TABLE courses_unit(
  id TEXT NOT NULL PRIMARY KEY, course_id TEXT NOT NULL REFERENCES courses_course(id), place BIGINT NOT NULL,
  title TEXT NOT NULL, aims TEXT NOT NULL, hours BIGINT NOT NULL);
CREATE INDEX courses_unit_course ON courses_unit(course_id);

CREATE TABLE courses_material(
  unit_id TEXT NOT NULL REFERENCES courses_unit(id), place BIGINT NOT NULL, resource_id TEXT NOT NULL,
  title TEXT NOT NULL, PRIMARY KEY(unit_id, place));

CREATE TABLE courses_teaching(
  id TEXT NOT NULL PRIMARY KEY, course_id TEXT NOT NULL REFERENCES courses_course(id), offering_id TEXT NOT NULL,
  host_id TEXT NOT NULL, made_at TEXT NOT NULL);
CREATE INDEX courses_teaching_course ON courses_teaching(course_id);

CREATE TABLE courses_receiver(
  teaching_id TEXT NOT NULL REFERENCES courses_teaching(id), school_id TEXT NOT NULL, way TEXT NOT NULL,
  places BIGINT NOT NULL, PRIMARY KEY(teaching_id, school_id));

CREATE TABLE courses_lesson(
  teaching_id TEXT NOT NULL REFERENCES courses_teaching(id), unit_id TEXT NOT NULL REFERENCES courses_unit(id),
  on_day TEXT NOT NULL, note TEXT NOT NULL, by_name TEXT NOT NULL, PRIMARY KEY(teaching_id, unit_id));
