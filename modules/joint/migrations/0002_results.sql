-- What a plan, or one of its sessions, brought about, for all schools of the group; its files are kept by files.
CREATE TABLE joint_result(
  id TEXT NOT NULL PRIMARY KEY, group_id TEXT NOT NULL, plan_id TEXT NOT NULL REFERENCES joint_plan(id),
  session_id TEXT REFERENCES joint_session(id), title TEXT NOT NULL, words TEXT NOT NULL, url TEXT NOT NULL,
  account TEXT, by_name TEXT NOT NULL, made_at TEXT NOT NULL);
CREATE INDEX joint_result_group ON joint_result(group_id, made_at);
