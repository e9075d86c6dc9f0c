-- Fields that people do not see, and that somebody filled in. Never a reason to refuse.
CREATE TABLE suggestion_traps (
  suggestion_id TEXT PRIMARY KEY NOT NULL REFERENCES suggestions (id),
  filled_at TIMESTAMP NOT NULL
);

CREATE TABLE account_traps (
  account_id TEXT PRIMARY KEY NOT NULL REFERENCES accounts (id),
  filled_at TIMESTAMP NOT NULL
);
