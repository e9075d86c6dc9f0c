-- What people are told of what happened, the ways they choose, the topics they follow, and what
-- staff are reminded of.
INSERT INTO letter_kinds (name) VALUES ('notice'), ('digest'), ('escalation'), ('weekly_sheet');
-- Where the letter's receiver can stop letters like it (RFC 8058); emptied with its words.
ALTER TABLE outbox ADD COLUMN unsubscribe TEXT;

CREATE TABLE notice_kinds (name TEXT PRIMARY KEY NOT NULL);
INSERT INTO notice_kinds (name) VALUES
  ('acknowledged'), ('adopted'), ('rejected'), ('corrected'), ('asked'), ('hidden'), ('restored'),
  ('commitment_moved'), ('listed_answered'), ('topic_opened'), ('topic_closes'), ('topic_concluded');

CREATE TABLE notice_ways (name TEXT PRIMARY KEY NOT NULL);
INSERT INTO notice_ways (name) VALUES ('mail'), ('digest'), ('site');

-- Only what a person chose; the usual ways stand in the program.
CREATE TABLE notice_choices (
  account_id TEXT NOT NULL REFERENCES accounts (id),
  kind TEXT NOT NULL REFERENCES notice_kinds (name),
  way TEXT NOT NULL REFERENCES notice_ways (name),
  PRIMARY KEY (account_id, kind)
);

-- Letters that a person stopped: of a kind of notice, the digest, or all. They lie over the choices,
-- so that taking one back brings these back as they were.
CREATE TABLE letter_stops (
  account_id TEXT NOT NULL REFERENCES accounts (id),
  scope TEXT NOT NULL,
  stopped_at TIMESTAMP NOT NULL,
  PRIMARY KEY (account_id, scope),
  CONSTRAINT letter_stops_scope CHECK (length(scope) BETWEEN 1 AND 40)
);

CREATE TABLE follows (
  topic_id TEXT NOT NULL REFERENCES topics (id),
  account_id TEXT NOT NULL REFERENCES accounts (id),
  followed_at TIMESTAMP NOT NULL,
  PRIMARY KEY (topic_id, account_id)
);
-- db::follows::of_account: the topics that one person follows.
CREATE INDEX follows_account ON follows (account_id, followed_at);

CREATE TABLE notices (
  id TEXT PRIMARY KEY NOT NULL,
  account_id TEXT NOT NULL REFERENCES accounts (id),
  kind TEXT NOT NULL REFERENCES notice_kinds (name),
  topic_id TEXT NOT NULL REFERENCES topics (id),
  suggestion_id TEXT REFERENCES suggestions (id),
  -- The number of the journal's row, or the day of a topic that came.
  cause TEXT NOT NULL,
  happened_at TIMESTAMP NOT NULL,
  made_at TIMESTAMP NOT NULL,
  read_at TIMESTAMP,
  -- Since when it waits for the next digest.
  waits_since TIMESTAMP,
  -- When a letter with it was written.
  mailed_at TIMESTAMP,
  -- Nobody is told twice of one thing.
  UNIQUE (account_id, cause)
);
-- db::notices::page, db::notices::mailed_since: those of one person, the newest first.
CREATE INDEX notices_account ON notices (account_id, made_at, id);
-- db::notices::unread: how many one person has not read.
CREATE INDEX notices_unread ON notices (account_id) WHERE read_at IS NULL;
-- db::digests::due: who has something waiting.
CREATE INDEX notices_waiting ON notices (account_id, waits_since) WHERE waits_since IS NOT NULL;

-- The day of the last digest: one a day, and none for a day before it.
CREATE TABLE digests (
  account_id TEXT PRIMARY KEY NOT NULL REFERENCES accounts (id),
  day TEXT NOT NULL
);

-- Of which debts staff were written to: once a clock and stage.
CREATE TABLE escalations (
  suggestion_id TEXT NOT NULL REFERENCES suggestions (id),
  clock TEXT NOT NULL,
  stage TEXT NOT NULL,
  told_at TIMESTAMP NOT NULL,
  PRIMARY KEY (suggestion_id, clock, stage),
  CONSTRAINT escalations_clock CHECK (clock IN ('acknowledge', 'decide')),
  CONSTRAINT escalations_stage CHECK (stage IN ('due_soon', 'overdue', 'long_overdue'))
);
-- db::escalations::listed: those of one letter.
CREATE INDEX escalations_told ON escalations (told_at);

-- The week of the last sheet of an agency for one of its managers, by its first day.
CREATE TABLE weekly_sheets (
  account_id TEXT NOT NULL REFERENCES accounts (id),
  agency_id TEXT NOT NULL REFERENCES agencies (id),
  week TEXT NOT NULL,
  PRIMARY KEY (account_id, agency_id)
);

-- Nobody is told of what happened before there were notices.
INSERT INTO followers (name, seq) SELECT 'notices', coalesce(max(seq), 0) FROM journal;
