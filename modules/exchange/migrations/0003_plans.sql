-- Local editions of the rules; those of the program are files. content: RuleEdition as JSON.
CREATE TABLE exchange_rules(
  id TEXT NOT NULL PRIMARY KEY, org_id TEXT NOT NULL, content TEXT NOT NULL, made_at TEXT NOT NULL,
  holds BIGINT NOT NULL);
CREATE INDEX exchange_rules_org ON exchange_rules(org_id);

-- problem, plan, reasons and decisions as JSON; "" where there is none yet.
CREATE TABLE exchange_plan(
  id TEXT NOT NULL PRIMARY KEY, org_id TEXT NOT NULL, title TEXT NOT NULL, year BIGINT NOT NULL,
  question TEXT NOT NULL, state TEXT NOT NULL, job TEXT NOT NULL, problem TEXT NOT NULL, plan TEXT NOT NULL,
  reasons TEXT NOT NULL, fault TEXT NOT NULL, made_by TEXT NOT NULL, made_at TEXT NOT NULL,
  planned_at TEXT NOT NULL, accepted_at TEXT NOT NULL);
CREATE INDEX exchange_plan_org ON exchange_plan(org_id);
