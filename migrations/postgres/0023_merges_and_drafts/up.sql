-- Suggestions laid together with others that ask for the same: each time a row, like hidings.
CREATE TABLE merges (
  id TEXT PRIMARY KEY NOT NULL,
  suggestion_id TEXT NOT NULL REFERENCES suggestions (id),
  into_id TEXT NOT NULL REFERENCES suggestions (id),
  -- Why, as everyone reads it.
  reason TEXT NOT NULL,
  lang TEXT NOT NULL,
  dir TEXT NOT NULL,
  -- Private, like answers.answered_by.
  merged_by TEXT NOT NULL REFERENCES accounts (id),
  merged_at TIMESTAMP NOT NULL,
  -- None while it stands.
  undone_at TIMESTAMP,
  CONSTRAINT merges_two CHECK (suggestion_id <> into_id),
  CONSTRAINT merges_reason_length CHECK (length(reason) BETWEEN 1 AND 1000)
);
-- db::merges::of_merged: the one merge that a suggestion is under.
CREATE UNIQUE INDEX merges_stands ON merges (suggestion_id) WHERE undone_at IS NULL;
-- db::merges::gathered_by, db::suggestions::record_of: what was merged into one.
CREATE INDEX merges_into ON merges (into_id) WHERE undone_at IS NULL;

-- What an objection to a merge is about.
ALTER TABLE objections ADD COLUMN merge_id TEXT REFERENCES merges (id)
  CONSTRAINT objections_of_merge CHECK ((kind = 'merging') = (merge_id IS NOT NULL));
-- db::merges::of_merged: the objection to a merge, which is made once.
CREATE UNIQUE INDEX objections_merge ON objections (merge_id);

-- Answers to many that are being written at the desk, as typed: one of each person at each desk for
-- each kind of act. What is chosen is not kept with it: it changes while one writes.
CREATE TABLE bulk_drafts (
  account_id TEXT NOT NULL REFERENCES accounts (id),
  agency_id TEXT NOT NULL REFERENCES agencies (id),
  kind TEXT NOT NULL REFERENCES pending_act_kinds (name),
  reason TEXT NOT NULL,
  other_reason TEXT NOT NULL,
  commitment_what TEXT NOT NULL,
  commitment_due TEXT NOT NULL,
  saved_at TIMESTAMP NOT NULL,
  PRIMARY KEY (account_id, agency_id, kind),
  CONSTRAINT bulk_drafts_length CHECK (length(reason) <= 20000 AND length(other_reason) <= 20000
    AND length(commitment_what) <= 20000 AND length(commitment_due) <= 20000)
);
