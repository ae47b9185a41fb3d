-- Why a group was changed and what a review found. What changed stands in the register.
CREATE TABLE groups_act(
  id TEXT NOT NULL PRIMARY KEY, group_id TEXT NOT NULL, act TEXT NOT NULL, on_day TEXT NOT NULL, school_id TEXT,
  why TEXT NOT NULL, review TEXT NOT NULL, by_name TEXT NOT NULL, at TEXT NOT NULL);
CREATE INDEX groups_act_group ON groups_act(group_id);
