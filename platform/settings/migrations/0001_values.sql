CREATE TABLE settings_value(
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL  -- JSON
);
