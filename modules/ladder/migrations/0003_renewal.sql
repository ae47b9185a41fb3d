-- Calls for renewal are for those alone whose rank ends soon; their applications name it.
ALTER TABLE ladder_call ADD COLUMN renewal BIGINT NOT NULL DEFAULT 0;
ALTER TABLE ladder_application ADD COLUMN renews TEXT NOT NULL DEFAULT '';
