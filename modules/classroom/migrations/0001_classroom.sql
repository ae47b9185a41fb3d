-- Lessons that are announced to others. on_day and the minutes are the wall clock of the host; *_at with BIGINT are
-- seconds since 1970, 0 where it has not happened. `consent` says how guardians agreed to a public lesson.
CREATE TABLE classroom_series(
  id TEXT NOT NULL PRIMARY KEY, org_id TEXT NOT NULL, title TEXT NOT NULL, made_at TEXT NOT NULL, UNIQUE(org_id, title));

CREATE TABLE classroom_lesson(
  id TEXT NOT NULL PRIMARY KEY, org_id TEXT NOT NULL, title TEXT NOT NULL, subject TEXT NOT NULL, grade TEXT NOT NULL,
  teacher_id TEXT NOT NULL, room TEXT NOT NULL, on_day TEXT NOT NULL, from_minute BIGINT NOT NULL,
  to_minute BIGINT NOT NULL, begins_at BIGINT NOT NULL, ends_at BIGINT NOT NULL, kind TEXT NOT NULL, about TEXT NOT NULL,
  audience TEXT NOT NULL, consent TEXT NOT NULL, consent_by TEXT NOT NULL, consent_at TEXT NOT NULL,
  series_id TEXT NOT NULL, state TEXT NOT NULL, reason TEXT NOT NULL, live_asked BIGINT NOT NULL,
  started_at BIGINT NOT NULL, ended_at BIGINT NOT NULL, reminded_day BIGINT NOT NULL, reminded_soon BIGINT NOT NULL,
  made_at TEXT NOT NULL);
CREATE INDEX classroom_lesson_time ON classroom_lesson(state, begins_at);
CREATE INDEX classroom_lesson_day ON classroom_lesson(on_day);
CREATE INDEX classroom_lesson_org ON classroom_lesson(org_id);
CREATE INDEX classroom_lesson_series ON classroom_lesson(series_id);
CREATE INDEX classroom_lesson_teacher ON classroom_lesson(teacher_id);

-- Who may do beside the teacher what the teacher may.
CREATE TABLE classroom_host(
  lesson_id TEXT NOT NULL REFERENCES classroom_lesson(id), person_id TEXT NOT NULL, by_name TEXT NOT NULL,
  at TEXT NOT NULL, PRIMARY KEY(lesson_id, person_id));
CREATE INDEX classroom_host_person ON classroom_host(person_id);

-- Pictures that come in by a name, each by a key of which only a digest is kept.
CREATE TABLE classroom_source(
  lesson_id TEXT NOT NULL REFERENCES classroom_lesson(id), name TEXT NOT NULL, key_digest TEXT NOT NULL UNIQUE,
  made_by TEXT NOT NULL, made_at TEXT NOT NULL, sending BIGINT NOT NULL, came_at BIGINT NOT NULL,
  went_at BIGINT NOT NULL, PRIMARY KEY(lesson_id, name));

-- Classes of other schools that take part. A school that was asked names its class when it agrees.
CREATE TABLE classroom_class(
  id TEXT NOT NULL PRIMARY KEY, lesson_id TEXT NOT NULL REFERENCES classroom_lesson(id), school_id TEXT NOT NULL,
  class_id TEXT NOT NULL, class_title TEXT NOT NULL, asked_by TEXT NOT NULL, asked_account TEXT NOT NULL,
  asked_at TEXT NOT NULL, agreed_by TEXT NOT NULL, agreed_account TEXT NOT NULL, agreed_at TEXT NOT NULL,
  UNIQUE(lesson_id, school_id, class_id));
CREATE INDEX classroom_class_school ON classroom_class(school_id);

-- Who wants to be reminded of a lesson and has it in the calendar.
CREATE TABLE classroom_follow(
  lesson_id TEXT NOT NULL REFERENCES classroom_lesson(id), account TEXT NOT NULL, at TEXT NOT NULL,
  PRIMARY KEY(lesson_id, account));
CREATE INDEX classroom_follow_account ON classroom_follow(account);
