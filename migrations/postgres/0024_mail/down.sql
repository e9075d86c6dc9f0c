DROP TABLE outbox;
DROP TABLE letter_kinds;
DROP TABLE tokens;
DROP TABLE token_kinds;
ALTER TABLE accounts DROP COLUMN consent_at;
ALTER TABLE accounts DROP COLUMN consent;
ALTER TABLE accounts DROP COLUMN confirmed_at;
ALTER TABLE accounts DROP COLUMN address;
