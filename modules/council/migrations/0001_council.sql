-- How a council decides. Without a row: more than half of the seats present, more votes for than against.
CREATE TABLE council_rule(
  group_id TEXT NOT NULL PRIMARY KEY, quorum_percent BIGINT NOT NULL, majority TEXT NOT NULL);

-- A seat is held by an account, or by a person who is only named, for a term.
CREATE TABLE council_seat(
  id TEXT NOT NULL PRIMARY KEY, group_id TEXT NOT NULL, account TEXT, name TEXT NOT NULL, school_id TEXT,
  office TEXT NOT NULL, begin_on TEXT NOT NULL, end_on TEXT NOT NULL, end_reason TEXT NOT NULL);
CREATE INDEX council_seat_group ON council_seat(group_id);

CREATE TABLE council_meeting(
  id TEXT NOT NULL PRIMARY KEY, group_id TEXT NOT NULL, title TEXT NOT NULL, on_day TEXT NOT NULL,
  at_time TEXT NOT NULL, place TEXT NOT NULL, state TEXT NOT NULL, minutes TEXT NOT NULL, approved BIGINT NOT NULL);
CREATE INDEX council_meeting_group ON council_meeting(group_id);

CREATE TABLE council_attendance(
  meeting_id TEXT NOT NULL, seat_id TEXT NOT NULL, state TEXT NOT NULL, PRIMARY KEY(meeting_id, seat_id));

-- An item of the agenda; with a resolution there is a vote. The counts are written when it closes; a secret ballot is
-- counted as it goes, and its votes carry no choice.
CREATE TABLE council_item(
  id TEXT NOT NULL PRIMARY KEY, meeting_id TEXT NOT NULL, position BIGINT NOT NULL, title TEXT NOT NULL,
  paper TEXT NOT NULL, url TEXT NOT NULL, resolution TEXT NOT NULL, secret BIGINT NOT NULL, state TEXT NOT NULL,
  votes_for BIGINT NOT NULL, votes_against BIGINT NOT NULL, votes_abstained BIGINT NOT NULL, present BIGINT NOT NULL,
  seats BIGINT NOT NULL, decided_at TEXT NOT NULL);
CREATE INDEX council_item_meeting ON council_item(meeting_id);
CREATE TABLE council_vote(
  item_id TEXT NOT NULL, seat_id TEXT NOT NULL, choice TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY(item_id, seat_id));

-- What follows from a resolution, followed until done.
CREATE TABLE council_task(
  id TEXT NOT NULL PRIMARY KEY, group_id TEXT NOT NULL, item_id TEXT NOT NULL, what TEXT NOT NULL, owner TEXT NOT NULL,
  due_on TEXT NOT NULL, state TEXT NOT NULL, note TEXT NOT NULL, changed_by TEXT NOT NULL, changed_at TEXT NOT NULL);
CREATE INDEX council_task_group ON council_task(group_id);
