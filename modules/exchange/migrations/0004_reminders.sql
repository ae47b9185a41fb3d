-- Who was told again in which week (its Monday) that an answer is due.
CREATE TABLE exchange_reminder(
  org_id TEXT NOT NULL, week_on TEXT NOT NULL, PRIMARY KEY(org_id, week_on));
