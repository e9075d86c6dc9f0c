-- What authors object to, and what a steward decided.
CREATE TABLE objection_kinds (name TEXT PRIMARY KEY NOT NULL);
-- Nobody merges yet; the word is here so that objecting to it needs no new table.
INSERT INTO objection_kinds (name) VALUES ('hiding'), ('merging');

CREATE TABLE objection_outcomes (name TEXT PRIMARY KEY NOT NULL);
INSERT INTO objection_outcomes (name) VALUES ('stands'), ('restored');

CREATE TABLE objections (
  id TEXT PRIMARY KEY NOT NULL,
  kind TEXT NOT NULL REFERENCES objection_kinds (name),
  suggestion_id TEXT NOT NULL REFERENCES suggestions (id),
  -- Once per hiding.
  hiding_id TEXT UNIQUE REFERENCES hidings (id),
  objected_by TEXT NOT NULL REFERENCES accounts (id),
  body TEXT NOT NULL,
  lang TEXT NOT NULL,
  dir TEXT NOT NULL,
  objected_at TIMESTAMP NOT NULL,
  -- The last day (YYYY-MM-DD) on which the decision is in time; stored when the clock starts.
  due_on TEXT NOT NULL,
  -- None until it is decided; the reason is public.
  outcome TEXT REFERENCES objection_outcomes (name),
  reason TEXT NOT NULL,
  reason_lang TEXT NOT NULL,
  reason_dir TEXT NOT NULL,
  -- Private: the platform signs, not a person.
  decided_by TEXT REFERENCES accounts (id),
  decided_at TIMESTAMP,
  CONSTRAINT objections_body_length CHECK (length(body) BETWEEN 1 AND 1000),
  CONSTRAINT objections_of_hiding CHECK ((kind = 'hiding') = (hiding_id IS NOT NULL)),
  CONSTRAINT objections_decided CHECK ((outcome IS NULL) = (decided_at IS NULL)
    AND (outcome IS NULL) = (decided_by IS NULL) AND (outcome IS NULL) = (length(reason) = 0)),
  CONSTRAINT objections_reason_length CHECK (length(reason) <= 2000)
);
-- db::objections::open: what stewards have still to decide, the oldest debt first.
CREATE INDEX objections_open ON objections (due_on, id) WHERE outcome IS NULL;
-- db::objections::decided: what was decided lately.
CREATE INDEX objections_decided_at ON objections (decided_at, id) WHERE outcome IS NOT NULL;
-- db::suggestions::record_of: the decisions that brought a suggestion back.
CREATE INDEX objections_suggestion ON objections (suggestion_id, decided_at);
