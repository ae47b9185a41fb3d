-- What somebody came to, for portfolios.
CREATE INDEX joint_part_account ON joint_part(account);
