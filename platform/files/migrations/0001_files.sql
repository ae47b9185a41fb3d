-- One content, once, however many files have it. The bytes lie in the folder of files under the digest (SHA-256). `kind`
-- is what libmagic says it is. unused_since: when the last file let it go; empty while it is in use.
CREATE TABLE files_blob(
  digest TEXT NOT NULL PRIMARY KEY, size BIGINT NOT NULL, kind TEXT NOT NULL, made_at TEXT NOT NULL,
  unused_since TEXT NOT NULL);

-- A file as somebody uploaded it. room and thing say what it hangs on ("unity-evidence" and the id of a piece of
-- evidence); both are empty from the upload until then, for a day at most. org is charged with its size.
CREATE TABLE files_file(
  id TEXT NOT NULL PRIMARY KEY, digest TEXT NOT NULL REFERENCES files_blob(digest), name TEXT NOT NULL,
  org TEXT NOT NULL, room TEXT NOT NULL, thing TEXT NOT NULL, account TEXT, by_name TEXT NOT NULL,
  made_at TEXT NOT NULL);
CREATE INDEX files_file_digest ON files_file(digest);
CREATE INDEX files_file_thing ON files_file(room, thing);
CREATE INDEX files_file_org ON files_file(org, room);
