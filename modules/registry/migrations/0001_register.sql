-- The register. Rows as in rows.h, one table a struct, and after them what is kept of every row:
--   source_id, source_print  the source that last brought it, and a print of the row as that source said it
--   sticky                   members edited by hand, comma-separated; imports leave them alone
--   status                   active, or tobedeleted: a tombstone
--   seq, modified            change sequence, and when
--   valid_from               day from which the present values hold; earlier ones are in registry_past
-- Bulk tables have no foreign keys: an intake checks every reference before it writes.
CREATE TABLE registry_source(
  id TEXT NOT NULL PRIMARY KEY, space TEXT NOT NULL, name TEXT NOT NULL, licence TEXT NOT NULL, notice_zh TEXT NOT NULL,
  notice_en TEXT NOT NULL, generated BIGINT NOT NULL, taken_on TEXT NOT NULL);
CREATE TABLE registry_org(
  id TEXT NOT NULL PRIMARY KEY, kind TEXT NOT NULL, parent_id TEXT, name TEXT NOT NULL, name_en TEXT NOT NULL, school_kind TEXT,
  stages TEXT NOT NULL, legal_form TEXT NOT NULL, setting TEXT NOT NULL, remoteness TEXT NOT NULL,
  teaching_point BIGINT NOT NULL, parent_school_id TEXT, address TEXT NOT NULL, longitude DOUBLE PRECISION,
  latitude DOUBLE PRECISION, model TEXT NOT NULL, lead_school_id TEXT, begin_on TEXT NOT NULL, end_on TEXT NOT NULL,
  source_id TEXT, source_print BIGINT NOT NULL, sticky TEXT NOT NULL, status TEXT NOT NULL,
  seq BIGINT NOT NULL, modified TEXT NOT NULL, valid_from TEXT NOT NULL);
CREATE TABLE registry_campus(
  id TEXT NOT NULL PRIMARY KEY, school_id TEXT NOT NULL, parent_id TEXT, name TEXT NOT NULL, main BIGINT NOT NULL,
  address TEXT NOT NULL, longitude DOUBLE PRECISION, latitude DOUBLE PRECISION, begin_on TEXT NOT NULL,
  end_on TEXT NOT NULL,
  source_id TEXT, source_print BIGINT NOT NULL, sticky TEXT NOT NULL, status TEXT NOT NULL,
  seq BIGINT NOT NULL, modified TEXT NOT NULL, valid_from TEXT NOT NULL);
CREATE INDEX registry_campus_school ON registry_campus(school_id);
CREATE TABLE registry_person(
  id TEXT NOT NULL PRIMARY KEY, family_name TEXT NOT NULL, given_name TEXT NOT NULL, full_name TEXT NOT NULL,
  sex TEXT NOT NULL, grade TEXT NOT NULL,
  source_id TEXT, source_print BIGINT NOT NULL, sticky TEXT NOT NULL, status TEXT NOT NULL,
  seq BIGINT NOT NULL, modified TEXT NOT NULL, valid_from TEXT NOT NULL);
CREATE TABLE registry_staff(
  id TEXT NOT NULL PRIMARY KEY, qualification TEXT NOT NULL, subjects TEXT NOT NULL, title TEXT NOT NULL,
  backbone TEXT NOT NULL, section TEXT NOT NULL, full_time BIGINT NOT NULL, established BIGINT NOT NULL,
  source_id TEXT, source_print BIGINT NOT NULL, sticky TEXT NOT NULL, status TEXT NOT NULL,
  seq BIGINT NOT NULL, modified TEXT NOT NULL, valid_from TEXT NOT NULL);
CREATE TABLE registry_role(
  id TEXT NOT NULL PRIMARY KEY, person_id TEXT NOT NULL, org_id TEXT NOT NULL, campus_id TEXT, role TEXT NOT NULL,
  post TEXT NOT NULL, subject TEXT NOT NULL, stage TEXT NOT NULL, primary_role BIGINT NOT NULL,
  share DOUBLE PRECISION NOT NULL, begin_on TEXT NOT NULL, end_on TEXT NOT NULL,
  source_id TEXT, source_print BIGINT NOT NULL, sticky TEXT NOT NULL, status TEXT NOT NULL,
  seq BIGINT NOT NULL, modified TEXT NOT NULL, valid_from TEXT NOT NULL);
CREATE INDEX registry_role_org ON registry_role(org_id);
CREATE INDEX registry_role_person ON registry_role(person_id);
CREATE TABLE registry_term(
  id TEXT NOT NULL PRIMARY KEY, title TEXT NOT NULL, type TEXT NOT NULL, parent_id TEXT, year BIGINT NOT NULL,
  begin_on TEXT NOT NULL, end_on TEXT NOT NULL,
  source_id TEXT, source_print BIGINT NOT NULL, sticky TEXT NOT NULL, status TEXT NOT NULL,
  seq BIGINT NOT NULL, modified TEXT NOT NULL, valid_from TEXT NOT NULL);
CREATE TABLE registry_course(
  id TEXT NOT NULL PRIMARY KEY, org_id TEXT, title TEXT NOT NULL, code TEXT NOT NULL, grades TEXT NOT NULL,
  subjects TEXT NOT NULL,
  source_id TEXT, source_print BIGINT NOT NULL, sticky TEXT NOT NULL, status TEXT NOT NULL,
  seq BIGINT NOT NULL, modified TEXT NOT NULL, valid_from TEXT NOT NULL);
