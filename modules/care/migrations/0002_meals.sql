-- Dishes of a service on a day. choice 0: for every choice. Lists of allergens are codes by commas; cost is fen a portion.
CREATE TABLE care_menu(
  service_id TEXT NOT NULL REFERENCES care_service(id), on_day TEXT NOT NULL, published BIGINT NOT NULL,
  by_name TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY(service_id, on_day));
CREATE TABLE care_dish(
  service_id TEXT NOT NULL REFERENCES care_service(id), on_day TEXT NOT NULL, place BIGINT NOT NULL, name TEXT NOT NULL,
  choice BIGINT NOT NULL, allergens TEXT NOT NULL, cost_fen BIGINT NOT NULL, PRIMARY KEY(service_id, on_day, place),
  CHECK(cost_fen >= 0));

-- What a guardian entered by consent: gone when it is withdrawn.
CREATE TABLE care_safety(
  person_id TEXT NOT NULL PRIMARY KEY, allergens TEXT NOT NULL, words TEXT NOT NULL, by_name TEXT NOT NULL,
  at TEXT NOT NULL);
CREATE TABLE care_picker(
  person_id TEXT NOT NULL, place BIGINT NOT NULL, name TEXT NOT NULL, relation TEXT NOT NULL, phone TEXT NOT NULL,
  PRIMARY KEY(person_id, place));
-- Every answer in its order; the last one counts. print is of the words answered to.
CREATE TABLE care_consent(
  id TEXT NOT NULL PRIMARY KEY, person_id TEXT NOT NULL, given BIGINT NOT NULL, account TEXT NOT NULL,
  by_name TEXT NOT NULL, at TEXT NOT NULL, print TEXT NOT NULL, number BIGINT NOT NULL, UNIQUE(person_id, number));
