-- Where an agency wants it, a second person of the desk releases what the first one decided.
ALTER TABLE agencies ADD COLUMN second_person BOOLEAN NOT NULL DEFAULT FALSE;

CREATE TABLE answer_release_states (name TEXT PRIMARY KEY NOT NULL);
INSERT INTO answer_release_states (name) VALUES ('waiting'), ('released'), ('returned');

-- A decision as it was written, its names filled in. Not public; the clocks run on.
CREATE TABLE answer_releases (
  id TEXT PRIMARY KEY NOT NULL,
  suggestion_id TEXT NOT NULL REFERENCES suggestions (id),
  agency_id TEXT NOT NULL REFERENCES agencies (id),
  state TEXT NOT NULL REFERENCES answer_release_states (name),
  kind TEXT NOT NULL REFERENCES answer_kinds (name),
  reason TEXT NOT NULL,
  other_reason TEXT NOT NULL,
  commitment_what TEXT NOT NULL,
  commitment_due TEXT NOT NULL,
  -- The language of the desk it was written at.
  lang TEXT NOT NULL,
  -- The number of the latest answer that its writer had seen.
  seen INTEGER NOT NULL,
  written_by TEXT NOT NULL REFERENCES accounts (id),
  written_at TIMESTAMP NOT NULL,
  ended_by TEXT REFERENCES accounts (id),
  ended_at TIMESTAMP,
  CONSTRAINT answer_releases_ended CHECK ((state = 'waiting') = (ended_at IS NULL))
);
-- One waits on a suggestion at most: db::desk::case and db::queue::owed.
CREATE UNIQUE INDEX answer_releases_waiting ON answer_releases (suggestion_id) WHERE state = 'waiting';
-- db::answer_releases::waiting and db::answer_releases::counts.
CREATE INDEX answer_releases_agency ON answer_releases (agency_id, written_at) WHERE state = 'waiting';
