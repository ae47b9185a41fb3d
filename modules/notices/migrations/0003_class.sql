-- A notice to one class of a school; empty: to all of the organisation.
ALTER TABLE notices_notice ADD COLUMN class_id TEXT;