CREATE TABLE registry_class(
  id TEXT NOT NULL PRIMARY KEY, school_id TEXT NOT NULL, campus_id TEXT, course_id TEXT NOT NULL, title TEXT NOT NULL,
  code TEXT NOT NULL, type TEXT NOT NULL, grades TEXT NOT NULL, terms TEXT NOT NULL, begin_on TEXT NOT NULL,
  end_on TEXT NOT NULL,
  source_id TEXT, source_print BIGINT NOT NULL, sticky TEXT NOT NULL, status TEXT NOT NULL,
  seq BIGINT NOT NULL, modified TEXT NOT NULL, valid_from TEXT NOT NULL);
CREATE INDEX registry_class_school ON registry_class(school_id);
CREATE TABLE registry_enrolment(
  id TEXT NOT NULL PRIMARY KEY, class_id TEXT NOT NULL, school_id TEXT NOT NULL, person_id TEXT NOT NULL,
  role TEXT NOT NULL, primary_teacher BIGINT NOT NULL, begin_on TEXT NOT NULL, end_on TEXT NOT NULL,
  source_id TEXT, source_print BIGINT NOT NULL, sticky TEXT NOT NULL, status TEXT NOT NULL,
  seq BIGINT NOT NULL, modified TEXT NOT NULL, valid_from TEXT NOT NULL);
CREATE INDEX registry_enrolment_class ON registry_enrolment(class_id);
CREATE INDEX registry_enrolment_person ON registry_enrolment(person_id);
CREATE TABLE registry_facility(
  id TEXT NOT NULL PRIMARY KEY, school_id TEXT NOT NULL, campus_id TEXT, kind TEXT NOT NULL, name TEXT NOT NULL,
  quantity DOUBLE PRECISION NOT NULL, area DOUBLE PRECISION, value_yuan DOUBLE PRECISION, begin_on TEXT NOT NULL,
  end_on TEXT NOT NULL,
  source_id TEXT, source_print BIGINT NOT NULL, sticky TEXT NOT NULL, status TEXT NOT NULL,
  seq BIGINT NOT NULL, modified TEXT NOT NULL, valid_from TEXT NOT NULL);
CREATE INDEX registry_facility_school ON registry_facility(school_id);
CREATE TABLE registry_return(
  school_id TEXT NOT NULL, stage TEXT NOT NULL, year BIGINT NOT NULL, figure TEXT NOT NULL,
  value DOUBLE PRECISION NOT NULL,
  source_id TEXT, source_print BIGINT NOT NULL, sticky TEXT NOT NULL, status TEXT NOT NULL,
  seq BIGINT NOT NULL, modified TEXT NOT NULL, valid_from TEXT NOT NULL,
  PRIMARY KEY(year, school_id, stage, figure))
-- sqlite:
WITHOUT ROWID
-- both:
;
CREATE INDEX registry_return_school ON registry_return(school_id);
CREATE TABLE registry_membership(
  id TEXT NOT NULL PRIMARY KEY, group_id TEXT NOT NULL, school_id TEXT NOT NULL, part TEXT NOT NULL,
  begin_on TEXT NOT NULL, end_on TEXT NOT NULL,
  source_id TEXT, source_print BIGINT NOT NULL, sticky TEXT NOT NULL, status TEXT NOT NULL,
  seq BIGINT NOT NULL, modified TEXT NOT NULL, valid_from TEXT NOT NULL);
CREATE INDEX registry_membership_group ON registry_membership(group_id);
CREATE INDEX registry_membership_school ON registry_membership(school_id);
CREATE TABLE registry_successor(
  from_id TEXT NOT NULL, to_id TEXT NOT NULL, relation TEXT NOT NULL, on_day TEXT NOT NULL,
  source_id TEXT, source_print BIGINT NOT NULL, sticky TEXT NOT NULL, status TEXT NOT NULL,
  seq BIGINT NOT NULL, modified TEXT NOT NULL, valid_from TEXT NOT NULL,
  PRIMARY KEY(from_id, to_id));
CREATE INDEX registry_successor_to ON registry_successor(to_id);
CREATE TABLE registry_identifier(
  owner_id TEXT NOT NULL, scheme TEXT NOT NULL, value TEXT NOT NULL, issuer TEXT NOT NULL, begin_on TEXT NOT NULL,
  end_on TEXT NOT NULL,
  source_id TEXT, source_print BIGINT NOT NULL, sticky TEXT NOT NULL, status TEXT NOT NULL,
  seq BIGINT NOT NULL, modified TEXT NOT NULL, valid_from TEXT NOT NULL,
  PRIMARY KEY(scheme, value, issuer, begin_on));
CREATE INDEX registry_identifier_owner ON registry_identifier(owner_id);

-- What a row said in [valid_from, valid_to), as JSON of its struct. id is its key, parts joined by "|".
CREATE TABLE registry_past(
  kind TEXT NOT NULL, id TEXT NOT NULL, valid_from TEXT NOT NULL, valid_to TEXT NOT NULL, row TEXT NOT NULL,
  PRIMARY KEY(kind, id, valid_from));

-- Code tables by scheme and version; a code holds in [begin_on, end_on).
CREATE TABLE registry_code(
  scheme TEXT NOT NULL, version TEXT NOT NULL, code TEXT NOT NULL, position BIGINT NOT NULL, zh TEXT NOT NULL,
  en TEXT NOT NULL, begin_on TEXT NOT NULL, end_on TEXT NOT NULL, PRIMARY KEY(scheme, version, code));

-- 'seq': the change sequence. Whoever writes holds its row first, so that it grows in the order of commits.
-- 'returns': where it stood when returns were last written.
CREATE TABLE registry_counter(name TEXT NOT NULL PRIMARY KEY, value BIGINT NOT NULL);
INSERT INTO registry_counter(name, value) VALUES('seq', 0), ('returns', 0);
