-- What the register of staff says because of a rank: what was written since when, and the register's own word before.
CREATE TABLE ladder_register(
  person_id TEXT NOT NULL, ladder TEXT NOT NULL, written TEXT NOT NULL, own_word TEXT NOT NULL, since TEXT NOT NULL,
  PRIMARY KEY(person_id, ladder));
