-- The last day on which who came too late for a round is still taken, and who came so.
ALTER TABLE offerings_round ADD COLUMN late_until TEXT;
ALTER TABLE offerings_place ADD COLUMN late BIGINT NOT NULL DEFAULT 0;
CREATE INDEX offerings_place_round ON offerings_place(round_id, late, state);
