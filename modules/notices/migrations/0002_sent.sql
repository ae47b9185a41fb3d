-- The mail looks for what was sent lately.
CREATE INDEX notices_notice_sent ON notices_notice(sent_at);
