-- Answers of one moment stand in the order in which they were given.
ALTER TABLE children_answer ADD COLUMN number BIGINT NOT NULL DEFAULT 0;
