CREATE TABLE portfolio_sheet(
  id TEXT NOT NULL PRIMARY KEY, school_id TEXT NOT NULL, title TEXT NOT NULL, year BIGINT NOT NULL,
  term BIGINT NOT NULL, state TEXT NOT NULL, made_at TEXT NOT NULL, published_at TEXT NOT NULL,
  UNIQUE(school_id, year, term));

CREATE TABLE portfolio_sheet_item(
  id TEXT NOT NULL PRIMARY KEY, sheet_id TEXT NOT NULL REFERENCES portfolio_sheet(id), position BIGINT NOT NULL,
  name TEXT NOT NULL, weight BIGINT NOT NULL, full_value DOUBLE PRECISION NOT NULL);
CREATE INDEX portfolio_sheet_item_sheet ON portfolio_sheet_item(sheet_id);

CREATE TABLE portfolio_sheet_value(
  item_id TEXT NOT NULL REFERENCES portfolio_sheet_item(id), person_id TEXT NOT NULL, value DOUBLE PRECISION NOT NULL,
  PRIMARY KEY(item_id, person_id));

-- One teacher on one sheet.
CREATE TABLE portfolio_sheet_person(
  sheet_id TEXT NOT NULL REFERENCES portfolio_sheet(id), person_id TEXT NOT NULL, name TEXT NOT NULL,
  subject TEXT NOT NULL, remark TEXT NOT NULL, answer TEXT NOT NULL, answered_at TEXT NOT NULL,
  appeal BIGINT NOT NULL, reply TEXT NOT NULL, PRIMARY KEY(sheet_id, person_id));
CREATE INDEX portfolio_sheet_person_person ON portfolio_sheet_person(person_id);
