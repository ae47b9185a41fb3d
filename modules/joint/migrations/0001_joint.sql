CREATE TABLE joint_plan(
  id TEXT NOT NULL PRIMARY KEY, group_id TEXT NOT NULL, kind TEXT NOT NULL, title TEXT NOT NULL, subject TEXT NOT NULL,
  leader TEXT NOT NULL, goals TEXT NOT NULL, schools TEXT NOT NULL, begin_on TEXT NOT NULL, end_on TEXT NOT NULL);
CREATE INDEX joint_plan_group ON joint_plan(group_id);

-- Minutes of the day are from_minute and to_minute; *_at are seconds since 1970.
CREATE TABLE joint_session(
  id TEXT NOT NULL PRIMARY KEY, group_id TEXT NOT NULL, plan_id TEXT NOT NULL REFERENCES joint_plan(id),
  title TEXT NOT NULL, on_day TEXT NOT NULL, from_minute BIGINT NOT NULL, to_minute BIGINT NOT NULL,
  from_at BIGINT NOT NULL, to_at BIGINT NOT NULL, school_id TEXT NOT NULL, place TEXT NOT NULL, minutes TEXT NOT NULL,
  outcome TEXT NOT NULL, url TEXT NOT NULL, cancelled_at TEXT NOT NULL);
CREATE INDEX joint_session_group ON joint_session(group_id, on_day);

CREATE TABLE joint_part(
  session_id TEXT NOT NULL REFERENCES joint_session(id), account TEXT NOT NULL, name TEXT NOT NULL,
  school_id TEXT NOT NULL, PRIMARY KEY(session_id, account));
