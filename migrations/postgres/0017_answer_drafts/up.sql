-- Answers that are being written at the desk, as typed: one of each person on each suggestion.
CREATE TABLE answer_drafts (
  suggestion_id TEXT NOT NULL REFERENCES suggestions (id),
  account_id TEXT NOT NULL REFERENCES accounts (id),
  -- A word of answer_kinds, or empty while none is chosen.
  kind TEXT NOT NULL,
  reason TEXT NOT NULL,
  other_reason TEXT NOT NULL,
  commitment_what TEXT NOT NULL,
  commitment_due TEXT NOT NULL,
  saved_at TIMESTAMP NOT NULL,
  -- Why a second person sent it back, and that person's name; empty for one that nobody did.
  returned_note TEXT NOT NULL,
  returned_by TEXT NOT NULL,
  PRIMARY KEY (suggestion_id, account_id),
  CONSTRAINT answer_drafts_length CHECK (length(reason) <= 20000 AND length(other_reason) <= 20000 AND length(commitment_what) <= 20000 AND length(commitment_due) <= 20000)
);
