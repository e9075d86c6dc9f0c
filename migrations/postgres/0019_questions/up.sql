-- What a desk asks an author in public before it decides. No clock stops for it.
CREATE TABLE question_ends (name TEXT PRIMARY KEY NOT NULL);
INSERT INTO question_ends (name) VALUES ('replied'), ('decided'), ('withdrawn');

CREATE TABLE questions (
  id TEXT PRIMARY KEY NOT NULL,
  suggestion_id TEXT NOT NULL REFERENCES suggestions (id),
  agency_id TEXT NOT NULL REFERENCES agencies (id),
  -- 1 for the first question about a suggestion, then counting up.
  number INTEGER NOT NULL,
  -- Nothing was asked after it.
  latest BOOLEAN NOT NULL,
  body TEXT NOT NULL,
  lang TEXT NOT NULL,
  dir TEXT NOT NULL,
  asked_at TIMESTAMP NOT NULL,
  -- Private, like answers.answered_by; so is who withdrew it.
  asked_by TEXT NOT NULL REFERENCES accounts (id),
  -- None while it is open.
  ended_as TEXT REFERENCES question_ends (name),
  ended_at TIMESTAMP,
  withdrawn_by TEXT REFERENCES accounts (id),
  -- What its author replied.
  addition_id TEXT UNIQUE REFERENCES suggestion_additions (id),
  CONSTRAINT questions_body_length CHECK (length(body) BETWEEN 1 AND 1000),
  CONSTRAINT questions_dir CHECK (dir IN ('rtl', 'ltr')),
  CONSTRAINT questions_ended CHECK ((ended_as IS NULL) = (ended_at IS NULL)),
  CONSTRAINT questions_replied CHECK ((addition_id IS NOT NULL) = (ended_as IS NOT NULL AND ended_as = 'replied')),
  CONSTRAINT questions_withdrawn CHECK ((withdrawn_by IS NOT NULL) = (ended_as IS NOT NULL AND ended_as = 'withdrawn')),
  UNIQUE (suggestion_id, number)
);
-- db::questions::add: one open question at a time.
CREATE UNIQUE INDEX questions_open ON questions (suggestion_id) WHERE ended_as IS NULL;
-- db::queue::debts, of suggestions whose author was asked or replied.
CREATE INDEX questions_agency ON questions (agency_id, ended_as);
