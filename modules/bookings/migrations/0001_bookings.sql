-- How a group reckons; `held` goes up with every booking, so that bookings of a group wait for one another.
CREATE TABLE bookings_rule(
  group_id TEXT NOT NULL PRIMARY KEY, time_zone TEXT NOT NULL, speed BIGINT NOT NULL,
  fixed_minutes BIGINT NOT NULL, held BIGINT NOT NULL);

CREATE TABLE bookings_thing(
  id TEXT NOT NULL PRIMARY KEY, group_id TEXT NOT NULL, school_id TEXT NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL,
  what TEXT NOT NULL, amount BIGINT NOT NULL, opens BIGINT NOT NULL, closes BIGINT NOT NULL, begin_on TEXT NOT NULL,
  end_on TEXT NOT NULL);
CREATE INDEX bookings_thing_group ON bookings_thing(group_id);

-- Minutes are of the day; *_at are seconds since 1970, busy_* with the way of equipment.
CREATE TABLE bookings_booking(
  id TEXT NOT NULL PRIMARY KEY, group_id TEXT NOT NULL, thing_id TEXT NOT NULL REFERENCES bookings_thing(id),
  school_id TEXT NOT NULL, account TEXT, by_name TEXT NOT NULL, purpose TEXT NOT NULL, amount BIGINT NOT NULL,
  on_day TEXT NOT NULL, from_minute BIGINT NOT NULL, to_minute BIGINT NOT NULL, from_at BIGINT NOT NULL,
  to_at BIGINT NOT NULL, busy_from BIGINT NOT NULL, busy_to BIGINT NOT NULL, cancelled_at TEXT NOT NULL,
  made_at TEXT NOT NULL);
CREATE INDEX bookings_booking_thing ON bookings_booking(thing_id, on_day);
CREATE INDEX bookings_booking_group ON bookings_booking(group_id, on_day);
CREATE INDEX bookings_booking_account ON bookings_booking(account, on_day);
