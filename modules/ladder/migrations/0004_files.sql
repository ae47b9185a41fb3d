-- Whether the panel may have a file of an application: released or held by the desk, after it was looked through for
-- names. No row: it waits.
CREATE TABLE ladder_file(
  file_id TEXT NOT NULL PRIMARY KEY, application_id TEXT NOT NULL REFERENCES ladder_application(id), state TEXT NOT NULL,
  by_name TEXT NOT NULL, at TEXT NOT NULL, words TEXT NOT NULL);
CREATE INDEX ladder_file_application ON ladder_file(application_id);
