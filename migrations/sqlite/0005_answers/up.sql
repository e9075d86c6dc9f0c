-- What agencies answered, and what they promised by adopting. Rows are only ever added.
CREATE TABLE answer_kinds (name TEXT PRIMARY KEY NOT NULL);
INSERT INTO answer_kinds (name) VALUES ('acknowledged'), ('adopted'), ('rejected');

CREATE TABLE answers (
  id TEXT PRIMARY KEY NOT NULL,
  suggestion_id TEXT NOT NULL REFERENCES suggestions (id),
  agency_id TEXT NOT NULL REFERENCES agencies (id),
  -- 1 for the first answer of a suggestion, then counting up.
  number INTEGER NOT NULL,
  kind TEXT NOT NULL REFERENCES answer_kinds (name),
  reason TEXT NOT NULL,
  lang TEXT NOT NULL,
  dir TEXT NOT NULL,
  other_reason TEXT NOT NULL,
  other_lang TEXT NOT NULL,
  answered_at TIMESTAMP NOT NULL,
  -- For the agency's own record; never public: the agency signs, not a person.
  answered_by TEXT NOT NULL REFERENCES accounts (id),
  CONSTRAINT answers_reason_length CHECK (length(reason) <= 4000 AND length(other_reason) <= 4000),
  CONSTRAINT answers_reason_given CHECK (kind = 'acknowledged' OR length(reason) >= 40),
  UNIQUE (suggestion_id, number)
);
-- db::answers::latest: the answers given lately, for the home page.
CREATE INDEX answers_latest ON answers (answered_at, id);
-- db::answers::latest_of: the same on an agency's page.
CREATE INDEX answers_agency ON answers (agency_id, answered_at, id);

CREATE TABLE commitment_states (name TEXT PRIMARY KEY NOT NULL);
INSERT INTO commitment_states (name) VALUES ('planned'), ('in_progress'), ('done'), ('dropped');

CREATE TABLE commitments (
  id TEXT PRIMARY KEY NOT NULL,
  suggestion_id TEXT NOT NULL REFERENCES suggestions (id),
  answer_id TEXT NOT NULL UNIQUE REFERENCES answers (id),
  what TEXT NOT NULL,
  lang TEXT NOT NULL,
  dir TEXT NOT NULL,
  due_on TEXT NOT NULL,
  state TEXT NOT NULL REFERENCES commitment_states (name),
  made_at TIMESTAMP NOT NULL,
  CONSTRAINT commitments_what_length CHECK (length(what) BETWEEN 3 AND 1000)
);
-- db::commitments::of_suggestion.
CREATE INDEX commitments_suggestion ON commitments (suggestion_id);

CREATE TABLE commitment_updates (
  id TEXT PRIMARY KEY NOT NULL,
  commitment_id TEXT NOT NULL REFERENCES commitments (id),
  state TEXT NOT NULL REFERENCES commitment_states (name),
  note TEXT NOT NULL,
  updated_at TIMESTAMP NOT NULL,
  CONSTRAINT commitment_updates_dropped CHECK (state <> 'dropped' OR length(note) >= 1)
);
-- db::commitments::of_suggestion, with its updates.
CREATE INDEX commitment_updates_commitment ON commitment_updates (commitment_id, updated_at);
