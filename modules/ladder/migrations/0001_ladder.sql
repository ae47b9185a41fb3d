-- Editions of ladders that a district keeps of its own; the newest version is in force.
CREATE TABLE ladder_edition(
  id TEXT NOT NULL PRIMARY KEY, org_id TEXT NOT NULL, ladder TEXT NOT NULL, version BIGINT NOT NULL, rules TEXT NOT NULL,
  reason TEXT NOT NULL, by_name TEXT NOT NULL, made_at TEXT NOT NULL, UNIQUE(org_id, ladder, version));

-- The rules are kept as they were when the call was made.
CREATE TABLE ladder_call(
  id TEXT NOT NULL PRIMARY KEY, org_id TEXT NOT NULL, ladder TEXT NOT NULL, level TEXT NOT NULL, title TEXT NOT NULL,
  state TEXT NOT NULL, rules TEXT NOT NULL, edition TEXT NOT NULL, apply_from TEXT NOT NULL, apply_last TEXT NOT NULL,
  score_last TEXT NOT NULL, notice_from TEXT, notice_last TEXT, places BIGINT NOT NULL, targeted_places BIGINT NOT NULL,
  rural_at_least BIGINT NOT NULL, seed TEXT NOT NULL, proposal_kept BIGINT NOT NULL, made_at TEXT NOT NULL);
CREATE INDEX ladder_call_org ON ladder_call(org_id);

CREATE TABLE ladder_call_posts(
  call_id TEXT NOT NULL REFERENCES ladder_call(id), school_id TEXT NOT NULL, places BIGINT NOT NULL,
  PRIMARY KEY(call_id, school_id));

-- Of a person, or in the name of a school or one of its subjects: then person_id is null.
CREATE TABLE ladder_application(
  id TEXT NOT NULL PRIMARY KEY, call_id TEXT NOT NULL REFERENCES ladder_call(id), number BIGINT NOT NULL,
  person_id TEXT, name TEXT NOT NULL, school_id TEXT NOT NULL, subject TEXT NOT NULL, rural BIGINT NOT NULL,
  targeted BIGINT NOT NULL, state TEXT NOT NULL, statement TEXT NOT NULL, checks TEXT NOT NULL, verdict TEXT NOT NULL,
  stated TEXT NOT NULL, portfolio TEXT NOT NULL, made_at TEXT NOT NULL, confirmed_by TEXT NOT NULL,
  confirmed_at TEXT NOT NULL, words TEXT NOT NULL, proposed BIGINT, reason TEXT NOT NULL,
  UNIQUE(call_id, number));
CREATE INDEX ladder_application_person ON ladder_application(person_id);
CREATE INDEX ladder_application_school ON ladder_application(school_id);

CREATE TABLE ladder_member(
  call_id TEXT NOT NULL REFERENCES ladder_call(id), account TEXT NOT NULL, name TEXT NOT NULL, chair BIGINT NOT NULL,
  relatives TEXT NOT NULL, PRIMARY KEY(call_id, account));
CREATE INDEX ladder_member_account ON ladder_member(account);

-- One application on one member's desk. extra: asked for when two lay too far apart.
CREATE TABLE ladder_sheet(
  application_id TEXT NOT NULL REFERENCES ladder_application(id), account TEXT NOT NULL, state TEXT NOT NULL,
  extra BIGINT NOT NULL, comment TEXT NOT NULL, submitted_at TEXT NOT NULL, PRIMARY KEY(application_id, account));

CREATE TABLE ladder_mark(
  application_id TEXT NOT NULL, account TEXT NOT NULL, dimension TEXT NOT NULL, anchor BIGINT NOT NULL,
  comment TEXT NOT NULL, PRIMARY KEY(application_id, account, dimension),
  FOREIGN KEY(application_id, account) REFERENCES ladder_sheet(application_id, account));

-- Who stepped back from an application, and why.
CREATE TABLE ladder_recusal(
  application_id TEXT NOT NULL REFERENCES ladder_application(id), account TEXT NOT NULL, reason TEXT NOT NULL,
  at TEXT NOT NULL, PRIMARY KEY(application_id, account));

CREATE TABLE ladder_objection(
  id TEXT NOT NULL PRIMARY KEY, call_id TEXT NOT NULL REFERENCES ladder_call(id), application_id TEXT NOT NULL,
  account TEXT NOT NULL, by_name TEXT NOT NULL, text TEXT NOT NULL, at TEXT NOT NULL, answer TEXT NOT NULL,
  upheld BIGINT NOT NULL, answered_by TEXT NOT NULL, answered_at TEXT NOT NULL);
CREATE INDEX ladder_objection_call ON ladder_objection(call_id);

CREATE TABLE ladder_rank(
  id TEXT NOT NULL PRIMARY KEY, ladder TEXT NOT NULL, level TEXT NOT NULL, ladder_zh TEXT NOT NULL,
  ladder_en TEXT NOT NULL, level_zh TEXT NOT NULL, level_en TEXT NOT NULL, post_class TEXT NOT NULL, person_id TEXT,
  name TEXT NOT NULL, school_id TEXT NOT NULL, subject TEXT NOT NULL, targeted BIGINT NOT NULL, begin_on TEXT NOT NULL,
  end_on TEXT NOT NULL, certificate TEXT NOT NULL, org_id TEXT NOT NULL, call_id TEXT NOT NULL, revoked_on TEXT NOT NULL,
  ground TEXT NOT NULL);
CREATE INDEX ladder_rank_person ON ladder_rank(person_id);
CREATE INDEX ladder_rank_school ON ladder_rank(school_id);
CREATE INDEX ladder_rank_org ON ladder_rank(org_id);

-- Posts of a class that were approved for a school otherwise than by the ratio.
CREATE TABLE ladder_posts(
  school_id TEXT NOT NULL, code TEXT NOT NULL, allowed BIGINT NOT NULL, reason TEXT NOT NULL, by_name TEXT NOT NULL,
  made_at TEXT NOT NULL, PRIMARY KEY(school_id, code));
