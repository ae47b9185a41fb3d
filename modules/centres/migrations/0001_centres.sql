CREATE TABLE centres_centre(
  id TEXT NOT NULL PRIMARY KEY, group_id TEXT NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL, purpose TEXT NOT NULL,
  school_id TEXT, begin_on TEXT NOT NULL, end_on TEXT NOT NULL);
CREATE INDEX centres_centre_group ON centres_centre(group_id);

-- A post is held by an account, or by a person who is only named (without an account), for a term.
CREATE TABLE centres_post(
  id TEXT NOT NULL PRIMARY KEY, centre_id TEXT NOT NULL REFERENCES centres_centre(id), account TEXT,
  name TEXT NOT NULL, school_id TEXT, part TEXT NOT NULL, begin_on TEXT NOT NULL, end_on TEXT NOT NULL);
CREATE INDEX centres_post_centre ON centres_post(centre_id);
