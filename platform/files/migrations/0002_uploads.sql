-- An upload that comes in parts (tus 1.0). Its bytes lie in the folder of files under its id until they are whole and
-- become a file; how many are there is the length of that. state: receiving, checking, kept, refused. digest and kind:
-- what was found while checking. file: what it became. problem_*: why it was refused, or why checking must wait, and
-- tried_at since when.
CREATE TABLE files_upload(
  id TEXT NOT NULL PRIMARY KEY, org TEXT NOT NULL, name TEXT NOT NULL, size BIGINT NOT NULL, account TEXT,
  by_name TEXT NOT NULL, state TEXT NOT NULL, digest TEXT NOT NULL, kind TEXT NOT NULL, file TEXT NOT NULL,
  problem_code TEXT NOT NULL, problem_zh TEXT NOT NULL, problem_en TEXT NOT NULL, made_at TEXT NOT NULL,
  expires_at TEXT NOT NULL, tried_at TEXT NOT NULL);
CREATE INDEX files_upload_account ON files_upload(account);
CREATE INDEX files_upload_state ON files_upload(state);
