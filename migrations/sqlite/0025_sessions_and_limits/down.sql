DROP TABLE buckets;
DROP INDEX account_roles_role;
DROP TABLE account_acts;
DROP TABLE account_act_kinds;
DROP TABLE sign_ins;
DROP TABLE sign_in_outcomes;
DROP INDEX sessions_expires;
DROP INDEX sessions_account;
ALTER TABLE sessions RENAME TO sessions_after;
CREATE TABLE sessions (
  token_hash BLOB PRIMARY KEY NOT NULL,
  account_id TEXT NOT NULL REFERENCES accounts (id),
  created_at TIMESTAMP NOT NULL,
  last_seen_at TIMESTAMP NOT NULL,
  expires_at TIMESTAMP NOT NULL,
  CONSTRAINT sessions_token_length CHECK (length(token_hash) = 32)
);
INSERT INTO sessions SELECT token_hash, account_id, created_at, last_seen_at, expires_at FROM sessions_after;
DROP TABLE sessions_after;
CREATE INDEX sessions_account ON sessions (account_id);
