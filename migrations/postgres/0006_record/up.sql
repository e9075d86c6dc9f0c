-- The journal, what follows it, and what keeps writes single.
CREATE TABLE holidays (
  day TEXT PRIMARY KEY NOT NULL,
  name_ar TEXT NOT NULL,
  name_en TEXT NOT NULL,
  source TEXT NOT NULL,
  status TEXT NOT NULL,
  CONSTRAINT holidays_status CHECK (status IN ('estimated', 'announced'))
);

CREATE TABLE journal (
  id TEXT PRIMARY KEY NOT NULL,
  -- Gap-free, given by the leader after commit; none until then.
  seq BIGINT UNIQUE,
  kind TEXT NOT NULL,
  agency_id TEXT REFERENCES agencies (id),
  topic_id TEXT REFERENCES topics (id),
  -- The suggestion, answer, commitment … that changed.
  subject_id TEXT NOT NULL,
  happened_at TIMESTAMP NOT NULL,
  -- Public facts as JSON.
  facts TEXT NOT NULL,
  -- Salted SHA-256 of what is private.
  private_salt BYTEA,
  private_digest BYTEA
);
-- db::journal::unnumbered: what the sequencer has still to number.
CREATE INDEX journal_unnumbered ON journal (happened_at, id) WHERE seq IS NULL;

-- How many suggestions of a topic stand where; derived, follows the journal.
CREATE TABLE topic_figures (
  topic_id TEXT PRIMARY KEY NOT NULL REFERENCES topics (id),
  published BIGINT NOT NULL,
  unanswered BIGINT NOT NULL,
  acknowledged BIGINT NOT NULL,
  adopted BIGINT NOT NULL,
  rejected BIGINT NOT NULL,
  hidden BIGINT NOT NULL,
  withdrawn BIGINT NOT NULL,
  merged BIGINT NOT NULL,
  lists BIGINT NOT NULL,
  computed_at TIMESTAMP NOT NULL
);

CREATE TABLE leases (
  name TEXT PRIMARY KEY NOT NULL,
  holder TEXT NOT NULL,
  -- Fencing token: grows with each change of holder.
  token BIGINT NOT NULL,
  expires_at TIMESTAMP NOT NULL
);

-- How far a follower has read the journal.
CREATE TABLE followers (
  name TEXT PRIMARY KEY NOT NULL,
  seq BIGINT NOT NULL
);

CREATE TABLE idempotency_keys (
  account_id TEXT NOT NULL REFERENCES accounts (id),
  key TEXT NOT NULL,
  operation TEXT NOT NULL,
  body_digest BYTEA NOT NULL,
  -- What was answered: the subject's id, to answer the same again.
  result TEXT NOT NULL,
  used_at TIMESTAMP NOT NULL,
  PRIMARY KEY (account_id, key),
  CONSTRAINT idempotency_keys_length CHECK (length(key) BETWEEN 8 AND 100)
);
