-- One row, so that changes of resources have an order that every server sees: whoever changes one holds it.
CREATE TABLE resources_clock(id BIGINT NOT NULL PRIMARY KEY, seq BIGINT NOT NULL);
INSERT INTO resources_clock(id, seq) VALUES(1, 0);

-- published: the version that is shown, 0 when none is; seq: of the last change, published_seq: of the publishing;
-- public_version: the last one
-- that everybody had, 0 when none was; stamp: when what is harvested last changed;
-- levels: codes of the certificates that stand, by commas; stars: their sum.
CREATE TABLE resources_resource(
  id TEXT NOT NULL PRIMARY KEY, owner_id TEXT NOT NULL, account TEXT, person_id TEXT, by_name TEXT NOT NULL,
  newest BIGINT NOT NULL, published BIGINT NOT NULL, origin_id TEXT REFERENCES resources_resource(id),
  origin_version BIGINT NOT NULL, levels TEXT NOT NULL, uses BIGINT NOT NULL, schools BIGINT NOT NULL,
  adaptations BIGINT NOT NULL, ratings BIGINT NOT NULL, stars BIGINT NOT NULL, seq BIGINT NOT NULL,
  published_seq BIGINT NOT NULL, published_at TEXT NOT NULL, is_public BIGINT NOT NULL,
  public_version BIGINT NOT NULL, stamp TEXT NOT NULL, made_at TEXT NOT NULL);
CREATE INDEX resources_resource_seq ON resources_resource(seq);
CREATE INDEX resources_resource_account ON resources_resource(account);
CREATE INDEX resources_resource_person ON resources_resource(person_id);
CREATE INDEX resources_resource_origin ON resources_resource(origin_id);
CREATE INDEX resources_resource_stamp ON resources_resource(stamp, id);

-- shelf_id: the organisation for which it is, null for everybody; review_id: the one that takes it up.
CREATE TABLE resources_version(
  resource_id TEXT NOT NULL REFERENCES resources_resource(id), number BIGINT NOT NULL, state TEXT NOT NULL,
  title TEXT NOT NULL, kind TEXT NOT NULL, subject TEXT NOT NULL, grades TEXT NOT NULL, node TEXT NOT NULL,
  tags TEXT NOT NULL, words TEXT NOT NULL, authors TEXT NOT NULL, licence TEXT NOT NULL, url TEXT NOT NULL,
  scope TEXT NOT NULL, shelf_id TEXT, review_id TEXT NOT NULL, note TEXT NOT NULL, made_at TEXT NOT NULL,
  submitted_at TEXT NOT NULL, decided_at TEXT NOT NULL, decided_by TEXT NOT NULL, reason TEXT NOT NULL,
  PRIMARY KEY(resource_id, number));
CREATE INDEX resources_version_review ON resources_version(review_id, state);

-- A file may stand in several versions, and in those of an adaptation.
CREATE TABLE resources_file(
  resource_id TEXT NOT NULL, number BIGINT NOT NULL, place BIGINT NOT NULL, file_id TEXT NOT NULL,
  PRIMARY KEY(resource_id, number, place),
  FOREIGN KEY(resource_id, number) REFERENCES resources_version(resource_id, number));
CREATE INDEX resources_file_file ON resources_file(file_id);

CREATE TABLE resources_certificate(
  id TEXT NOT NULL PRIMARY KEY, resource_id TEXT NOT NULL REFERENCES resources_resource(id), number BIGINT NOT NULL,
  level TEXT NOT NULL, org_id TEXT NOT NULL, reason TEXT NOT NULL, by_name TEXT NOT NULL, given_at TEXT NOT NULL,
  revoked_at TEXT NOT NULL, revoke_reason TEXT NOT NULL);
CREATE INDEX resources_certificate_resource ON resources_certificate(resource_id);

CREATE TABLE resources_use(
  id TEXT NOT NULL PRIMARY KEY, resource_id TEXT NOT NULL REFERENCES resources_resource(id), number BIGINT NOT NULL,
  account TEXT NOT NULL, person_id TEXT, school_id TEXT NOT NULL, class_id TEXT, class_title TEXT NOT NULL,
  course TEXT NOT NULL, on_day TEXT NOT NULL, made_at TEXT NOT NULL);
CREATE INDEX resources_use_resource ON resources_use(resource_id, account);
CREATE INDEX resources_use_account ON resources_use(account);
CREATE INDEX resources_use_person ON resources_use(person_id);
CREATE INDEX resources_use_school ON resources_use(school_id, on_day);

CREATE TABLE resources_rating(
  resource_id TEXT NOT NULL REFERENCES resources_resource(id), account TEXT NOT NULL, stars BIGINT NOT NULL,
  words TEXT NOT NULL, by_name TEXT NOT NULL, school_id TEXT NOT NULL, made_at TEXT NOT NULL,
  PRIMARY KEY(resource_id, account));
