-- The campus that was visited, of a school with several; empty: the main one.
ALTER TABLE mentoring_service_visit ADD COLUMN campus_id TEXT;
